"""写入记录 (note): which cells of a workbook we wrote, with which value, so that a second run can tell.

Where it lies is the host's business: in a file a custom XML part (addin/package/note.py), in an open workbook whatever
the program keeps. On reading it is taken as hostile: everything is checked and bounded, and a broken or forged note is
no more than a shorter one. The most it can do is to have a computed cell refreshed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Dict, Optional, Set, Tuple, Union
from xml.parsers import expat

from udfs.core.errors import CellError

from .edits import EditValue
from .grid import Position, Value, address, position
from .ours import SHEET_PREFIX
from .stored_text import MAX_TEXT, attribute_text, number_text

NAMESPACE = "urn:jixiao:note"
MAX_BYTES = 20_000_000
MAX_ENTRIES = 500_000
#: FormerFill.style of a cell that was coloured in an open workbook
NO_STYLE = -1

Place = Tuple[str, Position]
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_COLOUR = re.compile(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}|")
_MAX_FILL = 4_000
_PATTERN = re.compile(r"<(?:\w+:)?patternFill(?:\s+patternType=\"(\w+)\")?[\s/>]")
_FOREGROUND = re.compile(r"<(?:\w+:)?fgColor\s[^<>]*?\brgb=\"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})\"")


@dataclass(frozen=True)
class Written:
    """写过的内容: ``type`` is "" (nothing), n, s, b or e; ``value`` its text; ``formula`` "" for a constant."""

    type: str
    value: str
    formula: str = ""


@dataclass(frozen=True)
class FormerFill:
    """原填充: what a cell's fill was before we coloured it.

    A file is edited by style numbers, an open workbook by colours. Both keep the same record: the fill as styles.xml
    spells it, which an open workbook makes with ``of_colour`` and reads with ``plain``.

    Args:
        style: the style number before; -1 where an open workbook was coloured, which shows none.
        fill: the former fill as styles.xml spells it.
        colour: our colour, six hexadecimal digits; a cell that shows another one by now is somebody else's.
    """

    style: int
    fill: str
    colour: str = ""

    @classmethod
    def of_colour(cls, rgb: str, colour: str) -> FormerFill:
        """由颜色得到: the former colour (six hexadecimal digits, "" for no fill) of a cell in an open workbook.

        >>> FormerFill.of_colour("", "FFF2CC").plain
        ''
        """
        return cls(NO_STYLE, plain_fill(rgb), colour[-6:].upper())

    @property
    def plain(self) -> Optional[str]:
        """原颜色: six hexadecimal digits, "" for no fill, None for what is no plain colour (theme colours, patterns)."""
        return plain_colour(self.fill)


def plain_fill(rgb: str) -> str:
    """颜色的填充写法: a solid fill as styles.xml spells it, no fill for "".

    >>> plain_colour(plain_fill("fff2cc"))
    'FFF2CC'
    """
    if not rgb:
        return '<fill><patternFill patternType="none"/></fill>'
    colour = f'<fgColor rgb="FF{rgb[-6:].upper()}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{colour}</patternFill></fill>'


def plain_colour(fill: str) -> Optional[str]:
    """填充写法的颜色: six hexadecimal digits, "" for no fill, None for anything else.

    >>> plain_colour('<x:fill><x:patternFill patternType="gray125"/></x:fill>') is None
    True
    """
    pattern = _PATTERN.search(fill)
    if pattern is None:
        return None
    if pattern.group(1) in (None, "none"):
        return ""
    colour = _FOREGROUND.search(fill) if pattern.group(1) == "solid" else None
    return colour.group(1).upper() if colour else None


@dataclass
class Note:
    """写入记录.

    Args:
        cells: (sheet, (row, column)) -> what we wrote there.
        fills: cells we coloured -> their former fill.
        comments: cells that carry a comment of ours.
        sheets: names of the sheets that are ours.
    """

    cells: Dict[Place, Written] = field(default_factory=dict)
    fills: Dict[Place, FormerFill] = field(default_factory=dict)
    comments: Set[Place] = field(default_factory=set)
    sheets: Set[str] = field(default_factory=set)

    def is_ours(self, sheet: str, where: Position, value: Union[Value, Decimal], formula: Optional[str] = None) -> bool:
        """是否为我们写入且未改动: True when the cell still holds what we wrote.

        Args:
            sheet, where: the cell.
            value: what it holds now; for a formula of ours it may have been recalculated and is not compared.
            formula: its formula now, without ``=``; None when it has none.

        >>> note = Note(cells={("自评表", (9, 8)): Written("n", "8.5")})
        >>> note.is_ours("自评表", (9, 8), 8.5), note.is_ours("自评表", (9, 8), 9)
        (True, False)
        """
        written = self.cells.get((sheet, where))
        if written is None:
            return False
        if formula is not None or written.formula:
            return formula is not None and _same_formula(written.formula, formula)
        return _same(written, value)

    def knows(self, sheet: str, where: Position) -> bool:
        """是否写过: True when we wrote the cell at some time, changed by hand since or not."""
        return (sheet, where) in self.cells

    def record(self, sheet: str, where: Position, value: EditValue, formula: Optional[str] = None) -> None:
        """记录写入: replaces what was recorded for the cell."""
        kind, text = _described(value)
        self.cells[sheet, where] = Written(kind, text, formula or "")

    def insert_rows(self, sheet: str, before: int, count: int) -> None:
        """插入行: addresses on that sheet move along."""

        def moved(place: Place) -> Place:
            name, (row, column) = place
            return (name, (row + count, column)) if name == sheet and row >= before else place

        self.cells = {moved(place): written for place, written in self.cells.items()}
        self.fills = {moved(place): fill for place, fill in self.fills.items()}
        self.comments = {moved(place) for place in self.comments}

    def forget_sheet(self, sheet: str) -> None:
        """忘记工作表: everything that is recorded for it."""
        self.cells = {place: one for place, one in self.cells.items() if place[0] != sheet}
        self.fills = {place: one for place, one in self.fills.items() if place[0] != sheet}
        self.comments = {place for place in self.comments if place[0] != sheet}
        self.sheets.discard(sheet)

    def copy(self) -> Note:
        """副本: independent of this one."""
        return replace(
            self, cells=dict(self.cells), fills=dict(self.fills), comments=set(self.comments), sheets=set(self.sheets)
        )

    def __bool__(self) -> bool:
        return bool(self.cells or self.fills or self.comments or self.sheets)

    def to_xml(self) -> bytes:
        """写成 XML: entries in the order of sheet and cell, so that equal notes are equal bytes."""
        lines = [
            f'<cell{_place(place)} type="{w.type}" value="{attribute_text(w.value)}"'
            + (f' formula="{attribute_text(w.formula)}"/>' if w.formula else "/>")
            for place, w in sorted(self.cells.items(), key=_by_place)
        ]
        lines += [
            f'<fill{_place(place)}{_style(f)} former="{attribute_text(f.fill)}" colour="{attribute_text(f.colour)}"/>'
            for place, f in sorted(self.fills.items(), key=_by_place)
        ]
        lines += [f"<comment{_place(place)}/>" for place in sorted(self.comments)]
        lines += [f'<sheet name="{attribute_text(name)}"/>' for name in sorted(self.sheets)]
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<note xmlns="{NAMESPACE}" version="1">'
        return "".join((head, *lines, "</note>")).encode("utf-8")


def _by_place(item: Tuple[Place, object]) -> Place:
    return item[0]


def _style(former: FormerFill) -> str:
    return f' style="{former.style}"' if former.style >= 0 else ""


def _place(place: Place) -> str:
    return f' sheet="{attribute_text(place[0])}" at="{address(*place[1])}"'


def _described(value: Union[EditValue, Value]) -> Tuple[str, str]:
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, CellError):
        return "e", value.code
    if isinstance(value, (int, float, Decimal)):
        return "n", number_text(value)
    return "s", str(value)


def _same(written: Written, value: Union[Value, Decimal]) -> bool:
    if written.type == "n":
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            return False
        return float(written.value) == float(value)
    kind, text = _described(value)
    if kind in ("", "s") and written.type in ("", "s"):
        return _lines(text) == _lines(written.value)
    return kind == written.type and text == written.value


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _same_formula(one: str, other: str) -> bool:
    return bool(one) and "".join(one.split()).removeprefix("=") == "".join(other.split()).removeprefix("=")


def parse_note(data: Union[bytes, str]) -> Note:
    """解析写入记录: what is out of order in it is left out; an empty note for what is none, or too large.

    Args:
        data: the note's XML; text that a program hands out is taken whatever encoding it declares.
    """
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    # an entry is one element: more of them than entries may be, and nothing is parsed
    if len(raw) > MAX_BYTES or raw.count(b"<") > MAX_ENTRIES + 10:
        return Note()
    reading = _Reading()
    parser = expat.ParserCreate("utf-8" if isinstance(data, str) else None, namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, _NotANote, ValueError, LookupError):
        return Note()
    return reading.note


class _NotANote(Exception):
    """Something else than a note, or a document that declares entities."""


def _refuse_declaration(*_: object) -> None:
    raise _NotANote


class _Reading:
    """Takes the children of the root; what is deeper is nobody's."""

    def __init__(self) -> None:
        self.note = Note()
        self._depth = 0

    def start(self, tag: str, given: Dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and tag != f"{NAMESPACE} note":
            raise _NotANote
        if self._depth == 2:
            _take(self.note, tag.rpartition(" ")[2], given)

    def end(self, tag: str) -> None:
        self._depth -= 1


def _take(note: Note, kind: str, given: Dict[str, str]) -> None:
    if kind == "sheet":
        name = given.get("name", "")
        if name.startswith(SHEET_PREFIX) and len(name) <= 31:
            note.sheets.add(name)
        return
    sheet = given.get("sheet", "")
    try:
        place: Place = (sheet, position(given.get("at", "")))
    except ValueError:
        return
    if not 0 < len(sheet) <= 31:
        return
    if kind == "comment":
        note.comments.add(place)
    elif kind == "fill":
        _take_fill(note, place, given)
    elif kind == "cell":
        type_, value, formula = given.get("type", ""), given.get("value", ""), given.get("formula", "")
        if type_ not in ("", "n", "s", "b", "e") or len(value) > MAX_TEXT or len(formula) > MAX_TEXT:
            return
        if type_ == "n" and not _NUMBER.fullmatch(value):
            return
        note.cells[place] = Written(type_, value, formula)


def _take_fill(note: Note, place: Place, given: Dict[str, str]) -> None:
    style, former, colour = given.get("style"), given.get("former", ""), given.get("colour", "")
    if style is not None and not (style.isascii() and style.isdigit() and len(style) <= 5):
        return
    if len(former) <= _MAX_FILL and _COLOUR.fullmatch(colour):
        note.fills[place] = FormerFill(NO_STYLE if style is None else int(style), former, colour[-6:].upper())
