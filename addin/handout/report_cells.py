"""单位的单元格 (a unit's cells): what differs between the units' workbooks, the formulas that follow included, read in one go."""

from __future__ import annotations

from collections.abc import Sequence

from ..grid import Cell, Grid, Position, Value
from ..number_format.shown import shown
from ..package.formula_book import Book, members
from ..package.note import Note
from ..package.plan import Place, Reader
from ..package.session import Session

CellsBySheet = dict[str, dict[Position, Cell]]


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
        following = [(by_name[sheet], where) for sheet, where in _dependents(workbook, cells) if sheet in by_name]
        self._cells = [(grid, where, _bare(grid[where])) for grid, where in (*given, *following)]
        self._reader = Reader(workbook, [(grid.name, *where) for grid, where, _ in self._cells])
        self._known: list[tuple[Value, Cell] | None] = [None] * len(self._cells)

    @property
    def live(self) -> dict[str, frozenset[Position]]:
        """各表中因单位而异的位置: sheet -> places."""
        found: dict[str, set[Position]] = {}
        for grid, where, _ in self._cells:
            found.setdefault(grid.name, set()).add(where)
        return {sheet: frozenset(places) for sheet, places in found.items()}

    def read(self, workbook: bytes) -> CellsBySheet | None:
        """读一个单位的单元格: as ``open_workbook`` reads them; None where the labels are not in their places.

        Raises:
            PackageProblem: the workbook cannot be read.
        """
        reading = self._reader.read(workbook)
        if reading is None:
            return None
        found: CellsBySheet = {}
        for at, ((grid, where, plain), value) in enumerate(zip(self._cells, reading.values, strict=True)):
            known = self._known[at]
            if known is None or known[0] != value or type(known[0]) is not type(value):
                known = self._known[at] = value, _filled(plain, value, grid.date1904)
            found.setdefault(grid.name, {})[where] = known[1]
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


def _dependents(workbook: bytes, cells: Sequence[Place]) -> list[tuple[str, Position]]:
    """Formula cells whose values may follow from the filled ones."""
    book = Book(Session(workbook, Note()))
    changed: dict[str, set[Position]] = {}
    for sheet, row, column in cells:
        changed.setdefault(sheet, set()).add((row, column))
    found = book.dependencies().dependents(book.formulas.values(), changed)
    return [(one.sheet, cell.where) for one in found for cell in members(book, one)]
