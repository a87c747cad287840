"""一张工作表的表单 (forms of a sheet): recognised once for all units whose cells say alike, then only renewed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from operator import is_
from typing import Any, NamedTuple

from ..forms.model import Form
from ..forms.recognise import recognise
from ..forms.text import looks_numeric
from ..grid import Cell, Grid, Position
from .report_shape import Shape, Slot, Tangled
from .report_source import KeepingSource
from .report_words import has_no_bearing

#: kinds of sheets that are remembered; units mostly differ in names and amounts alone
_KNOWN = 256
#: words that stand for any others without a bearing, and numbers for any others; the last sign tells cells apart
_PROBE, _FIRST = "鬯", 0x9F00
_ONE_NUMBER, _OTHER_NUMBER = 31_000.25, 47_000.75
_MOST_PROBES = 120
_LONGEST_NAME = 40
_NUMBER, _NUMERIC_TEXT = "number", "numeric"
_YEAR = re.compile(r"20\d\d(?:\.0*)?(?:年度?)?")
#: lengths at which recognition takes a text for a label, a title, a sentence
_LENGTHS = (12, 20, 30, 40, 60, 120, 200)


#: where among a unit's cells the name of its sheet stands
TITLE: Position = (0, 0)


class Words(NamedTuple):
    """文字的种类: words without a bearing, with what stands before and behind them (编制单位：岳北林场), and how long it is."""

    before: str
    behind: str
    length: int

    def words(self, text: str) -> str:
        """其中的文字."""
        return text[len(self.before) : len(text) - len(self.behind)]


class _Seen(Enum):
    """Kinds without a shape: met once, or no recipe can be made."""

    ONCE = 1
    HOPELESS = 2


class SheetForms:
    """一张工作表的表单.

    Args:
        grid: the sheet; the cells at ``live`` are put into it for each unit. live: the places that differ by unit.
        source: keeps what is made of constant rows.
    """

    def __init__(self, grid: Grid, live: frozenset[Position], source: KeepingSource) -> None:
        self.grid, self.live, self._source = grid, live, source
        #: its name in the workbook that the units' are made from
        self.name = grid.name
        self._shown: list[Cell] = []
        self._known: OrderedDict[tuple[Any, ...], Shape | _Seen] = OrderedDict()
        self._places = sorted(live)

    def forms(self, cells: Mapping[Position, Cell], names: Sequence[str] = ()) -> list[Form]:
        """某单位的表单: as ``recognise`` finds them on the sheet.

        Args:
            cells: the unit's cells at the live places; at ``TITLE`` the sheet's name where it is the unit's own.
            names: words without a bearing that may stand in longer texts.
        """
        self._show(cells)
        shown = list(cells.values())
        if len(shown) != len(self._shown) or not all(map(is_, shown, self._shown)):
            self._shown = shown
            self._source.renew(self.grid)
        titled = TITLE in cells
        places = [TITLE, *self._places] if titled else self._places
        key = tuple([kind_of(cells[where], names) for where in places])
        known = self._known.get(key)
        if known is _Seen.ONCE or (known is None and not self.live):  # what comes back is worth a closer look
            known = self._shape(cells, dict(zip(places, key, strict=True)))
        if known is None or isinstance(known, _Seen):
            self._remember(key, known or _Seen.ONCE, titled)
            return recognise([self.grid]).forms
        self._remember(key, known, titled)
        return known.forms(cells)

    def _show(self, cells: Mapping[Position, Cell]) -> None:
        self.grid.cells.update(cells)
        title = self.grid.cells.pop(TITLE, None)
        self.grid.name = title.text if title else self.name

    def _remember(self, key: tuple[Any, ...], known: Shape | _Seen, titled: bool) -> None:
        if self._known.get(key) is not known:
            self._known[key] = known
            if isinstance(known, Shape) and not titled:  # figures say on which sheet they stand
                self._source.keep(known.constants)
        self._known.move_to_end(key)
        if len(self._known) > _KNOWN:
            _, oldest = self._known.popitem(last=False)
            if isinstance(oldest, Shape):
                self._source.forget(oldest.constants)

    def _shape(self, cells: Mapping[Position, Cell], kinds: Mapping[Position, Any]) -> Shape | _Seen:
        """The recipe, proved on this unit."""
        probed = {where: kind for where, kind in kinds.items() if kind == _NUMBER or isinstance(kind, Words)}
        if len(probed) > _MOST_PROBES:
            return _Seen.HOPELESS
        # every cell has words of its own, so that it is seen where they go; the unit's own may be the same in two cells
        one = {where: _probe(cells[where], at, kind, False) for at, (where, kind) in enumerate(probed.items())}
        other = {where: _probe(cells[where], at, kind, True) for at, (where, kind) in enumerate(probed.items())}
        slots = [
            Slot(where, kind, _words(kind, one[where].text), _words(kind, other[where].text))
            for where, kind in probed.items()
        ]
        try:
            shape = Shape(self._recognised(cells, one), self._recognised(cells, other), slots, self.live)
        except Tangled:
            return _Seen.HOPELESS
        return shape if _alike(shape.forms(cells), self._recognised(cells, {})) else _Seen.HOPELESS

    def _recognised(self, cells: Mapping[Position, Cell], probes: Mapping[Position, Cell]) -> list[Form]:
        self._show({**cells, **probes})
        return recognise([self.grid]).forms


def _probe(cell: Cell, at: int, kind: Any, second: bool) -> Cell:
    value: Any = (_OTHER_NUMBER if second else _ONE_NUMBER) + at
    if isinstance(kind, Words):
        value = f"{kind.before}{_PROBE}{chr(_FIRST + 2 * at + second)}{kind.behind}"
    return Cell(value, str(value), cell.formula, cell.number_format, cell.locked, cell.hidden)


def _words(kind: Any, text: str) -> str:
    return kind.words(text) if isinstance(kind, Words) else text


def _alike(made: list[Form], expected: list[Form]) -> bool:
    unread: dict[str, Any] = {"region_text": "", "notes": []}
    return [replace(one, **unread) for one in made] == [replace(one, **unread) for one in expected]


def kind_of(cell: Cell, names: Sequence[str] = ()) -> Any:
    """单元格的种类: what recognition can tell of it; the whole content where its words may matter.

    Args:
        names: as ``SheetForms.forms``.
    """
    value = cell.value
    if value is None or value == "":
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # only what may be read as a year is looked at more closely
        year = 2000 <= value < 2100 and value == int(value)
        return (type(value).__name__, cell.text) if year and _YEAR.fullmatch(cell.text) else _NUMBER
    if isinstance(value, str) and cell.text == value:
        if has_no_bearing(value):
            return Words("", "", bisect_left(_LENGTHS, len(value)))
        if looks_numeric(value) and not _YEAR.fullmatch(value):
            return _NUMERIC_TEXT
        for name in names:
            before, found, behind = value.partition(name)
            if found and name not in behind:
                return Words(before, behind, bisect_left(_LENGTHS, len(value)))
    return type(value).__name__, cell.text


def names_in(cells: Iterable[Cell]) -> list[str]:
    """可能出现在别处的名称: words without a bearing, the longest first."""
    found = {cell.value for cell in cells if isinstance(cell.value, str) and 1 < len(cell.value) <= _LONGEST_NAME}
    return sorted((text for text in found if has_no_bearing(text)), key=lambda text: (-len(text), text))
