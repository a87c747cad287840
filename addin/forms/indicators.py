"""指标表 (indicators): the rows of an indicator table, its total row and grade."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Set

from .heads import Head
from .levels import Inheritance
from .lexicon import Lexicon
from .model import Bound, Row
from .sheet import Item, Sheet
from .text import bare, fold, without_number
from .totals import find_grade, is_bare_total, is_grade_row, read_total, total_label

#: figures of one row; a cell merged over several rows is bound to the first of them only
_OWN = ("weight", "sign", "target", "unit", "actual", "completion", "score", "value", "deduction")
#: a row with none of these says nothing
_CONTENT = ("weight", "target", "actual", "score", "completion", "value")
_DOTS = re.compile(r"^[.…·—\-/\s]*$")


@dataclass
class Table:
    """读出的指标表: rows, the total row, the grade and the rows of the sheet that it covers."""

    rows: List[Row] = field(default_factory=list)
    total: Optional[Row] = None
    grade: Optional[Bound] = None
    covered: Set[int] = field(default_factory=set)


def read_indicators(
    sheet: Sheet, head: Head, end: int, words: Lexicon, *, block: int, scorecard: bool, table: Table
) -> None:
    """读指标表: add the rows from below the head to ``end`` to ``table``.

    Args:
        sheet: the sheet.
        head: the head.
        end: the last row to look at.
        words: the lexicon.
        block: the number of the goal block.
        scorecard: whether the actual value is the value of a scorecard.
        table: where the rows go.
    """
    claimed = head.claimed
    levels = Inheritance(sheet, head)
    closed = False
    table.covered.update(range(head.top, head.bottom + 1))
    for row in sheet.between(head.bottom + 1, end):
        items = sheet.rows[row]
        label = total_label(items, claimed, words) if row in sheet.labels else None
        if label is not None or (not closed and len(items) < 4 and is_bare_total(items, claimed, table.rows)):
            table.covered.add(row)
            total = read_total(sheet, head, row, label)
            if table.total is None or (not table.total.fields and total.fields) or closed is False:
                table.total = total
            table.grade = find_grade(sheet, row, words) or table.grade
            continue
        if row in sheet.labels and is_grade_row(items):
            table.covered.add(row)
            table.grade = find_grade(sheet, row, words) or table.grade
            continue
        if closed or _is_note(items, words):
            closed = True
            continue
        number = _block_number(items, claimed, words)
        if number and number != block and any(one.block == block for one in table.rows):
            block = number
        levels.read(row)
        table.covered.add(row)
        found = _read_row(sheet, head, claimed, row, levels, words, scorecard)
        if found is None:
            continue
        found.block = block
        above = table.rows[-1] if table.rows else None
        if above is not None and _shares_figures(sheet, head, above, row):
            above.name = f"{above.name}、{found.name}" if found.name and above.name else above.name or found.name
            continue
        if _says_something(found):
            table.rows.append(found)


def _is_note(items: List[Item], words: Lexicon) -> bool:
    first = next((item for item in items if item.text), None)
    if first is None or not first.label:
        return False
    label = re.split(r"[:：]", first.text, maxsplit=1)[0]
    return len(label) <= 40 and bare(re.sub(r"\d+$", "", label)) in words.note


def _block_number(items: List[Item], claimed: Dict[int, str], words: Lexicon) -> int:
    for item in items[:2]:
        if item.label and item.left not in claimed:
            hit = words.goal.find(item.text)
            if hit and hit.field == "block":
                return goal_number(item.text)
    return 0


def goal_number(text: str) -> int:
    """目标序号: the number in 年度绩效目标2, 0 when there is none.

    >>> goal_number("年度绩效目标2"), goal_number("目标一：完成培训"), goal_number("年度目标")
    (2, 1, 0)
    """
    match = re.search(r"目标\s*([0-9]{1,2}|[一二三四五六七八九十])", text)
    if not match:
        return 0
    digits = match.group(1)
    return int(digits) if digits.isdigit() else "一二三四五六七八九十".index(digits) + 1


def _read_row(
    sheet: Sheet, head: Head, claimed: Dict[int, str], row: int, levels: Inheritance, words: Lexicon, scorecard: bool
) -> Optional[Row]:
    fields: Dict[str, Bound] = {}
    for name, span in head.spans.items():
        bound = sheet.value_at(row, span, claimed, name)
        if bound is None or bound.row <= head.bottom or (bound.row < row and name in _OWN):
            continue
        fields["value" if scorecard and name == "actual" else name] = bound
    own = fields.get("level3")
    text = own.text if own and own.row == row else ""
    if text and (bare(text) in words.subtotal or (_DOTS.match(text) and len(text) > 0)):
        if not _filled(fields):
            return None
        if bare(text) in words.subtotal:
            return None
    if not text and own is not None and own.row < row:
        text = own.text
    name = fold(without_number(text))
    found = Row(
        row,
        name or fold(text),
        fields,
        "indicator",
        levels.names["level1"],
        levels.names["level2"],
        dict(levels.weights),
    )
    if not found.name and _filled(fields):
        found.name = levels.names["level2"] or levels.names["level1"]
    if any(bare(item.text) in words.subtotal for item in sheet.labels.get(row, [])[:3]):
        return None
    return found


def _filled(fields: Dict[str, Bound]) -> bool:
    return any(name in fields and not fields[name].cell.is_blank for name in _CONTENT)


def _says_something(row: Row) -> bool:
    level3 = row.fields.get("level3")
    named = level3 is not None and not level3.cell.is_blank and bool(fold(without_number(level3.text)))
    return named or _filled(row.fields)


def _shares_figures(sheet: Sheet, head: Head, above: Row, row: int) -> bool:
    """Whether all figures of the row lie in cells merged with those of the row above: one indicator with two names."""
    shared = False
    for name in _OWN:
        span = head.spans.get(name)
        if span is None or name in ("sign", "unit"):
            continue
        where = sheet.anchor(row, span.left)
        if where[0] == row and not sheet.items_in(row, span):
            if name in ("weight", "score", "actual"):
                return False
            continue
        if where[0] >= row or where[0] != above.row:
            return False
        shared = True
    return shared
