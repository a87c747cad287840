"""公用参数 (shared arguments): what several cell functions are told in the same words."""

from __future__ import annotations

from .core.cells import PROFILE_HELP
from .registry import Argument

#: one indicator row of a form, as PERF_SCORE and PERF_EXPLAIN take it
INDICATOR = [
    Argument("weight", "分值", "该项指标的分值（权重），如 10", kind="number"),
    Argument("target", "指标值", "年度指标值，如 ≥16万人、=100%、2024年12月10日前、明显提升"),
    Argument("actual", "实际完成值", "实际完成值，如 19.8万人、0.95、2024年12月、达到预期指标"),
    Argument("method", "赋分规则", "表中“赋分规则”一栏的文字，如 按照完成比例赋分；没有此栏时省略", True, "text"),
    Argument("profile", "规则方案", PROFILE_HELP, optional=True, kind="text"),
]
