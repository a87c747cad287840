"""资金加权平均 (PERF_WAVG): the rule for rolling up relative values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .core.broadcast import shape
from .core.cells import flat, number_of, relative_of
from .core.errors import DIV0, NUM, VALUE, CellFault
from .registry import Argument, cell_function


@cell_function(
    name="PERF_WAVG",
    title="资金加权平均",
    description="按资金额度加权平均相对值（如完成率、满意度），用于汇总；资金合计为 0 时返回 #DIV/0!",
    arguments=[
        Argument("values", "相对值", "各单位的相对值区域，如完成率、满意度", kind="range"),
        Argument("funds", "资金额度", "各单位的资金区域，行数、列数与相对值相同", kind="range"),
    ],
    reduces=True,
)
def PERF_WAVG(values: Any, funds: Any) -> Decimal:
    """资金加权平均: the mean of relative values, weighted by funds.

    Args:
        values: 相对值. funds: 资金额度, a range of equal shape. A pair whose value is blank is left out.

    Returns:
        The weighted mean. ``#VALUE!`` for unequal shapes or text, ``#NUM!`` for negative funds, ``#DIV/0!`` when the funds
        add up to 0.

    依据: 各部门汇总时，相对值按照资金额度加权平均计算（衡山 2020 县级专项资金绩效目标自评表填表说明）.

    >>> PERF_WAVG([[0.9], [1]], [[100], [300]])
    0.975
    """
    form = shape(values)
    if form is None or form != shape(funds):
        raise CellFault(VALUE, "相对值与资金额度两个区域的行数、列数应相同。")
    total = weighted = Decimal(0)
    for value, fund in zip(flat(values), flat(funds)):
        relative, amount = relative_of(value), number_of(fund, "资金额度")
        if amount is not None and amount < 0:
            raise CellFault(NUM, f"资金额度不能为负数，现为 {amount}。")
        if relative is None or amount is None:
            continue
        total += amount
        weighted += relative * amount
    if total == 0:
        raise CellFault(DIV0, "资金额度合计为 0，无法加权平均。")
    return weighted / total
