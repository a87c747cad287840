"""一种填法 (pattern): the template with one set of new and overwritten cells, cut at every cell that differs by unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...edits import SetValue
from ...grid import Position
from .. import markup
from ..dependencies import Formula
from ..draft import Draft
from ..formula_book import members
from ..formula_values import Scalar, Unknown
from ..note import Note
from ..session import Session, with_full_calculation
from ..zip_write import Frame, Mould
from .encode import Encoder, Given
from .recalculation import Cell, UnitBook, UnitEvaluation
from .slots import FormulaSlot, ValueSlot
from .strip import Packed, Strip, deflated
from .titles import Titles

#: sheet, row, column
Place = tuple[str, int, int]
#: sets of formulas, by the cells that are filled, whose evaluation is kept at hand
_EVALUATIONS = 256


class Unfit(Exception):
    """不能裁: this workbook cannot be cut here; the long way still works."""


class _Part(NamedTuple):
    """A sheet part: its strip, and which of all slots lie in it."""

    frame: Frame
    strip: Strip
    first: int
    last: int


class Pattern:
    """一种填法.

    Args:
        data: the template.
        cells: the cells to fill.
        shaping: those of them, by number, whose writing changes more than the cell (new cells, formulas overwritten).
        skipped: those that are not written in this pattern.
        originals: the bytes of each cell in the template; None where any content is a change.
        replaced: members that the caller gives anew for each unit.
        lock: cells that are given a value are locked. titles: sheets that are named anew for each unit.

    Raises:
        PackageProblem: a cell cannot be written. Unfit: the parts cannot be cut.
    """

    def __init__(
        self,
        data: bytes,
        cells: Sequence[Place],
        shaping: Iterable[int],
        skipped: frozenset[int],
        originals: Sequence[bytes | None],
        replaced: Sequence[str],
        path: str,
        lock: bool = False,
        titles: Sequence[str] = (),
    ) -> None:
        self._lock = lock
        self._renamed = tuple(titles)
        session = Session(data, Note(), path)
        for at in shaping:
            session.take(SetValue(*cells[at], value=0))
        session.flush(record=False)
        if session.formulas_changed:
            session.drop_calc_chain()
        self._draft = Draft(session.draft.to_bytes(), path)
        places = {(sheet, (row, column)): at for at, (sheet, row, column) in enumerate(cells) if at not in skipped}
        self._book = UnitBook(session, places)
        index = self._book.dependencies().index(self._book.formulas.values())
        if index.too_many(len(cells)):
            raise Unfit("公式太多")
        self._formulas: list[Formula] = []
        bits: dict[Cell, int] = {}
        dependent: dict[int, int] = {}
        for (sheet, where), at in places.items():
            mask = 0
            for one in index.dependents({sheet: (where,)}):
                place = one.sheet, one.where
                if place not in bits:
                    bits[place] = len(self._formulas)
                    self._formulas.append(one)
                mask |= 1 << bits[place]
            dependent[at] = mask
        self._evaluations: dict[int, UnitEvaluation] = {}
        #: formula cells that were worked out for the last unit -> what they gave
        self.followed: dict[Cell, Scalar | Unknown] = {}
        self._cut(places, originals, dependent)
        self._mould(set(replaced))

    def _cut(self, places: Mapping[Cell, int], originals: Sequence[bytes | None], dependent: Mapping[int, int]) -> None:
        by_sheet: dict[str, dict[Position, int | None]] = {}
        for (sheet, where), at in places.items():
            by_sheet.setdefault(sheet, {})[where] = at
        self._members: dict[Cell, list[Cell]] = {}
        for formula in self._formulas:
            found = [(formula.sheet, one.where) for one in members(self._book, formula)]
            self._members[formula.sheet, formula.where] = found
            for sheet, where in found:
                if by_sheet.setdefault(sheet, {}).setdefault(where, None) is not None:
                    raise Unfit("填写的单元格属于数组公式")
        #: what each slot holds when nothing is done to it; values are put in their places for each unit
        self._initial: list[bytes] = []
        self._values: list[tuple[int, int, ValueSlot, int]] = []
        self._slots: dict[Cell, tuple[int, FormulaSlot]] = {}
        self._strips: dict[str, tuple[Strip, int, int]] = {}
        styles = Session(self._draft.data, Note()).styles
        for sheet, wanted in by_sheet.items():
            index = self._book.index(sheet)
            encoder = Encoder(index.prefix)
            first = len(self._initial)
            found_cells = []
            for where in wanted:
                cell = index.cell(where)
                if cell is None:
                    raise Unfit("单元格不在表中")
                found_cells.append(cell)
            found_cells.sort(key=lambda cell: cell.start)
            for cell in found_cells:
                number = wanted[cell.where]
                if number is None:
                    formula_slot = FormulaSlot(index, cell)
                    self._slots[sheet, cell.where] = len(self._initial), formula_slot
                    self._initial.append(formula_slot.stored)
                else:
                    own = markup.number(markup.attribute(cell.attributes, b"s"))
                    style = styles.locked(own) if self._lock else None
                    slot = ValueSlot(index, cell, originals[number], encoder, style)
                    self._values.append((len(self._initial), number, slot, dependent[number]))
                    self._initial.append(b"")
            try:
                strip = Strip(index.data, [(cell.start, cell.end) for cell in found_cells])
            except ValueError as cause:
                raise Unfit("单元格重叠") from cause
            self._strips[self._book.parts_of[sheet]] = strip, first, len(self._initial)

    def _mould(self, replaced: set[str]) -> None:
        draft = self._draft
        own = {*self._strips, *replaced}
        self._main: tuple[Frame, Packed, Packed] | None = None
        self._titles: tuple[Frame, Titles, Titles] | None = None
        name = draft.parts.main
        if self._formulas or self._renamed:
            content, told = draft.read(name), with_full_calculation(draft.editable(name))
            frame = Frame(name, draft.raw(name))
            if self._renamed:
                self._titles = frame, Titles(content, self._renamed), Titles(told, self._renamed)
            else:
                self._main = frame, deflated(content, 9), deflated(told, 9)
            own.add(name)
        self._parts = [_Part(Frame(name, draft.raw(name)), *rest) for name, rest in self._strips.items()]
        self._frames = {name: Frame(name, draft.raw(name) if name in draft else None) for name in sorted(replaced)}
        self._fixed = Mould((name, draft.raw(name)) for name in draft.names() if name not in own)

    def fill(self, values: Sequence[Given], contents: Mapping[str, bytes], names: Sequence[str] = ()) -> bytes:
        """填写一个单位.

        Args:
            values: one for each cell of the plan. contents: the replaced members. names: of the renamed sheets.

        Raises:
            PackageProblem: a value that no cell can hold.
        """
        rendered = list(self._initial)
        dirty = 0
        for place, at, slot, dependent in self._values:
            new = rendered[place] = slot.render(values[at])
            if dependent and new != slot.original:
                dirty |= dependent
        self.followed = {}
        stale = self._recalculate(dirty, values, rendered) if dirty else False
        out = [(one.frame, *one.strip.pack(rendered[one.first : one.last])) for one in self._parts]
        if self._main is not None:
            frame, same, told = self._main
            out.append((frame, *(told if stale else same)))
        if self._titles is not None:
            frame, *both = self._titles
            out.append((frame, *deflated(both[stale].content(names), 1)))
        out += [(frame, *deflated(contents[name], 1)) for name, frame in self._frames.items()]
        return self._fixed.join(out)

    def _recalculate(self, dirty: int, values: Sequence[Given], rendered: list[bytes]) -> bool:
        evaluation = self._evaluations.get(dirty)
        if evaluation is None:
            if len(self._evaluations) >= _EVALUATIONS:
                self._evaluations.clear()
            chosen = {(one.sheet, one.where): one for at, one in enumerate(self._formulas) if dirty >> at & 1}
            evaluation = self._evaluations[dirty] = UnitEvaluation(self._book, chosen)
        self._book.values = values
        stale = False
        for place, value in evaluation.run():
            if isinstance(value, Unknown):
                stale = True
                for one in self._members[place]:
                    at, slot = self._slots[one]
                    rendered[at] = slot.removed
                    self.followed[one] = value
            else:
                at, slot = self._slots[place]
                rendered[at] = slot.render(value)
                self.followed[place] = value
        return stale
