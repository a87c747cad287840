"""工作簿中的公式 (formula book): all formulas of a workbook, the values they ask for, and the values they give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from udfs.core.errors import CellError

from ..grid import Position, Range
from . import markup
from .dependencies import Dependencies, Formula
from .evaluate import evaluate
from .formula_shift import references, translate
from .formula_values import Area, Operand, Scalar, Unknown
from .session import Session
from .shared_strings import read_shared_strings, unescape
from .sheet_index import CellSpan, SheetIndex, parse_range

#: looks like a formula element; most forms have none
_FORMULA = re.compile(rb"<(?:[^\s:<>/]+:)?f[\s>/]")


class Book:
    """工作簿的公式与值: as the session's draft has them now."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._indexes: dict[str, SheetIndex] = {}
        self.parts_of: dict[str, str] = {}
        self.formulas: dict[tuple[str, Position], Formula] = {}
        self._strings: list[str] | None = None
        draft = session.draft
        for one in session.workbook.sheets:
            member = draft.find(one.part)
            if one.kind != "worksheet" or member is None:
                continue
            self.parts_of[one.name] = member
            if _FORMULA.search(draft.read(member)):
                for formula in _formulas(self.index(one.name)):
                    self.formulas[one.name, formula.where] = formula
        self.sheets = [one.name for one in session.workbook.sheets]
        self.defined = {(one.sheet, one.name): one.formula for one in session.workbook.defined_names}

    def index(self, sheet: str) -> SheetIndex:
        """工作表索引: made when first needed."""
        if sheet not in self._indexes:
            self._indexes[sheet] = SheetIndex(self.session.draft.editable(self.parts_of[sheet]), sheet)
        return self._indexes[sheet]

    def dependencies(self) -> Dependencies:
        """依赖关系."""
        return Dependencies(self.sheets, self.defined, dict(self._tables()))

    def _tables(self) -> Iterator[tuple[str, tuple[str, Range]]]:
        draft = self.session.draft
        for sheet, member in self.parts_of.items():
            for relationship in draft.parts.relationships(member):
                name = draft.find(relationship.target)
                if relationship.kind != "table" or relationship.external or name is None:
                    continue
                attributes = markup.root(markup.view(draft.read(name)))[1].attributes
                area = parse_range(markup.unescape(markup.attribute(attributes, b"ref") or b"A1"), sheet)
                for key in (b"name", b"displayName"):
                    yield markup.unescape(markup.attribute(attributes, key) or b""), (sheet, area)

    def cell(self, sheet: str, where: Position) -> CellSpan | None:
        """单元格: None when the sheet does not list it."""
        return self.index(sheet).cell(where)

    def cells_in(self, sheet: str, area: Range) -> Iterator[Position]:
        """区域内的单元格: those that exist, by row."""
        index = self.index(sheet)
        for row in index.rows:
            if not area.top <= row.number <= area.bottom:
                continue
            if area.right - area.left > 8:
                yield from (cell.where for cell in index.cells(row) if cell.where in area)
                continue
            for column in range(area.left, area.right + 1):
                if index.cell((row.number, column)) is not None:
                    yield row.number, column

    def stored(self, sheet: str, where: Position) -> Scalar:
        """存储的值: of one cell.

        Raises:
            Unknown: a formula cell without one, or a kind of value we do not read.
        """
        cell = self.cell(sheet, where)
        if cell is None:
            return None
        index = self.index(sheet)
        kind = markup.attribute(cell.attributes, b"t") or b"n"
        if kind == b"inlineStr":
            return _inline_text(index, cell)
        text = index.text(index.child(cell, b"v"))
        if text is None or (text == "" and kind != b"str"):
            if index.child(cell, b"f") is not None:
                raise Unknown("没有缓存值")
            return None
        return self._typed(kind, text)

    def _typed(self, kind: bytes, text: str) -> Scalar:
        if kind == b"n":
            try:
                return float(text)
            except ValueError as cause:
                raise Unknown(text) from cause
        if kind == b"b":
            return text.strip() in ("1", "true")
        if kind == b"e":
            return CellError(text)
        if kind == b"str":
            return unescape(text)
        if kind == b"s" and text.strip().isdigit():
            if self._strings is None:
                self._strings = read_shared_strings(self.session.draft.parts)
            number = int(text)
            if number < len(self._strings):
                return self._strings[number]
        raise Unknown(text)  # dates as text (t="d") and what is out of order


def _inline_text(index: SheetIndex, cell: CellSpan) -> str:
    found = []
    at = cell.inner
    while (tag := markup.find(index.seen, index.prefix + b"t", at, cell.close, index.data)) is not None:
        found.append(index.text(tag) or "")
        at = tag.end
    return unescape("".join(found))


