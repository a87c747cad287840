"""插入工作表及其撤销 (inserting sheets): a sheet of ours goes with the undo step it came with.

In a window the program records this itself. In a document without a visible window LibreOffice 7.4 dies of undoing the
insertion of a sheet (it asks for the active view); there an undo action of ours takes its place.
"""

from __future__ import annotations

from typing import Any

from .undo import Transactions, unrecorded


def insert_sheet(document: Any, transactions: Transactions, name: str) -> None:
    """插入工作表 after the last one, so that it can be undone."""
    sheets = document.getSheets()
    if has_window(document):
        sheets.insertNewByName(name, sheets.getCount())
        return

    def insert() -> None:
        with unrecorded(transactions.manager):
            sheets.insertNewByName(name, sheets.getCount())

    def remove() -> None:
        with unrecorded(transactions.manager):
            sheets.removeByName(name)

    insert()
    transactions.add(name, remove, insert)


def has_window(document: Any) -> bool:
    """是否显示在窗口里."""
    controller = document.getCurrentController()
    return controller is not None and bool(controller.getFrame().getContainerWindow().isVisible())
