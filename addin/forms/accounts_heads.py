"""部门决算公开表的表头 (heads of the final accounts): which column holds what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, List, Optional

from .accounts_words import Words, label_of
from .sheet import Sheet
from .text import bare, key

#: a head has at most so many rows
_MOST_ROWS = 8


@dataclass
class Columns:
    """表头: its rows and the texts over each column, top to bottom without repeats."""

    top: int
    bottom: int
    texts: Dict[int, List[str]] = field(default_factory=dict)

    def lowest(self, column: int) -> str:
        """最下一级的列名, as a label."""
        found = self.texts.get(column)
        return label_of(found[-1]) if found else ""

    def of(self, words: Words, name: str) -> List[int]:
        """某类表头所在的列: ``item``, ``code``, ``name``, ``line``, ``amount``."""
        return [column for column in sorted(self.texts) if self.lowest(column) in words.heads[name]]


def find_head(sheet: Sheet, words: Words, top: int, bottom: int) -> Optional[Columns]:
    """找表头: from the first row of known head words to the row 栏次, or to the row before the first figures.

    Args:
        sheet: the sheet. words: the words. top, bottom: the rows of the table, its title excluded.
    """
    rows = sheet.between(top, bottom)
    start = next((row for row in rows[:_MOST_ROWS] if _is_head_row(sheet, words, row)), None)
    if start is None:
        return None
    end, order = start, None
    for row in sheet.between(start, start + _MOST_ROWS):
        if any(label_of(item.text) in words.heads["order"] for item in sheet.rows[row]):
            order = row
            break
        if row != start and not _is_head_row(sheet, words, row):
            if _counts(sheet, row):
                order = row
            break
        end = row
    head = Columns(start, order or end)
    last = order - 1 if order else end
    for column in range(sheet.first_column, sheet.last_column + 1):
        texts: List[str] = []
        for row in sheet.between(start, last):
            item = sheet.item_at(row, column)
            cover = sheet.cover(row, column)
            inside = item is not None and (cover is not None or item.left == column)
            if item is not None and inside and item.text and (not texts or texts[-1] != item.text):
                texts.append(item.text)
        if texts:
            head.texts[column] = texts
    return head


def _is_head_row(sheet: Sheet, words: Words, row: int) -> bool:
    """A row of head words only: figures, codes and row names make it a row of the body."""
    items = sheet.rows[row]
    if any(item.numeric for item in items):
        return False
    known = [item for item in items if words.knows_head(item.text)]
    named = [item for item in items if label_of(item.text) in words.lines and label_of(item.text) not in _shared(words)]
    if len(items) == 1:
        return bool(known) and not re.fullmatch(r"合计|小计|总计", bare(items[0].text)) and not named
    starts_total = key(items[0].text) in ("合计", "总计") and len(items) < 3
    return len(known) * 2 >= len(items) and not starts_total


def _counts(sheet: Sheet, row: int) -> bool:
    """A row 1, 2, 3 … numbers the columns, as 栏次 does."""
    texts = [key(item.text) for item in sheet.rows[row] if key(item.text) not in ("", "—", "-")]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _shared(words: Words) -> set:
    """Names that are both a row of table 1 and a column of table 2."""
    return {word for columns in words.columns.values() for word in columns}


def column_keys(head: Columns, words: Words, table: int, among: Optional[List[int]] = None) -> Dict[str, int]:
    """各列的键: column key -> column, the first one where a key repeats.

    A bare 小计 or 合计 takes the meaning of the head above it; other unknown heads (其中：教育收费) are left out.
    """
    known = words.columns[table]
    found: Dict[str, int] = {}
    for column in among if among is not None else sorted(head.texts):
        labels = [label_of(text) for text in head.texts.get(column, [])]
        if not labels:
            continue
        name = _meaning(labels, known, words)
        if name:
            found.setdefault(name, column)
    return found


def _meaning(labels: List[str], known: Dict[str, str], words: Words) -> str:
    lowest, above = labels[-1], labels[:-1]
    if lowest in words.heads["whole"] or lowest in words.heads["amount"]:
        for label in reversed(above):
            if label in known:
                return known[label]
        return "sum" if lowest in words.heads["whole"] else "amount"
    return known.get(lowest, "")
