"""随填写而变的公式 (formulas that follow): what the formulas of a unit's workbook give, from the values that are filled in."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.core.errors import CellError

from ..grid import Position, Value
from ..package.formula_book import members
from ..package.formula_values import Unknown
from ..package.note import Note
from ..package.plan import Keep, Place
from ..package.plan.encode import Given, stored_scalar
from ..package.plan.recalculation import UnitBook, UnitEvaluation
from ..package.session import Session
from ..stored_text import number_text

_MOST_EVALUATIONS = 64
#: whole numbers of more digits are read as doubles
_DIGITS = 15


class Unstored(Exception):
    """存法特别: how this value is read back depends on how it was written."""


class Following:
    """随填写而变的公式: of one workbook.

    Args:
        workbook: what the units' workbooks are made from. cells: those that are filled.

    Raises:
        PackageProblem: the workbook cannot be read.
    """

    def __init__(self, workbook: bytes, cells: Sequence[Place]) -> None:
        places = {(sheet, (row, column)): at for at, (sheet, row, column) in enumerate(cells)}
        self._book = UnitBook(Session(workbook, Note()), places)
        index = self._book.dependencies().index(self._book.formulas.values())
        self._formulas = {}
        self._dependents: list[frozenset[tuple[str, Position]]] = []
        for sheet, row, column in cells:
            found = {(one.sheet, one.where): one for one in index.dependents({sheet: ((row, column),)})}
            self._formulas.update(found)
            self._dependents.append(frozenset(found))
        self._members = {
            place: [(one.sheet, cell.where) for cell in members(self._book, one)]
            for place, one in self._formulas.items()
        }
        self._evaluations: dict[frozenset[tuple[str, Position]], UnitEvaluation] = {}

    @property
    def places(self) -> list[tuple[str, Position]]:
        """可能变动的公式单元格."""
        return list(dict.fromkeys(one for found in self._members.values() for one in found))

    def values(self, values: Sequence[Given], changed: Sequence[bool]) -> dict[tuple[str, Position], Value]:
        """公式的值: as they are read from the unit's workbook; those that did not change are left out.

        Args:
            values: one for each filled cell. changed: whether it differs from what the workbook had there.
        """
        dirty = frozenset().union(*(self._dependents[at] for at, differs in enumerate(changed) if differs))
        evaluation = self._evaluations.get(dirty)
        if evaluation is None:
            if len(self._evaluations) >= _MOST_EVALUATIONS:
                self._evaluations.clear()
            chosen = {place: self._formulas[place] for place in dirty}
            evaluation = self._evaluations[dirty] = UnitEvaluation(self._book, chosen)
        self._book.values = values
        found: dict[tuple[str, Position], Value] = {}
        for place, value in evaluation.run():
            if isinstance(value, Unknown):
                found.update(dict.fromkeys(self._members[place]))
            else:
                found[place] = read_back(value)
        return found


def read_back(value: Given) -> Value:
    """读回的值: what ``sheet_read`` finds where this value was written.

    >>> read_back(120.0), read_back(-3), read_back(0.5), read_back("良")
    (120, -3.0, 0.5, '良')

    Raises:
        Unstored: times, and texts with signs that are written in another way.
    """
    if value is None or isinstance(value, (bool, CellError)):
        return value
    if isinstance(value, str):
        if "_x" in value or not value.replace("\n", "").isprintable():
            raise Unstored(value)
        return value
    if isinstance(value, Keep):
        raise Unstored(value)
    scalar = stored_scalar(value)
    if not isinstance(scalar, float):
        raise Unstored(value)
    text = number_text(scalar if not isinstance(value, int) else value)
    return int(text) if text.isdigit() and len(text) <= _DIGITS else float(text)
