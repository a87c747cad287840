"""缺填 (missing): amounts, actuals and computed cells that are still blank."""

from __future__ import annotations

from typing import Iterator

from ...findings import HINT, WARNING, Finding
from ..figures.money import budget_cell
from ..inputs import is_placeholder, quote
from .subject import Subject

CODES = ("value.missing",)


def check(subject: Subject) -> Iterator[Finding]:
    """报告空白: inputs that a figure needs (warning), and figures that could be filled in (hint)."""
    for line in subject.figures.budget:
        if not line.execution:
            continue
        for cell, title in ((budget_cell(line.row), "全年预算数"), (line.row["executed"], "全年执行数")):
            if cell is not None and not cell.text and cell.cell.formula is None:
                yield subject.finding("value.missing", WARNING, cell, f"{quote(line.row.name)}的{title}为空；请填写")
    weighed = any(line.weight is not None for line in subject.figures.lines)
    for line in subject.figures.lines:
        weight = line.row["weight"]
        if weighed and weight is not None and not weight.text and weight.cell.formula is None:
            yield subject.finding("value.missing", WARNING, weight, f"{quote(line.row.name)}的分值为空；请填写")
        target, actual = line.row["target"], line.row["actual"]
        if target is None or actual is None or not target.text or is_placeholder(target.text):
            continue
        unscored = line.score is None or line.score.is_empty
        if not actual.text and actual.cell.formula is None and unscored and not line.execution:
            yield subject.finding("value.missing", WARNING, actual, f"{quote(line.row.name)}的完成值为空；请填写")
    for figure in subject.figures.all():
        held = figure.bound.cell
        if (
            (held.is_blank or (figure.is_empty and not held.locked))
            and figure.expected is not None
            and not figure.optional
            and not figure.part
        ):
            yield subject.finding(
                "value.missing", HINT, figure.bound, f"{figure.name}尚未填写；可用 jixiao score 填入",
                outcome=figure.outcome, rests_on_rule=figure.rests_on_rule,
            )  # fmt: skip
