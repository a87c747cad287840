"""工作表名 (sheet names): names that Excel takes, made from what people call their projects."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]+")


def _units(text: str) -> int:
    """Excel counts UTF-16 units: a rare character outside the basic plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, most: int) -> str:
    while _units(text) > most:
        text = text[:-1]
    return text


def clean(name: str) -> str:
    """可用的表名: forbidden characters taken out, at most 31 long, no apostrophe at either end; "" when nothing is left.

    >>> clean("2024年[中央]补助/实训基地建设*项目"), clean("'甲'"), clean("?*")
    ('2024年 中央 补助 实训基地建设 项目', '甲', '')
    """
    text = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ")
    text = _cut(text, LONGEST).strip("' ")
    # Excel keeps this name for itself
    return f"{text}_" if text.casefold() == "history" else text


def sheet_names(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """一组可用的表名: clean and all different; repeats are numbered (2), (3) … as Excel does.

    Args:
        names: what the sheets are about. taken: names of sheets that are there already.

    >>> sheet_names(["实训基地", "实训基地", "?"], taken=["附件1"])
    ['实训基地', '实训基地 (2)', '项目']
    """
    used = {one.casefold() for one in taken}
    found = []
    for name in names:
        base = clean(name) or "项目"
        candidate, number = base, 1
        while candidate.casefold() in used:
            number += 1
            tail = f" ({number})"
            candidate = _cut(base, LONGEST - len(tail)).rstrip() + tail
        used.add(candidate.casefold())
        found.append(candidate)
    return found
