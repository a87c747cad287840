"""改写工作簿 (writing): carry out edits in the bytes of a workbook, everything else byte for byte as it was.

docs/edits.md says for each edit which parts of the package may change and how.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from ..edits import AddSheet, Edit, InsertRows, RemoveSheet, SetComment, SetFormula, SetValue
from ..grid import Position, address
from .comments_edit import edit_comments
from .freeze_package import StaleValues, freeze_package
from .note import Note, read_note, write_note
from .problems import PackageProblem
from .reading import open_workbook
from .recalc import refresh
from .rows_insert import insert_rows
from .saving import Check, backup_path, make_backup, restore_backup, save_atomically
from .session import Session
from .sheets_edit import add_sheet, remove_sheet

__all__ = [
    "Note", "PackageProblem", "StaleValues", "WriteResult", "apply", "apply_edits", "as_intended", "backup_path", "freeze_package",
    "make_backup", "read_note", "restore_backup", "save_atomically",
]  # fmt: skip


@dataclass(frozen=True)
class WriteResult:
    """改写结果.

    Args:
        data: the new file.
        note: what we have written to it, this time and before.
        recomputed: formula cells of the user whose stored value followed the edits, (sheet, A1).
        stale: formula cells whose stored value was taken away; the program computes them on opening.
        skipped: what was not done and why, in Chinese (a comment where the user has one).
    """

    data: bytes
    note: Note = field(default_factory=Note)
    recomputed: tuple[tuple[str, str], ...] = ()
    stale: tuple[tuple[str, str], ...] = ()
    skipped: tuple[str, ...] = ()


def apply(
    data: bytes, edits: Sequence[Edit], *, note: Note | None = None, record: bool = True, path: str = ""
) -> WriteResult:
    """执行改动: all of them or none.

    Args:
        data: the workbook.
        edits: in order; addresses after an InsertRows are those of the sheet as it then is.
        note: what we wrote before; None takes the note that lies in the workbook.
        record: False writes no note (for prefilled files that are to look like the official ones).
        path: the file's name for messages.

    Raises:
        PackageProblem: the reason, when one of the edits cannot be done; nothing is changed then.
    """
    session = Session(data, note, path)
    skipped: list[str] = []
    comments: dict[str, dict[Position, str | None]] = {}

    def flush() -> None:
        session.flush(record)
        for sheet, texts in comments.items():
            skipped.extend(edit_comments(session, sheet, texts))
        comments.clear()

    for edit in edits:
        if isinstance(edit, SetComment):
            comments.setdefault(edit.sheet, {})[edit.row, edit.column] = edit.text
        elif isinstance(edit, (InsertRows, AddSheet, RemoveSheet)):
            flush()
            _change_structure(session, edit)
        else:
            session.take(edit)
    flush()
    session.write_styles()
    recomputed, stale = refresh(session)
    if session.formulas_changed or session.rows_moved:
        session.drop_calc_chain()
    if record:
        write_note(session.draft, session.note)
    return WriteResult(session.draft.to_bytes(), session.note, recomputed, stale, tuple(skipped))


def as_intended(result: WriteResult, edits: Sequence[Edit]) -> Check:
    """写入核对: a check for ``save_atomically``: every cell that was written is read back with what it was given.

    Args:
        result: what ``apply`` gave (with ``record``). edits: what it was given.
    """
    last = max((at for at, edit in enumerate(edits) if isinstance(edit, InsertRows)), default=-1)
    places = {(e.sheet, (e.row, e.column)) for e in edits[last + 1 :] if isinstance(e, (SetValue, SetFormula))}

    def check(data: bytes) -> None:
        book = open_workbook(data)
        for sheet, where in sorted(places):
            cell = book.grid(sheet)[where]
            if isinstance(cell.value, (date, time)):
                continue  # a number that the cell's format shows as a date
            if not result.note.is_ours(sheet, where, cell.value, cell.formula):
                raise PackageProblem(
                    "save.failed", f"{sheet}!{address(*where)} 写入后读回的内容不一致，原文件没有改动。请报告这个问题。"
                )

    return check


def _change_structure(session: Session, edit: InsertRows | AddSheet | RemoveSheet) -> None:
    if isinstance(edit, InsertRows):
        insert_rows(session, edit)
    elif isinstance(edit, AddSheet):
        add_sheet(session, edit)
    else:
        remove_sheet(session, edit.name)


def apply_edits(
    data: bytes, edits: Sequence[Edit], *, note: Note | None = None, record: bool = True, path: str = ""
) -> bytes:
    """执行改动并返回文件: as ``apply``, only the bytes."""
    return apply(data, edits, note=note, record=record, path=path).data
