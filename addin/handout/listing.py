"""下发清单.xlsx (listing): the manifest as people read it: a line for each unit, its files as links, filter and print set-up."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from ..package.same_bytes import same_bytes
from ..register.model import Unit
from .identity import KIND
from .identity import LISTING as IS_LISTING
from .ledger import read_entry
from .manifest import Entry, Head, Issued

LISTING = "下发清单.xlsx"
_HEADS = ("序号", "单位代码", "单位名称", "上级代码", "联系人", "表格", "大小（字节）", "报告", "备注", "表格校验值（SHA-256）", "报告校验值（SHA-256）")  # fmt: skip
_WIDTHS = (6, 12, 30, 10, 14, 36, 12, 48, 20, 68, 68)
#: the last column that is printed; checksums are for machines
_PRINTED = "I"
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP = Alignment(vertical="top", wrap_text=True)
_A4 = 9
#: a sheet of Excel takes 65,530 links; a file with more is told to be damaged
_MOST_LINKS = 65_000
#: row of the heads
_AT = 3


def listing(head: Head, units: Iterable[tuple[Unit, str]], count: int) -> bytes:
    """清单工作簿.

    Args:
        head: what was handed out. units: each unit with its line in the manifest, "" for none. count: how many they are.

    Returns:
        the workbook; the same units give the same bytes.
    """
    book = Workbook(write_only=True)
    book.custom_doc_props.append(StringProperty(name=KIND, value=IS_LISTING))
    sheet = book.create_sheet("下发清单")
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"D{_AT + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_AT}:{_AT}"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.append([_title(sheet, f"{head.title}下发清单", Font(bold=True, size=14))])
    year = f"，{head.year} 年度" if head.year is not None else ""
    sheet.append([_title(sheet, f"模板包 {head.pack}，第 {head.version} 版{year}；名册 {head.register}")])
    sheet.append([_head(sheet, text) for text in _HEADS])
    look = _Look(sheet, books=count <= _MOST_LINKS, reports=2 * count <= _MOST_LINKS)
    for number, (unit, line) in enumerate(units, 1):
        sheet.append(_row(look, number, unit, read_entry(line)))
    sheet.auto_filter.ref = f"A{_AT}:{get_column_letter(len(_HEADS))}{_AT + count}"
    sheet.print_area = f"A1:{_PRINTED}{_AT + count}"
    kept = io.BytesIO()
    book.save(kept)
    return same_bytes(kept.getvalue())


def _row(look: _Look, number: int, unit: Unit, entry: Entry | None) -> list[Any]:
    files = entry.files if entry is not None else ()
    book = next((one for one in files if one.path.endswith(".xlsx")), None)
    report = next((one for one in files if one is not book), None)
    note = "" if book is not None else "没有下发成功，请再运行一次"
    return [
        look.plain(number), *(look.plain(text) for text in (unit.code, unit.name, unit.parent, unit.contact)),
        look.file(book, look.books), look.plain(book.size if book else ""), look.file(report, look.reports),
        look.plain(note),
        look.plain(book.sha256 if book else ""), look.plain(report.sha256 if report else ""),
    ]  # fmt: skip


class _Look:
    """单元格的样式: made once, then taken over: openpyxl looks up every part of a style for every cell.

    Args:
        books, reports: whether workbooks and reports are links.
    """

    def __init__(self, sheet: Any, books: bool, reports: bool) -> None:
        self._sheet, self.books, self.reports = sheet, books, reports
        self._styles: dict[Any, Any] = {}
        link = Font(color="0563C1", underline="single")
        for name, font, code in (("number", Font(), "#,##0"), ("plain", Font(), "@"), ("link", link, "@")):
            cell = WriteOnlyCell(sheet)
            cell.border, cell.alignment, cell.font, cell.number_format = _BORDER, _TOP, font, code
            self._styles[name] = cell._style
            cell.quotePrefix = True
            self._styles[name, "quoted"] = cell._style

    def plain(self, value: Any) -> Any:
        """文字或数: nothing for ""."""
        return self._cell(value, "plain" if isinstance(value, str) else "number")

    def file(self, one: Issued | None, linked: bool) -> Any:
        """文件的链接, shown as its name."""
        if one is None or not linked:
            return self.plain(one.path if one else "")
        cell = self._cell(one.path.rpartition("/")[2], "link")
        style = cell._style
        cell.hyperlink = _link(one.path)
        cell._style = style
        return cell

    def _cell(self, value: Any, name: str) -> Any:
        cell = WriteOnlyCell(self._sheet, value=value if value != "" else None)
        text = isinstance(value, str) and value
        if text:
            # a text that begins with = + - @ stays a text in every program
            cell.data_type = "s"
        cell._style = self._styles[(name, "quoted") if text and value[0] in "=+-@" else name]
        return cell


def _link(path: str) -> str:
    """A relative link: # and % mean something in it."""
    return path.replace("%", "%25").replace("#", "%23")


def _head(sheet: Any, text: str) -> Any:
    cell = _title(sheet, text, Font(bold=True))
    cell.border, cell.fill = _BORDER, PatternFill("solid", fgColor="DDEBF7")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _title(sheet: Any, text: str, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type, cell.number_format = "s", "@"
    if font is not None:
        cell.font = font
    return cell
