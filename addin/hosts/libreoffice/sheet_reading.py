"""读取工作表 (reading a sheet): one sheet of the open document as a Grid, in a few calls whatever its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple, Union

from udfs.core.errors import CellError

from ...grid import MAX_COLUMN, MAX_ROW, Cell, Grid, Position, Range, Value
from ...number_format import date_value, is_date_format, is_elapsed_format, shown
from ...problems import Problem
from .errors import error_value
from .format_codes import BOOLEAN, excel_code
from .formulas import Formulas, translated
from .protection import protection

#: the rectangle that holds the contents of one sheet: beyond it the memory of a small office machine is at risk
MAX_AREA = 3_000_000
#: cells without content that are kept for their format, on one sheet
MAX_STYLED = 200_000
#: rows and columns beyond the used area that are looked at: the program leaves formatted blanks at its edge out
EDGE_ROWS, EDGE_COLUMNS = 40, 8

# com.sun.star.sheet.CellFlags and FormulaResult
_CONTENTS = 1 | 2 | 4 | 16
FORMULAS, _ERRORS = 1 | 2 | 4, 4
#: what a typed TRUE or FALSE becomes when an .xlsx is loaded
_BOOLEANS = {"TRUE()": True, "FALSE()": False}
_TRUTHS = {1.0: True, 0.0: False}


#: what a cell shows in place of its data: the data of an error or a typed TRUE say nothing
Given = Union[None, bool, CellError]


@dataclass(frozen=True)
class Style:
    """格式: what a cell's format means for reading."""

    code: str = "General"
    locked: bool = True
    is_date: bool = False
    is_boolean: bool = False


_DEFAULT = Style()


class Facts:
    """文档的公共事实: number formats by key, the date system, the formula parser; one for each reading."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.date1904 = document.getPropertyValue("NullDate").Year == 1904
        self.formulas = Formulas(document)
        self._formats = document.getNumberFormats()
        self._styles: Dict[Tuple[int, bool], Style] = {}

    def style(self, key: int, locked: bool) -> Style:
        """格式 of a number format's key."""
        found = self._styles.get((key, locked))
        if found is None:
            own = str(self._formats.getByKey(key).getPropertyValue("FormatString"))
            code = excel_code(own)
            is_date = code != "General" and is_date_format(code) and not is_elapsed_format(code)
            found = self._styles[key, locked] = Style(code, locked, is_date, own.upper() == BOOLEAN)
        return found


def read_sheet(facts: Facts, sheet: Any) -> Grid:
    """读取工作表.

    Args:
        facts: what the sheets of the document share. sheet: an XSpreadsheet.

    Raises:
        Problem: ``sheet.too-large``.
    """
    grid = Grid(
        str(sheet.getName()),
        protection=protection(facts.document, sheet),
        hidden=not sheet.IsVisible,
        date1904=facts.date1904,
    )
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.getRangeAddress()
    bottom, right = _content_end(sheet)
    if (bottom + 1) * (right + 1) > MAX_AREA:
        raise Problem(
            "sheet.too-large",
            f"工作表“{grid.name}”的内容一直到第 {bottom + 1:,} 行第 {right + 1:,} 列，范围过大，没有读取。"
            "请删去表格以外的内容（按 Ctrl+End 可到最后一格），或只保留需要的工作表后再试。",
        )
    styled = sheet.getCellRangeByPosition(
        0,
        0,
        min(max(last.EndColumn, right) + EDGE_COLUMNS, MAX_COLUMN - 1),
        min(max(last.EndRow, bottom) + EDGE_ROWS, MAX_ROW - 1),
    )
    styles = _Styles(facts, sheet, styled, (bottom + 1) * (right + 1))
    grid.merges = styles.merges
    grid.hidden_rows, grid.hidden_columns = _hidden(styled)
    grid.column_defaults = [(at, at, Cell(hidden=True)) for at in sorted(grid.hidden_columns)]
    if right >= 0:
        _take_contents(facts, sheet, sheet.getCellRangeByPosition(0, 0, right, bottom), grid, styles)
    _take_blanks(grid, styles)
    return grid


def _content_end(sheet: Any) -> Tuple[int, int]:
    """The last row and column with content, from 0; -1 for an empty sheet."""
    areas = sheet.queryContentCells(_CONTENTS).getRangeAddresses()
    return max((one.EndRow for one in areas), default=-1), max((one.EndColumn for one in areas), default=-1)


class _Styles:
    """Formats and merges of the sheet: the program hands out one list of ranges for each different format."""

    def __init__(self, facts: Facts, sheet: Any, area: Any, content: int) -> None:
        self.of: Dict[Position, Style] = {}
        self.merges: List[Range] = []
        left = content + MAX_STYLED
        groups = area.getUniqueCellFormatRanges()
        for index in range(groups.getCount()):
            group = groups.getByIndex(index)
            areas = group.getRangeAddresses()
            style = facts.style(
                group.getPropertyValue("NumberFormat"), group.getPropertyValue("CellProtection").IsLocked
            )
            size = _merged_size(sheet, areas[0])
            for one in areas:
                height, width = one.EndRow - one.StartRow + 1, one.EndColumn - one.StartColumn + 1
                left -= height * width
                if left < 0:
                    return
                if style == _DEFAULT and size is None:
                    continue
                for row in range(one.StartRow + 1, one.EndRow + 2):
                    for column in range(one.StartColumn + 1, one.EndColumn + 2):
                        if style != _DEFAULT:
                            self.of[row, column] = style
                        if size is not None:
                            self.merges.append(Range(row, column, row + size[0] - 1, column + size[1] - 1))


