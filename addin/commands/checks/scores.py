"""得分 (scores): every printed score against weight, target, actual and rule; undecided rows get a hint."""

from __future__ import annotations

from typing import Iterator, List

from ...findings import ERROR, HINT, Finding
from ..figures.model import Line
from ..figures.totals import plain
from ..inputs import is_stale
from ..printed import read_printed, rounded
from .subject import Subject

CODES = ("score.mismatch", "score.over-weight", "score.undecided", "value.unreadable")


def check(subject: Subject) -> Iterator[Finding]:
    """校验各行得分, the execution row included."""
    if subject.profile is None or not subject.form.scored:
        return
    lines: List[Line] = list(subject.figures.budget) + list(subject.figures.lines)
    for line in lines:
        if line.score is None or line.score.is_placeholder:
            continue
        over = list(_over_weight(subject, line))
        yield from over
        if not over:
            yield from subject.compare(line.score, "score.mismatch")
        yield from _undecided(subject, line)
        yield from _no_number(subject, line)


def _over_weight(subject: Subject, line: Line) -> Iterator[Finding]:
    figure = line.score
    if figure is None or figure.is_empty or line.weight is None or line.weight < 0:
        return
    printed = read_printed(figure.bound.cell)
    if printed is not None and printed.value > line.weight and (not figure.part or line.weight):
        yield subject.finding(
            "score.over-weight", ERROR, figure.bound,
            f"{figure.name}印为“{figure.printed}”，超过该行分值 {plain(line.weight)}；请改正",
            printed=figure.printed, expected=f"不超过 {plain(line.weight)}", outcome=figure.outcome,
        )  # fmt: skip


def _undecided(subject: Subject, line: Line) -> Iterator[Finding]:
    figure = line.score
    if figure is None or figure.expected is not None or figure.optional or line.weight is None:
        return
    if figure.is_empty and not line.row.text("actual") and not line.execution and not line.row.text("standard"):
        return  # nothing was reported yet: told once as value.missing
    outcome = figure.outcome
    proposal = ""
    if outcome.proposal is not None:
        proposal = f"可参考 {plain(rounded(outcome.proposal, 2))} 分"
        printed = read_printed(figure.bound.cell) if not figure.is_empty else None
        if printed is not None:
            difference = printed.value - rounded(outcome.proposal, 2)
            proposal += (
                f"（所填 {plain(printed.value)} 分，相差 {plain(abs(difference))} 分）"
                if difference
                else "，与所填一致"
            )
        proposal = f"；{proposal}"
    advice = "" if "人工" in outcome.undecided else "；请人工评定"
    yield subject.finding(
        "score.undecided", HINT, figure.bound,
        f"{figure.name}不能由规则算出：{outcome.undecided}{proposal}{advice}",
        printed=figure.printed, expected="", outcome=outcome, rests_on_rule=True,
    )  # fmt: skip


def _no_number(subject: Subject, line: Line) -> Iterator[Finding]:
    figure = line.score
    if figure is None or figure.is_empty or figure.bound.cell.is_error or figure.expected is not None:
        return
    if is_stale(figure.bound):
        return
    if read_printed(figure.bound.cell) is None:
        yield subject.finding(
            "value.unreadable", ERROR, figure.bound,
            f"{figure.name}“{figure.printed}”不是数，不能计入总分；请填写数字",
            printed=figure.printed,
        )  # fmt: skip
