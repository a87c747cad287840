"""变动率 (PERF_CHANGE_RATE): (current − previous) / previous."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.cells import ratio_base
from .registry import Argument, cell_function


@cell_function(
    name="PERF_CHANGE_RATE",
    title="变动率",
    description="变动率＝（本年数－上年数）/上年数，如“三公经费”变动率；上年数为 0 时返回 #DIV/0!",
    arguments=[
        Argument("previous", "上年数", "上年预算数或决算数", kind="number"),
        Argument("current", "本年数", "本年的同一口径数，与上年数单位一致", kind="number"),
    ],
)
def PERF_CHANGE_RATE(previous: Any, current: Any) -> Decimal:
    """变动率: the change against the previous year, a ratio, unrounded; a fall is negative.

    Args:
        previous: 上年数. current: 本年数, in the same unit.

    Returns:
        A ratio. ``#DIV/0!`` for a previous figure of 0, ``#NUM!`` for negative figures, ``#N/A`` for blanks,
        ``#VALUE!`` for text.

    依据: “三公经费”变动率＝（本年度预算数－上年度预算数）/上年度预算数（衡山 2020 评价指标评分表）.

    >>> PERF_CHANGE_RATE(8, 6)
    -0.25
    """
    base, figure = ratio_base(previous, current, "上年数", "本年数")
    return (figure - base) / base
