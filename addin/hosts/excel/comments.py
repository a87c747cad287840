"""批注 (comments): ours are added and taken away again, the user's are never touched."""

from __future__ import annotations

from typing import Any, Optional

import xlwings

from ...grid import Position, address
from ...note import Note
from ...ours import AUTHOR, COMMENT_HEAD
from . import com

#: Excel takes its user as author, so that the text says whose comment it is
PREFIX = f"{COMMENT_HEAD}\n"

_WIDTH, _LINE, _PER_LINE, _TALLEST = 220, 15, 18, 400


def set_comment(sheet: xlwings.Sheet, where: Position, text: Optional[str], note: Note) -> None:
    """写入或删除批注 of one cell, as SetComment means it; a cell where the user has a comment keeps that one."""
    cell = sheet.range(address(*where)).api
    place = (sheet.name, where)
    present = cell.Comment
    ours = present is not None and place in note.comments and is_ours(present)
    if ours:
        present.Delete()
    note.comments.discard(place)
    if text is None or (present is not None and not ours) or _has_thread(cell):
        return
    show(cell, PREFIX + text)
    note.comments.add(place)


def show(cell: Any, text: str) -> None:
    """添加批注: in a box that is large enough, shown only while the pointer is on the cell."""
    comment = cell.AddComment(text)
    comment.Visible = False
    lines = sum(1 + len(line) // _PER_LINE for line in text.split("\n"))
    comment.Shape.Width = _WIDTH
    comment.Shape.Height = min(_TALLEST, _LINE * (lines + 1))


def is_ours(comment: Any) -> bool:
    """是否我们的批注: by its first line, or by the author that files give it."""
    return str(comment.Text()).startswith(COMMENT_HEAD) or comment.Author == AUTHOR


def text_of(cell: Any) -> Optional[str]:
    """批注的文字; None when the cell has none."""
    present = cell.Comment
    return None if present is None else str(present.Text())


def _has_thread(cell: Any) -> bool:
    """Whether the cell has a conversation; older Excels know none."""
    try:
        return cell.CommentThreaded is not None
    except AttributeError:
        return False
    except Exception as cause:
        if not com.is_com_error(cause):
            raise
        return False
