"""写入打开的工作簿 (writing into the open workbook): edits carried out in order, in bulk, through open protection."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Union

from ...edits import AddSheet, Edit, InsertRows, RemoveSheet, SetComment, SetFill, SetFormula, SetValue
from ...grid import Position
from ...note import Note
from ...problems import Problem
from .cells_writing import CellsWriter, Content
from .marks import set_comments, set_fills
from .office import During
from .our_sheets import add_sheet, check_name, check_ours, found_name, remove_sheet
from .protection import lifted, refuse_password
from .rows import insert_rows
from .undo import Transactions


class _Pending:
    """Edits of the cells of one sheet that are carried out together."""

    def __init__(self) -> None:
        self.contents: Dict[Position, Content] = {}
        self.fills: Dict[Position, Optional[str]] = {}
        self.comments: Dict[Position, Optional[str]] = {}


def write_edits(document: Any, transactions: Transactions, edits: Sequence[Edit], note: Note) -> None:
    """执行改动: all of them or, by the transaction around it, none.

    Args:
        document: the open document. transactions: its undo steps.
        edits: in order; addresses after an InsertRows are those of the sheet as it then is. note: is kept up to date.

    Raises:
        Problem: the reason; what can be foreseen is refused before anything is changed.
    """
    touched = [
        sheet_of(document, name)
        for name in sorted({e.sheet for e in edits if not isinstance(e, (AddSheet, RemoveSheet))})
    ]
    refuse_password(document, touched)
    for edit in edits:
        if isinstance(edit, AddSheet):
            check_name(edit.name)
        if isinstance(edit, (AddSheet, RemoveSheet)):
            check_ours(document, edit.name, note)
    writer = CellsWriter(document, note)
    if not any(isinstance(edit, InsertRows) for edit in edits):
        for name, pending in _grouped(edits).items():
            writer.check(sheet_of(document, name), pending.contents)
    with quiet(document), lifted(touched):
        waiting: List[Edit] = []
        for edit in edits:
            if isinstance(edit, (InsertRows, AddSheet, RemoveSheet)):
                _flush(document, writer, waiting, note)
                waiting = []
                _change_structure(document, transactions, edit, note)
            else:
                waiting.append(edit)
        _flush(document, writer, waiting, note)
    document.calculate()


def sheet_of(document: Any, name: str) -> Any:
    """工作表: by its name.

    Raises:
        Problem: ``sheet.missing``.
    """
    found = found_name(document, name)
    if found is None:
        listed = "、".join(document.getSheets().getElementNames()[:20])
        raise Problem("sheet.missing", f"没有名为“{name}”的工作表；现有：{listed}。")
    return document.getSheets().getByName(found)


def _grouped(edits: Sequence[Edit]) -> Dict[str, _Pending]:
    grouped: Dict[str, _Pending] = {}
    for edit in edits:
        if isinstance(edit, (SetValue, SetFormula)):
            grouped.setdefault(edit.sheet, _Pending()).contents[edit.row, edit.column] = edit
        elif isinstance(edit, SetFill):
            grouped.setdefault(edit.sheet, _Pending()).fills[edit.row, edit.column] = edit.rgb
        elif isinstance(edit, SetComment):
            grouped.setdefault(edit.sheet, _Pending()).comments[edit.row, edit.column] = edit.text
    return grouped


def _flush(document: Any, writer: CellsWriter, edits: Sequence[Edit], note: Note) -> None:
    for name, pending in _grouped(edits).items():
        sheet = sheet_of(document, name)
        writer.write(sheet, pending.contents)
        set_fills(sheet, pending.fills, note)
        set_comments(sheet, pending.comments, note)


def _change_structure(
    document: Any, transactions: Transactions, edit: Union[InsertRows, AddSheet, RemoveSheet], note: Note
) -> None:
    if isinstance(edit, InsertRows):
        insert_rows(sheet_of(document, edit.sheet), edit)
        note.insert_rows(edit.sheet, edit.before, edit.count)
    elif isinstance(edit, AddSheet):
        add_sheet(document, transactions, edit, note)
    else:
        remove_sheet(document, edit.name, note)


def quiet(document: Any) -> During:
    """暂停刷新: the screen is drawn once, at the end; rows keep their heights, as a form is printed with them."""
    heights = document.getPropertyValue("IsAdjustHeightEnabled")

    def begin() -> None:
        document.lockControllers()
        document.addActionLock()
        document.setPropertyValue("IsAdjustHeightEnabled", False)

    def end() -> None:
        document.setPropertyValue("IsAdjustHeightEnabled", heights)
        document.removeActionLock()
        document.unlockControllers()

    return During(begin, end)
