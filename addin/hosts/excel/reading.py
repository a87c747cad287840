"""读取打开的工作表 (reading a sheet): an open worksheet of Excel as a Grid, in bulk.

Contents take two calls for a sheet (``Value2`` and ``Formula``), whatever its size; formats, locks, merges and hidden rows
one call for each part that is alike (see ``areas``). ``Value2`` gives numbers as they are stored: ``Value`` would round
currency to four decimals. What is shown is worked out from value and format, as it is for files; no cell is asked for its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Optional

import xlwings

from ...commands.spellings import plain
from ...grid import MAX_COLUMN, MAX_ROW, Cell, Grid, Range, Value
from ...number_format import date_value, is_date_format, is_elapsed_format, shown
from ...problems import Problem
from . import com
from .areas import columns_apart, halves, uniform
from .errors import error_of

#: cells with content in one workbook, as for files
MAX_CELLS = 250_000
#: a used range beyond this is looked at more closely: formats far below the last content count as used
LARGE = 200_000
#: cells of one sheet's content, blanks between them included
MAX_AREA = 5_000_000
#: cells without content that are kept for their look, on one sheet
MAX_BLANKS = 200_000
#: cells asked for in one call
CHUNK = 500_000

#: how Excel names the system's own short date, which in China is the year first
_SYSTEM_DATES = {"m/d/yyyy": "yyyy/m/d", "m/d/yyyy h:mm": "yyyy/m/d h:mm"}


@dataclass
class Budget:
    """读取限额: how many cells with content may still be read of the workbook."""

    cells: int = MAX_CELLS


def read_sheet(sheet: xlwings.Sheet, date1904: bool, budget: Optional[Budget] = None) -> Grid:
    """读取工作表: one open worksheet as a Grid.

    Args:
        sheet: the worksheet.
        date1904: True when the workbook counts days from 1904.
        budget: how much may still be read.

    Returns:
        the grid. ``protection`` is "open" for any protected sheet: whether there is a password shows on writing.

    Raises:
        Problem: ``sheet.too-large``, or why Excel did not answer.
    """
    with com.refusals(f"读取工作表“{sheet.name}”"):
        return _SheetReader(sheet, date1904, budget or Budget()).read()


def content_area(sheet: xlwings.Sheet) -> Optional[Range]:
    """有内容的区域 of a sheet, from A1; None for an empty one. Formats alone may reach a little further.

    Raises:
        Problem: ``sheet.too-large``.
    """
    used = sheet.used_range.api
    rows = used.Row + used.Rows.Count - 1
    columns = used.Column + used.Columns.Count - 1
    if rows * columns > LARGE:
        rows, columns = _last(sheet, com.XL_BY_ROWS), _last(sheet, com.XL_BY_COLUMNS)
        if rows * columns > MAX_AREA:
            raise Problem(
                "sheet.too-large",
                f"工作表“{sheet.name}”的内容一直到第 {rows:,} 行第 {columns:,} 列，范围过大，没有读取。"
                "请删去表格下方和右侧多余的行、列，保存后再试。",
            )
    return Range(1, 1, rows, columns) if rows and columns else None


def _last(sheet: xlwings.Sheet, order: int) -> int:
    """The last row or column that holds anything; 0 when nothing does."""
    found = sheet.api.Cells.Find(
        What="*", LookIn=com.XL_FORMULAS, LookAt=com.XL_PART, SearchOrder=order, SearchDirection=com.XL_PREVIOUS
    )
    if found is None:
        return 0
    return int(found.Row if order == com.XL_BY_ROWS else found.Column)


def value_of(raw: Any, code: str, date1904: bool) -> Value:
    """单元格的值: of what ``Value2`` gave, by the number format.

    >>> value_of(45356.0, "yyyy/m/d", False), value_of(10.0, "General", False), value_of(-2146826246, "0", False)
    (datetime.datetime(2024, 3, 5, 0, 0), 10, CellError(code='#N/A', message=''))
    """
    if raw is None or isinstance(raw, (str, bool)):
        return raw
    error = error_of(raw)
    if error is not None:
        return error
    number: float = float(raw)
    if 0 <= number < 1e15 and number.is_integer():
        number = int(number)
    return date_value(number, date1904) if _is_date(code) else number


def _is_date(code: str) -> bool:
    return code != "General" and is_date_format(code) and not is_elapsed_format(code)


def formula_of(raw: Any, value: Any) -> Optional[str]:
    """公式 without ``=``, our functions spelled plainly; None for a constant.

    ``Formula`` of a text that begins with = is the text itself, so that a formula is what differs from its own value.

    >>> formula_of("=[1]!perf_grade(H9)", "优"), formula_of("=说明", "=说明"), formula_of("12", 12.0)
    ('PERF_GRADE(H9)', None, None)
    """
    if not isinstance(raw, str) or len(raw) < 2 or raw[0] != "=" or raw == value:
        return None
    return plain(raw[1:])


@dataclass(frozen=True)
class _Look:
    """What of a cell is asked for in parts."""

    number_format: str = "General"
    locked: bool = True


_PLAIN = _Look()


@dataclass
class _SheetReader:
    sheet: xlwings.Sheet
    date1904: bool
    budget: Budget
    looks: dict[int, list[tuple[int, int, _Look]]] = field(default_factory=dict)
    blanks_left: int = MAX_BLANKS
    blanks: dict[tuple[_Look, bool], Cell] = field(default_factory=dict)
    parts: dict[Range, Any] = field(default_factory=dict)

    def read(self) -> Grid:
        api = self.sheet.api
        grid = Grid(self.sheet.name, hidden=api.Visible != com.XL_SHEET_VISIBLE, date1904=self.date1904)
        grid.protection = "open" if api.ProtectContents else ""
        area = content_area(self.sheet)
        if area is None:
            return grid
        grid.hidden_rows = frozenset(self._hidden_rows(area))
        grid.hidden_columns = frozenset(self._hidden_columns(area))
        grid.merges = sorted(self._merges(area), key=lambda one: (one.top, one.left))
        self._read_looks(area)
        for top, values, formulas in self._contents(area):
            for at, (row_values, row_formulas) in enumerate(zip(values, formulas, strict=True)):
                self._take_row(grid, top + at, row_values, row_formulas)
        return grid

    def _api(self, part: Range) -> Any:
        """Excel's object for a part; the same parts are asked for one thing after another."""
        found = self.parts.get(part)
        if found is None:
            found = self.parts[part] = self.sheet.range(str(part)).api
        return found

    def _contents(self, area: Range) -> Iterator[tuple[int, list[list[Any]], list[list[Any]]]]:
        height = max(1, CHUNK // area.right)
        for top in range(1, area.bottom + 1, height):
            part = self._api(Range(top, 1, min(top + height - 1, area.bottom), area.right))
            yield top, com.block(part.Value2), com.block(part.Formula)

    def _take_row(self, grid: Grid, row: int, values: list[Any], formulas: list[Any]) -> None:
        row_hidden = row in grid.hidden_rows
        looks = [_PLAIN] * len(values)
        for left, right, look in self.looks.get(row, ()):
            looks[left - 1 : right] = [look] * (right - left + 1)
        for column, (raw, formula_raw, look) in enumerate(zip(values, formulas, looks, strict=True), 1):
            hidden = row_hidden or column in grid.hidden_columns
            if raw is None and not formula_raw:
                if self.blanks_left > 0:
                    self.blanks_left -= 1
                    grid.cells[row, column] = self._blank(look, hidden)
                continue
            self.budget.cells -= 1
            if self.budget.cells < 0:
                raise Problem(
                    "sheet.too-large",
                    f"读到工作表“{self.sheet.name}”时，工作簿有内容的单元格已超过 {MAX_CELLS:,} 个，没有读取。"
                    "请把要处理的表另存为一个较小的工作簿再试。",
                )
            value = value_of(raw, look.number_format, self.date1904)
            text = shown(value, look.number_format, self.date1904)
            formula = formula_of(formula_raw, raw)
            grid.cells[row, column] = Cell(value, text, formula, look.number_format, look.locked, hidden)

    def _blank(self, look: _Look, hidden: bool) -> Cell:
        cell = self.blanks.get((look, hidden))
        if cell is None:
            cell = Cell(number_format=look.number_format, locked=look.locked, hidden=hidden)
            self.blanks[look, hidden] = cell
        return cell

    def _read_looks(self, area: Range) -> None:
        # mostly the same on a whole sheet, and then asked for once
        everywhere = self._api(area).Locked

        def ask(part: Range) -> Optional[_Look]:
            code = self._api(part).NumberFormat
            if code is None:
                return None
            locked = self._api(part).Locked if everywhere is None else everywhere
            return None if locked is None else _Look(_SYSTEM_DATES.get(code, str(code)), bool(locked))

        for part, look in uniform(area, ask, columns_apart):
            if look is None or look == _PLAIN:
                continue
            for row in range(part.top, part.bottom + 1):
                self.looks.setdefault(row, []).append((part.left, part.right, look))

    def _merges(self, area: Range) -> Iterator[Range]:
        """Merged ranges: parts without any are done with one question, and each merge is asked for once."""
        waiting, merge_of = [area], dict[tuple[int, int], Range]()
        while waiting:
            part = waiting.pop()
            known = merge_of.get((part.top, part.left))
            if known is not None and (part.bottom, part.right) in known:
                continue
            merged = True if known is not None else self._api(part).MergeCells
            if merged is False:
                continue
            if merged and known is None:
                single = self._api(Range(part.top, part.left, part.top, part.left))
                known = Range.parse(single.MergeArea.Address)
                for row in range(known.top, min(known.bottom, area.bottom) + 1):
                    merge_of.update(((row, column), known) for column in range(known.left, known.right + 1))
                yield known
            if known is None or (part.bottom, part.right) not in known:
                waiting += reversed(halves(part))

    def _hidden_rows(self, area: Range) -> Iterator[int]:
        """Rows of no height: ``Hidden`` says nothing reliable of several rows at once, ``RowHeight`` does."""
        column = Range(1, 1, min(area.bottom, MAX_ROW), 1)
        for part, height in uniform(column, lambda one: self._api(one).RowHeight):
            if height == 0:
                yield from range(part.top, part.bottom + 1)

    def _hidden_columns(self, area: Range) -> Iterator[int]:
        row = Range(1, 1, 1, min(area.right, MAX_COLUMN))
        for part, width in uniform(row, lambda one: self._api(one).ColumnWidth):
            if width == 0:
                yield from range(part.left, part.right + 1)
