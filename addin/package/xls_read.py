"""读取 .xls (reading .xls): workbooks of Excel 97–2003 through xlrd, for reading only.

Formulas are not in reach of xlrd: a formula cell shows its value and looks like a typed one.
"""

from __future__ import annotations

import io
from typing import Any, Dict, List, Optional, Tuple

import xlrd

from udfs.core.errors import CellError

from ..grid import Cell, Grid, Range, Value
from ..number_format import date_value, is_date_format, is_elapsed_format, shown
from .problems import PackageProblem
from .reading import WorkbookFile

MAX_XLS_BYTES = 40_000_000
MAX_CELLS = 250_000
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def open_xls(data: bytes, path: str) -> WorkbookFile:
    """打开 .xls: sheets, values, formats and merges.

    Raises:
        PackageProblem: ``file.encrypted``, ``xls.broken`` or ``zip.bomb`` for one over 40 MB.
    """
    if len(data) > MAX_XLS_BYTES:
        raise PackageProblem(
            "zip.bomb", f".xls 文件超过上限 {MAX_XLS_BYTES:,} 字节。请用 Excel、WPS 另存为 .xlsx。", path
        )
    book = _open(data, path)
    sheets = {sheet.name: sheet for sheet in book.sheets()}
    date1904 = book.datemode == 1
    budget = [MAX_CELLS]

    def load(name: str) -> Grid:
        try:
            return _read(book, sheets[name], date1904, budget, path)
        except PackageProblem:
            raise
        except Exception as cause:  # xlrd meets damaged records with whatever error comes first
            raise _broken(path) from cause

    return WorkbookFile(
        kind="xls",
        path=path,
        data=data,
        sheets=tuple(sheets),
        load=load,
        defined_names=_names(book),
        date1904=date1904,
        writable=False,
        why_not_writable=".xls（Excel 97–2003）文件只能读取和校验。请用 Excel、WPS 打开后另存为 .xlsx 再填写。",
    )


def _broken(path: str) -> PackageProblem:
    return PackageProblem(
        "xls.broken", "这个 .xls 文件已损坏，无法读取。请用 Excel、WPS 打开修复后另存为 .xlsx。", path
    )


def _open(data: bytes, path: str) -> Any:
    # xlrd reports oddities to a log that nobody would see; it must not reach the user's terminal
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as cause:
        if "encrypted" in str(cause).lower():
            raise PackageProblem(
                "file.encrypted", "文件已用密码加密，无法读取。请用 Excel、WPS 打开，去掉打开密码后另存，再试。", path
            ) from cause
        raise _broken(path) from cause
    except Exception as cause:  # xlrd meets damaged records with whatever error comes first
        raise _broken(path) from cause


def _names(book: Any) -> Dict[str, str]:
    """Names of the whole workbook with a constant or a reference; macros and built-in names are left out."""
    found: Dict[str, str] = {}
    for one in book.name_obj_list:
        text = getattr(one.result, "text", None) if one.result is not None else None
        if one.scope == -1 and not one.macro and not one.builtin and text:
            found[one.name] = text
    return found


def _read(book: Any, sheet: Any, date1904: bool, budget: List[int], path: str) -> Grid:
    grid = Grid(sheet.name, hidden=sheet.visibility != 0, writable=False, date1904=date1904)
    grid.hidden_rows = frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
    grid.hidden_columns = frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden)
    grid.merges = [
        Range(top + 1, left + 1, bottom, right)
        for top, bottom, left, right in sheet.merged_cells
        if bottom - top > 1 or right - left > 1
    ]
    styles: Dict[int, Tuple[str, bool]] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind == xlrd.XL_CELL_EMPTY:
                continue
            style = _style(book, sheet.cell_xf_index(row, column), styles)
            hidden = row + 1 in grid.hidden_rows or column + 1 in grid.hidden_columns
            value = (
                None if kind == xlrd.XL_CELL_BLANK else _value(kind, sheet.cell_value(row, column), style[0], date1904)
            )
            budget[0] -= 1
            if budget[0] < 0:
                raise PackageProblem(
                    "sheet.too-large",
                    f"工作表“{sheet.name}”：工作簿的单元格超过 {MAX_CELLS:,} 个，不像绩效表。请只保留需要的工作表后再试。",
                    path,
                )
            text = shown(value, style[0], date1904)
            grid.cells[row + 1, column + 1] = Cell(value, text, None, style[0], style[1], hidden)
    return grid


def _style(book: Any, index: int, known: Dict[int, Tuple[str, bool]]) -> Tuple[str, bool]:
    if index not in known:
        xf = book.xf_list[index]
        found: Optional[Any] = book.format_map.get(xf.format_key)
        known[index] = (found.format_str if found is not None else "General", bool(xf.protection.cell_locked))
    return known[index]


def _value(kind: int, raw: Any, code: str, date1904: bool) -> Value:
    if kind == xlrd.XL_CELL_TEXT:
        return str(raw)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(raw)
    if kind == xlrd.XL_CELL_ERROR:
        return CellError(_ERRORS.get(int(raw), "#N/A"))
    number = float(raw)
    if is_date_format(code) and not is_elapsed_format(code):
        return date_value(number, date1904)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
