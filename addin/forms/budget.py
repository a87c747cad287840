"""资金表 (budget): the money table of a form, its total row and its parts."""

from __future__ import annotations

import re
from typing import Dict, List, Optional

from .heads import Head
from .lexicon import Lexicon
from .model import BUDGET_FIELDS, Bound, Row
from .sheet import Item, Sheet
from .text import bare, fold, key, looks_numeric

_AMONG = re.compile(r"^其中[:]?")
_FIGURES = ("initial", "full_year", "executed")


def item_name(text: str) -> str:
    """资金项目的名称: without 其中, brackets, numbering, colon.

    >>> item_name("其中: 当年财政拨款"), item_name("年度资金总额："), item_name("1.上级资金")
    ('当年财政拨款', '年度资金总额', '上级资金')
    """
    return bare(_AMONG.sub("", key(text)))


def is_total(text: str, words: Lexicon) -> bool:
    """是否合计项."""
    name = item_name(text)
    return name in words.budget_total or bool(words.budget_total_pattern.fullmatch(name))


def is_known(text: str, words: Lexicon) -> bool:
    """是否资金项目: a total, or a part by word or ending."""
    name = item_name(text)
    return is_total(text, words) or name in words.budget_part or bool(words.budget_part_pattern.fullmatch(name))


def read_budget(sheet: Sheet, head: Head, end: int, words: Lexicon) -> List[Row]:
    """读资金表: its rows from below the head to ``end``.

    Args:
        sheet: the sheet.
        head: its head.
        end: the last row that can belong to it.
        words: the lexicon.

    Returns:
        The rows, role ``total`` or ``part``; empty when the table has no row.
    """
    claimed = head.claimed
    if alternates(sheet, head):
        return _read_pairs(sheet, head, end, words)
    default = next((item for item in head.others if is_total(item.text, words)), None)
    rows: List[Row] = []
    for row in sheet.between(head.bottom + 1, end):
        items = sheet.rows[row]
        if items[0].text and bare(items[0].text) in words.note:
            break
        label = _label(items, claimed, head, words)
        fields = _fields(sheet, row, head, claimed)
        known = label is not None and is_known(label.text, words)
        if not known and any(not _is_figure(fields[name]) for name in _FIGURES if name in fields):
            break  # the money table is over: words stand where amounts should, and the row is none of money
        filled = any(not bound.cell.is_blank for bound in fields.values())
        if label is None and filled:
            label = default or (None if rows else _beside(sheet, row, head))
        if label is not None and bare(label.text) in words.total and not is_total(label.text, words):
            break  # 总分 of the form, not of the money
        if label is None or not (filled or known):
            continue
        if not any(name in fields for name in _FIGURES):
            continue
        role = "total" if is_total(label.text, words) else "part"
        rows.append(Row(row, fold(label.text), fields, role, depth=0 if role == "total" else 1))
    if len(rows) == 1 and rows[0].role == "part" and not _AMONG.match(key(rows[0].name)):
        rows[0].role, rows[0].depth = "total", 0
    _nest(rows)
    return rows


def _fields(sheet: Sheet, row: int, head: Head, claimed: Dict[int, str]) -> Dict[str, Bound]:
    fields: Dict[str, Bound] = {}
    for name in BUDGET_FIELDS:
        if name not in head.spans:
            continue
        bound = sheet.value_at(row, head.spans[name], claimed, name)
        if bound is not None and bound.row == row:
            fields[name] = bound
    return fields


def _is_figure(bound: Bound) -> bool:
    text = key(bound.text)
    return (
        bound.cell.formula is not None
        or not isinstance(bound.cell.value, str)
        or looks_numeric(text)
        or not re.search(r"[^\W\d]", text)
    )


def alternates(sheet: Sheet, head: Head) -> bool:
    """是否左标签右数值: 预算数：| 100 | 执行数：| 98, as in the forms of 2018."""
    labels = [head.labels[name] for name in ("full_year", "initial", "executed") if name in head.labels]
    beside = [sheet.item_at(item.row, item.right + 1) for item in labels]
    return bool(labels) and all(item is not None and item.numeric for item in beside)


def _read_pairs(sheet: Sheet, head: Head, end: int, words: Lexicon) -> List[Row]:
    """Rows of label and figure side by side; the first one is the total."""
    columns = {name: head.labels[name].left for name in BUDGET_FIELDS if name in head.labels}
    first = min(columns.values())
    rows: List[Row] = []
    for row in [head.top, *sheet.between(head.bottom + 1, end)]:
        labels = {item.left: item for item in sheet.rows[row] if item.text and not item.numeric}
        if first not in labels or (row > head.bottom and not is_known(labels[first].text, words)):
            break
        fields = {}
        for name, column in columns.items():
            if column in labels and labels[column].right < sheet.last_column:
                fields[name] = sheet.bound(row, labels[column].right + 1)
        total = row == head.top
        rows.append(
            Row(
                row,
                fold(labels[first].text).rstrip(":："),
                fields,
                "total" if total else "part",
                depth=0 if total else 1,
            )
        )
    return rows


def _label(items: List[Item], claimed: Dict[int, str], head: Head, words: Lexicon) -> Optional[Item]:
    """The cell that names the row: a known item, otherwise the text nearest to the left of the figures."""
    texts = [item for item in items if item.text and not item.numeric and item.left not in claimed]
    known = [item for item in texts if is_known(item.text, words)]
    if known:
        left = [item for item in known if item.left < head.left]
        return (left or known)[-1 if left else 0]
    left = [item for item in texts if item.left < head.left]
    return left[-1] if left else None


def _beside(sheet: Sheet, row: int, head: Head) -> Optional[Item]:
    """The head's own label where it is merged down beside the only row of amounts: 部门支出预算数."""
    item = sheet.item_at(row, head.left - 1) if head.left > 1 else None
    return item if item is not None and item.row < row and item.text and not item.numeric else None


def _nest(rows: List[Row]) -> None:
    """财政拨款, 其中：中央 …: 其中 right below a part without 其中 opens a deeper level; elsewhere it marks a part."""
    for above, row in zip(rows, rows[1:]):
        if (
            row.role == "part"
            and above.role == "part"
            and _AMONG.match(key(row.name))
            and not _AMONG.match(key(above.name))
        ):
            row.depth = 2
