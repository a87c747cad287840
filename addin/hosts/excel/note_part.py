"""写入记录的存放 (the note's place): the custom XML part that files keep it in, through Excel's own collection of them."""

from __future__ import annotations

from typing import Any

import xlwings

from ...note import NAMESPACE, Note, parse_note


def read_note(book: xlwings.Book) -> Note:
    """读取写入记录: an empty note when there is none, or none that can be understood."""
    return parse_note(read_text(book))


def read_text(book: xlwings.Book) -> str:
    """记录的原文 without a declaration; "" when there is none."""
    parts = book.api.CustomXMLParts.SelectByNamespace(NAMESPACE)
    return _bare(str(parts.Item(1).XML)) if parts.Count else ""


def write_note(book: xlwings.Book, note: Note) -> None:
    """写入记录: replaces the note that is there; an empty one is taken away."""
    write_text(book, _bare(note.to_xml().decode("utf-8")) if note else "")


def write_text(book: xlwings.Book, text: str) -> None:
    """写入原文: replaces every part of ours; "" leaves none."""
    every: Any = book.api.CustomXMLParts
    parts = every.SelectByNamespace(NAMESPACE)
    if parts.Count == 1 and _bare(str(parts.Item(1).XML)) == text:
        return
    for number in range(parts.Count, 0, -1):
        parts.Item(number).Delete()
    if text:
        every.Add(text)


def _bare(text: str) -> str:
    """A text has no encoding: what its declaration says could only be wrong."""
    return text[text.index("?>") + 2 :].lstrip() if text.startswith("<?xml") else text
