"""备好的模板 (prepared template): the pack's workbook for one shape, with what is the same for all units done once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..commands.filling.book import Making
from ..commands.filling.model import Placed, Project, place
from ..commands.filling.rows import Growth
from ..grid import Position
from ..package import markup
from ..package.blank_cells import listed
from ..package.draft import Draft
from ..package.plan import KEEP, Place, Plan
from ..package.properties import write_properties
from ..package.reading import open_workbook
from ..package.sheet_copy import repeat_sheet
from ..packs.model import Pack
from .identity import Identity
from .job import Given, Job, Shape
from .rows import Slot, make_room, slots

#: stands for the unit's code until it is known; nothing else in a package looks like it
_UNIT = "\ue000jixiao.unit\ue000"

#: a plan takes so many groups of cells into account: it cuts the template for each set of them that occurs
_GROUPS = 3


@dataclass(frozen=True)
class Spots:
    """填写之处: of the pack as it is, before rows are inserted and sheets repeated.

    Args:
        cells: filled for every unit. slots: fields of each slot of rows, () for those that nobody fills.
        project_cells: cells of the sheets that are repeated. project_slots: fields of each of their slots.
    """

    cells: tuple[Place, ...] = ()
    slots: tuple[tuple[str, ...], ...] = ()
    project_cells: tuple[Place, ...] = ()
    project_slots: tuple[tuple[str, ...], ...] = ()


@dataclass
class _Group:
    """The cells of the forms that stand once, or of one project's sheets, as numbers of the plan's cells."""

    first: int
    #: for each slot: the number of its first cell and of its fields
    slots: list[tuple[int, int]] = field(default_factory=list)
    #: first cell, sheet and number of cells of each slot
    blocks: list[tuple[int, str, int]] = field(default_factory=list)


class Prepared:
    """备好的模板: fills the same cells for one unit after the other.

    Args:
        data: the pack's workbook. pack: the pack. spots: what is filled. shape: rows and sheets that are added.
        identity: pack, version and year.

    Raises:
        PackageProblem: the workbook cannot be written.
    """

    def __init__(self, data: bytes, pack: Pack, spots: Spots, shape: Shape, identity: Identity) -> None:
        shaped = _Shaped(data, pack, shape)
        self._groups: list[_Group] = []
        #: sheet, or "" for those of projects -> numbers of the cells in rows, which many units leave blank
        in_rows: dict[str, list[int]] = {}
        cells: list[Place] = []
        own = shaped.placed_of(None)
        self._add(cells, shaped, spots.cells, shaped.slots_of(None), spots.slots, own)
        for number in range(shaped.projects):
            self._add(
                cells,
                shaped,
                spots.project_cells,
                shaped.slots_of(number),
                spots.project_slots,
                shaped.placed_of(number),
            )
        for group in self._groups:
            for first, sheet, count in group.blocks:
                in_rows.setdefault("" if group is not self._groups[0] else sheet, []).extend(
                    range(first, first + count)
                )
        # a cell that the sheet does not list would be another way of filling for every set of blanks
        draft = Draft(listed(shaped.making.data, cells, pack.file), pack.file)
        named = Identity(identity.pack, identity.version, _UNIT, identity.year)
        self._member = write_properties(draft, named.properties())
        self._pieces = draft.read(self._member).split(markup.escape(_UNIT))
        self.plan = Plan(
            draft.to_bytes(), cells, members=[self._member], lock=True, titles=shaped.titles,
            groups=list(in_rows.values())[:_GROUPS], path=pack.file,
        )  # fmt: skip

    def _add(
        self,
        cells: list[Place],
        shaped: _Shaped,
        places: Sequence[Place],
        found: Sequence[Slot],
        fields: Sequence[tuple[str, ...]],
        placed: Sequence[Placed],
    ) -> None:
        sheets = {one.form.sheet: one.sheet for one in placed}
        group = _Group(len(cells))
        cells += [(sheets[sheet], *shaped.moved(sheets[sheet], (row, column))) for sheet, row, column in places]
        for slot, names in zip(found, fields, strict=True):
            group.slots.append((len(cells), len(names)))
            grid, columns = shaped.making.grids[slot.placed.sheet], slot.columns
            start = len(cells)
            for row in slot.rows if names else ():
                cells += [(slot.placed.sheet, *grid.anchor(row, columns[name])) for name in names]
            group.blocks.append((start, slot.placed.sheet, len(cells) - start))
        self._groups.append(group)

    @property
    def data(self) -> bytes:
        """填写之前的工作簿."""
        return self.plan.data

    def values(self, job: Job) -> list[Given]:
        """一个单位的值, in the order of the plan's cells."""
        values: list[Given] = [KEEP] * len(self.plan.cells)
        everything = [(job.values, job.lines), *((one.values, one.lines) for one in job.projects)]
        for group, (own, lines) in zip(self._groups, everything, strict=True):
            values[group.first : group.first + len(own)] = own
            for line in lines:
                first, fields = group.slots[line.slot]
                at = first + line.at * fields
                values[at : at + fields] = line.values
        return values

    def fill(self, values: Sequence[Given], unit: str, sheets: Sequence[str] = ()) -> bytes:
        """一个单位的工作簿.

        Args:
            values: one for each of the plan's cells. unit: the unit's code. sheets: names of the repeated sheets.

        Raises:
            PackageProblem: a value that no cell can hold.
        """
        return self.plan.fill(values, {self._member: markup.escape(unit).join(self._pieces)}, sheets)


