"""写入单元格内容 (contents): values, texts and formulas into cells, adjacent ones together.

Excel reads what a program writes as if it were typed: a text such as 95% or 3-4 would become a number or a date, one that
begins with = a formula. A text therefore gets the apostrophe before it that keeps it a text: the cell shows it without, and
its number format stays what the form has. A cell formatted as text (@) takes any text as it is, but would turn a number
or a formula into text: it is written while it is General, and gets its format back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional, Union

import xlwings

from udfs.core.errors import CellError

from ...edits import EditValue
from ...grid import Position, Range, address
from ...problems import Problem
from .areas import blocks, columns_apart, uniform

TEXT = "@"
GENERAL = "General"
#: the most characters that a cell holds, and that one element of an array may have (Excel's limits)
MOST_TEXT, MOST_IN_BLOCK = 32_767, 8_000


@dataclass(frozen=True)
class Content:
    """一格的内容: a value, or a formula without ``=``; ``number_format`` None keeps the cell's own."""

    value: EditValue = None
    formula: Optional[str] = None
    number_format: Optional[str] = None


def put(sheet: xlwings.Sheet, contents: Mapping[Position, Content]) -> None:
    """写入: all cells given, as few calls as their places allow.

    Raises:
        Problem: ``edit.merged`` for a cell that a merge covers, ``edit.too-long``; nothing is written then.
    """
    areas = blocks(list(contents))
    for area in areas:
        _check_merges(sheet, area)
    for position, content in contents.items():
        _check_length(sheet, position, content)
    for area in areas:
        _put_block(sheet, area, contents)


def formats_of(sheet: xlwings.Sheet, area: Range) -> dict[Position, str]:
    """数字格式 of every cell of an area."""
    found: dict[Position, str] = {}
    for part, code in uniform(area, lambda one: sheet.range(str(one)).api.NumberFormat, columns_apart):
        for row in range(part.top, part.bottom + 1):
            found.update({(row, column): str(code) for column in range(part.left, part.right + 1)})
    return found


def set_formats(sheet: xlwings.Sheet, codes: Mapping[Position, str]) -> None:
    """设置数字格式: cells with the same one together."""
    places: dict[str, list[Position]] = {}
    for position, code in codes.items():
        places.setdefault(code, []).append(position)
    for code, cells in places.items():
        for area in blocks(cells):
            sheet.range(str(area)).api.NumberFormat = code


def _put_block(sheet: xlwings.Sheet, area: Range, contents: Mapping[Position, Content]) -> None:
    present = formats_of(sheet, area)
    wanted = {where: contents[where].number_format or code for where, code in present.items()}
    # text cells would keep numbers and formulas as texts
    during = {
        where: GENERAL if code == TEXT and not isinstance(_shown_value(contents[where]), str) else code
        for where, code in wanted.items()
    }
    set_formats(sheet, {where: code for where, code in during.items() if code != present[where]})
    rows = [
        [_typed(contents[row, column], during[row, column]) for column in range(area.left, area.right + 1)]
        for row in range(area.top, area.bottom + 1)
    ]
    long = [
        (area.top + i, area.left + j, text)
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
        if isinstance(text, str) and len(text) > MOST_IN_BLOCK
    ]
    for row, column, _ in long:
        rows[row - area.top][column - area.left] = ""
    whole = rows[0][0] if len(rows) == len(rows[0]) == 1 else tuple(map(tuple, rows))
    # Excel's own property: the one of xlwings converts values again
    sheet.range(str(area)).api.Formula = whole
    for row, column, text in long:
        sheet.range(address(row, column)).api.Formula = text
    set_formats(sheet, {where: code for where, code in wanted.items() if code != during[where]})


def _shown_value(content: Content) -> Union[EditValue, float]:
    """None for a formula, whatever it shows: it must not be written into a text cell."""
    return None if content.formula is not None else content.value


def _typed(content: Content, code: str) -> Any:
    """The content as it has to be handed to ``Range.Formula``."""
    if content.formula is not None:
        return "=" + content.formula
    value = content.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float, Decimal)):
        return float(value)  # pywin32 would make currency of a Decimal, and long integers of others
    if isinstance(value, CellError):
        return value.code
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return text if code == TEXT or is_inert(text) else "'" + text


def is_inert(text: str) -> bool:
    """是否原样保留: a text that nobody could take for anything else, typed into a cell.

    >>> is_inert("优"), is_inert("95%"), is_inert("=A1"), is_inert("二〇二四年"), is_inert("true"), is_inert("")
    (True, False, False, False, False, True)
    """
    if text[:1] in ("=", "+", "-", "@", "'", "#", "\\", "/", "^", '"', "＝", "＋", "－", "＠", "＇", "＃"):
        return False
    if text.strip().upper() in ("TRUE", "FALSE"):
        return False
    return all(unicodedata.numeric(one, None) is None for one in text)


def _check_merges(sheet: xlwings.Sheet, area: Range) -> None:
    for part, merged in uniform(area, lambda one: sheet.range(str(one)).api.MergeCells):
        if not merged:
            continue
        for row in range(part.top, part.bottom + 1):
            for column in range(part.left, part.right + 1):
                whole = sheet.range(address(row, column)).api.MergeArea
                top, left = whole.Row, whole.Column
                if (top, left) != (row, column):
                    raise Problem(
                        "edit.merged",
                        f"{sheet.name}!{address(row, column)} 被合并单元格覆盖，写入后看不见，没有写入。"
                        f"应写入其左上角 {address(top, left)}。",
                    )


def _check_length(sheet: xlwings.Sheet, position: Position, content: Content) -> None:
    text = content.formula if content.formula is not None else content.value
    if isinstance(text, str) and len(text) > MOST_TEXT:
        raise Problem(
            "edit.too-long",
            f"{sheet.name}!{address(*position)} 的内容有 {len(text):,} 个字符，一个单元格最多 {MOST_TEXT:,} 个，没有写入。",
        )
