"""我们的工作表 (sheets of ours): the list of findings as a sheet of its own; the user's sheets are never touched."""

from __future__ import annotations

from typing import Any, Optional

from ...edits import AddSheet
from ...grid import address
from ...note import Note
from ...ours import SHEET_PREFIX, foreign_sheet_problem, sheet_name_problem
from ...problems import Problem
from .cells_writing import plain_value, set_plain
from .number_formats import NumberFormats
from .office import During, struct
from .printing import set_printing
from .sheet_undo import insert_sheet
from .undo import Transactions

_EVERYTHING = 1023  # all com.sun.star.sheet.CellFlags
#: hundredths of a millimetre: the width of one character of the standard font, and what a column adds
_CHARACTER, _MARGIN = 196, 130
_GREY = 0xD9D9D9
_GENERAL = 0  # the key of the standard number format


def check_name(name: str) -> None:
    """检查工作表名.

    Raises:
        Problem: ``edit.sheet-name``.
    """
    problem = sheet_name_problem(name)
    if problem:
        raise Problem("edit.sheet-name", problem)


def check_ours(document: Any, name: str, note: Note) -> bool:
    """核对工作表: whether it exists; only one of ours may be replaced or removed.

    Raises:
        Problem: ``edit.sheet-not-ours`` or ``workbook.locked``.
    """
    existing = found_name(document, name)
    if existing is not None and (existing not in note.sheets or not existing.startswith(SHEET_PREFIX)):
        raise Problem("edit.sheet-not-ours", foreign_sheet_problem(existing))
    if document.isProtected():
        raise Problem(
            "workbook.locked", "工作簿的结构受保护，不能增删工作表。请先用“工具—保护工作表结构”撤销保护，再试。"
        )
    return existing is not None


def found_name(document: Any, name: str) -> Optional[str]:
    """工作表的实际名称: upper and lower case count as the same."""
    return next((one for one in document.getSheets().getElementNames() if one.casefold() == name.casefold()), None)


def add_sheet(document: Any, transactions: Transactions, edit: AddSheet, note: Note) -> None:
    """新增或替换我们的工作表: after the last one; a second run writes it anew in its place."""
    sheets = document.getSheets()
    existing = found_name(document, edit.name)
    if existing is None:
        insert_sheet(document, transactions, edit.name)
    sheet = sheets.getByName(existing or edit.name)
    if existing is not None:
        sheet.clearContents(_EVERYTHING)
    note.sheets.add(existing or edit.name)
    # Before the sheet is filled: when another sheet is shown, LibreOffice 7.4 cuts the open undo step back to its last
    # hundred actions, and what was dropped could no longer be undone.
    _freeze_head(document, sheet)
    fill_sheet(document, sheet, edit)


def remove_sheet(document: Any, name: str, note: Note) -> None:
    """删除我们的工作表; a missing one is no problem."""
    found = found_name(document, name)
    if found is not None:
        document.getSheets().removeByName(found)
    note.forget_sheet(found or name)


def fill_sheet(document: Any, sheet: Any, edit: AddSheet) -> None:
    """写入我们的工作表: contents, widths, looks and links."""
    width = max((len(row) for row in edit.rows), default=0)
    if not width:
        return
    area = sheet.getCellRangeByPosition(0, 0, width - 1, len(edit.rows) - 1)
    _dress(sheet, area, width)
    set_printing(document, sheet, width)
    # texts stay texts in cells of texts (see set_value): here all at once
    area.setPropertyValue("NumberFormat", NumberFormats(document).key("@"))
    for row, values in enumerate(edit.rows):
        for column, value in enumerate(values):
            if value is not None:
                set_plain(
                    sheet.getCellByPosition(column, row),
                    plain_value(value, f"{edit.name}!{address(row + 1, column + 1)}"),
                )
    area.setPropertyValue("NumberFormat", _GENERAL)
    for column, characters in enumerate(edit.widths):
        sheet.getColumns().getByIndex(column).setPropertyValue("Width", int(characters * _CHARACTER + _MARGIN))
    for row, column, target in edit.links:
        _link(document, sheet.getCellByPosition(column - 1, row - 1), target)
    with _adjusting(document):
        sheet.getRows().setPropertyValue("OptimalHeight", True)


def _dress(sheet: Any, area: Any, width: int) -> None:
    line = struct("table.BorderLine2", OuterLineWidth=18, LineWidth=18, Color=0)
    border = struct("table.TableBorder2")
    for side in ("TopLine", "BottomLine", "LeftLine", "RightLine", "HorizontalLine", "VerticalLine"):
        setattr(border, side, line)
        setattr(border, f"Is{side}Valid", True)
    area.setPropertyValue("TableBorder2", border)
    area.setPropertyValue("IsTextWrapped", True)
    area.setPropertyValue("VertJustify", 1)  # com.sun.star.table.CellVertJustify2.TOP
    head = sheet.getCellRangeByPosition(0, 0, width - 1, 0)
    head.setPropertyValue("CellBackColor", _GREY)
    for name in ("CharWeight", "CharWeightAsian", "CharWeightComplex"):
        head.setPropertyValue(name, 150.0)


def _link(document: Any, cell: Any, target: str) -> None:
    """A link to a cell of this document: ``'自评表'!H9`` becomes ``#'自评表'.H9``; saved as .xlsx it is one of Excel's."""
    sheet, _, where = target.rpartition("!")
    field = document.createInstance("com.sun.star.text.TextField.URL")
    field.setPropertyValue("URL", f"#{sheet}.{where}")
    field.setPropertyValue("Representation", cell.getString() or target)
    cell.setString("")
    cell.insertTextContent(cell.createTextCursor(), field, False)


def _adjusting(document: Any) -> During:
    """The rows of this sheet follow their texts, those of the user's forms do not."""
    before = document.getPropertyValue("IsAdjustHeightEnabled")
    return During(
        lambda: document.setPropertyValue("IsAdjustHeightEnabled", True),
        lambda: document.setPropertyValue("IsAdjustHeightEnabled", before),
    )


def _freeze_head(document: Any, sheet: Any) -> None:
    """The head stays in view. Only a document with a view has one to freeze; it is shown for a moment."""
    controller = document.getCurrentController()
    if controller is None:
        return
    active = controller.getActiveSheet()
    with During(lambda: controller.setActiveSheet(sheet), lambda: controller.setActiveSheet(active)):
        controller.freezeAtPosition(0, 1)
