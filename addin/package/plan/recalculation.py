"""逐单位重算 (recalculation per unit): the formulas that follow the filled cells, computed from one unit's values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...grid import Position, Range
from ..dependencies import Formula
from ..evaluate import evaluate
from ..formula_book import Book, Evaluation
from ..formula_values import Area, Operand, Scalar, Unknown
from ..session import Session
from .encode import KEEP, Given, stored_scalar

Cell = tuple[str, Position]


#: sheet, kind, prefix and text of what a formula asks for
_Asked = tuple[str, str, str, str]
#: answers that are remembered, over all formulas of a set
_STEPS = 20_000


def _key(answer: Operand) -> Any:
    """Answers alike: 1, 1.0 and TRUE are not."""
    if isinstance(answer, Area):
        return tuple(answer.values), tuple(map(type, answer.values))
    return answer, type(answer)


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


class _Step:
    """记忆的一步: what a formula asks next, and where each answer leads: to another step or to the result."""

    __slots__ = ("asked", "ways")

    def __init__(self, asked: _Asked) -> None:
        self.asked = asked
        self.ways: dict[Any, _Step | _Result] = {}


class _Result(NamedTuple):
    value: Scalar


class UnitEvaluation(Evaluation):
    """逐单位求值: one set of formulas, for one unit after the other.

    What a formula gives follows from the answers to what it asks, one after the other: the same answers are not worked
    out again. Most units leave the same cells blank, so that sums over blank columns are worked out once.
    """

    def __init__(self, book: UnitBook, dirty: dict[Cell, Formula]) -> None:
        super().__init__(book, dirty)
        self.order = sorted(dirty)
        self._first: dict[Cell, _Step] = {}
        self._steps = 0

    def _evaluated(self, formula: Formula) -> Scalar:
        """公式的值: remembered, or worked out and remembered.

        Raises:
            Unknown: as ``evaluate``; that is not remembered.
        """
        place = formula.sheet, formula.where
        step: _Step | _Result | None = self._first.get(place)
        while isinstance(step, _Step):
            step = step.ways.get(_key(self._lookup(*step.asked)))
        if step is not None:
            return step.value
        seen: dict[_Asked, Any] = {}

        def lookup(kind: str, prefix: str, text: str) -> Operand:
            asked = formula.sheet, kind, prefix, text
            found = self._lookup(*asked)
            seen.setdefault(asked, _key(found))
            return found

        value = evaluate(formula.text, lookup)
        self._remember(place, list(seen.items()), _Result(value))
        return value

    def _remember(self, place: Cell, answers: list[tuple[_Asked, Any]], result: _Result) -> None:
        if not answers:
            return
        if self._steps + len(answers) > _STEPS:
            self._first.clear()
            self._steps = 0
        self._steps += len(answers)
        step = self._first.setdefault(place, _Step(answers[0][0]))
        for (_, answer), (asked, _) in zip(answers, answers[1:]):
            following = step.ways.setdefault(answer, _Step(asked))
            assert isinstance(following, _Step)  # the same answers lead to the same question
            step = following
        step.ways[answers[-1][1]] = result

    def run(self) -> Iterator[tuple[Cell, Scalar | Unknown]]:
        """逐个公式的值: from the values that the book has now, by sheet and place."""
        self._done.clear()
        for sheet, where in self.order:
            yield (sheet, where), self.value(sheet, where)
