"""我们的工作表 (sheets of ours): the list of findings as a worksheet of the open workbook, replaced and removed again."""

from __future__ import annotations

from typing import Any

import xlwings

from ...edits import AddSheet
from ...grid import Range, address
from ...note import Note
from ...ours import SHEET_PREFIX, foreign_sheet_problem, sheet_name_problem
from ...problems import Problem
from . import com
from .contents import Content, put
from .errors import error_of
from .fills import number_of

_HEAD_FILL = "D9D9D9"


def check_name(name: str) -> None:
    """检查表名: ours begin with 绩效校验, as for files.

    Raises:
        Problem: ``edit.sheet-name``.
    """
    problem = sheet_name_problem(name)
    if problem:
        raise Problem("edit.sheet-name", problem)


def check_ours(note: Note, name: str) -> None:
    """检查是否我们的表: nobody else's is replaced or removed.

    Raises:
        Problem: ``edit.sheet-not-ours``.
    """
    if name not in note.sheets or not name.startswith(SHEET_PREFIX):
        raise Problem("edit.sheet-not-ours", foreign_sheet_problem(name))


def check_unlocked(book: xlwings.Book) -> None:
    """检查工作簿结构: sheets can be added and removed.

    Raises:
        Problem: ``workbook.locked``.
    """
    if book.api.ProtectStructure:
        raise Problem(
            "workbook.locked",
            "工作簿的结构受保护，不能增删工作表，没有改动。请先点“审阅—保护工作簿”撤销保护，再试。",
        )


def add(book: xlwings.Book, edit: AddSheet) -> xlwings.Sheet:
    """新增工作表 after the last one; the sheet that was active stays so."""
    active = book.api.ActiveSheet
    try:
        sheet = book.sheets.add(edit.name, after=book.sheets[-1])
        fill(sheet, edit)
        return sheet
    finally:
        active.Activate()


def fill(sheet: xlwings.Sheet, edit: AddSheet) -> None:
    """填写整张表: what stood there before is gone; the first row is the head."""
    cells = sheet.api.Cells
    cells.Clear()  # hyperlinks too
    rows, columns = len(edit.rows), max((len(row) for row in edit.rows), default=0)
    put(
        sheet,
        {(r, c): Content(value) for r, row in enumerate(edit.rows, 1) for c, value in enumerate(row, 1)},
    )
    for at, width in enumerate(edit.widths, 1):
        sheet.range(address(1, at)).column_width = width
    if rows and columns:
        _format(sheet, rows, columns)
    for row, column, target in edit.links:
        cell = sheet.range(address(row, column)).api
        sheet.api.Hyperlinks.Add(Anchor=cell, Address="", SubAddress=target)
    setup = sheet.api.PageSetup
    try:
        setup.Orientation, setup.PaperSize = com.XL_LANDSCAPE, com.XL_PAPER_A4
    except Exception as cause:
        if not com.is_com_error(cause):
            raise  # without any printer installed Excel refuses; the sheet is none the worse


def _format(sheet: xlwings.Sheet, rows: int, columns: int) -> None:
    """Thin borders, wrapped text, the head bold on grey and fixed above the scrolled rows, as in files."""
    whole = sheet.range(str(Range(1, 1, rows, columns))).api
    whole.WrapText = True
    whole.VerticalAlignment = com.XL_TOP
    whole.Borders.Weight = com.XL_THIN
    head = sheet.range(str(Range(1, 1, 1, columns))).api
    head.Font.Bold = True
    head.Interior.Color = number_of(_HEAD_FILL)
    if rows > 1:
        _freeze_head(sheet)


def _freeze_head(sheet: xlwings.Sheet) -> None:
    """The first row stays in sight. It belongs to the window, which has to show the sheet for it."""
    api = sheet.api
    if api.Visible != com.XL_SHEET_VISIBLE:
        return  # hidden by the user: it has its head fixed since it was made
    book = api.Parent
    before = book.ActiveSheet
    api.Activate()
    window = book.Windows.Item(1)
    if not window.FreezePanes:
        window.SplitColumn, window.SplitRow = 0, 1
        window.FreezePanes = True
    before.Activate()


def remove(sheet: xlwings.Sheet) -> None:
    """删除工作表; Excel's question is switched off by then (see ``quiet``)."""
    sheet.api.Delete()


def check_removable(sheet: xlwings.Sheet) -> None:
    """检查能否删除: the last visible sheet of a workbook cannot be removed.

    Raises:
        Problem: ``edit.last-sheet``.
    """
    every = sheet.api.Parent.Sheets
    visible = sum(1 for at in range(1, every.Count + 1) if every.Item(at).Visible == com.XL_SHEET_VISIBLE)
    if visible == 1 and sheet.api.Visible == com.XL_SHEET_VISIBLE:
        raise Problem(
            "edit.last-sheet", f"“{sheet.name}”是工作簿里唯一可见的工作表，不能删除。请先取消隐藏别的工作表，再试。"
        )


def snapshot(sheet: xlwings.Sheet) -> AddSheet:
    """一张我们的表的全部内容, from which ``fill`` makes it again."""
    used = sheet.used_range.api
    area = Range(1, 1, used.Row + used.Rows.Count - 1, used.Column + used.Columns.Count - 1)
    rows = [[_value(raw) for raw in row] for row in com.block(sheet.range(str(area)).api.Value2)]
    widths = tuple(float(sheet.range(address(1, at)).column_width or 0) for at in range(1, area.right + 1))
    links = sheet.api.Hyperlinks
    every = [links.Item(at) for at in range(1, links.Count + 1)]
    targets = tuple((one.Range.Row, one.Range.Column, one.SubAddress) for one in every)
    return AddSheet(sheet.name, rows, widths, targets)


def _value(raw: Any) -> Any:
    error = error_of(raw)
    return raw if error is None else error
