"""写入记录 (note): which cells of a workbook we wrote, with which value, so that a second run can tell.

It lies in the workbook as a custom XML part related from the workbook part: the kind that Excel documents as kept on
saving (we have not seen Excel do it). On reading it is taken as hostile: everything is checked and bounded, and a
broken or forged note is no more than a shorter one. The most it can do is to have a computed cell refreshed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from udfs.core.errors import CellError

from ..edits import EditValue
from ..grid import Position, Value, address, position
from . import xml
from .cell_values import MAX_TEXT, encode_number
from .container import Container
from .draft import RELATIONSHIP, Draft
from .markup import escape_attribute
from .parts import Parts
from .problems import PackageProblem

NAMESPACE = "urn:jixiao:note"
_ITEM_ID = "{6B1D0C7E-5A0B-4C1E-9D0E-6A7869616F31}"
_PROPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    f'<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()
_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

MAX_BYTES = 20_000_000
MAX_ENTRIES = 500_000
#: names of sheets that may be ours at all: a forged note cannot name the user's form
SHEET_PREFIX = "绩效校验"

Place = tuple[str, Position]
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPECIAL = re.compile('[\x00-\x1f&<>"\ufffe\uffff]')
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True)
class Written:
    """写过的内容: ``type`` is "" (nothing), n, s, b or e; ``value`` its text; ``formula`` "" for a constant."""

    type: str
    value: str
    formula: str = ""


@dataclass(frozen=True)
class FormerFill:
    """原填充: the style number before we coloured the cell, its fill as styles.xml spells it, and our colour."""

    style: int
    fill: str
    colour: str = ""


@dataclass
class Note:
    """写入记录.

    Args:
        cells: (sheet, (row, column)) -> what we wrote there.
        fills: cells we coloured -> their former fill.
        comments: cells that carry a comment of ours.
        sheets: names of the sheets that are ours.
    """

    cells: dict[Place, Written] = field(default_factory=dict)
    fills: dict[Place, FormerFill] = field(default_factory=dict)
    comments: set[Place] = field(default_factory=set)
    sheets: set[str] = field(default_factory=set)

    def is_ours(self, sheet: str, where: Position, value: Value | Decimal, formula: str | None = None) -> bool:
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

    def record(self, sheet: str, where: Position, value: EditValue, formula: str | None = None) -> None:
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
            f'<cell{_place(place)} type="{w.type}" value="{_quoted(w.value)}"'
            + (f' formula="{_quoted(w.formula)}"/>' if w.formula else "/>")
            for place, w in sorted(self.cells.items(), key=_by_place)
        ]
        lines += [
            f'<fill{_place(place)} style="{f.style}" former="{_quoted(f.fill)}" colour="{_quoted(f.colour)}"/>'
            for place, f in sorted(self.fills.items(), key=_by_place)
        ]
        lines += [f"<comment{_place(place)}/>" for place in sorted(self.comments)]
        lines += [f'<sheet name="{_quoted(name)}"/>' for name in sorted(self.sheets)]
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<note xmlns="{NAMESPACE}" version="1">'
        return "".join((head, *lines, "</note>")).encode("utf-8")


def _by_place(item: tuple[Place, object]) -> Place:
    return item[0]


def _place(place: Place) -> str:
    return f' sheet="{_quoted(place[0])}" at="{address(*place[1])}"'


def _quoted(text: str) -> str:
    """As an attribute value: characters that XML cannot hold are left out (the value then differs: no longer ours)."""
    return escape_attribute(_CONTROL.sub("", text)).decode("utf-8") if _SPECIAL.search(text) else text


def _described(value: EditValue | Value) -> tuple[str, str]:
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, CellError):
        return "e", value.code
    if isinstance(value, (int, float, Decimal)):
        return "n", encode_number(value, "").decode()
    return "s", str(value)


def _same(written: Written, value: Value | Decimal) -> bool:
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


def read_note(source: bytes | Container | Parts) -> Note:
    """读取写入记录: an empty note when there is none, or none that can be understood.

    Args:
        source: the file's bytes, its container, or its parts.

    Raises:
        PackageProblem: the package itself cannot be read.
    """
    if isinstance(source, bytes):
        source = Container(source)
    parts = source if isinstance(source, Parts) else Parts(source)
    part = note_part(parts)
    return parse_note(parts.container.read(part)) if part else Note()


def note_part(parts: Parts) -> str | None:
    """记录所在部件: its name; None when the workbook has no note."""
    for relationship in parts.relationships(parts.main):
        if relationship.kind != "customXml" or relationship.external:
            continue
        name = parts.container.find(relationship.target)
        if name is None or parts.container.size(name) > MAX_BYTES:
            continue
        data = parts.container.read(name)
        if NAMESPACE.encode() in data[:2000]:
            return name
    return None


def parse_note(data: bytes) -> Note:
    """解析写入记录: what is out of order in it is left out."""
    note = Note()
    try:
        root = xml.parse(data, "note")
    except PackageProblem:
        return note
    if root.tag != f"{{{NAMESPACE}}}note" or len(root) > MAX_ENTRIES:
        return note
    for element in root:
        _take(note, xml.local(element.tag), element.attrib)
    return note


def _take(note: Note, kind: str, given: dict[str, str]) -> None:
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
        style = given.get("style", "0")
        if style.isascii() and style.isdigit() and len(style) <= 5:
            note.fills[place] = FormerFill(int(style), given.get("former", ""), given.get("colour", ""))
    elif kind == "cell":
        type_, value, formula = given.get("type", ""), given.get("value", ""), given.get("formula", "")
        if type_ not in ("", "n", "s", "b", "e") or len(value) > MAX_TEXT or len(formula) > MAX_TEXT:
            return
        if type_ == "n" and not _NUMBER.fullmatch(value):
            return
        note.cells[place] = Written(type_, value, formula)


def write_note(draft: Draft, note: Note) -> None:
    """写入记录到文件包: replaces the note that is there; an empty note is taken away."""
    part = note_part(draft.parts)
    if not note:
        if part:
            remove_note(draft)
        return
    if part:
        draft.write(part, note.to_xml())
        return
    part = draft.free_name("customXml/item{}.xml")
    props = part.replace("item", "itemProps")
    draft.write(part, note.to_xml())
    draft.relate(draft.parts.main, RELATIONSHIP + "customXml", part)
    if draft.find(props) is None:
        draft.write(props, _PROPS)
        draft.declare(props, _PROPS_TYPE)
        draft.relate(part, RELATIONSHIP + "customXmlProps", props)
    if draft.parts.content_types.of(part) == "":
        draft.declare(part, "application/xml")


def remove_note(draft: Draft) -> None:
    """删除写入记录: the part, its properties and the relationship."""
    part = note_part(draft.parts)
    if part is None:
        return
    for relationship in draft.parts.relationships(part):
        name = draft.find(relationship.target)
        if relationship.kind == "customXmlProps" and not relationship.external and name:
            draft.remove(name)
    for relationship in draft.parts.relationships(draft.parts.main):
        if relationship.kind == "customXml" and draft.find(relationship.target) == part:
            draft.unrelate(draft.parts.main, relationship.id)
            break
    draft.remove(part)
