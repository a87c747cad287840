"""金额量级的判断 (scale): 元 typed where 万元 belongs, seen by amounts of one form that are 10,000 times one another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...commands.figures.money import budget_cell
from ...findings import Finding
from ...forms.model import Bound, Form, Row
from ..figures.numbers import money
from .case import Case

CODES = ("return.amount-scale",)

_TIMES = Decimal(10_000)
#: nobody spends 3,000 times the budget: what looks so is a unit
_OVERSPENT = Decimal(3_000)
#: two amounts of one row that are about 10,000 times one another
_NEAR = (Decimal(8_000), Decimal(12_500))
_PLACES = Decimal("0.01")
_ITEMS = (("previous", "上年决算数"), ("budget", "本年预算数"), ("current", "本年决算数"))


def is_scaled(small: Decimal, large: Decimal) -> bool:
    """是否约为 10000 倍: but for rounding of the smaller to two places or to a thousandth.

    >>> is_scaled(Decimal("12.35"), Decimal("123456.78")), is_scaled(Decimal("12.35"), Decimal("12.36"))
    (True, False)
    """
    if small <= 0 or large <= 0:
        return False
    return abs(large / _TIMES - small) <= max(_PLACES, small / 1_000)


def judge(case: Case) -> Iterator[Finding]:
    """核对表内各金额的量级."""
    for form in case.forms:
        for row in form.budget:
            yield from _budget(case, form, row)
        for row in form.items:
            found = [(row[name], title) for name, title in _ITEMS]
            yield from _near(case, form, row, found)


def _budget(case: Case, form: Form, row: Row) -> Iterator[Finding]:
    budget, executed = budget_cell(row), row["executed"]
    whole, part = money(budget, form.money_unit), money(executed, form.money_unit)
    if whole and part and whole > 0 and executed is not None and part / whole >= _OVERSPENT:
        yield _finding(case, form, executed, f"“{row.name}”的全年执行数是预算数的 {part / whole:,.0f} 倍")
        return
    found = [(row["initial"], "年初预算数"), (row["full_year"], "全年预算数"), (executed, "全年执行数")]
    yield from _near(case, form, row, found)


def _near(case: Case, form: Form, row: Row, found: list[tuple[Bound | None, str]]) -> Iterator[Finding]:
    """Two amounts of one row of which one is about 10,000 times the other."""
    amounts = [
        (value, bound, title)
        for bound, title in found
        if bound is not None and (value := money(bound, form.money_unit)) is not None and value > 0
    ]
    if len(amounts) < 2:
        return
    small, large = min(amounts, key=lambda one: one[0]), max(amounts, key=lambda one: one[0])
    if _NEAR[0] <= large[0] / small[0] <= _NEAR[1]:
        yield _finding(case, form, large[1], f"“{row.name}”的{large[2]}是{small[2]}的 {large[0] / small[0]:,.0f} 倍")


def _finding(case: Case, form: Form, bound: Bound, what: str) -> Finding:
    unit = form.money_unit or "万元"
    return case.at(
        form, bound, "return.amount-scale", f"{what}，像是金额单位不一（本表以{unit}为单位）；请核对并统一为{unit}"
    )
