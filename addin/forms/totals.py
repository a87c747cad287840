"""合计行与等级 (totals): the total row of an indicator table and the grade beside it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Dict, List, Optional, Sequence, Set

from ..grid import Position
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
    found = [item for item in items if item.label and is_total_text(item.text, words)]
    if not found:
        return None
    for item in found:
        if claimed.get(item.left) not in _NOT_LABELS:
            return item
    named = any(claimed.get(item.left) in ("level3", "target", "actual") for item in items if item not in found)
    return found[0] if found and not named else None


def is_bare_total(items: List[Item], claimed: Dict[int, str], above: List[Row]) -> bool:
    """无标签的合计行: nothing but points in a last row, the weight the sum of the weights above or 100.

    Seen where the columns were reordered so that the label 总分 had no place.
    """
    fields = {claimed.get(item.left): item for item in items}
    if not above or set(fields) - {"weight", "score"} or "weight" not in fields:
        return False
    weight = _decimal(fields["weight"].text)
    weights = [_decimal(row.text("weight")) for row in above]
    return weight is not None and (
        weight == 100 or weight == sum((one for one in weights if one is not None), Decimal(0))
    )


def _decimal(text: str) -> Optional[Decimal]:
    try:
        return Decimal(key(text).replace(",", "").rstrip("分"))
    except InvalidOperation:
        return None


def read_total(sheet: Sheet, head: Head, row: int, label: Optional[Item]) -> Row:
    """读合计行: weight and score, by their columns or, where the row is merged otherwise, by their order.

    Args:
        sheet: the sheet.
        head: the head of the indicator table.
        row: the total row.
        label: its label cell, None for a row without one.
    """
    claimed = head.claimed
    fields: Dict[str, Bound] = {}
    used: Set[Position] = {(label.row, label.left)} if label else set()
    for name in _FIGURES:
        span = head.spans.get(name)
        if span is None or (label and label.left <= span.left <= label.right):
            continue
        bound = sheet.value_at(row, span, claimed, name)
        if bound is None or bound.row != row or bound.position in used or not _is_figure(bound):
            continue
        fields[name] = bound
        used.add(bound.position)
    _place_others(sheet, head, row, label, fields, used)
    if label and ("score" not in fields or fields["score"].cell.is_blank):
        pieces = split_colon(label.text)
        if pieces and looks_numeric(pieces[1]):
            fields["score"] = sheet.bound(label.row, label.left)
    return Row(row, fold(label.text) if label else "", fields, "total")


def _is_figure(bound: Bound) -> bool:
    return (
        bound.cell.is_blank
        or bound.cell.formula is not None
        or looks_numeric(bound.text)
        or not isinstance(bound.cell.value, str)
    )


def _place_others(
    sheet: Sheet, head: Head, row: int, label: Optional[Item], fields: Dict[str, Bound], used: Set[Position]
) -> None:
    """Figures that stand under neither column: two are weight and score in this order, one beside a known weight is the score."""
    filled = {name for name, bound in fields.items() if not bound.cell.is_blank}
    loose = [item for item in sheet.rows.get(row, []) if item.numeric and (item.row, item.left) not in used]
    if (
        "score" in fields
    ):  # its own cell is there: what stands under another label, such as 复核得分, is no score of ours
        loose = [item for item in loose if not any(one.left <= item.left <= one.right for one in head.others)]
    if len(loose) == 2 and not filled:
        names = list(_FIGURES)
    elif len(loose) == 1 and "score" not in filled and _is_score(head, loose[0], label, filled):
        names = ["score"]
    else:
        return
    for name, item in zip(names, loose):
        fields[name] = sheet.bound(item.row, item.left)


def _is_score(head: Head, item: Item, label: Optional[Item], filled: Set[str]) -> bool:
    if label is not None and "得分" in key(label.text):
        return True
    return ("weight" in filled or "weight" not in head.spans) and head.claimed.get(item.left) not in (
        "target",
        "completion",
    )


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
        stated = next((other for other in items[number + 1 :] if fold(other.text) in words.grades), None)
        return sheet.bound(row, stated.left if stated else item.right + 1)
    for item in items:
        if fold(item.text) in words.grades:
            return sheet.bound(row, item.left)
    return None


def is_grade_row(items: Sequence[Item]) -> bool:
    """是否单独的等级行: a row of its own that begins with 等级, 评价等级 or 自评等级：优."""
    first = next((item for item in items if item.text), None)
    return first is not None and len(first.text) <= 20 and _GRADE.match(key(first.text)) is not None


def grade_word(text: str) -> str:
    """等级的文字: the grade in a cell such as 等级：优 or 优; "" when there is none.

    >>> grade_word("等级: 优"), grade_word("（自评等级）良"), grade_word("等级："), grade_word("中")
    ('优', '良', '', '中')
    """
    rest = re.sub(r"^[(]?(?:自评|评价|绩效|综合|评定|结果)*等级[)]?[:]?", "", key(text))
    return rest.strip("()[]")
