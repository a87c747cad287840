"""资金和分性质金额的数 (funds): the money table of a form, what stands beside it, and the form's own budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...commands.figures.money import budget_cell, main_row
from ...forms.budget import item_name
from ...forms.model import Bound, Form, Row
from ...forms.plans_model import Plan
from ..record import ABSOLUTE, AMOUNTS, FUNDS, RELATIVE, Figure
from .numbers import money, share

#: what the total row of every form is called here, whatever its label says (合计, 部门支出预算数 …)
TOTAL = "年度资金总额"
_COLUMNS = ("initial", "full_year", "executed")
_SIDES = {"income": "收入", "expenditure": "支出"}
_WAN = "万元"


@dataclass(frozen=True)
class Budget:
    """一张表的资金: 全年预算数 (initial where there is none) and 全年执行数 in 万元, and the ratio of the two."""

    budget: Decimal | None = None
    executed: Decimal | None = None

    @property
    def rate(self) -> Decimal | None:
        """预算执行率, unrounded; None without a positive budget."""
        return share(self.executed, self.budget)


def budget_of(form: Form) -> Budget:
    """一张表的资金总额."""
    row = main_row(form)
    return Budget() if row is None else _budget(row, form.money_unit)


def _budget(row: Row, unit: str) -> Budget:
    # a blank 全年预算数 beside a filled 年初预算数 is a column that this unit does not use
    stated = money(budget_cell(row), unit)
    return Budget(money(row["initial"], unit) if stated is None else stated, money(row["executed"], unit))


def funds(form: Form) -> Iterator[Figure]:
    """资金表的数: each row's amounts and its execution rate."""
    yield from _rows(form.budget, form.money_unit, main_row(form))
    if isinstance(form, Plan) and form.medium:
        for figure in _rows(form.medium, form.money_unit, form.medium[0]):
            yield Figure(FUNDS, f"中期{figure.item}", figure.column, figure.nature, figure.value, _WAN, figure.cell)


def _rows(rows: list[Row], unit: str, main: Row | None) -> Iterator[Figure]:
    above: list[str] = []
    for row in rows:
        if row is main:
            item, above = TOTAL, []
        else:
            depth = max(row.depth - 1, 0)
            above = [*above[:depth], item_name(row.name) or row.name]
            item = "/".join(above)
        for column in _COLUMNS:
            bound = row[column]
            value = money(bound, unit)
            if bound is not None and value is not None:
                yield Figure(FUNDS, item, column, ABSOLUTE, value, _WAN, bound.label)
        total = _budget(row, unit)
        if total.rate is not None:
            yield Figure(FUNDS, item, "rate", RELATIVE, total.rate, "", _label(row["rate"]), total.budget)


def _label(bound: Bound | None) -> str:
    return bound.label if bound is not None else ""


def amounts(form: Form) -> Iterator[Figure]:
    """按收入性质、支出性质分列的金额."""
    for group in form.amounts:
        side = _SIDES.get(group.name, group.name)
        for name, bound in group.items:
            value = money(bound, form.money_unit)
            if value is not None:
                yield Figure(AMOUNTS, f"{side}:{item_name(name) or name}", "value", ABSOLUTE, value, _WAN, bound.label)
