"""评价标准解析 (parser): from the phrases of one cell to a Standard, or to the phrase that cannot be read."""

from __future__ import annotations

from functools import lru_cache
from typing import List, Tuple

from . import assemble, checklist
from .collector import Collector
from .model import Standard, Unread
from .phrases import HEADING
from .scanner import scan
from .tokens import normalise


@lru_cache(maxsize=4096)
def parse(text: str) -> Standard:
    """读评价标准.

    Args:
        text: the wording as it stands in the cell, on one or several lines.

    Returns:
        A Standard; ``kind`` is ``unreadable`` and ``problem`` names the phrase when the wording is not understood.
    """
    standard = Standard(text, "unreadable", problem="评价标准是空白的，没有计分方法")
    first = None
    for joined in _readings(text):
        standard = _parse_line(text, joined)
        if standard.readable:
            return standard
        first = first or standard
    return first or standard


def _readings(text: str) -> Tuple[str, ...]:
    """A line break ends a clause, or is only where the cell wrapped: try both, in this order."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    readings: List[str] = []
    if len(lines) > 1:
        readings.append("".join(line if line[-1] in "。；;，,：:、" else line + ";" for line in lines))
    readings.append("".join(lines))
    return tuple(reading for reading in readings if reading)


def _parse_line(text: str, joined: str) -> Standard:
    try:
        phrases = scan(HEADING.sub("", normalise(joined)))
        items, rest = checklist.split(phrases)
        found = Collector().walk(rest)
        return assemble.build(text, found, items)
    except Unread as unread:
        why = f"（{unread.why}）" if unread.why else ""
        return Standard(text, "unreadable", problem=f"评价标准中的“{unread.phrase}”没有读懂{why}")
