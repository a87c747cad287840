"""单位的单元格 (a unit's cells): what differs between the units' workbooks, the formulas that follow included, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..grid import Cell, Grid, Position, Value
from ..number_format.shown import is_date_format, shown
from ..package.plan import KEEP, Place, Reader
from ..package.plan.encode import Given
from .report_values import Following, Unstored, read_back

CellsBySheet = dict[str, dict[Position, Cell]]


@dataclass(frozen=True)
class Filled:
    """填写的内容: what a unit's workbook was made of, so that it need not be read again.

    Args:
        values: one for each cell of the draft, as given to ``Plan.fill``.
        sheets: sheets that were named anew: name in the draft's workbook -> name in the unit's.
    """

    values: Sequence[Given]
    sheets: Mapping[str, str] = field(default_factory=dict)


class UnitCells:
    """单位的单元格.

    Args:
        workbook: what the units' workbooks are made from. cells: those that are filled. grids: the workbook's sheets.

    Raises:
        PackageProblem: the workbook cannot be read. ValueError: a filled cell holds a formula, or there are none.
    """

    def __init__(self, workbook: bytes, cells: Sequence[Place], grids: Sequence[Grid]) -> None:
        by_name = {grid.name: grid for grid in grids}
        given = [(by_name[sheet], (row, column)) for sheet, row, column in cells]
        if any(grid[where].formula is not None for grid, where in given):
            raise ValueError("填写的单元格里有公式")
        self._following = Following(workbook, cells)
        following = [(by_name[sheet], where) for sheet, where in self._following.places if sheet in by_name]
        places = dict.fromkeys([*((grid.name, where) for grid, where in given), *((g.name, at) for g, at in following)])
        self._given = len(given)
        if len(places) != len(given) + len(following):
            raise ValueError("填写的单元格里有公式")
        self._old = [by_name[sheet][where] for sheet, where in places]
        self._cells = [(sheet, where, _bare(by_name[sheet][where]), by_name[sheet].date1904) for sheet, where in places]
        self._dates = [at for at, (_, _, plain, _) in enumerate(self._cells) if is_date_format(plain.number_format)]
        self._reader = Reader(workbook, [(sheet, *where) for sheet, where in places])
        self._known: list[tuple[Value, Cell] | None] = [None] * len(self._cells)

    @property
    def live(self) -> dict[str, frozenset[Position]]:
        """各表中因单位而异的位置: sheet -> places."""
        found: dict[str, set[Position]] = {}
        for sheet, where, *_ in self._cells:
            found.setdefault(sheet, set()).add(where)
        return {sheet: frozenset(places) for sheet, places in found.items()}

    def read(self, workbook: bytes) -> CellsBySheet | None:
        """读一个单位的单元格: as ``open_workbook`` reads them; None where the labels are not in their places.

        Raises:
            PackageProblem: the workbook cannot be read.
        """
        reading = self._reader.read(workbook)
        if reading is None:
            return None
        return self._put(reading.values)

    def of(self, filled: Filled) -> CellsBySheet | None:
        """由填写的内容得出一个单位的单元格: the same as reading its workbook; None where only reading tells."""
        values = filled.values
        if len(values) != self._given:
            return None
        try:
            own = [old.value if value is KEEP else read_back(value) for old, value in zip(self._old, values)]
            changed = [
                value is not KEEP and (now != old.value or type(now) is not type(old.value))
                for now, old, value in zip(own, self._old, values)
            ]
            follow = self._following.values(values, changed)
        except Unstored:
            return None
        rest = zip(self._cells[self._given :], self._old[self._given :], strict=True)
        every = [*own, *(follow.get((sheet, where), old.value) for (sheet, where, *_), old in rest)]
        if any(isinstance(every[at], (int, float)) for at in self._dates):
            return None  # a number is read as a date
        return self._put(every)

    def _put(self, values: Sequence[Value]) -> CellsBySheet:
        found: CellsBySheet = {}
        for at, ((sheet, where, plain, date1904), value) in enumerate(zip(self._cells, values, strict=True)):
            known = self._known[at]
            if known is None or known[0] != value or type(known[0]) is not type(value):
                known = self._known[at] = value, _filled(plain, value, date1904)
            found.setdefault(sheet, {})[where] = known[1]
        return found


def _bare(cell: Cell) -> Cell:
    return Cell(None, "", cell.formula, cell.number_format, cell.locked, cell.hidden)


def _filled(plain: Cell, value: Value, date1904: bool) -> Cell:
    """The cell as ``sheet_read`` makes it."""
    if value is None:
        return plain
    code = plain.number_format
    text = value if type(value) is str and code in ("General", "@") else shown(value, code, date1904)
    return Cell(value, text, plain.formula, code, plain.locked, plain.hidden)
