"""隐藏的行 (hidden): rows that count towards the total but cannot be seen."""

from __future__ import annotations

from typing import Iterator

from ...findings import WARNING, Finding
from ..inputs import quote
from .subject import Subject

CODES = ("row.hidden",)


def check(subject: Subject) -> Iterator[Finding]:
    """提示隐藏的指标行: its points are counted all the same."""
    for line in subject.figures.scored_lines():
        figure = line.score
        if figure is not None and (figure.bound.cell.hidden or figure.bound.row in subject.form.grid.hidden_rows):
            yield subject.finding(
                "row.hidden", WARNING, figure.bound,
                f"{quote(line.row.name)}所在的行或列是隐藏的，得分仍计入总分；请确认是否应当隐藏",
                printed=figure.printed,
            )  # fmt: skip
