"""分值 (weights): the rows' weights against the total, a hundred, and the weights written in level cells."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, Iterator, List, Tuple

from ...findings import ERROR, WARNING, Finding
from ...forms.model import Bound
from ..figures.model import Line
from ..figures.totals import plain
from ..printed import read_printed
from .subject import Subject

CODES = ("weight.sum", "value.unreadable")
FULL = Decimal(100)


def check(subject: Subject) -> Iterator[Finding]:
    """校验分值之和: 100 for the whole form, the stated weight for each level."""
    if "weight" not in subject.form.columns and not any(row["weight"] for row in subject.form.indicators):
        return
    lines = [line for line in subject.figures.scored_lines() if line.row["weight"] is not None]
    if not subject.figures.lines:
        return
    whole = all(line.weight is not None for line in lines)
    if whole and lines:
        yield from _whole(subject, lines)
    yield from _groups(subject)


def _whole(subject: Subject, lines: List[Line]) -> Iterator[Finding]:
    form = subject.form
    total = sum((line.weight for line in lines if line.weight is not None), Decimal(0))
    cell = form.total["weight"] if form.total else None
    printed = read_printed(cell.cell) if cell and cell.text else None
    stated = printed.value if printed else None
    where = cell if stated is not None else lines[-1].row["weight"]
    expected = FULL if stated is None else stated
    execution = subject.figures.execution
    if execution is not None and execution.weight is None and total < FULL:
        return  # the points of the execution row are stated in a head or nowhere: 得分（10分）
    has_execution = execution is not None
    if total != expected:
        text = f"各行分值相加为 {plain(total)}，" + (
            f"合计行印为 {plain(expected)}" if stated is not None else "不等于 100"
        )
        # without an execution row the points for the budget may stand in another table
        severity = ERROR if stated is not None or has_execution else WARNING
    elif expected != FULL:
        text, severity = f"分值合计为 {plain(total)}，不等于 100", ERROR if has_execution else WARNING
    else:
        return
    yield subject.finding(
        "weight.sum", severity, where, f"{text}；请核对各行分值",
        printed=cell.text if cell and stated is not None else plain(total),
        expected=plain(total) if stated is not None and total != expected else "100",
    )  # fmt: skip


def _groups(subject: Subject) -> Iterator[Finding]:
    groups: Dict[Tuple[int, str, str, str], List[Line]] = {}
    for line in subject.figures.lines:
        for level, weight in line.row.group_weights.items():
            names = line.row.level1 if level == "level1" else f"{line.row.level1}/{line.row.level2}"
            groups.setdefault((line.row.block, level, names, weight), []).append(line)
    for (_, level, names, weight), lines in groups.items():
        try:
            stated = Decimal(weight)
        except ArithmeticError:
            continue
        if any(line.weight is None for line in lines):
            continue
        total = sum((line.weight for line in lines if line.weight is not None), Decimal(0))
        if total != stated:
            bound: Bound = lines[0].row[level] or lines[0].row["weight"]  # type: ignore[assignment]
            yield subject.finding(
                "weight.sum", WARNING, bound,
                f"“{names}”标明 {plain(stated)} 分，其下各行分值相加为 {plain(total)}；请核对",
                printed=plain(stated), expected=plain(total),
            )  # fmt: skip
