"""单位的单元格 (a unit's cells): what differs between the units' workbooks, the formulas that follow included, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..grid import Cell, Grid, Position, Value
from ..number_format.shown import is_date_format, shown
from ..package.formula_values import Scalar, Unknown
from ..package.plan import KEEP, Place, Reader
from ..package.plan.encode import Given
from .report_values import Unstored, dependents, read_back

CellsBySheet = dict[str, dict[Position, Cell]]


@dataclass(frozen=True)
class Filled:
    """填写的内容: what a unit's workbook was made of, so that it need not be read again.

    Args:
        values: one for each cell of the draft, as given to ``Plan.fill``.
        followed: what ``Plan.followed`` says after it; None where it does not know.
        sheets: sheets that were named anew: name in the draft's workbook -> name in the unit's.
    """

    values: Sequence[Given]
    followed: Mapping[tuple[str, Position], Scalar | Unknown] | None = None
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
        following = [(by_name[sheet], where) for sheet, where in dependents(workbook, cells) if sheet in by_name]
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
        if len(filled.values) != self._given or filled.followed is None:
            return None
        try:
            every = [old.value if value is KEEP else read_back(value) for old, value in zip(self._old, filled.values)]
            for (sheet, where, *_), old in zip(self._cells[self._given :], self._old[self._given :], strict=True):
                value = filled.followed.get((sheet, where), KEEP)
                every.append(old.value if value is KEEP else None if isinstance(value, Unknown) else read_back(value))
        except Unstored:
            return None
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
    if type(value) is str and code in ("General", "@"):
        return Cell(value, value, plain.formula, code, plain.locked, plain.hidden)
    return _Shown(value, plain, date1904)


class _Shown(Cell):
    """数字等的单元格: its text is worked out when it is asked for, which for most amounts of a report it is not."""

    def __init__(self, value: Value, plain: Cell, date1904: bool) -> None:
        self.__dict__.update(plain.__dict__, value=value, date1904=date1904)
        del self.__dict__["text"]

    @property
    def text(self) -> str:
        """显示的文字."""
        found = self.__dict__.get("shown")
        if found is None:
            found = self.__dict__["shown"] = shown(self.value, self.number_format, self.__dict__["date1904"])
        return str(found)
