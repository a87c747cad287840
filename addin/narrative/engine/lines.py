"""段内标记 (tags in a paragraph): found over split runs, replaced by instructions, statements set between the runs."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, TypeVar

from lxml import etree

from .entries import BLOCKS, PARAGRAPHS, RUNS, TEXT, Entries, Entry, mark
from .tags import COMMENT, OUTPUT, Tag, scan
from .word import XML_SPACE, Line, Names, Piece

_Tagged = TypeVar("_Tagged", Entry, Tag)
_HINTS = frozenset("{｛﹛}｝﹜")
#: where the program thought a page ended, and where spelling was in doubt: meaningless once the text changes
_PASSING = ("lastRenderedPageBreak", "proofErr")


def set_marks(line: Line, part: str, entries: Entries, w: Names) -> list[Entry]:
    """换成占位指令: every tag of one paragraph.

    Args:
        line: the paragraph; its tree is changed.
        part: the part's name.
        entries: where the tags are listed.
        w: the names of the part.

    Returns:
        the paragraph's tags, in order.
    """
    text = line.text
    if _HINTS.isdisjoint(text):
        return []
    tags, flaws = scan(text)
    for flaw in flaws:
        entries.flaw(flaw, line.place)
    if not tags:
        return []
    found = [entries.add(tag, line.place, part, _mode(tag)) for tag in tags]
    for entry in found:
        if "\ufffc" in entry.tag.raw:
            entries.problem("tag.object", "中间夹有图片、域或其他对象，请移到标记外面。", entry)
    _unwrap(line, tags, w)
    by_run: dict[Any, list[Piece]] = {}
    for piece in line.pieces:
        by_run.setdefault(piece.run, []).append(piece)
    ends = [tag.end for tag in tags]
    for run, pieces in by_run.items():
        met = {one.number: one for piece in pieces for one in _met(piece, found, ends)}
        if met:
            _rewrite(run, pieces, list(met.values()), w)
    for passing in list(line.paragraph.iter(*(w.space + name for name in _PASSING))):
        passing.getparent().remove(passing)
    return found


def _mode(tag: Tag) -> str:
    if tag.kind != OUTPUT:
        return TEXT
    return {"r": RUNS, "p": PARAGRAPHS, "tr": BLOCKS, "tc": BLOCKS}.get(tag.level, TEXT)


def _overlaps(piece: Piece, tag: Tag) -> bool:
    return piece.start < tag.end and tag.start < piece.start + len(piece.text)


def _met(piece: Piece, found: Sequence[_Tagged], ends: list[int]) -> Sequence[_Tagged]:
    """The tags that a piece overlaps, of all in their order; a paragraph may have thousands of both."""
    first = last = bisect_right(ends, piece.start)
    while last < len(found) and _overlaps(piece, _tag_of(found[last])):
        last += 1
    return found[first:last]


def _tag_of(one: Entry | Tag) -> Tag:
    return one.tag if isinstance(one, Entry) else one


def _unwrap(line: Line, tags: list[Tag], w: Names) -> None:
    """Insertions and smart tags around a part of a tag: their content stays, they go."""
    ends = [tag.end for tag in tags]
    for piece in line.pieces:
        if not _met(piece, tags, ends):
            continue
        for wrapper in list(piece.run.iterancestors()):
            if wrapper is line.paragraph:
                break
            if wrapper.tag in w.unwrapped:
                for child in list(wrapper):
                    if child.tag != w.space + f"{etree.QName(wrapper).localname}Pr":
                        wrapper.addprevious(child)
                wrapper.getparent().remove(wrapper)


def _rewrite(run: Any, pieces: list[Piece], entries: list[Entry], w: Names) -> None:
    """One run with tags in it becomes runs with instructions in and between them."""
    by_element = {piece.element: piece for piece in pieces}
    properties = next((child for child in run if child.tag == w.rPr), None)
    target = _Target(run, properties, w)
    for child in list(run):
        if child.tag == w.rPr:
            continue
        piece = by_element.get(child)
        if piece is None or not any(_overlaps(piece, entry.tag) for entry in entries):
            if child.tag == w.t:
                target.text(child.text or "")
            else:
                target.element(child)
            continue
        at = piece.start
        end = piece.start + len(piece.text)
        for entry in entries:
            tag = entry.tag
            if not _overlaps(piece, tag):
                continue
            if tag.start > at:
                target.text(piece.text[at - piece.start : tag.start - piece.start])
            if tag.start >= piece.start:
                target.mark(entry)
            at = min(tag.end, end)
        target.text(piece.text[at - piece.start :])
    target.finish()


class _Target:
    """Collects what takes the place of one run."""

    def __init__(self, run: Any, properties: Any, w: Names) -> None:
        self.run, self.properties, self.w = run, properties, w
        self.new: Any = None

    def _open(self) -> Any:
        if self.new is None:
            self.new = etree.Element(self.w.r, nsmap=self.run.nsmap)
            if self.properties is not None:
                self.new.append(copy.deepcopy(self.properties))
        return self.new

    def _words(self) -> Any:
        run = self._open()
        last = run[-1] if len(run) else None
        if last is None or last.tag != self.w.t:
            last = etree.SubElement(run, self.w.t)
            last.set(XML_SPACE, "preserve")
        return last

    def text(self, text: str) -> None:
        if not text:
            return
        words = self._words()
        if len(words):
            words[-1].tail = (words[-1].tail or "") + text
        else:
            words.text = (words.text or "") + text

    def element(self, element: Any) -> None:
        self._open().append(element)

    def mark(self, entry: Entry) -> None:
        tag = entry.tag
        if tag.kind == COMMENT and not tag.level:
            return
        if tag.kind == OUTPUT and entry.mode in (TEXT, PARAGRAPHS):
            self._words().append(mark(entry))
            return
        if entry.mode == RUNS:
            entry.format = run_format(self.properties, self.w)
        self.close()
        self.run.addprevious(mark(entry))

    def close(self) -> None:
        if self.new is not None:
            self.run.addprevious(self.new)
            self.new = None

    def finish(self) -> None:
        self.close()
        self.run.getparent().remove(self.run)


def run_format(properties: Any, w: Names) -> tuple[tuple[str, str], ...]:
    """文字块的格式: the local names of its properties and their XML, in order."""
    if properties is None:
        return ()
    return tuple((etree.QName(one).localname, markup(one)) for one in properties if isinstance(one.tag, str))


def markup(element: Any) -> str:
    """元素的写法: without the namespace declarations that the part's root makes."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    root = element.getroottree().getroot()
    return undeclared(text, {**root.nsmap, **element.nsmap})


def undeclared(text: str, known: dict[Any, str]) -> str:
    """去掉命名空间声明: of the first tag, where lxml puts all that are in scope."""
    end = text.find(">")
    head = text[:end]
    for prefix, uri in known.items():
        head = head.replace(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"', "")
    return head + text[end:]
