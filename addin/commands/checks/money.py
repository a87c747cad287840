"""资金表的合计 (money): the parts against the total row, income and expenditure by nature against it."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, Iterator, List, Optional, Tuple

from ...findings import ERROR, HINT, WARNING, Finding
from ...forms.model import Amounts, Bound, Row
from ..figures.money import main_row, read_number
from ..figures.totals import plain
from ..inputs import amount_of, quote
from ..printed import compare, places_of
from .subject import Subject

CODES = ("budget.sum", "value.range")

_COLUMNS = (("initial", "年初预算数"), ("full_year", "全年预算数"), ("executed", "全年执行数"))
_NATURES = {"income": "按收入性质分", "expenditure": "按支出性质分"}
RULE = "年度资金总额＝其各组成部分之和"


def check(subject: Subject) -> Iterator[Finding]:
    """校验资金表."""
    main = main_row(subject.form)
    if main is None:
        return
    parts = [row for row in subject.form.budget if row is not main]
    for column, title in _COLUMNS:
        yield from _parts(subject, main, parts, column, title)
    for amounts in subject.form.amounts:
        yield from _by_nature(subject, main, amounts)
    yield from _over_budget(subject, main)


def _number(bound: Optional[Bound]) -> Optional[Decimal]:
    return read_number(bound, "")[0]


def _parts(subject: Subject, main: Row, parts: List[Row], column: str, title: str) -> Iterator[Finding]:
    cell = main[column]
    whole = _number(cell)
    values = [value for value in (_number(row[column]) for row in parts) if value is not None]
    if cell is None or whole is None or not values:
        return
    total = sum(values, Decimal(0))
    # blank parts are no zeros: with blanks the sum of the others only has to stay within the whole
    complete = len(values) == len(parts)
    if not complete and total <= whole:
        return
    severity = compare(whole, places_of(whole), total)
    if severity:
        yield subject.finding(
            "budget.sum", severity, cell,
            f"{quote(main.name)}的{title}印为 {cell.text}，其各组成部分相加为 {plain(total)}，"
            f"相差 {plain(abs(whole - total))}；请核对",
            printed=cell.text, expected=plain(total),
        )  # fmt: skip


def _by_nature(subject: Subject, main: Row, amounts: Amounts) -> Iterator[Finding]:
    pairs: List[Tuple[Decimal, Bound]] = []
    for _, bound in amounts.items:
        value = amount_of(bound)
        if value is not None:
            pairs.append((value, bound))
    if not pairs:
        return
    total = sum((value for value, _ in pairs), Decimal(0))
    stated: Dict[str, Decimal] = {}
    for column, title in _COLUMNS:
        value = _number(main[column])
        if value is not None:
            stated[title] = value
    if not stated:
        return
    verdicts = [compare(value, places_of(value), total) for value in stated.values()]
    if "" in verdicts:
        return
    complete = len(pairs) == len(amounts.items)
    if HINT in verdicts:
        severity = HINT
    elif amounts.name == "income" or not complete:
        severity = WARNING
    else:
        severity = ERROR
    listing = "、".join(f"{title} {plain(value)}" for title, value in stated.items())
    yield subject.finding(
        "budget.sum", severity, pairs[0][1],
        f"{_NATURES.get(amounts.name, amounts.name)}各项相加为 {plain(total)}，与{quote(main.name)}的{listing}都不相符；请核对",
        printed=plain(total), expected=plain(stated.get("全年执行数", next(iter(stated.values())))),
    )  # fmt: skip


def _over_budget(subject: Subject, main: Row) -> Iterator[Finding]:
    budget, executed = _number(main["full_year"]), _number(main["executed"])
    cell = main["executed"]
    if cell is not None and budget is not None and executed is not None and 0 < budget < executed:
        yield subject.finding(
            "value.range", WARNING, cell,
            f"{quote(main.name)}的全年执行数 {cell.text} 超过全年预算数 {main.text('full_year')}；请核对是否漏记预算调整",
            printed=cell.text,
        )  # fmt: skip
