"""他人的公式 (formulas): somebody's own formula in a computed cell whose result differs from the rule's."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterator

from ...findings import HINT, Finding
from ..spellings import is_ours
from .subject import Subject

CODES = ("formula.foreign",)


def check(subject: Subject) -> Iterator[Finding]:
    """提示他人的公式: only where its result is not the computed figure; the mismatch itself is told elsewhere."""
    for figure in subject.figures.all():
        formula, value = figure.bound.cell.formula, figure.bound.cell.value
        if formula is None or value is None or is_ours(formula) or not isinstance(figure.expected, Decimal):
            continue
        if figure.is_empty or figure.bound.cell.is_error or subject.verdict(figure, figure.expected)[0] != "error":
            continue
        yield subject.finding(
            "formula.foreign", HINT, figure.bound,
            f"{figure.name}由表内公式 ={formula[:60]} 得出，与规则不符；请核对公式，或清空后用 jixiao score 填写",
            printed=figure.printed, outcome=figure.outcome,
        )  # fmt: skip
