"""合计行与等级 (totals): the total row of an indicator table and the grade beside it."""

from __future__ import annotations

import re
from typing import Dict, List, Optional

from .heads import Head
from .lexicon import Lexicon
from .model import Bound, Row
from .sheet import Item, Sheet
from .text import bare, fold, key, looks_numeric, split_colon

_GRADE = re.compile(r"^[(]?(?:自评|评价|绩效|综合|评定|结果)*等级[:]?(?P<grade>[^:]{0,4}?)[)]?$")
#: columns whose texts are never the label of a total row
_NOT_LABELS = (
    "target",
    "actual",
    "deviation",
    "standard",
    "description",
    "method",
    "basis",
    "evidence",
    "last_year",
    "unit",
    "sign",
)
#: columns that a total row fills in
_FIGURES = ("weight", "score")


def is_total_text(text: str, words: Lexicon) -> bool:
    """是否合计行的标签: 总分, 合计, 自评得分：, 总分（100分） and the like."""
    if len(text) > 40:
        return False
    if bare(text) in words.total:
        return True
    pieces = split_colon(text)
    return bool(pieces and bare(pieces[0]) in words.total and (not pieces[1] or looks_numeric(pieces[1])))


def total_label(items: List[Item], claimed: Dict[int, str], words: Lexicon) -> Optional[Item]:
    """合计行的标签单元格: None when the row is no total row."""
    for item in items:
        if (
            item.text
            and not item.numeric
            and claimed.get(item.left) not in _NOT_LABELS
            and is_total_text(item.text, words)
        ):
            return item
    return None


def read_total(sheet: Sheet, head: Head, row: int, label: Item, words: Lexicon) -> Row:
    """读合计行: weight and score, by their columns or, where the row is merged otherwise, by their order.

    Args:
        sheet: the sheet.
        head: the head of the indicator table.
        row: the total row.
        label: its label cell.
        words: the lexicon.
    """
    claimed = head.claimed
    fields: Dict[str, Bound] = {}
    used = {(label.row, label.left)}
    for name in _FIGURES:
        span = head.spans.get(name)
        if span is None or label.left <= span.left <= label.right:
            continue
        bound = sheet.value_at(row, span, claimed, name)
        if bound is None or bound.row != row or bound.position in used or not _is_figure(bound):
            continue
        fields[name] = bound
        used.add(bound.position)
    _place_others(sheet, row, fields, used, words)
    if "score" not in fields or fields["score"].cell.is_blank:
        pieces = split_colon(label.text)
        if pieces and looks_numeric(pieces[1]):
            fields["score"] = sheet.bound(label.row, label.left)
    return Row(row, fold(label.text), fields, "total")


def _is_figure(bound: Bound) -> bool:
    return (
        bound.cell.is_blank
        or bound.cell.formula is not None
        or looks_numeric(bound.text)
        or not isinstance(bound.cell.value, str)
    )


def _place_others(sheet: Sheet, row: int, fields: Dict[str, Bound], used: set, words: Lexicon) -> None:
    """Figures that stand under neither column: one figure is the score, two are weight and score in this order."""
    filled = {name for name, bound in fields.items() if not bound.cell.is_blank}
    loose = [item for item in sheet.rows.get(row, []) if item.numeric and (item.row, item.left) not in used]
    missing = [name for name in _FIGURES if name not in filled]
    if not loose or len(loose) > len(missing):
        return
    if len(loose) == len(missing):
        names = missing
    else:
        names = ["score"]
    for name, item in zip(names, loose):
        fields[name] = sheet.bound(item.row, item.left)


def find_grade(sheet: Sheet, row: int, words: Lexicon) -> Optional[Bound]:
    """找等级: 等级：优 in one cell, 等级 with the grade in the next cell, or a bare 优 in the row."""
    items = sheet.rows.get(row, [])
    for number, item in enumerate(items):
        match = _GRADE.match(key(item.text)) if item.text and len(item.text) <= 20 else None
        if match is None:
            continue
        if match.group("grade") or ":" in key(item.text):
            following = items[number + 1] if number + 1 < len(items) else None
            if not match.group("grade") and following is not None and following.text in words.grades:
                return sheet.bound(row, following.left)
            return sheet.bound(row, item.left)
        return sheet.bound(row, item.right + 1)
    for item in items:
        if fold(item.text) in words.grades:
            return sheet.bound(row, item.left)
    return None


def grade_word(text: str) -> str:
    """等级的文字: the grade in a cell such as 等级：优 or 优; "" when there is none.

    >>> grade_word("等级: 优"), grade_word("（自评等级）良"), grade_word("等级："), grade_word("中")
    ('优', '良', '', '中')
    """
    rest = re.sub(r"^[(]?(?:自评|评价|绩效|综合|评定|结果)*等级[)]?[:]?", "", key(text))
    return rest.strip("()[]")
