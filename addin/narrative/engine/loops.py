"""重复的内容 (repeated content): what may stand only once in a document is taken out of loops; empty containers are guarded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from .entries import BLOCKS, Entries, note, number_of
from .lift import drop
from .structure import Pair
from .syntax import CLOSERS, OPENERS, keyword
from .word import UNIQUE, Names

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
#: containers that must not end without a paragraph
_HOLDERS = ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment")
#: the guards' instructions; a note's characters in the text are those of repair
CELL, TABLE, TABLE_END, COLUMNS = "guard-cell", "guard-table", "guard-table-end", "guard-columns"


def clean_loops(pairs: Iterable[Pair], w: Names) -> list[Any]:
    """清理循环体.

    Returns:
        the drawings in loops: their numbers have to be fresh in every round.
    """
    drawings: list[Any] = []
    for pair in pairs:
        if pair.word != "for" or pair.closing is None:
            continue
        inside = [node for top in _between(pair.opening, pair.closing) for node in top.iter()]
        doomed: set[Any] = set()
        for node in inside:
            if not isinstance(node.tag, str):
                continue
            if node.tag in w.marks or node.tag == w.space + "commentReference":
                doomed.add((node.tag.removesuffix("Start").removesuffix("End"), node.get(w.id)))
            for name in UNIQUE:
                node.attrib.pop(name, None)
            if node.tag == _DRAWING and node not in drawings:
                drawings.append(node)
        if doomed:
            _drop_marks(pair.opening.getroottree().getroot(), doomed, w)
    return drawings


def _between(start: Any, end: Any) -> Iterator[Any]:
    node = start.getnext()
    while node is not None and node is not end:
        yield node
        node = node.getnext()


def _drop_marks(root: Any, doomed: set[Any], w: Names) -> None:
    """Both ends of a bookmark or comment go when one of them is in a loop."""
    for node in list(root.iter(*w.marks, w.space + "commentReference")):
        if (node.tag.removesuffix("Start").removesuffix("End"), node.get(w.id)) in doomed:
            drop(node)


def guard(root: Any, entries: Entries, w: Names) -> bool:
    """设防: cells that may lose all paragraphs, tables that may lose all rows or change their columns.

    Returns:
        True when two tables may come to stand side by side.
    """
    tables: dict[Any, bool] = {}
    meeting = False
    for node in list(root.iter(etree.ProcessingInstruction)):
        number = number_of(node)
        if number is None:
            continue
        meeting = meeting or entries.items[number].mode == BLOCKS or _beside_table(node, w)
        holder = next((one for one in node.iterancestors() if one.tag not in (w.sdt, w.sdtContent)), None)
        if holder is None:
            continue
        local = etree.QName(holder).localname
        if local in _HOLDERS:
            # a last paragraph outside of all tags stays
            if holder[-1].tag != w.p and holder[-1].text != CELL:
                holder.append(note(CELL))
        elif local == "tbl":
            if not _has_lasting_row(holder, entries, w):
                tables.setdefault(holder, False)
        elif local == "tr":
            table = next(holder.iterancestors(w.tbl), None)
            if table is not None:
                tables[table] = True
    for table, columns in tables.items():
        table.addprevious(note(COLUMNS if columns else TABLE))
        table.addnext(note(TABLE_END))
    return meeting or bool(tables)


def _beside_table(node: Any, w: Names) -> bool:
    return any(one is not None and one.tag == w.tbl for one in (node.getprevious(), node.getnext()))


def _has_lasting_row(table: Any, entries: Entries, w: Names) -> bool:
    """True when a row stands outside of all tags, such as the head of a table."""
    depth = 0
    for child in table:
        number = number_of(child)
        if number is not None:
            word = keyword(entries.items[number].tag.body)
            depth += (word in OPENERS) - (word in CLOSERS)
        elif child.tag == w.tr and depth == 0:
            return True
    return False
