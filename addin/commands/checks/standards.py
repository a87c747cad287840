"""评价标准与分值 (standards): the points that the wording prints against the row's weight."""

from __future__ import annotations

from typing import Iterator

from udfs.core.standard import parse_standard

from ...findings import WARNING, Finding
from ..figures.totals import plain
from ..inputs import quote
from .subject import Subject

CODES = ("standard.weight",)


def check(subject: Subject) -> Iterator[Finding]:
    """校验评价标准: 计8分 in a row of 5 points contradicts itself."""
    for line in subject.figures.lines:
        cell = line.row["standard"]
        if cell is None or not cell.text or line.weight is None:
            continue
        standard = parse_standard(cell.text)
        if standard.full is not None and standard.full != line.weight:
            yield subject.finding(
                "standard.weight", WARNING, cell,
                f"{quote(line.row.name)}的评价标准写明满分 {plain(standard.full)} 分，该行分值却是 {plain(line.weight)} 分；"
                "请向下达表格的部门核实",
                printed=plain(standard.full), expected=plain(line.weight), outcome=line.outcome,
            )  # fmt: skip
