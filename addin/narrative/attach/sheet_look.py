"""工作表的样子 (sheet look): widths, borders, alignment and fonts of a sheet, as far as a Word table shows them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Dict, FrozenSet, Tuple

import openpyxl
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from ...grid import Grid, Position, Range

EDGES = ("top", "left", "bottom", "right")
#: a column's width in characters where the sheet says none, and one character in points
_WIDTH, _POINT = 8.43, 5.6
_MOST = 16384


@dataclass(frozen=True)
class CellLook:
    """一格的样子: ``edges`` are the sides that carry a line."""

    edges: FrozenSet[str] = frozenset()
    horizontal: str = ""
    vertical: str = "center"
    bold: bool = False
    size: float = 9.0


@dataclass
class SheetLook:
    """一张表的样子.

    Args:
        widths: column -> width in points (hidden columns have none). heights: row -> points, where the sheet says one.
        cells: looks of the cells. head: (first, last) row that is repeated on every page, (0, 0) for none.
        area: (last row, last column) of what is printed, (0, 0) when the sheet does not say.
    """

    widths: Dict[int, float] = field(default_factory=dict)
    heights: Dict[int, float] = field(default_factory=dict)
    cells: Dict[Position, CellLook] = field(default_factory=dict)
    head: Tuple[int, int] = (0, 0)
    area: Position = (0, 0)

    def width(self, column: int) -> float:
        """列宽 in points."""
        return self.widths.get(column, _WIDTH * _POINT)


def looks_of(data: bytes) -> Dict[str, SheetLook]:
    """读取各工作表的样子.

    Args:
        data: an .xlsx or .xlsm workbook that has been read before.

    Returns:
        sheet name -> look.
    """
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: _look(sheet) for sheet in book.worksheets}


def plain_look(grid: Grid) -> SheetLook:
    """没有样式的表 (.xls, Word): lines around every cell, widths by the longest text."""
    rows, columns = grid.size
    look = SheetLook()
    for column in range(1, columns + 1):
        texts = [grid[row, column].text for row in range(1, rows + 1) if not grid.merge_at(row, column)]
        longest = max((_length(line) for text in texts for line in text.split("\n")), default=4)
        look.widths[column] = min(max(longest, 4), 30) * _POINT
    every = CellLook(frozenset(EDGES))
    look.cells = {(row, column): every for row in range(1, rows + 1) for column in range(1, columns + 1)}
    return look


def _length(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)


def _look(sheet: Worksheet) -> SheetLook:
    look = SheetLook()
    for letter, dimension in sheet.column_dimensions.items():
        first = dimension.min or column_index_from_string(letter)
        for column in range(first, min(dimension.max or first, _MOST, first + 255) + 1):
            look.widths[column] = (dimension.width or _WIDTH) * _POINT
    for row, given in sheet.row_dimensions.items():
        if given.height:
            look.heights[row] = float(given.height)
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.has_style:
                look.cells[cell.row, cell.column] = _cell_look(cell)
    titles = sheet.print_title_rows
    if titles:
        first, _, last = titles.replace("$", "").partition(":")
        look.head = (int(first), int(last or first))
    look.area = _area(sheet)
    return look


def _area(sheet: Worksheet) -> Position:
    areas = [one for one in str(sheet.print_area or "").replace("$", "").split(",") if one]
    if len(areas) != 1:
        return (0, 0)
    try:
        given = Range.parse(areas[0].rpartition("!")[2])
    except ValueError:
        return (0, 0)
    return (given.bottom, given.right)


def _cell_look(cell: BookCell) -> CellLook:
    border, alignment, font = cell.border, cell.alignment, cell.font
    sides = frozenset(
        edge
        for edge in EDGES
        if getattr(border, edge) is not None and getattr(border, edge).style not in (None, "none")
    )
    horizontal = alignment.horizontal or ""
    return CellLook(
        sides,
        "center"
        if horizontal.startswith(("center", "distributed"))
        else horizontal
        if horizontal in ("left", "right")
        else "",
        alignment.vertical or "bottom",
        bool(font.b),
        float(font.sz or 9),
    )