def _formulas(index: SheetIndex) -> Iterator[Formula]:
    masters: dict[bytes, tuple[str, Position]] = {}
    for cell, tag in index.formula_cells():
        text = index.text(tag) or ""
        kind = (markup.attribute(tag.attributes, b"t") or b"normal").decode()
        ref = markup.attribute(tag.attributes, b"ref")
        if kind == "shared":
            group = markup.attribute(tag.attributes, b"si") or b""
            if text:
                masters.setdefault(group, (text, cell.where))
            elif group in masters:
                master, base = masters[group]
                text = translate(master, cell.row - base[0], cell.column - base[1])
        fills = Range(cell.row, cell.column, cell.row, cell.column)
        if kind in ("array", "dataTable") and ref:
            fills = parse_range(ref.decode("utf-8", "replace"), index.sheet)
        if kind == "dataTable":
            # its inputs are cells named in attributes; the row and column of formulas lie beside it
            inputs = [markup.unescape(markup.attribute(tag.attributes, key) or b"") for key in (b"r1", b"r2")]
            beside = Range(max(1, fills.top - 1), max(1, fills.left - 1), fills.bottom, fills.right)
            text = "+".join([one for one in inputs if one] + [str(beside)])
        elif not text:
            text = "INDIRECT()"  # a formula we cannot see: in doubt it depends
        yield Formula(index.sheet, cell.where, text, fills, kind)


def members(book: Book, formula: Formula) -> Iterator[CellSpan]:
    """公式填充的单元格: one, but for array formulas and data tables."""
    for where in book.cells_in(formula.sheet, formula.fills):
        cell = book.cell(formula.sheet, where)
        if cell is not None:
            yield cell


class Evaluation:
    """公式的新值: of the formulas concerned, each computed once, precedents first."""

    def __init__(self, book: Book, dirty: dict[tuple[str, Position], Formula]) -> None:
        self.book = book
        self.dirty = dirty
        self._done: dict[tuple[str, Position], Scalar | Unknown] = {}
        self._open: set[tuple[str, Position]] = set()
        self._meant: dict[tuple[str, str, str, str], tuple[str, Range]] = {}
        self._filled = {
            (one.sheet, where)
            for one in dirty.values()
            if one.fills.top != one.fills.bottom or one.fills.left != one.fills.right
            for where in book.cells_in(one.sheet, one.fills)
        }
        self._names = {name.casefold(): text for (sheet, name), text in book.defined.items() if not sheet}
        self._local = {name.casefold() for (sheet, name) in book.defined if sheet}

    def value(self, sheet: str, where: Position) -> Scalar | Unknown:
        """公式的值: Unknown (returned, not raised) when it cannot be told for sure."""
        place = (sheet, where)
        if place in self._done:
            return self._done[place]
        formula = self.dirty[place]
        if place in self._open or len(self._open) > 40 or formula.kind in ("array", "dataTable"):
            return Unknown("循环、过深或数组公式")
        self._open.add(place)
        try:
            found: Scalar | Unknown = self._evaluated(formula)
        except Unknown as unknown:
            found = unknown
        self._open.discard(place)
        self._done[place] = found
        return found

    def _evaluated(self, formula: Formula) -> Scalar:
        return evaluate(formula.text, lambda *asked: self._lookup(formula.sheet, *asked))

    def _cell(self, sheet: str, where: Position) -> Scalar:
        if (sheet, where) in self.dirty:
            value = self.value(sheet, where)
            if isinstance(value, Unknown):
                raise value
            return value
        if (sheet, where) in self._filled:
            raise Unknown("数组公式的结果")
        return self.book.stored(sheet, where)

    def _lookup(self, own: str, kind: str, prefix: str, text: str) -> Operand:
        asked = (own, kind, prefix, text)
        found = self._meant.get(asked)
        if found is None:
            found = self._meant[asked] = self._resolve(*asked)
        sheet, area = found
        if area.top == area.bottom and area.left == area.right:
            return Area([self._cell(sheet, (area.top, area.left))], True)
        # cells that do not exist are blank and count as nothing in every function we know
        return Area([self._cell(sheet, where) for where in self.book.cells_in(sheet, area)], False)

    def _resolve(self, own: str, kind: str, prefix: str, text: str) -> tuple[str, Range]:
        if kind == "name":
            return self._name(own, text)
        reference = next(iter(references(prefix + text)), None)
        if reference is None or reference.first_sheet != reference.last_sheet or reference.book:
            raise Unknown(text)
        wanted = (reference.first_sheet or own).casefold()
        sheet = next((one for one in self.book.parts_of if one.casefold() == wanted), None)
        if sheet is None:
            raise Unknown(prefix)
        return sheet, Range(reference.top, reference.left, reference.bottom, reference.right)

    def _name(self, own: str, name: str) -> tuple[str, Range]:
        text = self._names.get(name.casefold())
        if text is None or name.casefold() in self._local:
            raise Unknown(name)
        found = list(references(text))
        if len(found) != 1 or found[0].prefix + found[0].text != text or found[0].text.count("$") < 2:
            raise Unknown(name)  # only a plain absolute reference means the same everywhere
        return self._resolve(own, "area", found[0].prefix, found[0].text)
