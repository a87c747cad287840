"""申报表、监控表的资金 (money of plans): amounts beside or below their labels, or under a head."""

from __future__ import annotations

import re
from typing import List, Optional

from .budget import is_known, is_total, item_name, read_budget
from .heads import Head
from .lexicon import Lexicon
from .model import Row
from .plans_words import Words
from .sheet import Item, Sheet
from .text import fold

_EXTRA = ("pace", "light", "forecast")
_FIGURE = re.compile(r"[:：]\s*\d")


def read_asked(sheet: Sheet, top: int, end: int, words: Lexicon, plan: Words, *, medium: bool) -> List[Row]:
    """读申报的资金: 年度资金总额 and its parts, each amount right of its label or below it.

    Args:
        sheet: the sheet. top, end: the rows above the indicators. words, plan: the words.
        medium: asks for the money of several years (中期资金总额) instead of that of the year.

    Returns:
        the total first, then its parts; empty when no total is there.
    """
    for row in sheet.between(top, end):
        for item in sheet.rows[row]:
            if (
                item.numeric
                or not is_total(plan.medium.sub("", item_name(item.text)), words)
                or _FIGURE.search(item.text)
            ):
                continue
            if bool(plan.medium.search(item_name(item.text))) == medium:
                return _read_from(sheet, item, end, words, plan)
    return []


def _read_from(sheet: Sheet, total: Item, end: int, words: Lexicon, plan: Words) -> List[Row]:
    beside = sheet.item_at(total.row, total.right + 1)
    if beside is not None and not beside.numeric and is_known(beside.text, words) and not _total(beside, words, plan):
        labels = [total, *_run(sheet, beside, words, plan)]
        return [_row(sheet, one, one.bottom + 1, one.left, first=one is total) for one in labels]
    rows = [_row(sheet, total, total.row, total.right + 1, first=True)]
    for at in sheet.between(total.bottom + 1, end):
        part = _part_at(sheet, at, total, words, plan)
        if part is None:
            break
        rows.append(_row(sheet, part, at, part.right + 1))
    if len(rows) == 1:
        inline = [item for item in sheet.rows[total.row] if item.left > total.right and _is_part(item, words, plan)]
        rows += [_row(sheet, item, total.row, item.right + 1) for item in inline]
    return rows


def _run(sheet: Sheet, item: Optional[Item], words: Lexicon, plan: Words) -> List[Item]:
    """Labels side by side, their amounts below."""
    found: List[Item] = []
    while item is not None and _is_part(item, words, plan):
        found.append(item)
        item = sheet.item_at(item.row, item.right + 1)
    return found


def _part_at(sheet: Sheet, row: int, total: Item, words: Lexicon, plan: Words) -> Optional[Item]:
    near = [item for item in sheet.rows[row] if total.left <= item.left and item.right <= total.right]
    return next((item for item in near if _is_part(item, words, plan)), None)


def _is_part(item: Item, words: Lexicon, plan: Words) -> bool:
    return not item.numeric and is_known(item.text, words) and not _total(item, words, plan)


def _total(item: Item, words: Lexicon, plan: Words) -> bool:
    return is_total(plan.medium.sub("", item_name(item.text)), words)


def _row(sheet: Sheet, label: Item, row: int, column: int, first: bool = False) -> Row:
    role = "total" if first else "part"
    name = fold(label.text).rstrip(":：")
    return Row(label.row, name, {"full_year": sheet.bound(row, column)}, role, depth=0 if first else 1)


def read_watched(sheet: Sheet, head: Head, end: int, words: Lexicon) -> List[Row]:
    """读监控的资金: the rows under a head, with pace, light and forecast where they have columns.

    Args:
        sheet: the sheet. head: the head of the money table. end: the last row that can belong to it. words: the lexicon.
    """
    rows = read_budget(sheet, head, end, words)
    for row in rows:
        for name in _EXTRA:
            bound = sheet.value_at(row.row, head.spans[name], head.claimed, name) if name in head.spans else None
            if bound is not None and bound.row == row.row:
                row.fields[name] = bound
    return rows