class _Shaped:
    """The pack's workbook after sheets were repeated and rows inserted."""

    def __init__(self, data: bytes, pack: Pack, shape: Shape) -> None:
        book = open_workbook(data)
        repeating = list(dict.fromkeys(one.sheet for one in pack.forms if one.repeats and one.sheet in book.sheets))
        #: a unit without projects keeps the sheets as the pack has them
        self.projects = max(1, len(shape.projects)) if repeating else 0
        #: sheet of the pack -> its sheets; each unit gives them names of its own
        self._sheets: dict[str, list[str]] = {}
        for number, sheet in enumerate(repeating if shape.projects else ()):
            names = [f"_{number + 1}.{at + 1}_" for at in range(len(shape.projects))]
            data = repeat_sheet(data, sheet, names, pack.file)
            self._sheets[sheet] = names
        self.titles = [name for names in self._sheets.values() for name in names]
        self.making = Making(data)
        named: dict[str, list[tuple[str, Project | None]]] = {
            sheet: [(name, None) for name in names] for sheet, names in self._sheets.items()
        }
        self._placed = place(pack, book, named)
        self._slots = slots(self._placed, self.making.grids, self.making.forms)
        self._steps: list[tuple[str, int, int]] = []
        self._grow(shape)

    def placed_of(self, project: int | None) -> list[Placed]:
        """一个项目的表; None: the forms that stand once."""
        return [one for one in self._placed if self._project(one) == project]

    def slots_of(self, project: int | None) -> list[Slot]:
        """一个项目的各段行."""
        return [slot for slot in self._slots if self._project(slot.placed) == project]

    def _project(self, one: Placed) -> int | None:
        names = self._sheets.get(one.form.sheet)
        return names.index(one.sheet) if names else 0 if one.form.repeats else None

    def moved(self, sheet: str, where: Position) -> Position:
        """现在的位置: of a cell of the pack's own sheet."""
        row, column = where
        for name, before, count in self._steps:
            if name == sheet and row >= before:
                row += count
        return row, column

    def _grow(self, shape: Shape) -> None:
        numbers = {id(slot): number for number, slot in enumerate(self._slots)}
        missing = {}
        for project, rows in enumerate((shape.rows, *shape.projects)):
            found = self.slots_of(project - 1 if project else None)
            missing.update({numbers[id(found[at])]: extra for at, extra in rows})
        growth = Growth()
        make_room(self._slots, missing, growth)
        self.making.grow(growth)
        self._steps = growth.steps
