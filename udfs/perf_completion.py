"""完成率 (PERF_COMPLETION): actual / target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.cells import PROFILE_HELP, decided, profile_of
from .core.completion import completion
from .registry import Argument, cell_function


@cell_function(
    name="PERF_COMPLETION",
    title="完成率",
    description="完成率＝实际完成值/指标值，不舍入；文字和日期指标完成为 1，未按期完成为 0，无法判断为 #N/A",
    arguments=[
        Argument("target", "指标值", "年度指标值，如 ≥16万人、=100%、2024年12月10日前、明显提升"),
        Argument("actual", "实际完成值", "实际完成值，如 19.8万人、0.95、2024年12月、达到预期指标"),
        Argument("profile", "规则方案", PROFILE_HELP, optional=True, kind="text"),
    ],
)
def PERF_COMPLETION(target: Any, actual: Any, profile: Any = None) -> Decimal:
    """完成率: the completion as a ratio, unrounded.

    Args:
        target: 指标值. actual: 实际完成值. profile: which words count as met; blank is ``cn/national``.

    Returns:
        A ratio (1 is 100 %). ``#DIV/0!`` for a target of 0, ``#N/A`` for blanks, unlike units and words that cannot be
        judged, ``#VALUE!`` for text that cannot be read.

    依据: 完成率＝实际完成值/指标值（新疆 2024 项目支出绩效自评表）.

    >>> PERF_COMPLETION("≥16万人", "20万人")
    1.25
    """
    outcome = completion(target, actual, profile_of(profile))
    return decided(outcome, outcome.completion)
