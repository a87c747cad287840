"""锁定单元格 (locking): cells that were prefilled take the locked twin of their style; nothing else of the sheet changes.

A lock only counts on a protected sheet: packs protect their sheets without a password and leave open what is to be filled.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..grid import Position
from . import markup
from .note import Note
from .session import Session
from .sheet_edit import CellWrite, edit_cells

#: sheet, row, column
Place = tuple[str, int, int]


def lock_cells(data: bytes, cells: Iterable[Place], path: str = "") -> bytes:
    """锁定: these cells, whatever they hold.

    Args:
        data: the workbook. cells: the cells; absent ones come into being, blank.

    Raises:
        PackageProblem: a cell cannot be written, or the styles are full.
    """
    session = Session(data, Note(), path)
    by_sheet: dict[str, dict[Position, CellWrite]] = {}
    for sheet, row, column in cells:
        by_sheet.setdefault(sheet, {})[row, column] = CellWrite(styles=[session.styles.locked])
    for sheet, writes in by_sheet.items():
        member = session.draft.parts.member(session.sheet(sheet).part)
        session.draft.write(member, edit_cells(session.draft.editable(member), sheet, writes).data)
    session.write_styles()
    return session.draft.to_bytes()


def with_locked_styles(data: bytes, cells: Iterable[Place], path: str = "") -> bytes:
    """备好锁定的样式: the workbook as it is, with the locked twin of each cell's style among its styles.

    Locking any of these cells then changes its sheet alone.
    """
    changed, session = Session(lock_cells(data, cells, path), Note(), path), Session(data, Note(), path)
    member = changed.draft.parts.related(changed.draft.parts.main, "styles")
    if member is None or session.draft.find(member) is None:
        return data
    session.draft.write(member, changed.draft.read(member))
    return session.draft.to_bytes()


def is_protected(data: bytes, sheet: str) -> bool:
    """工作表是否受保护: whether locks count on it."""
    session = Session(data, Note())
    seen = markup.view(session.draft.read(session.draft.parts.member(session.sheet(sheet).part)))
    tag = markup.find(seen, markup.root(seen)[0] + b"sheetProtection")
    return tag is not None and (markup.attribute(tag.attributes, b"sheet") or b"0").lower() in (b"1", b"true")
