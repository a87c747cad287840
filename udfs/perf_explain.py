"""得分说明 (PERF_EXPLAIN): one sentence that says how the points came about."""

from __future__ import annotations

from typing import Any

from .arguments import INDICATOR
from .core.cells import method_of, profile_of
from .core.explanation import sentence
from .core.scoring import score_indicator
from .registry import cell_function


@cell_function(
    name="PERF_EXPLAIN",
    title="得分说明",
    description="用一句话说明一项指标的得分怎样得来、依据什么规则、出自哪个文件；不能计算时说明原因",
    arguments=INDICATOR,
)
def PERF_EXPLAIN(weight: Any, target: Any, actual: Any, method: Any = None, profile: Any = None) -> str:
    """得分说明: one Chinese sentence with points, arithmetic, rule and source.

    Args:
        weight: 分值. target: 指标值. actual: 实际完成值. method: 赋分规则. profile: the rules; blank is ``cn/national``.

    Returns:
        The sentence; for an undecided row the reason. ``#N/A`` only where the profile itself does not exist.

    依据: 规则方案的 [methods]，各方案见 docs/profiles.md.

    >>> PERF_EXPLAIN(10, "≥2个", "1个", "", "新疆整体2024")[:20]
    '得 5 分：实际完成值 1个，未达到指标'
    """
    rules = profile_of(profile)
    return sentence(score_indicator(weight, target, actual, method_of(method), rules), rules)
