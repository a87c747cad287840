"""执行率与控制率 (rates): every printed rate against the amounts it is made of."""

from __future__ import annotations

from typing import Iterator

from ...findings import WARNING, Finding
from ..figures.model import RATE
from ..printed import read_printed
from .subject import Subject

CODES = ("rate.mismatch", "value.unreadable")


def check(subject: Subject) -> Iterator[Finding]:
    """校验各行执行率、控制率."""
    figures = [line.completion for line in subject.figures.budget if line.completion]
    figures += [figure for figure in subject.figures.other if figure.shape == RATE]
    for figure in figures:
        yield from subject.compare(figure, "rate.mismatch")
        if figure.expected is None and figure.outcome.code == "#DIV/0!" and not figure.is_empty:
            printed = read_printed(figure.bound.cell)
            if printed is not None and printed.value not in (0, 1, 100):
                yield subject.finding(
                    "rate.mismatch", WARNING, figure.bound,
                    f"{figure.name}印为“{figure.printed}”，但{figure.outcome.undecided}；请核对预算数",
                    printed=figure.printed, outcome=figure.outcome,
                )  # fmt: skip
