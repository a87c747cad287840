"""等级 (grades): the printed grade against the printed total."""

from __future__ import annotations

from typing import Iterator

from ...findings import ERROR, Finding
from .subject import Subject

CODES = ("grade.mismatch",)


def check(subject: Subject) -> Iterator[Finding]:
    """校验等级."""
    grade = subject.figures.grade
    if grade is None or grade.is_empty or grade.is_placeholder or not isinstance(grade.expected, str):
        return
    ticked = "".join(character for character in grade.printed if character in "优良中差")
    if grade.expected in (grade.printed, ticked):
        return
    yield subject.finding(
        "grade.mismatch", ERROR, grade.bound,
        f"等级印为“{grade.printed}”，{'，'.join(grade.outcome.steps)}，应为“{grade.expected}”；请核对后改正",
        printed=grade.printed, expected=grade.expected, outcome=grade.outcome, rests_on_rule=True,
    )  # fmt: skip
