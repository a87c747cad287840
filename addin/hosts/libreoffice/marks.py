"""标记 (marks): colours and annotations of ours; the user's own are left alone or given back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Optional

from ...grid import Position
from ...note import FormerFill, Note
from ...ours import AUTHOR, COMMENT_HEAD
from .office import struct

#: whose name stands in the first line of our annotations: LibreOffice lets nobody set an author
HEAD = f"{COMMENT_HEAD}\n"

_NO_COLOUR = -1
_ANNOTATION = 8  # com.sun.star.sheet.CellFlags


def set_fills(sheet: Any, fills: Mapping[Position, Optional[str]], note: Note) -> None:
    """填充颜色: keeps the former colour in the note; None gives it back where ours still shows."""
    name = str(sheet.getName())
    for where, rgb in fills.items():
        cell = sheet.getCellByPosition(where[1] - 1, where[0] - 1)
        shown = cell.getPropertyValue("CellBackColor")
        former = note.fills.get((name, where))
        if former is not None and shown != int(former.colour or "0", 16):
            # somebody gave the cell another colour since: that one is theirs
            del note.fills[name, where]
            former = None
        if rgb is not None:
            kept = former or FormerFill.of_colour("" if shown == _NO_COLOUR else f"{shown:06X}", rgb)
            note.fills[name, where] = replace(kept, colour=rgb[-6:].upper())
            cell.setPropertyValue("CellBackColor", int(rgb[-6:], 16))
        elif former is not None:
            del note.fills[name, where]
            # a file may have held a colour of the theme or a pattern: no colour is left of those
            cell.setPropertyValue("CellBackColor", int(former.plain, 16) if former.plain else _NO_COLOUR)


def set_comments(sheet: Any, texts: Mapping[Position, Optional[str]], note: Note) -> None:
    """批注: replaces or takes away ours; where the user has one, ours is not written."""
    name = str(sheet.getName())
    for where, text in texts.items():
        cell = sheet.getCellByPosition(where[1] - 1, where[0] - 1)
        present = cell.getAnnotation()
        place = (name, where)
        if present.getString():
            if not is_ours(present):
                note.comments.discard(place)
                continue
            cell.clearContents(_ANNOTATION)
        note.comments.discard(place)
        if text is not None:
            at = struct("table.CellAddress", Sheet=sheet.getRangeAddress().Sheet, Row=where[0] - 1, Column=where[1] - 1)
            sheet.getAnnotations().insertNew(at, HEAD + text)
            note.comments.add(place)


def is_ours(annotation: Any) -> bool:
    """是否我们的批注: by its first line, or by its author where LibreOffice has kept it.

    The note alone is not enough: a forged one could name a comment of the user's.
    """
    return bool(annotation.getString().startswith(HEAD) or annotation.getAuthor() == AUTHOR)
