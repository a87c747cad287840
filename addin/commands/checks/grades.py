"""等级 (grades): the printed grade against the printed total."""

from __future__ import annotations

import re
from typing import Iterator, Sequence

from ...findings import ERROR, Finding
from .subject import Subject

CODES = ("grade.mismatch",)

#: marks that tick one of several printed grades
_TICKS = "☑√✓✔■●"


def check(subject: Subject) -> Iterator[Finding]:
    """校验等级."""
    grade = subject.figures.grade
    if grade is None or grade.is_empty or grade.is_placeholder or not isinstance(grade.expected, str):
        return
    stated = stated_grade(grade.printed, [band.name for band in subject.profile.grades.bands])
    if stated in ("", grade.expected):
        return
    yield subject.finding(
        "grade.mismatch", ERROR, grade.bound,
        f"等级印为“{grade.printed}”，{'，'.join(grade.outcome.steps)}，应为“{grade.expected}”；请核对后改正",
        printed=grade.printed, expected=grade.expected, outcome=grade.outcome, rests_on_rule=True,
    )  # fmt: skip


def stated_grade(text: str, names: Sequence[str]) -> str:
    """所印的等级: the one name that the cell states or ticks; "" when it states none or nobody can tell which.

    >>> stated_grade("等级：优", ["优", "良", "中", "差"]), stated_grade("□优 ☑良 □中 □差", ["优", "良", "中", "差"])
    ('优', '良')
    """
    if text.strip() in names:
        return text.strip()
    found = [name for name in names if name in text]
    if len(found) > 1:
        found = [name for name in found if re.search(rf"[{_TICKS}]\s*{re.escape(name)}", text)] or [
            name for name in found if re.search(rf"{re.escape(name)}\s*[{_TICKS}]", text)
        ]
    return found[0] if len(found) == 1 else ""
