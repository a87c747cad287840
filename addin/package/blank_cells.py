"""列出空白单元格 (blank cells): cells that a sheet does not list come into being, with the look that they have anyway."""

from __future__ import annotations

from collections.abc import Iterable

from ..grid import Position
from .note import Note
from .session import Session
from .sheet_edit import CellWrite, edit_cells
from .sheet_index import SheetIndex

#: sheet, row, column
Place = tuple[str, int, int]


def listed(data: bytes, cells: Iterable[Place], path: str = "") -> bytes:
    """列出: these cells of a workbook; those that are there stay byte for byte.

    Raises:
        PackageProblem: a cell cannot be written.
    """
    session = Session(data, Note(), path)
    by_sheet: dict[str, list[Position]] = {}
    for sheet, row, column in cells:
        by_sheet.setdefault(sheet, []).append((row, column))
    for sheet, places in by_sheet.items():
        member = session.draft.parts.member(session.sheet(sheet).part)
        content = session.draft.editable(member)
        index = SheetIndex(content, sheet)
        absent = [where for where in places if index.cell(where) is None]
        if not absent:
            continue
        # written and emptied again: what is left is the cell with the style of its row or column
        filled = edit_cells(content, sheet, {where: CellWrite(has_content=True, value=0) for where in absent})
        emptied = edit_cells(filled.data, sheet, {where: CellWrite(has_content=True) for where in absent})
        session.draft.write(member, emptied.data)
    return session.draft.to_bytes()
