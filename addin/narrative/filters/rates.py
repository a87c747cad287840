"""比率和差额 (rates): 占比, 差额, 增长率, 差异率, 执行率, 合计; each gives a figure that can be written or used again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..figure import PERCENT, Figure, changed, derived, in_unit
from .reading import column_of, figure_of, rows_of

_ZERO_OF_ZERO = "两数都是 0，记 0.00%"


def _ratio(part: Figure, whole: Figure, name: str, nothing: str) -> Figure:
    """part ÷ whole × 100; 0 of 0 is 0.00 %, anything else of 0 has no rate."""
    if part.value is None or whole.value is None:
        return changed(part if part.value is None else whole, ledger=part.ledger or whole.ledger)
    whole = in_unit(whole, part.unit)
    cells = tuple(dict.fromkeys((*part.cells, *whole.cells)))
    ledger = part.ledger or whole.ledger
    if whole.value == 0:
        if part.value == 0:
            return Figure(Decimal(0), PERCENT, name, cells, "0", remark=_ZERO_OF_ZERO, ledger=ledger)
        return Figure(None, PERCENT, f"{name}（{nothing}）", cells, ledger=ledger)
    quotient = part / whole
    return changed(derived(quotient.number * 100, PERCENT, quotient, "×", _HUNDRED, name), ledger=ledger)


#: more addends than these are counted, not written out
_MANY = 12
_HUNDRED = Figure(Decimal(100), PERCENT, expression="100%")


def share(part: Any, whole: Any) -> Figure:
    """占比: part of whole in percent.

    >>> str(share(Figure(Decimal("20307.48"), "万元"), Figure(Decimal("26256.62"), "万元")))
    '77.34%'
    """
    return _ratio(figure_of(part), figure_of(whole), "占比", "整体为0，部分不为0")


def difference(current: Any, previous: Any) -> Figure:
    """差额: current less previous, negative for a decrease.

    >>> str(difference(Figure(Decimal("0"), "万元"), Figure(Decimal("1.30"), "万元")))
    '-1.30'
    """
    return changed(figure_of(current) - figure_of(previous), name="差额")


def growth(current: Any, previous: Any) -> Figure:
    """增长率: (current − previous) ÷ previous, in percent; missing when the previous year is 0 and this one is not.

    >>> str(growth(Figure(Decimal("20307.48"), "万元"), Figure(Decimal("19042.43"), "万元")))
    '6.64%'
    """
    now, before = figure_of(current), figure_of(previous)
    return _ratio(now - before, before, "增长率", "上年为0")


def deviation(actual: Any, budget: Any) -> Figure:
    """差异率: (actual − budget) ÷ budget, in percent, the 预决算差异率.

    >>> str(deviation(Figure(Decimal("20307.48"), "万元"), Figure(Decimal("13885.01"), "万元")))
    '46.25%'
    """
    spent, planned = figure_of(actual), figure_of(budget)
    return _ratio(spent - planned, planned, "预决算差异率", "预算为0")


def execution(executed: Any, budget: Any) -> Figure:
    """执行率: executed of budget, in percent.

    >>> str(execution(Figure(Decimal("3651.48"), "万元"), Figure(Decimal("4300"), "万元")))
    '84.92%'
    """
    return _ratio(figure_of(executed), figure_of(budget), "执行率", "预算为0，执行不为0")


def total(rows: Any, column: str = "") -> Figure:
    """合计: the sum of figures, or of one column of rows; missing as soon as one of them is.

    Args:
        rows: figures, or rows. column: the column's name for rows.

    >>> str(total([Figure(Decimal("0.1"), "万元"), Figure(Decimal("0.2"), "万元")]))
    '0.30'
    """
    figures = [column_of(row, column) if column else figure_of(row) for row in rows_of(rows)]
    if not figures:
        return Figure(Decimal(0), expression="0", name="合计", remark="没有行，合计为 0")
    result = figures[0]
    for one in figures[1:]:
        result = result + one
    if result.value is None:
        return result
    if len(figures) > _MANY:
        result = changed(result, expression=f"{len(figures)} 个数相加")
    return changed(result, name="合计")
