"""表内文字 (stated): amounts and rates that the form's own texts state, against its money table."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterator, Optional

from ...findings import ERROR, Finding
from ...forms.model import PROJECT, UNIT, Row
from ...grid import Position
from ..figures.money import main_row, rate_of, read_number
from ..printed import compare, rounded
from ..stated import TITLES, UNITS, WHOLE, Statement, statements
from .subject import Subject

CODES = ("stated.mismatch",)

#: a text that can state an amount has at least so many characters
_SHORTEST = 12


def check(subject: Subject) -> Iterator[Finding]:
    """校验表内文字所述的全年预算数、全年执行数、执行率."""
    form = subject.form
    main = main_row(form)
    if form.kind not in (PROJECT, UNIT) or main is None:
        return
    for where, cell in form.grid.texts(_SHORTEST):
        if where not in form.area or not isinstance(cell.value, str):
            continue
        for statement in statements(cell.value):
            if statement.about == WHOLE:
                yield from _compare(subject, where, main, statement)


def _compare(subject: Subject, where: Position, main: Row, statement: Statement) -> Iterator[Finding]:
    unit = UNITS.get(subject.form.money_unit or "万元", UNITS["万元"])
    for column, stated in statement.amounts.items():
        value: Optional[Decimal] = read_number(main[column], "")[0]
        if value is not None and not stated.agrees(value * unit):
            expected = stated.in_unit(value * unit)
            yield _finding(subject, where, f"{TITLES[column]} {stated.text}", expected, stated.text)
    rate, _ = rate_of(main)
    if statement.rate is not None and rate.completion is not None:
        places = len(statement.rate.partition(".")[2])
        if compare(Decimal(statement.rate), places, rate.completion * 100) == "error":
            expected = f"{rounded(rate.completion * 100, 2)}%"
            yield _finding(subject, where, f"执行率 {statement.rate}%", expected, f"{statement.rate}%")


def _finding(subject: Subject, where: Position, stated: str, expected: str, printed: str) -> Finding:
    label = subject.form.grid.label(*where)
    return Finding(
        "stated.mismatch", ERROR,
        f"{subject.form.sheet}!{label} 文字写明{stated}，资金表为 {expected}；请核对文字和资金表",
        subject.context.file, subject.form.sheet, label, printed, expected,
    )  # fmt: skip
