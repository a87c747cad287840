"""快速渲染报告初稿 (quick drafts): what is the same for all units is read, recognised, compiled and packed once.

Each step has a long way that gives the same: forms whose words matter are recognised anew, a part with unusual markup is
parsed. The first unit of each pattern of filled cells is made both ways and compared; where they differ the pattern is
left to the long way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lxml import etree

from ..forms.model import Form
from ..grid import Cell
from ..hosts import files
from ..narrative.attach.contents_text import UnusualContents, contents_text
from ..narrative.data.context import Data, read_names
from ..narrative.engine import Template, TemplateError
from ..narrative.finish_text import Unusual, finish_text
from ..narrative.marks import plain
from ..narrative.trace import read_troubles
from ..package import markup
from ..package.container import Container, RawMember
from ..package.draft import Draft
from ..package.plan import Place
from ..package.properties import properties_part, write_properties
from ..package.zip_write import Mould
from ..packs.model import Pack
from .identity import UNIT
from .report_cells import CellsBySheet, Filled, UnitCells
from .report_forms import TITLE, SheetForms, names_in
from .report_source import KeepingSource

#: patterns that are made both ways; further ones are like them
_PROVED = 12
_LEVEL = 1
#: stands for a unit's code until it is known
_CODE, _LONGEST_CODE = "\ue000jixiao.unit\ue000", 200
_KINDS = {int: "number", float: "number", str: "words", type(None): "blank"}


class Unfit(Exception):
    """不适用: these drafts are made the long way."""


class QuickDraft:
    """快速渲染.

    Args:
        pack, workbook, cells: as ``ReportDraft``. template: the report's, loaded.
        sample: a report of the long way without properties, for the members that all units share.
        arrange: readies the names for a draft.

    Raises:
        PackageProblem: the workbook cannot be read. Unfit: these cells or this template cannot be followed.
    """

    def __init__(
        self,
        pack: Pack,
        workbook: bytes,
        cells: Sequence[Place],
        template: Template,
        sample: bytes,
        arrange: Callable[[Data], None],
    ) -> None:
        self._pack, self._template, self._arrange = pack, template, arrange
        self._opened = files.read(workbook)
        try:
            self._cells = UnitCells(workbook, cells, self._opened.grids)
        except ValueError as cause:
            raise Unfit(str(cause)) from cause
        self._source = KeepingSource()
        live = self._cells.live
        self._sheets = [SheetForms(grid, live.get(grid.name, frozenset()), self._source) for grid in self._opened.grids]
        self._source.keep([self._opened.book, *(grid for grid in self._opened.grids if grid.name not in live)])
        self._take_members(sample)
        self._patterns: dict[tuple[Any, ...], bool] = {}
        self._others: tuple[tuple[str, str], ...] | None = None
        self._pieces: list[bytes] = []

    def _take_members(self, sample: bytes) -> None:
        draft = Draft(sample)
        self._main = draft.parts.main
        before = {name: draft.read(name) for name in draft.names()}
        #: the member that holds the properties, and what the template has in it
        self._member = write_properties(draft, {})
        self._properties = before.get(self._member, b"")
        if self._member in self._template.rendered:
            raise Unfit("模板的自定义属性里有标记")
        container = Container(draft.to_bytes())
        own = {*self._template.rendered, self._member}
        self._old: dict[str, RawMember] = {name: container.raw(name) for name in own}
        self._mould = Mould((name, container.raw(name)) for name in container.names() if name not in own)

    def render(
        self,
        workbook: bytes,
        properties: Mapping[str, str],
        long_way: Callable[[], tuple[bytes, Any]],
        filled: Filled | None = None,
    ) -> bytes | None:
        """一个单位的报告初稿: None when it is to be made the long way.

        Args:
            workbook: the unit's. properties: of the document. long_way: makes the report without any short cut.
            filled: what the workbook was made of, where that is known.
        """
        cells = self.cells(workbook, filled)
        if cells is None:
            return None
        pattern = tuple([_KINDS.get(type(cell.value), "") for found in cells.values() for cell in found.values()])
        good = self._patterns.get(pattern)
        if good is False:
            return None
        made = self.make(cells, properties)
        if good is None and len(self._patterns) < _PROVED:
            good = self._patterns[pattern] = made is not None and same_document(made, long_way()[0])
            if not good:
                return None
        return made

    def cells(self, workbook: bytes, filled: Filled | None = None) -> CellsBySheet | None:
        """一个单位的单元格: from what was filled in, or read from the workbook; sheets that are named anew with their names."""
        cells = self._cells.of(filled) if filled is not None else None
        if filled is None or not filled.sheets:
            return cells or self._cells.read(workbook)
        if cells is not None:
            for sheet, name in filled.sheets.items():
                cells.setdefault(sheet, {})[TITLE] = Cell(name, name)
        return cells

    def make(self, cells: CellsBySheet, properties: Mapping[str, str]) -> bytes | None:
        """渲染, whether or not it was proved on this pattern; None where only the long way will do."""
        forms: list[Form] = []
        names = names_in(cell for found in cells.values() for cell in found.values())
        for sheet in self._sheets:
            forms += sheet.forms(cells.get(sheet.name, {}), names)
        self._opened.recognised.forms = forms
        self._source.begin()
        data = read_names(self._opened, self._pack, self._source)
        self._arrange(data)
        try:
            parts, added = self._template.parts(data.names)
            finished = {name: self._finished(name, text).encode("utf-8") for name, text in parts.items()}
        except (TemplateError, Unusual, UnusualContents):
            return None
        if added or read_troubles(data.ledger):
            return None
        finished[self._member] = self._properties_of(properties)
        return self._mould.build(((name, self._old[name], text) for name, text in finished.items()), _LEVEL)

    def _properties_of(self, properties: Mapping[str, str]) -> bytes:
        """The part of the properties, of which only the unit's code differs."""
        code = properties.get(UNIT, "")
        if not code.isprintable() or len(code) > _LONGEST_CODE:
            return properties_part(self._properties, properties)
        others = tuple((name, text) for name, text in properties.items() if name != UNIT)
        if others != self._others:
            named = {**properties, UNIT: _CODE} if UNIT in properties else properties
            pieces = properties_part(self._properties, named).split(_CODE.encode())
            self._others, self._pieces = others, pieces
        return markup.escape(code).join(self._pieces)

    def _finished(self, name: str, text: str) -> str:
        if name == self._main:
            return contents_text(finish_text(text))
        return finish_text(text) if name.startswith("word/") else plain(text)


def same_document(one: bytes, other: bytes) -> bool:
    """是否同一文档: the same members, their XML the same but for its spelling."""
    if not other:
        return False
    first, second = Container(one), Container(other)
    if sorted(first.names()) != sorted(second.names()):
        return False
    return all(_same(first.read(name), second.read(name)) for name in first.names())


def _same(one: bytes, other: bytes) -> bool:
    return one == other or _canonical(one) == _canonical(other)


def _canonical(data: bytes) -> bytes:
    try:
        return etree.tostring(etree.fromstring(data), method="c14n")
    except etree.XMLSyntaxError:
        return data
