"""下发清单.xlsx (listing): the manifest as people read it: a line for each unit, its files as links, filter and print set-up."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from ..package.same_bytes import same_bytes
from ..register.model import Unit
from .ledger import read_entry
from .manifest import Entry, Head

LISTING = "下发清单.xlsx"
_HEADS = ("序号", "单位代码", "单位名称", "上级代码", "联系人", "表格", "大小（字节）", "表格校验值（SHA-256）", "报告", "报告校验值（SHA-256）", "备注")  # fmt: skip
_WIDTHS = (6, 14, 34, 12, 16, 44, 12, 30, 52, 30, 20)
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LINK = Font(color="0563C1", underline="single")
_TOP = Alignment(vertical="top", wrap_text=True)
_A4 = 9
#: row of the heads
_AT = 3


def listing(head: Head, units: Iterable[tuple[Unit, str]]) -> bytes:
    """清单工作簿.

    Args:
        head: what was handed out. units: each unit with its line in the manifest, "" for none.

    Returns:
        the workbook; the same units give the same bytes.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("下发清单")
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"D{_AT + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_AT}:{_AT}"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.append([_cell(sheet, f"{head.title}下发清单", Font(bold=True, size=14))])
    year = f"，{head.year} 年度" if head.year is not None else ""
    sheet.append([_cell(sheet, f"模板包 {head.pack}，第 {head.version} 版{year}；名册 {head.register}")])
    sheet.append([_head(sheet, text) for text in _HEADS])
    count = 0
    for count, (unit, line) in enumerate(units, 1):
        sheet.append(_row(sheet, count, unit, read_entry(line)))
    sheet.auto_filter.ref = f"A{_AT}:{get_column_letter(len(_HEADS))}{_AT + count}"
    kept = io.BytesIO()
    book.save(kept)
    return same_bytes(kept.getvalue())


def _row(sheet: Any, number: int, unit: Unit, entry: Entry | None) -> list[Any]:
    files = entry.files if entry is not None else ()
    book = next((one for one in files if one.path.endswith(".xlsx")), None)
    report = next((one for one in files if one is not book), None)
    note = "" if book is not None else "没有下发成功，请再运行一次"
    values = (
        number, unit.code, unit.name, unit.parent, unit.contact,
        book.path if book else "", book.size if book else None, book.sha256 if book else "",
        report.path if report else "", report.sha256 if report else "", note,
    )  # fmt: skip
    cells = [_cell(sheet, value, border=True) for value in values]
    for cell, one in ((cells[5], book), (cells[8], report)):
        if one is not None:
            cell.value, cell.hyperlink, cell.font = one.path.rpartition("/")[2], _link(one.path), _LINK
    return cells


def _link(path: str) -> str:
    """A relative link: # and % mean something in it."""
    return path.replace("%", "%25").replace("#", "%23")


def _head(sheet: Any, text: str) -> Any:
    cell = _cell(sheet, text, Font(bold=True), border=True)
    cell.fill = PatternFill("solid", fgColor="DDEBF7")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _cell(sheet: Any, value: Any, font: Font | None = None, border: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value if value != "" else None)
    if isinstance(value, str) and value:
        # a text that begins with = + - @ stays a text in every program
        cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", value[0] in "=+-@"
    if font is not None:
        cell.font = font
    if border:
        cell.border, cell.alignment = _BORDER, _TOP
    return cell