def _merged_size(sheet: Any, area: Any) -> Optional[Position]:
    """Rows and columns that the cells of a group are merged over; the group's cells are merged alike, or not at all."""
    cell = sheet.getCellRangeByPosition(area.StartColumn, area.StartRow, area.StartColumn, area.StartRow)
    if not cell.getIsMerged():
        return None
    cursor = sheet.createCursorByRange(cell)
    cursor.collapseToMergedArea()
    merged = cursor.getRangeAddress()
    return merged.EndRow - merged.StartRow + 1, merged.EndColumn - merged.StartColumn + 1


def merged_ranges(sheet: Any, area: Any) -> List[Range]:
    """合并区域 that begin in an area."""
    found: List[Range] = []
    groups = area.getUniqueCellFormatRanges()
    for index in range(groups.getCount()):
        group = groups.getByIndex(index)
        size = _merged_size(sheet, group.getRangeAddresses()[0])
        if size is not None:
            found += [Range(row, column, row + size[0] - 1, column + size[1] - 1) for row, column in cells_of(group)]
    return found


def _hidden(area: Any) -> Tuple[frozenset[int], frozenset[int]]:
    """Hidden (or filtered) rows and columns inside the area."""
    last = area.getRangeAddress()
    rows, columns = set(range(1, last.EndRow + 2)), set(range(1, last.EndColumn + 2))
    for one in area.queryVisibleCells().getRangeAddresses():
        rows.difference_update(range(one.StartRow + 1, one.EndRow + 2))
        columns.difference_update(range(one.StartColumn + 1, one.EndColumn + 2))
    return frozenset(rows), frozenset(columns)


def _take_contents(facts: Facts, sheet: Any, area: Any, grid: Grid, styles: _Styles) -> None:
    formulas = _formulas(facts, sheet, area)
    known: Dict[Tuple[object, object, Style, Optional[str], bool], Cell] = {}
    for row, values in enumerate(area.getDataArray(), 1):
        for column, value in enumerate(values, 1):
            where = (row, column)
            formula = formulas.get(where)
            if value == "" and formula is None:
                continue
            style = styles.of.get(where, _DEFAULT)
            text, given = formula if formula is not None else (None, None)
            if given is not None:
                value = given
            elif text is not None and value in _TRUTHS and style.code == "General":
                # a comparison shows TRUE or FALSE without any format that says so
                value = _TRUTHS[value] if _shows_truth(area, row, column) else value
            hidden = row in grid.hidden_rows or column in grid.hidden_columns
            key = (type(value), value, style, text, hidden)  # TRUE equals 1
            cell = known.get(key)
            if cell is None:
                held = _value(value, style, facts.date1904)
                cell = Cell(held, shown(held, style.code, facts.date1904), text, style.code, style.locked, hidden)
                known[key] = cell
            grid.cells[where] = cell


def _shows_truth(area: Any, row: int, column: int) -> bool:
    return str(area.getCellByPosition(column - 1, row - 1).getString()) in ("TRUE", "FALSE")


def _formulas(facts: Facts, sheet: Any, area: Any) -> Dict[Position, Tuple[Optional[str], Given]]:
    """Formulas by cell, with their error where they have one; an error, TRUE or FALSE that was typed has no formula."""
    found: Dict[Position, Tuple[Optional[str], Given]] = {}
    places = cells_of(area.queryFormulaCells(FORMULAS))
    own = area.getFormulaArray() if places else ()
    for row, column in places:
        formula = translated(own[row - 1][column - 1]) if own[row - 1][column - 1].startswith("=") else None
        if formula is None:  # also the formulas of arrays, in braces
            formula = facts.formulas.printed(sheet.getCellByPosition(column - 1, row - 1))
        typed = _BOOLEANS.get(formula)
        found[row, column] = (formula, None) if typed is None else (None, typed)
    for row, column in cells_of(area.queryFormulaCells(_ERRORS)):
        error = error_value(sheet.getCellByPosition(column - 1, row - 1).getError())
        printed = found[row, column][0]
        found[row, column] = (None if printed in ("", error.code) else printed, error)
    return found


def cells_of(ranges: Any) -> List[Position]:
    """各区域的单元格 of an XSheetCellRanges."""
    return [
        (row, column)
        for one in ranges.getRangeAddresses()
        for row in range(one.StartRow + 1, one.EndRow + 2)
        for column in range(one.StartColumn + 1, one.EndColumn + 2)
    ]


def _value(value: Any, style: Style, date1904: bool) -> Value:
    if not isinstance(value, float):
        return value
    if style.is_boolean:
        return value != 0
    number = int(value) if value.is_integer() and abs(value) < 1e15 else value
    return date_value(number, date1904) if style.is_date else number


def _take_blanks(grid: Grid, styles: _Styles) -> None:
    """Cells without content that are formatted or unlocked; cells of one look share one object."""
    known: Dict[Tuple[Style, bool], Cell] = {}
    for where, style in styles.of.items():
        if where in grid.cells:
            continue
        hidden = where[0] in grid.hidden_rows or where[1] in grid.hidden_columns
        cell = known.get((style, hidden))
        if cell is None:
            cell = known[style, hidden] = Cell(number_format=style.code, locked=style.locked, hidden=hidden)
        grid.cells[where] = cell
