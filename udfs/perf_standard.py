"""按评价标准计分 (PERF_STANDARD): points by the official 评价标准 wording in the form's own cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.cells import decided
from .core.standard import score_standard
from .registry import Argument, cell_function


@cell_function(
    name="PERF_STANDARD",
    title="按评价标准计分",
    description="读取表中“评价标准”的文字计分，如“100%计满分，每低于5%扣2分，扣完为止”；读不懂的文字返回 #N/A",
    arguments=[
        Argument("weight", "分值", "该项指标的分值", kind="number"),
        Argument("value", "实际值", "比率（如 0.93 或 93%）、符合的项数，或违规的次数；比率先舍入到 0.01% 再计算档次"),
        Argument("standard", "评价标准", "表中“评价标准”一格的全部文字", kind="text"),
    ],
)
def PERF_STANDARD(weight: Any, value: Any, standard: Any) -> Decimal:
    """按评价标准计分: points by the wording in the form.

    Args:
        weight: 分值. value: a rate, the number of items met, or the number of breaches. standard: 评价标准 text.

    Returns:
        Points between 0 and the weight. ``#N/A`` where the wording cannot be read or a required cell is blank,
        ``#VALUE!`` for a value that is no number, ``#NUM!`` for one out of range.

    依据: 各表“评价标准”栏的文字（衡山 2020 评价指标评分表等）.

    >>> PERF_STANDARD(5, 1.03, "以100%为标准。≦100%，计5分；每超过一个百分点扣0.5分，扣完为止")
    3.5
    """
    outcome = score_standard(weight, value, standard)
    return decided(outcome, outcome.points)
