"""Word 部件的结构 (Word parts): names of elements, places of paragraphs, the runs of a paragraph as one text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ...package import xml
from .problems import Place

MC = f"{{{xml.MC}}}"
XML_SPACE = xml.XML_SPACE
#: wrappers of runs that a tag may cross: their content stays, they go
UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")
#: what stands between runs without being text
MARKS = (
    "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
)  # fmt: skip
#: attributes that must be unique in a document and that a program makes anew when they are absent
UNIQUE = tuple(f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId"))
_WORDS = 18


class Names:
    """元素名: of the part's own WordprocessingML namespace (transitional or strict)."""

    def __init__(self, root: Any) -> None:
        self.uri = xml.namespace(root.tag)
        self.space = f"{{{self.uri}}}"
        prefix = next((key for key, uri in root.nsmap.items() if uri == self.uri), "w")
        #: as it stands in front of names in the part's text
        self.prefix = f"{prefix}:" if prefix else ""
        self.unwrapped = frozenset(self.space + name for name in UNWRAPPED)
        self.marks = frozenset(self.space + name for name in MARKS)

    def __getattr__(self, name: str) -> str:
        found = self.space + name
        setattr(self, name, found)  # asked for once
        return found


@dataclass
class Piece:
    """文字片段: one child of a run that stands for text."""

    run: Any
    element: Any
    text: str
    start: int = 0


@dataclass
class Line:
    """一段文字: the text of one paragraph and the pieces that it comes from."""

    paragraph: Any
    place: Place
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """全文."""
        return "".join(piece.text for piece in self.pieces)


def runs(parent: Any, w: Names) -> Iterator[Any]:
    """段内的文字块: runs in order, seen through hyperlinks, insertions and content controls, not through deletions."""
    for child in parent:
        if child.tag == w.r:
            yield child
        elif isinstance(child.tag, str) and child.tag not in (w.pPr, w.space + "del", w.moveFrom, w.p, w.tbl):
            yield from runs(child, w)


def read_line(paragraph: Any, place: Place, w: Names) -> Line:
    """读一段: its text with what each character comes from."""
    line = Line(paragraph, place)
    at = 0
    for run in runs(paragraph, w):
        for child in run:
            text = _text(child, w)
            if text is not None:
                line.pieces.append(Piece(run, child, text, at))
                at += len(text)
    return line


def _text(child: Any, w: Names) -> str | None:
    tag = child.tag
    if tag == w.t:
        return child.text or ""
    if tag == w.tab:
        return "\t"
    if tag in (w.br, w.cr):
        return "\n"
    if tag == w.noBreakHyphen:
        return "-"
    if tag == w.softHyphen:
        return "\u00ad"
    # one sign for what is no text, so that a tag never reaches over a picture
    return None if tag in (w.rPr, w.lastRenderedPageBreak) or not isinstance(tag, str) else "\ufffc"


def words(text: str) -> str:
    """开头几个字: of a paragraph, for its place."""
    short = " ".join(text.replace("\ufffc", " ").split())
    return short if len(short) <= _WORDS else short[:_WORDS] + "…"


class Places:
    """位置编号: counts paragraphs, tables, rows and cells of a part in reading order."""

    def __init__(self, root: Any, part: str, w: Names) -> None:
        self.part, self.w = part, w
        self._paragraphs: dict[Any, int] = {}
        self._tables: dict[Any, int] = {}
        self._rows: dict[Any, int] = {}
        self._cells: dict[Any, int] = {}
        number = 0
        for node in root.iter(w.p, w.tbl):
            if node.tag == w.tbl:
                self._tables[node] = len(self._tables) + 1
                self._number(node)
            elif self._ancestor(node, self.w.tc) is None and not self._in_box(node):
                number += 1
                self._paragraphs[node] = number

    def _number(self, table: Any) -> None:
        rows = [row for row in table.iter(self.w.tr) if self._ancestor(row, self.w.tbl) is table]
        for number, row in enumerate(rows, 1):
            self._rows[row] = number
            cells = [cell for cell in row.iter(self.w.tc) if self._ancestor(cell, self.w.tr) is row]
            for at, cell in enumerate(cells, 1):
                self._cells[cell] = at

    @staticmethod
    def _ancestor(node: Any, tag: str) -> Any:
        return next(node.iterancestors(tag), None)

    def _in_box(self, node: Any) -> bool:
        return self._ancestor(node, self.w.txbxContent) is not None

    def of(self, paragraph: Any, text: str) -> Place:
        """段落的位置."""
        part = self.part + ("文本框" if self._in_box(paragraph) else "")
        cell = self._ancestor(paragraph, self.w.tc)
        if cell is not None:
            row = self._ancestor(cell, self.w.tr)
            table = self._ancestor(cell, self.w.tbl)
            return Place(
                part, 0, words(text), self._tables.get(table, 0), self._rows.get(row, 0), self._cells.get(cell, 0)
            )
        number = self._paragraphs.get(paragraph, 0)
        if not number:
            holder = next((one for one in paragraph.iterancestors(self.w.p)), None)
            number = self._paragraphs.get(holder, 0)
        return Place(part, number, words(text))
