"""指标得分 (PERF_SCORE): points of one indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .arguments import INDICATOR
from .core.cells import decided, method_of, profile_of
from .core.scoring import score_indicator
from .registry import cell_function


@cell_function(
    name="PERF_SCORE",
    title="指标得分",
    description="按分值、指标值、实际完成值和规则方案计算一项指标的得分；规则不能判断时为 #N/A，由人工评定",
    arguments=INDICATOR,
)
def PERF_SCORE(weight: Any, target: Any, actual: Any, method: Any = None, profile: Any = None) -> Decimal:
    """指标得分: points of one indicator.

    Args:
        weight: 分值. target: 指标值. actual: 实际完成值. method: 赋分规则. profile: the rules; blank is ``cn/national``.

    Returns:
        Points between 0 and the weight, rounded as the profile says. ``#N/A`` where the profile cannot decide or a
        required cell is blank, ``#VALUE!`` for text that cannot be read, ``#NUM!`` for a negative weight.

    依据: 规则方案的 [methods]，各方案见 docs/profiles.md.

    >>> PERF_SCORE(10, "≥450人", "442人", "按照完成比例赋分", "新疆项目2024")
    9.55
    >>> PERF_SCORE(10, "≥2个", "1个")
    5.0
    """
    outcome = score_indicator(weight, target, actual, method_of(method), profile_of(profile))
    return decided(outcome, outcome.points)
