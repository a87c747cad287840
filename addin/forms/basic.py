"""基础数据表 (basic data): staff, amounts of three years' columns, buildings."""

from __future__ import annotations

import re
from typing import Dict, List, Optional

from .heads import Head
from .lexicon import Lexicon
from .model import Bound, Row
from .sheet import Item, Sheet
from .text import bare, fold, key, year_in

_AMONG = re.compile(r"^其中[:]?")
_NUMBERED = re.compile(r"^(?:\d{1,2}[、.．:)）]|[(（][一二三四五\d]{1,2}[)）]|[一二三四五六七八九十]、)")
_ONE_EACH = re.compile(r"一个.{1,6}一行")
AMOUNTS = ("previous", "budget", "current")


def item_key(text: str) -> str:
    """规范名称: without numbering, 其中, brackets, spaces, colon.

    >>> item_key("1、公务用车购置和维护经费"), item_key("其中：公车购置"), item_key("“三公”经费：")
    ('公务用车购置和维护经费', '公车购置', '三公经费')
    """
    return bare(_AMONG.sub("", key(text))).rstrip(".")


def read_values(sheet: Sheet, head: Head, end: int) -> Dict[str, Bound]:
    """读一行数: the cells below the labels, or beside them where label and value alternate in one row."""
    labels = sorted(head.labels.items(), key=lambda pair: pair[1].left)
    if _alternates(sheet, [item for _, item in labels]):
        return {name: sheet.bound(item.row, item.right + 1) for name, item in labels}
    row = head.bottom + 1
    return {name: sheet.bound(row, _value_column(sheet, row, item)) for name, item in labels} if row <= end + 1 else {}


def _alternates(sheet: Sheet, labels: List[Item]) -> bool:
    beside = [sheet.item_at(item.row, item.right + 1) for item in labels]
    return any(item is not None and item.numeric for item in beside)


def _value_column(sheet: Sheet, row: int, label: Item) -> int:
    items = sheet.items_in(row, label.span)
    return items[0].left if items else label.left


def settle_columns(head: Head) -> Optional[str]:
    """定三列: name the 决算数 columns 上年 and 本年 by their years.

    Returns:
        What is unclear, in Chinese; None when the columns are settled.
    """
    finals = head.ambiguous.pop("final", [])
    if "final" in head.spans:
        finals = [head.labels["final"]]
        head.spans.pop("final"), head.labels.pop("final")
    years = {year_in(item.text): item for item in finals}
    budget_year = year_in(head.labels["budget"].text) if "budget" in head.labels else None
    if None in years and not (len(finals) == 1 and ("previous" in head.spans) != ("current" in head.spans)):
        return "“决算数”没有写明年份，分不清上年和本年"
    for year, item in years.items():
        last = budget_year or max(one for one in years if one is not None)
        if year is None:
            name = "current" if "previous" in head.spans else "previous"
        else:
            name = "current" if year >= last else "previous"
        if name in head.spans:
            return f"“{fold(item.text)}”与另一列的年份相同"
        head.spans[name], head.labels[name] = item.span, item
    return None


def read_items(sheet: Sheet, head: Head, end: int, words: Lexicon) -> List[Row]:
    """读经费项目: the rows below the three amount columns.

    Args:
        sheet: the sheet.
        head: the head with columns previous, budget, current.
        end: the last row that can belong to it.
        words: the lexicon.

    Returns:
        The rows with their depth; the name of a row is its rightmost own label, ``level1`` and ``level2`` are the
        labels to its left where the items are spread over several columns.
    """
    claimed = head.claimed
    rows: List[Row] = []
    columns: List[int] = []
    above: Dict[int, str] = {}
    for row in sheet.between(head.bottom + 1, end):
        labels = [item for item in sheet.rows[row] if item.text and not item.numeric and item.left < head.left]
        if not labels:
            continue
        start = re.split(r"[:：\d]", labels[0].text, maxsplit=1)[0]
        if bare(start) in words.note or bare(labels[0].text) in words.basic_stop:
            break
        fields = {}
        for name in AMOUNTS:
            bound = sheet.value_at(row, head.spans[name], claimed, name) if name in head.spans else None
            if bound is not None and bound.row == row:
                fields[name] = bound
        for item in labels:
            above = {column: text for column, text in above.items() if column < item.left}
            above[item.left] = item_key(item.text)
        name = fold(labels[-1].text)
        parents = [text for column, text in sorted(above.items()) if column < labels[-1].left]
        found = Row(row, name, fields, "part", key=item_key(name))
        found.level1, found.level2 = (parents[0] if parents else ""), (parents[1] if len(parents) > 1 else "")
        rows.append(found)
        columns.append(labels[-1].left)
    _nest(rows, columns, words)
    return rows


def _nest(rows: List[Row], columns: List[int], words: Lexicon) -> None:
    """Depth by the mandated order: 三公经费 0, 1、… 1, 其中：… 2; 一个专项一行 opens a level for what follows."""
    inner, top = 0, ""
    spread = sorted(set(columns))
    for row, column in zip(rows, columns):
        text = key(row.name)
        place = spread.index(column)
        if row.key in words.basic_top:
            row.depth, inner = 0, 1
        elif place:
            if row.level1 != top:
                inner = 0
            marked = _NUMBERED.match(text) or _ONE_EACH.search(text)
            row.depth = place if marked else max(place, inner)
            if marked:
                inner = place + 1 if _ONE_EACH.search(text) else 0
        elif _AMONG.match(text):
            row.depth = inner
        elif _NUMBERED.match(text) or _ONE_EACH.search(text):
            row.depth, inner = 1, 2
        else:
            row.depth = max(inner, 1) if rows[0] is not row else 0
        top = row.level1
    parents: List[str] = []
    for row, following in zip(rows, [*rows[1:], None]):
        del parents[row.depth :]
        if not row.level1 and parents:
            row.level1, row.level2 = parents[0], parents[1] if len(parents) > 1 else ""
        parents += [""] * (row.depth - len(parents)) + [row.key]
        if row.depth == 0:
            row.role = "top"
        elif following is not None and following.depth > row.depth:
            row.role = "whole"
