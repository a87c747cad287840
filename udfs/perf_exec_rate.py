"""预算执行率 (PERF_EXEC_RATE): executed / budget."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.amounts import read_amounts
from .core.completion import execution_rate
from .registry import Argument, cell_function


@cell_function(
    name="PERF_EXEC_RATE",
    title="预算执行率",
    description="预算执行率＝全年执行数/全年预算数，不舍入；预算数为 0 时返回 #DIV/0!",
    arguments=[
        Argument("budget", "全年预算数", "全年预算数，元或万元均可，与执行数单位一致", kind="number"),
        Argument("executed", "全年执行数", "全年执行数，与预算数单位一致", kind="number"),
    ],
)
def PERF_EXEC_RATE(budget: Any, executed: Any) -> Decimal:
    """预算执行率: the rate as a ratio, unrounded.

    Args:
        budget: 全年预算数. executed: 全年执行数, in the same unit.

    Returns:
        A ratio (1 is 100 %). ``#DIV/0!`` for a budget of 0, ``#NUM!`` for negative amounts, ``#N/A`` for blanks,
        ``#VALUE!`` for text that is no number.

    依据: 预算执行率＝全年执行数/全年预算数（财预〔2020〕10号自评表）.

    >>> PERF_EXEC_RATE(8, 6)
    0.75
    """
    return execution_rate(*read_amounts(budget, executed))
