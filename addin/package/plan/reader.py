"""定点读取 (targeted reading): the filled cells of a workbook that came back, found where the template has them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from ...grid import Position, Value
from ..container import Container
from ..detect import container_kind
from ..parts import Parts, read_workbook
from ..problems import PackageProblem
from ..quick_text import Odd, plain_strings
from ..reading import WorkbookFile, open_workbook
from ..shared_strings import read_shared_strings
from ..styles_read import Style, read_styles
from .anchors import anchors_of, stand
from .pattern import Place
from .quick_sheet import Finder, Values

_Made = TypeVar("_Made")
#: spellings of workbook.xml and styles.xml that are remembered: one program writes few
_KNOWN = 32
#: a sheet or the texts of a form, inflated; the forms seen have up to 0.3 MB
_SMALL = 4_000_000


class Reading(NamedTuple):
    """读到的值.

    Args:
        values: one for each cell, as ``open_workbook``'s grids have them.
        stale: numbers of the cells that hold a formula without a value.
    """

    values: tuple[Value, ...]
    stale: tuple[int, ...] = ()


class _Layout(NamedTuple):
    """What a workbook's structure says: sheet -> member, and the members beside them."""

    sheets: dict[str, str]
    strings: str | None
    styles: str | None
    date1904: bool


class _Wanted(NamedTuple):
    """What is read on one sheet: labels first, then cells with their numbers."""

    name: str
    anchors: list[tuple[Position, str]]
    cells: list[tuple[int, Position]]
    finder: Finder


class Reader:
    """定点读取器: for workbooks of one template.

    Args:
        data: the template. cells: (sheet, row, column) of the cells to read. path: its name, for messages.

    Raises:
        PackageProblem: the template cannot be read, or lacks a sheet.
    """

    def __init__(self, data: bytes, cells: Sequence[Place], path: str = "") -> None:
        self.data, self.cells, self.path = data, tuple(cells), path
        by_sheet: dict[str, list[tuple[int, Position]]] = {}
        for at, (sheet, row, column) in enumerate(self.cells):
            by_sheet.setdefault(sheet, []).append((at, (row, column)))
        book = open_workbook(data)
        self._wanted: list[_Wanted] = []
        for sheet, found in by_sheet.items():
            anchors = anchors_of(book.grid(sheet), [where for _, where in found])
            places = [where for where, _ in anchors] + [where for _, where in found]
            self._wanted.append(_Wanted(sheet, anchors, found, Finder(places)))
        self._layouts: OrderedDict[Any, _Layout] = OrderedDict()
        self._styles: OrderedDict[Any, list[Style]] = OrderedDict()

    def __reduce__(self) -> tuple[Any, ...]:
        return Reader, (self.data, self.cells, self.path)

    def read(self, data: bytes, path: str = "") -> Reading | None:
        """读取: the cells of a workbook that was made from the template.

        Args:
            data: the workbook, whatever program saved it. path: its name, for messages.

        Returns:
            the values; None when a sheet or a label is not where the template has it: the forms are then to be recognised.

        Raises:
            PackageProblem: the file cannot be read.
        """
        try:
            return self._quick(data, path)
        except Odd:
            return self._long_way(data, path)

    def _quick(self, data: bytes, path: str) -> Reading | None:
        if container_kind(data, path) != "zip":
            raise Odd("xls")
        container = Container(data, path)
        layout = self._layout(container)
        members = [layout.sheets.get(wanted.name) for wanted in self._wanted]
        if None in members:
            return None
        styles = self._style_list(container, layout.styles)
        strings = self._strings(container, layout.strings)
        values: list[Value] = [None] * len(self.cells)
        stale: list[int] = []
        for wanted, member in zip(self._wanted, members):
            assert member is not None
            sheet = wanted.finder.find(_small(container, member))
            reading = Values(wanted.name, strings, styles, layout.date1904, path)
            if any(reading.of(sheet.get(where), where) != text for where, text in wanted.anchors):
                return None
            for at, where in wanted.cells:
                found = sheet.get(where)
                value = values[at] = reading.of(found, where)
                if value is None and found is not None and found[3]:
                    stale.append(at)
        return Reading(tuple(values), tuple(sorted(stale)))

    def _long_way(self, data: bytes, path: str) -> Reading | None:
        book = _opened(data, path)
        grids = {}
        for wanted in self._wanted:
            if wanted.name not in book.sheets:
                return None
            grids[wanted.name] = book.grid(wanted.name)
            if not stand(grids[wanted.name], wanted.anchors):
                return None
        cells = [grids[sheet][row, column] for sheet, row, column in self.cells]
        stale = (at for at, cell in enumerate(cells) if cell.formula is not None and cell.value is None)
        return Reading(tuple(cell.value for cell in cells), tuple(stale))

    def _layout(self, container: Container) -> _Layout:
        names = [name for name in container.names() if name.endswith((".rels", "[Content_Types].xml"))]
        main = container.find("xl/workbook.xml")
        if main is None:
            raise Odd("workbook.xml")
        key = tuple(container.names()), *(container.packed(name) for name in [*names, main])
        return _remembered(self._layouts, key, lambda: _read_layout(container))

    def _style_list(self, container: Container, member: str | None) -> list[Style]:
        key = container.packed(member) if member else None
        return _remembered(self._styles, key, lambda: read_styles(Parts(container)))

    def _strings(self, container: Container, member: str | None) -> Sequence[str]:
        if member is None:
            return ()
        try:
            return plain_strings(_small(container, member))
        except Odd:
            return read_shared_strings(Parts(container))


def _small(container: Container, member: str) -> bytes:
    """A part as a form has it; larger ones are streamed the long way, which counts what it reads."""
    if container.size(member) > _SMALL:
        raise Odd("size")
    return container.read(member)


def _opened(data: bytes, path: str) -> WorkbookFile:
    try:
        return open_workbook(data)
    except PackageProblem as problem:
        raise PackageProblem(problem.code, problem.message, path) from problem


def _read_layout(container: Container) -> _Layout:
    parts = Parts(container)
    workbook = read_workbook(parts)
    main_type = parts.content_types.of(parts.main).lower()
    if parts.main != "xl/workbook.xml" or "spreadsheetml" not in main_type or "binary" in main_type or workbook.strict:
        raise Odd("main part")
    sheets = {one.name: one.part for one in workbook.sheets if one.kind == "worksheet"}
    if len({one.name.lower() for one in workbook.sheets}) != len(workbook.sheets):
        raise Odd("sheet names")
    return _Layout(
        sheets,
        parts.related(parts.main, "sharedStrings"),
        parts.related(parts.main, "styles"),
        workbook.date1904,
    )


def _remembered(known: OrderedDict[Any, _Made], key: Any, make: Callable[[], _Made]) -> _Made:
    found = known.get(key)
    if found is None:
        found = known[key] = make()
        if len(known) > _KNOWN:
            known.popitem(last=False)
    return found
