"""分性质金额 (amounts): 按收入性质分 and 按支出性质分 beside the money table."""

from __future__ import annotations

import re
from typing import List, Optional, Tuple

from .lexicon import Lexicon
from .model import Amounts, Bound
from .sheet import Item, Sheet, Span
from .text import fold, key, looks_numeric

_AMONG = re.compile(r"^其中\s*[:：]?\s*")
_COLON = re.compile(r"[:：]")


def split_amount(text: str) -> Tuple[str, str]:
    """名称与金额: (name, figure) of 其中：一般公共预算：469.32; figure "" when the cell holds the name only.

    >>> split_amount("其中: 一般公共预算: 469.32"), split_amount("项目支出："), split_amount("基本支出")
    (('一般公共预算', '469.32'), ('项目支出', ''), ('基本支出', ''))
    """
    rest = _AMONG.sub("", fold(text))
    pieces = _COLON.split(rest)
    name = next((piece.strip() for piece in pieces if piece.strip()), "")
    figure = pieces[-1].strip() if len(pieces) > 1 and looks_numeric(pieces[-1]) else ""
    return name, figure


def read_amounts(sheet: Sheet, top: int, bottom: int, words: Lexicon) -> List[Amounts]:
    """读分性质金额: between two rows.

    Args:
        sheet: the sheet.
        top, bottom: the rows to look at.
        words: the lexicon.

    Returns:
        One entry for each label found. The Bound of an item is the cell with the figure: the next cell, or the
        label's own cell where name and figure share one (``split_amount`` takes them apart).
    """
    found: List[Amounts] = []
    for row in sheet.between(top, bottom):
        labels = [(item, hit) for item in sheet.rows[row] for hit in [words.amounts.find(item.text)] if hit]
        for number, (label, hit) in enumerate(labels):
            right = labels[number + 1][0].left - 1 if number + 1 < len(labels) else sheet.last_column
            amounts = Amounts(hit.field)
            end = _end(sheet, row, bottom, words)
            for below in sheet.between(label.bottom + 1, end):
                amounts.items.extend(_items(sheet, below, Span(label.left, right), words))
            found.append(amounts)
    return found


def _end(sheet: Sheet, row: int, bottom: int, words: Lexicon) -> int:
    for below in sheet.between(row + 1, bottom):
        if any(words.amounts.find(item.text) or words.goal.find(item.text) for item in sheet.rows[below]):
            return below - 1
    return bottom


def _items(sheet: Sheet, row: int, zone: Span, words: Lexicon) -> List[Tuple[str, Bound]]:
    items = [item for item in sheet.items_in(row, zone) if item.text or item.numeric]
    found: List[Tuple[str, Bound]] = []
    for number, item in enumerate(items):
        if item.numeric or not item.text or (key(item.text).startswith("其中:") and not split_amount(item.text)[0]):
            continue
        name, figure = split_amount(item.text)
        if not name or len(name) > 30:
            continue
        found.append(
            (name, _figure_cell(sheet, item, figure, items[number + 1] if number + 1 < len(items) else None, zone))
        )
    return found


def _figure_cell(sheet: Sheet, item: Item, figure: str, following: Optional[Item], zone: Span) -> Bound:
    if figure:
        return sheet.bound(item.row, item.left)
    if following is not None and following.numeric:
        return sheet.bound(item.row, following.left)
    if item.right < zone.right and (following is None or following.left > item.right + 1) and item.row == item.bottom:
        beside = sheet.bound(item.row, item.right + 1)
        if beside.row == item.row and beside.cell.is_blank:
            return beside
    return sheet.bound(item.row, item.left)
