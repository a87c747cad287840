"""偏差原因 (deviations): a row that lost points must say why."""

from __future__ import annotations

from typing import Iterator

from ...findings import WARNING, Finding
from ..inputs import is_placeholder, quote
from ..printed import read_printed
from .subject import Subject

CODES = ("deviation.missing",)


def check(subject: Subject) -> Iterator[Finding]:
    """校验偏差原因分析: compulsory where the points fall short of the weight."""
    for line in subject.figures.lines:
        cell = line.row["deviation"]
        if cell is None or line.score is None or line.weight is None or line.execution:
            continue
        if cell.text and not is_placeholder(cell.text):
            continue
        printed = read_printed(line.score.bound.cell) if not line.score.is_empty else None
        expected = line.score.expected
        points = printed.value if printed is not None else expected
        if points is None or isinstance(points, str) or points >= line.weight:
            continue
        yield subject.finding(
            "deviation.missing", WARNING, cell,
            f"{quote(line.row.name)}得分低于分值，但没有填写偏差原因分析及改进措施；请补充",
            outcome=line.outcome,
        )  # fmt: skip
