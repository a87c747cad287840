"""工作簿 (book): canvases put on worksheets, with the place of every field."""

from __future__ import annotations

import io
import math
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Dict, List, Sequence, Tuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from support.cases import Case
from support.layouts.canvas import Canvas, Slot
from support.layouts.look import Look
from support.layouts.words import as_number

_THIN = Side(style="thin", color="FF000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_SONG, _FANG, _HEI = "宋体", "仿宋", "黑体"
STYLES: Dict[str, Tuple[Font, Alignment, bool]] = {
    "title": (Font(name=_HEI, size=18, bold=True), _CENTRE, False),
    "year": (Font(name=_FANG, size=12), _CENTRE, False),
    "head": (Font(name=_SONG, size=10, bold=True), _CENTRE, True),
    "side": (Font(name=_SONG, size=10, bold=True), _CENTRE, True),
    "name": (Font(name=_SONG, size=10), _LEFT, True),
    "cell": (Font(name=_SONG, size=10), _CENTRE, True),
    "long": (Font(name=_SONG, size=9), _LEFT, True),
    "note": (Font(name=_SONG, size=9), _LEFT, False),
}


@dataclass(frozen=True)
class Placed:
    """已放置的表: where a case's fields stand.

    Args:
        case: the table. look: its layout.
        sheet: the sheet's name (the table's number in Word, such as ``T1``).
        truth: field path, such as ``indicators[3].score`` -> (sheet, A1 address or T1R2C3).
    """

    case: Case
    look: Look
    sheet: str
    truth: Dict[str, Tuple[str, str]]


@dataclass(frozen=True)
class Layout:
    """版式文件: the bytes of a workbook or Word document and the forms that stand in it."""

    name: str
    suffix: str
    data: bytes
    forms: List[Placed] = field(default_factory=list)


def write_sheet(
    sheet: Any, canvas: Canvas, *, merged: bool = True, numbers: bool = False
) -> Dict[str, Tuple[str, str]]:
    """把画布写进工作表; gives path -> (sheet, A1). Text stays text, whatever it starts with."""
    truth: Dict[str, Tuple[str, str]] = {}
    looks: Dict[str, Any] = {}
    for slot in canvas.slots:
        cell = sheet.cell(slot.row, slot.column)
        style = _style(cell, slot.style, looks)
        if merged and slot.rows * slot.columns > 1:
            last = sheet.cell(slot.row + slot.rows - 1, slot.column + slot.columns - 1)
            # merge_cells() would work out the borders anew for every merge, which is most of the time
            sheet.merged_cells.add(f"{cell.coordinate}:{last.coordinate}")
            for row in range(slot.row, slot.row + slot.rows):
                for column in range(slot.column, slot.column + slot.columns):
                    sheet.cell(row, column)._style = copy(style)
        cell._style = copy(style)
        _write(cell, slot, numbers)
        if slot.path:
            truth[slot.path] = (sheet.title, cell.coordinate)
    for column, width in canvas.widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in canvas.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    _set_heights(sheet, canvas)
    return truth


def _style(cell: Any, name: str, looks: Dict[str, Any]) -> Any:
    if name not in looks:
        cell.font, cell.alignment, bordered = STYLES[name]
        if bordered:
            cell.border = _BORDER
        looks[name] = copy(cell._style)
    return looks[name]


def _write(cell: Any, slot: Slot, numbers: bool) -> None:
    figure = as_number(slot.printed, slot.kind) if numbers else None
    if slot.value == "":
        if figure:
            cell.number_format = figure[1]
        return
    if figure:
        cell.value, cell.number_format = figure
        return
    cell.value = slot.value
    cell.data_type = "s"  # "=100%" is text here; openpyxl would store a formula


def text_width(text: str) -> float:
    """文字宽度 in characters of a column's width: Chinese counts twice."""
    return sum(2.05 if ord(letter) > 0x2E7F else 1.1 for letter in text)


def _lines(slot: Slot, canvas: Canvas) -> int:
    size = STYLES[slot.style][0].size / 10
    wide = sum(canvas.widths.get(column, 10) for column in range(slot.column, slot.column + slot.columns)) - 1.5
    return sum(max(1, math.ceil(text_width(part) * size / max(wide, 1))) for part in slot.value.split("\n"))


def _set_heights(sheet: Any, canvas: Canvas) -> None:
    """行高: enough lines for the longest text of the row; a text over several rows spreads over them."""
    heights: Dict[int, float] = {}
    tall: Sequence[Slot] = sorted((s for s in canvas.slots if s.value), key=lambda s: s.rows)
    for slot in tall:
        line = STYLES[slot.style][0].size * 1.36
        need = _lines(slot, canvas) * line + 5
        rows = range(slot.row, slot.row + slot.rows)
        missing = need - sum(heights.get(row, 20.0) for row in rows)
        for row in rows:
            heights[row] = heights.get(row, 20.0) + max(0.0, missing / slot.rows)
    for row, height in heights.items():
        sheet.row_dimensions[row].height = min(409.0, round(canvas.heights.get(row, height), 1))


def new_book() -> Workbook:
    """空工作簿, without a first sheet."""
    book = Workbook()
    book.remove(book.active)
    return book


def page_setup(sheet: Any, canvas: Canvas) -> None:
    """页面设置: A4, one page wide."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if canvas.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.6


def to_bytes(book: Workbook) -> bytes:
    """工作簿的字节."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
