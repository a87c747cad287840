"""总分 (totals): the printed total against the sum of the printed points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Iterator

from ...findings import ERROR, WARNING, Finding
from ..figures.totals import plain, standing, unread
from ..inputs import is_stale
from ..printed import read_printed
from .subject import Subject

CODES = ("total.mismatch", "value.unreadable")


def check(subject: Subject) -> Iterator[Finding]:
    """校验总分: what the form prints must add up, whatever the rule says about each row."""
    total = subject.figures.total
    if total is None or total.is_empty or total.is_placeholder or is_stale(total.bound):
        return
    printed = read_printed(total.bound.cell)
    if printed is None:
        message = f"总分“{total.printed}”不是数；请填写数字"
        yield subject.finding("value.unreadable", ERROR, total.bound, message, printed=total.printed)
        return
    points, blanks = Decimal(0), []
    for line in subject.figures.scored_lines():
        if line.score is None:
            continue
        if line.score.is_empty:
            blanks.append(line.row.name)
            continue
        value, _ = standing(line, subject.context, fill=False)
        if value is None:
            return  # a score that is no number is told at its own cell
        points += value
    reason = unread(subject.figures)
    if reason:
        if printed.value != points:
            yield subject.finding(
                "total.mismatch", WARNING, total.bound,
                f"总分印为“{total.printed}”，读出的得分相加为 {plain(points)}：{reason}；请人工核对",
                printed=total.printed, expected=plain(points), outcome=total.outcome,
            )  # fmt: skip
        return
    if blanks:
        if printed.value != points:
            yield subject.finding(
                "total.mismatch", WARNING, total.bound,
                f"总分印为“{total.printed}”，已填得分相加为 {plain(points)}，另有 {len(blanks)} 行得分空白"
                f"（{'、'.join(blanks[:3])}{'等' if len(blanks) > 3 else ''}）；请补全后再核对",
                printed=total.printed, expected=plain(points), outcome=total.outcome,
            )  # fmt: skip
        return
    steps = (f"各行所印得分相加＝{plain(points)}",)
    stated = replace(total, expected=points, outcome=replace(total.outcome, steps=steps, undecided=""))
    yield from subject.compare(stated, "total.mismatch")
