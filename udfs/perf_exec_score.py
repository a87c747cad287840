"""预算执行率得分 (PERF_EXEC_SCORE): points of the execution row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.cells import PROFILE_HELP, decided, profile_of
from .core.scoring import score_execution
from .registry import Argument, cell_function


@cell_function(
    name="PERF_EXEC_SCORE",
    title="预算执行率得分",
    description="按规则方案计算预算执行率一行的得分，最高不超过分值",
    arguments=[
        Argument("weight", "分值", "预算执行率的分值，一般为 10", kind="number"),
        Argument("budget", "全年预算数", "全年预算数，与执行数单位一致", kind="number"),
        Argument("executed", "全年执行数", "全年执行数，与预算数单位一致", kind="number"),
        Argument("profile", "规则方案", PROFILE_HELP, optional=True, kind="text"),
    ],
)
def PERF_EXEC_SCORE(weight: Any, budget: Any, executed: Any, profile: Any = None) -> Decimal:
    """预算执行率得分: points of the execution row.

    Args:
        weight: 分值. budget: 全年预算数. executed: 全年执行数. profile: the rules; blank is ``cn/national``.

    Returns:
        Points, rounded as the profile says. ``#DIV/0!`` for a budget of 0, ``#NUM!`` for negative figures, ``#N/A`` for
        blanks and where the profile has no rule.

    依据: 规则方案的 [execution]，各方案见 docs/profiles.md.

    >>> PERF_EXEC_SCORE(10, "700.00", "694.90", "新疆项目2024")
    9.82
    """
    outcome = score_execution(weight, budget, executed, profile_of(profile))
    return decided(outcome, outcome.points)
