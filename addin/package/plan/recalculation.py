"""逐单位重算 (recalculation per unit): the formulas that follow the filled cells, computed from one unit's values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...grid import Position, Range
from ..dependencies import Formula
from ..formula_book import Book, Evaluation
from ..formula_values import Scalar, Unknown
from ..session import Session
from .encode import KEEP, Given, stored_scalar

Cell = tuple[str, Position]


class UnitBook(Book):
    """某单位的公式与值: the prepared workbook with one unit's values in the filled cells.

    Args:
        session: the prepared workbook. places: filled cell -> its place among the values.
    """

    def __init__(self, session: Session, places: Mapping[Cell, int]) -> None:
        super().__init__(session)
        self.values: Sequence[Given] = ()
        self._places = places
        self._stored: dict[Cell, Scalar | Unknown] = {}
        self._within: dict[tuple[str, Range], tuple[Position, ...]] = {}

    def stored(self, sheet: str, where: Position) -> Scalar:
        """存储的值: the unit's where the cell is filled, else the template's.

        Raises:
            Unknown: as ``Book.stored``.
        """
        place = sheet, where
        at = self._places.get(place)
        if at is not None:
            value = self.values[at]
            if value is not KEEP:
                return stored_scalar(value)
        if place not in self._stored:
            try:
                self._stored[place] = super().stored(sheet, where)
            except Unknown as unknown:
                self._stored[place] = unknown
        found = self._stored[place]
        if isinstance(found, Unknown):
            raise Unknown(*found.args)
        return found

    def cells_in(self, sheet: str, area: Range) -> Iterator[Position]:
        """区域内的单元格: as ``Book.cells_in``, looked up once."""
        key = sheet, area
        found = self._within.get(key)
        if found is None:
            found = self._within[key] = tuple(super().cells_in(sheet, area))
        return iter(found)


class UnitEvaluation(Evaluation):
    """逐单位求值: one set of formulas, for one unit after the other."""

    def __init__(self, book: UnitBook, dirty: dict[Cell, Formula]) -> None:
        super().__init__(book, dirty)
        self.order = sorted(dirty)

    def run(self) -> Iterator[tuple[Cell, Scalar | Unknown]]:
        """逐个公式的值: from the values that the book has now, by sheet and place."""
        self._done.clear()
        for sheet, where in self.order:
            yield (sheet, where), self.value(sheet, where)
