"""基础数据表的勾稽 (basic table): sums that the table states, and each 其中 within its whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterator

from ...findings import ERROR, WARNING, Finding
from ...forms.model import BASIC, Row
from ..figures.basic import column_number
from ..figures.items import COLUMNS, find_items
from ..figures.model import MONEY
from ..figures.totals import plain
from ..inputs import quote
from ..printed import TOLERANCE, read_printed
from .subject import Subject

CODES = ("budget.sum",)


def check(subject: Subject) -> Iterator[Finding]:
    """校验基础数据表: 三公经费、车辆、项目支出 are the sums of their parts; 公用经费 covers its 其中."""
    if subject.form.kind != BASIC:
        return
    for figure in subject.figures.other:
        if figure.shape != MONEY:
            continue
        yield from subject.compare(figure, "budget.sum")
        least = figure.outcome.proposal
        printed = read_printed(figure.bound.cell) if not figure.is_empty else None
        if figure.expected is None and least is not None and printed and least > printed.value + TOLERANCE:
            yield subject.finding(
                "budget.sum", ERROR, figure.bound,
                f"{figure.name}印为“{figure.printed}”，已填的组成项相加为 {plain(least)}，超过了它；请核对",
                printed=figure.printed, expected=f"不小于 {plain(least)}", outcome=figure.outcome,
            )  # fmt: skip
    yield from _public(subject)


def _public(subject: Subject) -> Iterator[Finding]:
    items = find_items(subject.form)
    whole = items.known.get("public")
    if whole is None:
        return
    for column, title in COLUMNS:
        limit, _ = column_number(whole, column)
        if limit is None:
            continue
        total = Decimal(0)
        for row in items.public_parts:
            value, _ = column_number(row, column)
            if value is None:
                continue
            total += value
            if value > limit + TOLERANCE:
                yield _exceeds(subject, row, whole, column, title)
        cell = whole[column]
        if cell is not None and total > limit + TOLERANCE:
            yield subject.finding(
                "budget.sum", WARNING, cell,
                f"{quote(whole.name)}的{title} {cell.text} 小于其中各项之和 {plain(total)}；请核对",
                printed=cell.text, expected=f"不小于 {plain(total)}",
            )  # fmt: skip


def _exceeds(subject: Subject, part: Row, whole: Row, column: str, title: str) -> Finding:
    return subject.finding(
        "budget.sum", ERROR, part[column],
        f"{quote(part.name)}的{title} {part.text(column)} 大于其所属的{quote(whole.name)} {whole.text(column)}；请核对",
        printed=part.text(column), expected=f"不大于 {whole.text(column)}",
    )  # fmt: skip
