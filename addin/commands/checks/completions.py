"""完成率 (completions): every printed completion against target and actual, and results far above target."""

from __future__ import annotations

from typing import Iterator

from ...findings import WARNING, Finding
from ..inputs import quote
from .subject import Subject

CODES = ("completion.mismatch", "completion.over", "value.unreadable")


def check(subject: Subject) -> Iterator[Finding]:
    """校验完成率, and tell of over-completion that the profile flags."""
    for line in subject.figures.lines:
        if line.completion:
            yield from subject.compare(line.completion, "completion.mismatch")
        ratio = line.outcome.completion if line.outcome else None
        flags = [flag for flag in getattr(subject.profile, "flags", ()) if ratio is not None and ratio >= flag.ratio]
        if flags and ratio is not None and not line.execution:
            flag = max(flags, key=lambda item: item.ratio)
            bound = line.row["actual"] or (line.completion.bound if line.completion else None)
            yield subject.finding(
                "completion.over", WARNING, bound,
                f"{quote(line.row.name)}完成率 {ratio * 100:.2f}%，{flag.message}",
                printed=line.row.text("actual"), outcome=line.outcome, rests_on_rule=True,
            )  # fmt: skip
