"""评价标准解析 (parser): from the phrases of one cell to a Standard, or to the phrase that cannot be read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import List, Tuple

from . import assemble, checklist
from .collector import Collector
from .model import Standard, Unread
from .phrases import HEADING
from .scanner import scan
from .tokens import normalise

#: characters of a wording; official ones have a few hundred
MAX_LENGTH = 4000
#: No figure of a standard is as long. The patterns look for figures at every place, so a long one costs its length cubed:
#: a few thousand digits pasted into the cell would stop the spreadsheet for hours.
_NO_FIGURE = re.compile(r"[\d零〇一二两三四五六七八九十百]{31,}")


@lru_cache(maxsize=4096)
def parse(text: str) -> Standard:
    """读评价标准.

    Args:
        text: the wording as it stands in the cell, on one or several lines.

    Returns:
        A Standard; ``kind`` is ``unreadable`` and ``problem`` names the phrase when the wording is not understood.
    """
    if len(text) > MAX_LENGTH:
        return Standard(text, "unreadable", problem=f"评价标准超过{MAX_LENGTH}个字，不像一条评价标准，请核对")
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
        _refuse_long_figures(joined)
        wording = normalise(joined)
        _refuse_long_figures(wording)  # blanks and commas between the digits are gone
        phrases = scan(HEADING.sub("", wording))
        items, rest = checklist.split(phrases)
        found = Collector().walk(rest)
        return assemble.build(text, found, items)
    except Unread as unread:
        why = f"（{unread.why}）" if unread.why else ""
        return Standard(text, "unreadable", problem=f"评价标准中的“{unread.phrase}”没有读懂{why}")


def _refuse_long_figures(wording: str) -> None:
    figure = _NO_FIGURE.search(wording)
    if figure:
        raise Unread(figure.group()[:20] + "…", "位数太多，不像一个数")
