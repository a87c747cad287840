"""控制率 (PERF_CONTROL_RATE): actual / approved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.cells import ratio
from .registry import Argument, cell_function


@cell_function(
    name="PERF_CONTROL_RATE",
    title="控制率",
    description="控制率＝实际数/批准数，如在职人员控制率、公用经费控制率、“三公经费”控制率；批准数为 0 时返回 #DIV/0!",
    arguments=[
        Argument("approved", "批准数", "编制数、预算安排数或批准面积等", kind="number"),
        Argument("actual", "实际数", "在职人数、实际支出数或实际面积等，与批准数单位一致", kind="number"),
    ],
)
def PERF_CONTROL_RATE(approved: Any, actual: Any) -> Decimal:
    """控制率: actual over approved, a ratio, unrounded.

    Args:
        approved: 批准数. actual: 实际数, in the same unit.

    Returns:
        A ratio. ``#DIV/0!`` for 0 approved, ``#NUM!`` for negative figures, ``#N/A`` for blanks, ``#VALUE!`` for text.

    依据: 在职人员控制率＝在职人员数/编制数（衡山 2020 评价指标评分表）.

    >>> PERF_CONTROL_RATE(16, 16)
    1.0
    """
    return ratio(approved, actual, "批准数", "实际数")
