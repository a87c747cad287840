"""认过的表样 (known layouts): a sheet whose labels stand as they stood before is not recognised anew.

Thousands of units return one form, filled in the same places with other figures. A sheet that was recognised is remembered with what
may differ without another outcome: numbers where numbers stood, and in cells of the form's own fields texts that mean nothing to
the lexicon. All else must be the same text at the same place. Before a layout is remembered, its sheet is recognised a second
time with other figures and texts in every place that may differ; only when that gives what ``retold`` makes of the first outcome
is it used. Whatever does not fit is recognised the long way.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..forms.budget import is_known
from ..forms.facts import money_unit
from ..forms.lexicon import Lexicon, lexicon
from ..forms.model import Near, Recognised
from ..forms.recognise import recognise
from ..forms.sheet import cell_text, is_numeric
from ..forms.text import bare, key, looks_numeric, year_in
from ..grid import Cell, Grid, Position, Range
from .retelling import Retold, retellable

#: larger sheets are recognised each time, so that memory stays flat
_MOST_CELLS = 1_500
#: layouts and patterns of filled cells that are remembered
_MOST_LAYOUTS, _MOST_SEEN = 96, 4_096
#: layouts with one pattern of filled cells: other labels
_MOST_ALIKE = 4

#: of a cell that may differ: number or text, empty or not, typed or computed, stored as text or not
_Class = tuple[bool, bool, bool, bool]
#: of a cell that must be the same: its text, the kind of its value, typed or computed
_Spelling = tuple[str, type, bool]
_Pattern = tuple[str, frozenset[Position], tuple[Range, ...]]


@dataclass(frozen=True)
class _Layout:
    """A recognised sheet: texts that must be there, classes of cells that may differ, and the outcome."""

    exact: tuple[tuple[Position, _Spelling], ...]
    free: tuple[tuple[Position, _Class, bool], ...]  # the last one: whether the cell lies in a row of the tables
    forms: tuple[Retold, ...]
    near: tuple[Near, ...]
    notes: tuple[str, ...]

    def fits(self, grid: Grid, words: Lexicon) -> bool:
        """是否同一表样."""
        cells = grid.cells
        for where, spelling in self.exact:
            if _spelling(cells[where]) != spelling:
                return False
        return all(class_of(cells[where], inside, words) == kind for where, kind, inside in self.free)


class Layouts:
    """认过的表样: of one worker, the latest ones."""

    def __init__(self) -> None:
        self._known: OrderedDict[_Pattern, list[_Layout]] = OrderedDict()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._words = lexicon()
        self.hits = self.misses = 0

    def recognise(self, grids: Iterable[Grid]) -> Recognised:
        """识别表单, as ``forms.recognise``: sheet by sheet, known ones without reading their labels again."""
        result = Recognised()
        for grid in grids:
            found = self._one(grid)
            result.forms += found.forms
            result.near += found.near
            result.notes += found.notes
        return result

    def _one(self, grid: Grid) -> Recognised:
        if grid.hidden or grid.addresses or len(grid.cells) > _MOST_CELLS:
            return recognise([grid])
        pattern = grid.name, frozenset(_filled(grid)), tuple(grid.merges)
        for layout in self._known.get(pattern, ()):
            if layout.fits(grid, self._words):
                self.hits += 1
                self._known.move_to_end(pattern)
                return Recognised([one.of(grid) for one in layout.forms], list(layout.near), list(layout.notes))
        self.misses += 1
        found = recognise([grid])
        if self._met_before(pattern):
            self._learn(pattern, grid, found)
        return found

    def _met_before(self, pattern: _Pattern) -> bool:
        """Learning costs two more recognitions: it is worth it for what comes again."""
        mark = hash(pattern)
        if mark in self._seen:
            return True
        self._seen[mark] = None
        if len(self._seen) > _MOST_SEEN:
            self._seen.popitem(last=False)
        return False

    def _learn(self, pattern: _Pattern, grid: Grid, found: Recognised) -> None:
        for loose in (True, False):
            layout = learned(grid, found, self._words, loose)
            if layout is not None:
                alike = self._known.setdefault(pattern, [])
                alike.insert(0, layout)
                del alike[_MOST_ALIKE:]
                self._known.move_to_end(pattern)
                if len(self._known) > _MOST_LAYOUTS:
                    self._known.popitem(last=False)
                return


def _spelling(cell: Cell) -> _Spelling:
    return cell_text(cell), type(cell.value), cell.formula is None


def _filled(grid: Grid) -> Iterator[Position]:
    """Cells that are not blank, as ``Cell.is_blank`` says."""
    for where, cell in grid.cells.items():
        value = cell.value
        if cell.formula is not None or (
            value is not None if not isinstance(value, str) else (value and not value.isspace())
        ):
            yield where


def learned(grid: Grid, found: Recognised, words: Lexicon, loose: bool) -> _Layout | None:
    """由识别结果记下表样.

    Args:
        grid: the sheet. found: what was recognised on it. words: the lexicon.
        loose: texts outside of the forms' fields may differ, too.

    Returns:
        the layout; None when another filling would not give the same forms.
    """
    forms = [retellable(form) for form in found.forms]
    free, inside = set[Position](), set[Position]()
    for one in forms:
        free |= one.free
        inside |= one.inside
    filled = list(_filled(grid))
    telling = _telling_rows(grid, filled)
    varied: list[tuple[Position, _Class, bool]] = []
    exact: list[tuple[Position, _Spelling]] = []
    for where in filled:
        cell = grid.cells[where]
        kind = None
        if where[0] not in telling and (where in free or (loose and _is_free_text(cell))):
            kind = class_of(cell, where in inside, words)
        if kind is None:
            exact.append((where, _spelling(cell)))
        else:
            varied.append((where, kind, where in inside))
    layout = _Layout(tuple(exact), tuple(varied), tuple(forms), tuple(found.near), tuple(found.notes))
    other = _refilled(grid, varied)
    again = recognise([other])
    told = Recognised([one.of(other) for one in forms], list(found.near), list(found.notes))
    return layout if layout.fits(other, words) and again == told else None


def _telling_rows(grid: Grid, filled: Sequence[Position]) -> set[int]:
    """Rows that name a table, and those above them: all of their cells may be read as one title."""
    rows = sorted({row for row, _ in filled})
    place = {row: at for at, row in enumerate(rows)}
    found: set[int] = set()
    for where in filled:
        text = cell_text(grid.cells[where])
        if ("表" in text and not _signs(text)) or "基础数据" in key(text[:200]):
            at = place[where[0]]
            found.update(rows[max(at - 2, 0) : at + 1])
    return found


def _signs(text: str) -> bool:
    """填表人、制表人: who signs stands right below the total, which differs from unit to unit, and names no table."""
    return text.lstrip().startswith(("填表", "制表"))


def _is_free_text(cell: Cell) -> bool:
    return isinstance(cell.value, str) and cell.formula is None and not cell.locked


def class_of(cell: Cell, inside: bool, words: Lexicon) -> _Class | None:
    """可变单元格的类别; None for what must be the same text.

    Args:
        cell: not blank. inside: whether it lies in a row of an indicator or money table. words: the lexicon.
    """
    value = cell.value
    if isinstance(value, bool):
        return None
    text = cell_text(cell)
    numeric = is_numeric(cell, text)
    if not numeric and not is_quiet(text, inside, words):
        return None
    return numeric, not text, cell.formula is not None, isinstance(value, str)


def is_quiet(text: str, inside: bool, words: Lexicon) -> bool:
    """文字是否与识别无关: it names nothing that the reading of forms looks for.

    Args:
        text: as shown. inside: in a row of an indicator or money table, where years and money units are not looked for.
        words: the lexicon.
    """
    known = _QUIET.get((text, inside))
    if known is None:
        if len(_QUIET) > 50_000:
            _QUIET.clear()
        known = _QUIET[text, inside] = _quiet(text, inside, words)
    return known


_QUIET: dict[tuple[str, bool], bool] = {}


def _quiet(text: str, inside: bool, words: Lexicon) -> bool:
    folded, word = key(text), bare(text)
    if not any(char.isalnum() for char in folded) or looks_numeric(text) or words.knows(text):
        return False
    if "表" in folded or "基础数据" in folded or "公开" in folded or "附件" in folded or "等级" in folded:
        return False
    sections = (
        words.indicator,
        words.money,
        words.info,
        words.goal,
        words.amounts,
        words.staff,
        words.basic,
        words.buildings,
    )
    if any(word in one.wholes or word in one.parts for one in sections) or any(
        word in one.hints for one in words.kinds
    ):
        return False
    if word in words.execution or word in words.skip or word in words.basic_top:
        return False
    if inside:
        return True
    # around the tables: the year, the money unit, the names of funds, a second fact behind the first
    if year_in(text) is not None or "年度" in folded or "元" in folded or money_unit([text]) or ":" in folded:
        return False
    return not is_known(text, words)


def _refilled(grid: Grid, varied: Sequence[tuple[Position, _Class, bool]]) -> Grid:
    """The sheet with another filling: other numbers where there are numbers, other texts where there are texts."""
    cells = dict(grid.cells)
    for number, (where, (numeric, empty, computed, stored), _) in enumerate(varied):
        cell = cells[where]
        if empty:
            continue
        if numeric:
            digits = f"{1000 + 7 * number}.5"
            value: str | float = digits if stored else float(digits)
            cells[where] = replace(cell, value=value, text=digits)
        else:
            text = "".join(chr(0x4E0C + 131 * number % 700 + at) for at in (3, 11, 29)) + f"{number}号"
            cells[where] = replace(cell, value=text, text=text)
        assert (cells[where].formula is not None) == computed
    return replace(grid, cells=cells)
