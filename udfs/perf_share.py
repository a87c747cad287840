"""占比 (PERF_SHARE): part / whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.cells import ratio
from .registry import Argument, cell_function


@cell_function(
    name="PERF_SHARE",
    title="占比",
    description="占比＝部分/全部，如重点支出安排率、结转结余率；全部为 0 时返回 #DIV/0!",
    arguments=[
        Argument("whole", "全部", "总数，如项目总支出、支出预算数", kind="number"),
        Argument("part", "部分", "其中的一部分，与总数单位一致", kind="number"),
    ],
)
def PERF_SHARE(whole: Any, part: Any) -> Decimal:
    """占比: part over whole, a ratio, unrounded.

    Args:
        whole: 全部. part: 部分, in the same unit.

    Returns:
        A ratio. ``#DIV/0!`` for a whole of 0, ``#NUM!`` for negative figures, ``#N/A`` for blanks, ``#VALUE!`` for text.

    依据: 占比＝部分/全部（部门整体支出绩效评价指标计算公式）.

    >>> PERF_SHARE(200, 30)
    0.15
    """
    return ratio(whole, part, "全部", "部分")
