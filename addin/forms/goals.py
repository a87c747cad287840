"""年度总体目标 (goals): the texts of the goal blocks."""

from __future__ import annotations

from typing import List, Tuple

from .lexicon import Lexicon
from .sheet import Item, Sheet
from .text import split_colon


def read_goals(sheet: Sheet, rows: List[int], words: Lexicon) -> List[Tuple[str, str]]:
    """读总体目标: (expected, actual) of each goal head.

    Args:
        sheet: the sheet.
        rows: rows that print 预期目标 and 实际完成情况.
        words: the lexicon.
    """
    found: List[Tuple[str, str]] = []
    for row in rows:
        texts = {"expected": "", "actual": ""}
        labels = [
            (item, hit.field)
            for item in sheet.rows[row]
            for hit in [words.goal.find(item.text)]
            if hit and item.bottom == row  # a label merged downward is the one at the side
        ]
        for item, name in labels:
            if name in texts and not texts[name]:
                texts[name] = _text(sheet, item, [label for label, _ in labels])
        found.append((texts["expected"], texts["actual"]))
    return found


def read_block_goals(sheet: Sheet, rows: List[int]) -> List[Tuple[str, str]]:
    """读分块目标: the text beside 年度绩效目标1, 年度绩效目标2 …; rows without a text of their own are left out."""
    found: List[Tuple[str, str]] = []
    for row in rows:
        items = sheet.rows[row]
        inside = split_colon(items[0].text)
        if inside and inside[1]:
            found.append((inside[1], ""))
        elif len(items) == 2 and not items[1].numeric:
            found.append((items[1].text, ""))
    return found


def _text(sheet: Sheet, label: Item, labels: List[Item]) -> str:
    """The text right of the label when something that is no label stands there, otherwise the text below."""
    beside = sheet.item_at(label.row, label.right + 1)
    if beside is not None and beside not in labels and beside.row == label.row:
        return beside.text
    below = sheet.item_at(label.bottom + 1, label.left)
    if below is None or below.row <= label.bottom:
        items = sheet.items_in(label.bottom + 1, label.span)
        return items[0].text if items else ""
    return below.text
