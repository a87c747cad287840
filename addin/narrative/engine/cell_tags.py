"""单元格标记 (tags for a cell): ``{% vm %}`` merges down a row loop, ``{% colspan %}`` and ``{% cellbg %}`` set width and shading."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from lxml import etree

from .entries import COLOUR, SPAN, Entries, Entry, mark, number_of
from .source import ATTRIBUTE_END, ATTRIBUTE_START
from .syntax import CELL_WORDS, keyword
from .tags import OUTPUT, STATEMENT, Tag
from .word import Names

#: properties of a cell in the order that the schema demands
_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd")


def set_cells(paragraphs: Iterable[tuple[Any, list[Entry]]], entries: Entries, w: Names) -> None:
    """处理单元格标记: they leave the text and change their cell.

    Args:
        paragraphs: each paragraph that has tags, with them.
        entries: where problems go, and the tags that stand in for these.
        w: the names of the part.
    """
    for paragraph, found in paragraphs:
        for entry in found:
            word = keyword(entry.tag.body)
            if entry.tag.kind != STATEMENT or word not in CELL_WORDS:
                continue
            node = next(one for one in paragraph.iter(etree.ProcessingInstruction) if number_of(one) == entry.number)
            node.getparent().remove(node)
            cell = next(paragraph.iterancestors(w.tc, w.txbxContent), None)
            if cell is None or cell.tag != w.tc:
                entries.problem("tag.level", f"{word} 只能写在表格的单元格里。", entry)
            elif word == "vm":
                _merge_down(cell, entry, entries, w)
            else:
                _set_value(cell, word, entry, entries, w)


def _instead(entry: Entry, kind: str, body: str, entries: Entries, mode: str = "") -> Entry:
    tag = Tag(entry.tag.start, entry.tag.end, kind, "", body, entry.tag.raw)
    return entries.add(tag, entry.place, entry.part, mode or entry.mode)


def _set_value(cell: Any, word: str, entry: Entry, entries: Entries, w: Names) -> None:
    value = _instead(
        entry, OUTPUT, entry.tag.body.removeprefix(word).strip(), entries, SPAN if word == "colspan" else COLOUR
    )
    sign = f"{ATTRIBUTE_START}{value.number}{ATTRIBUTE_END}"
    if word == "colspan":
        _put(cell, "gridSpan", [etree.Element(w.gridSpan, {w.val: sign})], w)
    else:
        _put(cell, "shd", [etree.Element(w.shd, {w.val: "clear", w.color: "auto", w.fill: sign})], w)


def _merge_down(cell: Any, entry: Entry, entries: Entries, w: Names) -> None:
    """The first row of the loop begins the merged cell and holds its text, the others continue it."""

    def statement(body: str) -> Any:
        return mark(_instead(entry, STATEMENT, body, entries))

    content = [child for child in cell if child.tag != w.tcPr]
    begin = etree.Element(w.vMerge, {w.val: "restart"})
    parts = [statement("if loop.first"), begin, statement("else"), etree.Element(w.vMerge), statement("endif")]
    _put(cell, "vMerge", parts, w)
    content[0].addprevious(statement("if loop.first"))
    empty = etree.Element(w.p)
    properties = next((one.find(w.pPr) for one in content if one.tag == w.p), None)
    if properties is not None:
        empty.append(copy.deepcopy(properties))
    cell.extend([statement("else"), empty, statement("endif")])


def _put(cell: Any, name: str, elements: list[Any], w: Names) -> None:
    properties = cell.find(w.tcPr)
    if properties is None:
        properties = etree.Element(w.tcPr)
        cell.insert(0, properties)
    for old in properties.findall(w.space + name):
        properties.remove(old)
    before = {w.space + one for one in _ORDER[: _ORDER.index(name)]}
    at = max((number + 1 for number, one in enumerate(properties) if one.tag in before), default=0)
    properties[at:at] = elements
