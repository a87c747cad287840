"""裁好的模板 (plan): what a workbook needs in order to be filled for one unit after the other."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from ...edits import SetValue
from ...grid import Position, address
from .. import markup
from ..container import Container
from ..draft import Draft
from ..formula_values import Scalar, Unknown
from ..locking import lock_cells, with_locked_styles
from ..session import Session
from ..sheet_copy import rename_sheets
from ..sheet_index import SheetIndex, parse_range
from ..writing import apply_edits
from .encode import KEEP, Given
from .pattern import Pattern, Place, Unfit

#: patterns that are kept
_MOST = 16


class Plan:
    """裁好的模板: fills the same cells of a workbook with the values of many units.

    What comes out has, member by member, the content that ``writing.apply`` with one ``SetValue`` a cell gives (no note
    is written), after ``locking.lock_cells`` of the cells that are given a value, where they are to be locked. The first unit of each pattern is made both ways and compared; a workbook where that fails is filled the
    long way, slower and as right.

    Args:
        data: the template.
        cells: (sheet, row, column) of the cells to fill.
        members: members of the package that are given anew for each unit (``docProps/custom.xml``).
        lock: cells that are given a value are locked; those that stay blank are left open.
        titles: sheets of the template that are named anew for each unit.
        groups: numbers of cells that many units keep, all of them: such a unit is then filled as if they were not listed.
        path: the template's name, for messages.

    Raises:
        PackageProblem: one of the cells cannot be written. ValueError: a cell is named twice.
    """

    def __init__(
        self,
        data: bytes,
        cells: Sequence[Place],
        *,
        members: Sequence[str] = (),
        lock: bool = False,
        titles: Sequence[str] = (),
        groups: Sequence[Sequence[int]] = (),
        path: str = "",
    ) -> None:
        self.groups = tuple(tuple(group) for group in groups)
        self.cells, self.members, self.lock, self.path = tuple(cells), tuple(members), lock, path
        self.titles = tuple(titles)
        self.data = data = with_locked_styles(data, self.cells, path) if lock else data
        if len(set(self.cells)) != len(self.cells):
            twice = next(cell for at, cell in enumerate(self.cells) if cell in self.cells[:at])
            raise ValueError(f"同一单元格列了两次：{twice[0]}!{address(*twice[1:])}")
        own = Session(data, path=path)
        taken = {one.part for one in own.workbook.sheets} | {own.draft.parts.main}
        if taken & set(self.members):
            raise ValueError(f"工作簿和工作表的部件不能另给：{sorted(taken & set(self.members))}")
        apply_edits(data, [SetValue(*cell, value="0") for cell in self.cells], record=False, path=path)
        self._originals: list[bytes | None] = []
        #: cells whose writing changes more than the cell: number -> whether None is written, too
        self._shaping: dict[int, bool] = {}
        self._look(own)
        self._patterns: OrderedDict[int, Pattern | None] = OrderedDict()
        self._last: Pattern | None = None
        #: why some units are filled the long way, "" where none is
        self.why_slow = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return _remake, (self.data, self.cells, self.members, self.lock, self.titles, self.groups, self.path)

    def _look(self, session: Session) -> None:
        sheets: dict[str, SheetIndex] = {}
        for at, (sheet, *where) in enumerate(self.cells):
            if sheet not in sheets:
                member = session.draft.parts.member(session.sheet(sheet).part)
                sheets[sheet] = SheetIndex(session.draft.editable(member), sheet)
            index = sheets[sheet]
            cell = index.cell((where[0], where[1]))
            absent = cell is None
            formula = cell is not None and index.child(cell, b"f") is not None
            if absent or formula:
                self._shaping[at] = not absent
            elif not _within_dimension(index, where[0], where[1]):
                self._shaping[at] = True
            self._originals.append(None if cell is None or formula else index.data[cell.start : cell.end])

    def fill(
        self, values: Sequence[Given], members: Mapping[str, bytes] | None = None, names: Sequence[str] = ()
    ) -> bytes:
        """填写一个单位.

        Args:
            values: one for each cell, in the plan's order; KEEP leaves the template's content, None empties the cell.
            members: the content of each of the plan's members.
            names: the names of the plan's ``titles``, clean (``sheet_names``) and different from all others.

        Returns:
            the workbook; the same values give the same bytes.

        Raises:
            PackageProblem: a value that no cell can hold. ValueError: as many values as cells are wanted.
        """
        contents = dict(members or {})
        if (len(values), set(contents), len(names)) != (len(self.cells), set(self.members), len(self.titles)):
            raise ValueError(
                f"应有 {len(self.cells)} 个值、成员 {self.members} 和 {len(self.titles)} 个表名，"
                f"实际为 {len(values)} 个、{sorted(contents)} 和 {len(names)} 个"
            )
        self._last = None
        key = 0
        for at, also_none in self._shaping.items():
            value = values[at]
            if value is not KEEP and (also_none or value is not None):
                key |= 1 << at
        for number, group in enumerate(self.groups, len(self.cells)):
            if any(values[at] is not KEEP for at in group):
                key |= 1 << number
        if key not in self._patterns:
            if len(self._patterns) >= _MOST:
                # making one costs as much as a few units; the bytes are to be the same whatever units came before
                self._patterns.popitem(last=False)
                self.why_slow = f"填写的单元格里有模板没有的，各单位填的又不同，已超过 {_MOST} 种"
            return self._first(key, values, contents, names)
        self._patterns.move_to_end(key)
        self._last = pattern = self._patterns[key]
        return pattern.fill(values, contents, names) if pattern else self._long_way(values, contents, names)

    @property
    def followed(self) -> Mapping[tuple[str, Position], Scalar | Unknown] | None:
        """随之变动的公式: what each formula cell that follows gave for the last unit; None where that is not known (the long way)."""
        return self._last.followed if self._last is not None else None

    def _first(self, key: int, values: Sequence[Given], contents: Mapping[str, bytes], names: Sequence[str]) -> bytes:
        expected = self._long_way(values, contents, names)
        pattern: Pattern | None = None
        try:
            shaping = [at for at in self._shaping if key >> at & 1]
            kept = (group for number, group in enumerate(self.groups, len(self.cells)) if not key >> number & 1)
            skipped = frozenset(
                [*(at for at in self._shaping if not key >> at & 1), *(at for one in kept for at in one)]
            )
            pattern = Pattern(
                self.data,
                self.cells,
                shaping,
                skipped,
                self._originals,
                self.members,
                self.path,
                self.lock,
                self.titles,
            )
            made = pattern.fill(values, contents, names)
            if not same_content(made, expected):
                raise Unfit("与逐个改写的结果不一致")
            # what follows is known of the first unit, too: its report is made in the same way as those of all others
            self._last = pattern
        except Unfit as unfit:
            self.why_slow = str(unfit)
            pattern, made = None, expected
        self._patterns[key] = pattern
        return made

    def _long_way(self, values: Sequence[Given], contents: Mapping[str, bytes], names: Sequence[str]) -> bytes:
        edits = [
            SetValue(*cell, value=value) for cell, value in zip(self.cells, values, strict=True) if value is not KEEP
        ]
        data = self.data
        if self.lock:
            data = lock_cells(
                data, ((one.sheet, one.row, one.column) for one in edits if one.value is not None), self.path
            )
        data = apply_edits(data, edits, record=False, path=self.path)
        if names:
            data = rename_sheets(data, dict(zip(self.titles, names, strict=True)), self.path)
        if not contents:
            return data
        draft = Draft(data, self.path)
        for name, content in contents.items():
            draft.write(name, content)
        return draft.to_bytes()


def _remake(
    data: bytes, cells: Sequence[Place], members: Sequence[str], lock: bool, titles: Sequence[str],
    groups: Sequence[Sequence[int]], path: str,
) -> Plan:  # fmt: skip
    return Plan(data, cells, members=members, lock=lock, titles=titles, groups=groups, path=path)


def same_content(one: bytes, other: bytes) -> bool:
    """内容是否相同: the same members with the same inflated bytes, in any order."""
    first, second = Container(one), Container(other)
    return sorted(first.names()) == sorted(second.names()) and all(
        first.read(name) == second.read(name) for name in first.names()
    )


def _within_dimension(index: SheetIndex, row: int, column: int) -> bool:
    tag = markup.find(index.seen, index.prefix + b"dimension", 0, index.sheet_data.start)
    ref = markup.attribute(tag.attributes, b"ref") if tag else None
    return not ref or (row, column) in parse_range(ref.decode("utf-8", "replace"), index.sheet)
