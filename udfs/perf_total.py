"""合计得分 (PERF_TOTAL): the sum of points."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.cells import flat, number_of
from .registry import Argument, cell_function


@cell_function(
    name="PERF_TOTAL",
    title="合计得分",
    description="得分合计；空白和 —、-、/ 不计，不是数的文字返回 #VALUE!",
    arguments=[
        Argument("range", "得分区域", "要合计的得分单元格或区域，可给出多个", kind="range", repeats=True),
    ],
    reduces=True,
)
def PERF_TOTAL(*ranges: Any) -> Decimal:
    """合计得分: the sum of points, added in decimal.

    Args:
        range: cells or ranges; any number of them.

    Returns:
        The sum; 0 when there is nothing to add. ``#VALUE!`` for text that is no number; an error in a cell is the result.

    依据: 总分＝各项得分之和（财预〔2020〕10号自评表）.

    >>> PERF_TOTAL([[9.82], ["—"], [20]], "10分")
    39.82
    """
    numbers = (number_of(value, "得分") for value in flat(ranges))
    return sum((number for number in numbers if number is not None), Decimal(0))
