"""公式依赖 (dependencies): which formula cells of a workbook depend on which cells. In doubt, a formula depends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ..grid import Position, Range
from .array_syntax import template_of
from .formula_shift import Reference, names_among, pieces, reference_of
from .formula_values import Unknown

#: functions whose references cannot be read from the formula, or that change by themselves
DYNAMIC = frozenset(
    [
        "INDIRECT",
        "OFFSET",
        "NOW",
        "TODAY",
        "RAND",
        "RANDBETWEEN",
        "RANDARRAY",
        "CELL",
        "INFO",
        "GETPIVOTDATA",
        "CUBEVALUE",
        "CUBEMEMBER",
        "CUBESET",
        "CUBESETCOUNT",
        "CUBERANKEDMEMBER",
        "CUBEKPIMEMBER",
        "CUBEMEMBERPROPERTY",
        "RTD",
        "DDE",
        "EVALUATE",
    ]
)
#: a range of at most so many cells is indexed cell by cell
_SMALL = 256
_TOO_MANY = 30_000_000

Place = tuple[str, Position]


@dataclass(frozen=True)
class Formula:
    """公式单元格: its place, its text, and the range it fills (more than one cell for array formulas and data tables)."""

    sheet: str
    where: Position
    text: str
    fills: Range
    kind: str = ""


@dataclass
class _Needs:
    areas: list[tuple[str, Range]] = field(default_factory=list)
    anything: bool = False


class Dependencies:
    """依赖关系.

    Args:
        sheets: sheet names in their order (for 3-D references).
        defined: defined names of the workbook, and (sheet, name) for local ones -> formula.
        tables: table name -> (sheet, range).
    """

    def __init__(
        self,
        sheets: list[str],
        defined: dict[tuple[str, str], str],
        tables: dict[str, tuple[str, Range]],
    ) -> None:
        self._order = [sheet.casefold() for sheet in sheets]
        #: name -> (sheet or "", formula): a name may belong to the workbook and to sheets
        self._defined: dict[str, list[tuple[str, str]]] = {}
        for (sheet, name), text in defined.items():
            self._defined.setdefault(name.casefold(), []).append((sheet.casefold(), text))
        self._tables = {name.casefold(): (sheet.casefold(), area) for name, (sheet, area) in tables.items()}
        self._cache: dict[tuple[str, str], _Needs] = {}

    def dependents(self, formulas: Iterable[Formula], changed: dict[str, set[Position]]) -> list[Formula]:
        """受影响的公式: those that depend on a changed cell, directly or through others."""
        return self.index(formulas).dependents(changed)

    def index(self, formulas: Iterable[Formula]) -> DependencyIndex:
        """依赖索引: of these formulas, for many questions."""
        found = DependencyIndex(list(formulas))
        for at, formula in enumerate(found.formulas):
            needs = self._needs(formula.text, formula.sheet.casefold())
            found.add(at, needs.areas, needs.anything)
        return found

    def _needs(self, text: str, sheet: str, depth: int = 0) -> _Needs:
        key = (sheet, text)
        if key in self._cache:
            return self._cache[key]
        needs = self._cache[key] = _Needs()
        found, cells = _parts(text)
        for reference in (*(reference_of(*piece) for piece in found), *cells):
            if reference is None or reference.book:
                continue
            area = Range(reference.top, reference.left, reference.bottom, reference.right)
            needs.areas += [(one, area) for one in self._between(reference.first_sheet, reference.last_sheet, sheet)]
        self._add_names(needs, found, sheet, depth)
        # a range between computed corners (INDEX(…):B5), and brackets of tables: in doubt it depends
        loose = [piece for kind, _, piece in found if kind == ""]
        if ":" in loose:
            needs.anything = True
        if any(piece.startswith("[") for piece in loose):
            needs.areas += self._tables.values()
        return needs

    def _add_names(self, needs: _Needs, found: Iterable[tuple[str, str, str]], sheet: str, depth: int) -> None:
        for name in names_among(found):
            if name.upper().removeprefix("_XLFN.") in DYNAMIC:
                needs.anything = True
            folded = name.casefold()
            if folded in self._tables:
                needs.areas.append(self._tables[folded])
            for of, formula in self._defined.get(folded, ()):
                if depth > 20:
                    needs.anything = True
                    continue
                more = self._needs(formula, of or sheet, depth + 1)
                needs.areas += more.areas
                needs.anything |= more.anything

    def _between(self, first: str, last: str, own: str) -> list[str]:
        if not first:
            return [own]
        one, other = first.casefold(), last.casefold()
        if one == other or one not in self._order or other not in self._order:
            return [one]
        low, high = sorted((self._order.index(one), self._order.index(other)))
        return self._order[low : high + 1]


class DependencyIndex:
    """依赖索引: which formulas read which cells.

    Args:
        formulas: answers name them.
    """

    def __init__(self, formulas: list[Formula]) -> None:
        self.formulas = formulas
        self._cells: dict[tuple[str, Position], list[int]] = {}
        self._areas: dict[str, list[tuple[Range, int]]] = {}
        self._always: set[int] = set()

    def add(self, at: int, areas: Iterable[tuple[str, Range]], always: bool) -> None:
        """登记一个公式: by its place in ``formulas``; ``always`` when it depends on whatever changes."""
        if always:
            self._always.add(at)
        for sheet, area in areas:
            if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= _SMALL:
                for where in _cells(area):
                    self._cells.setdefault((sheet, where), []).append(at)
            else:
                self._areas.setdefault(sheet, []).append((area, at))

    def too_many(self, changed: int) -> bool:
        """是否过多: with so many changed cells every formula is taken to depend on one of them."""
        return changed * sum(map(len, self._areas.values())) > _TOO_MANY

    def dependents(self, changed: Mapping[str, Collection[Position]]) -> list[Formula]:
        """受影响的公式: those that depend on a changed cell, directly or through others."""
        formulas, cells, areas, dirty = self.formulas, self._cells, dict(self._areas), set(self._always)
        todo = [(sheet.casefold(), where) for sheet, found in changed.items() for where in found]
        if not todo:
            return []
        if self.too_many(len(todo)):
            return formulas
        todo += [place for at in dirty for place in _filled(formulas[at])]
        seen = set(todo)
        while todo:
            sheet, where = todo.pop()
            hit = set(cells.get((sheet, where), ()))
            wide = areas.get(sheet, [])
            hit.update(at for area, at in wide if where in area)
            new = hit - dirty
            if not new:
                continue
            dirty |= new
            areas[sheet] = [(area, at) for area, at in wide if at not in dirty]
            for at in new:
                for place in _filled(formulas[at]):
                    if place not in seen:
                        seen.add(place)
                        todo.append(place)
        return [formulas[at] for at in sorted(dirty)]


def _parts(formula: str) -> tuple[tuple[tuple[str, str, str], ...], list[Reference]]:
    """The different pieces of a formula, and its references so far as they are not among them.

    Long formulas repeat few pieces hundreds of times, and the formulas of a column differ in their references only.
    """
    try:
        template, cells = template_of(formula)
    except Unknown:
        return _pieces(formula), []
    references = [reference_of("area", prefix, text) for prefix, text in cells]
    # a colon is left where there is more than plain references: whole columns, sheets from … to …
    if ":" in template or None in references:
        return _pieces(formula), []
    return _pieces(template), [reference for reference in references if reference is not None]


@lru_cache(maxsize=1024)
def _pieces(formula: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(dict.fromkeys(pieces(formula)))


def _cells(area: Range) -> Iterator[Position]:
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield row, column


def _filled(formula: Formula) -> Iterator[tuple[str, Position]]:
    return ((formula.sheet.casefold(), where) for where in _cells(formula.fills))
