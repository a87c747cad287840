"""名册的其他工作表 (further sheets): the projects, indicators, items and subjects of each unit in the pack's forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..commands.filling.book import Making
from ..commands.filling.model import place
from ..commands.filling.projects import sheet_titles
from ..commands.filling.sections import name_key
from ..grid import Grid
from ..package.plan import KEEP
from ..package.plan import Place as Cell
from ..package.reading import WorkbookFile
from ..package.sheet_names import sheet_names
from ..packs.model import ACCOUNTS, Pack
from ..register.model import Line, Register, Unit
from .job import ONE, Added, Given, Repeated, Shape
from .layout import money_units
from .line_rows import LineRows, Taken, text_of, value_of
from .line_sheets import LineSheet, Told, understand
from .project_cells import ProjectCells
from .rows import Slot, slots, typed_over
from .template import Spots
from .values import Wanted, wanted

#: one workbook of more sheets than this opens slowly and is meant for nobody
MOST_PROJECTS = 200


class UnitLines(NamedTuple):
    """一个单位的行和项目, as in Job."""

    lines: tuple[Added, ...] = ()
    projects: tuple[Repeated, ...] = ()
    sheets: tuple[str, ...] = ()
    shape: Shape = ONE


@dataclass
class _Project:
    """一个项目 while its lines are gathered."""

    name: str
    values: dict[int, Given]
    rows: list[tuple[Taken, Grid, Line]] = field(default_factory=list)


class Arrangement:
    """行和项目的去处: for every unit, worked out before anything is written.

    Args:
        pack, book: the pack and its workbook. register, pages: the register and its workbook. year: what the forms show.
        cells: the cells of the layout. told: takes what is wrong.
    """

    def __init__(
        self, pack: Pack, book: WorkbookFile, register: Register, pages: WorkbookFile, year: int | None,
        cells: Sequence[Cell], told: Told,
    ) -> None:  # fmt: skip
        self._book, self._told = book, told
        self._forms = [form for form in pack.forms if form.repeats and form.sheet in book.sheets]
        self._accounts = {form.sheet for form in pack.forms if form.kind == ACCOUNTS}
        self._units = money_units(book)
        making = Making(book.data)
        every = slots(place(pack, making.book, {}), making.grids, making.forms)
        once = [slot for slot in every if not slot.placed.form.repeats]
        repeated = [slot for slot in every if slot.placed.form.repeats]
        self._sheets: list[tuple[LineSheet, Grid]] = []
        for lines in register.lines:
            page = pages.grid(lines.sheet)
            found = understand(lines, page, once, repeated, self._forms, book, told)
            if found is not None:
                self._sheets.append((found, page))
        # the list of projects comes first: indicators name them
        self._sheets.sort(key=lambda pair: not pair[0].is_list)
        self._once = LineRows(once, [one for one, _ in self._sheets if not one.repeated], self._takes, self._over, told)
        self._repeated = LineRows(
            repeated, [one for one, _ in self._sheets if one.repeated], self._takes, self._over, told
        )
        self._cells = ProjectCells(self._forms, book, year)
        for one, _ in self._sheets:
            for targets in one.cells.values():
                for target in targets:
                    self._cells.at((target.sheet, *target.where))
        self.spots = Spots(tuple(cells), self._once.fields, tuple(self._cells.cells), self._repeated.fields)
        self._taken = set(book.sheets) - {form.sheet for form in self._forms}
        with_lines = dict.fromkeys(code for one, _ in self._sheets for code in one.lines.by_unit)
        self._known = {code: self._arrange(register.units[code]) for code in with_lines}
        self._sheets = []  # as large as the register, and done with

    def of(self, unit: Unit, department: str) -> UnitLines:
        """一个单位的行和项目.

        Args:
            department: the name of the unit above, for the sheets that repeat.
        """
        found = self._known.get(unit.code, UnitLines())
        if not self._forms:
            return found
        # a unit without projects has its name on the sheet that the pack has
        projects = found.projects or (Repeated(()),)
        named = (one._replace(values=self._cells.values(unit, department, one.values)) for one in projects)
        return found._replace(projects=tuple(named))

    def _takes(self, slot: Slot, name: str) -> Wanted:
        sheet = slot.placed.form.sheet
        grid = self._book.grid(sheet)
        cell = grid[grid.anchor(slot.rows[0], slot.columns[name])]
        return wanted(name, cell, self._units[sheet], sheet in self._accounts)

    def _over(self, slot: Slot, name: str) -> bool:
        return typed_over(slot, self._book.grid(slot.placed.form.sheet), name)

    def _arrange(self, unit: Unit) -> UnitLines:
        rows: list[tuple[Taken, Grid, Line]] = []
        projects: list[_Project] = []
        for one, page in self._sheets:
            wholes = _wholes(one, one.lines.by_unit.get(unit.code, ()))
            for line in one.lines.by_unit.get(unit.code, ()):
                if one.is_list:
                    self._add_project(one, page, line, projects)
                elif one.repeated:
                    project = self._project_of(one, page, line, projects)
                    taken = self._repeated.take(one, page, line) if project is not None else None
                    if project is not None and taken is not None:
                        project.rows.append((taken, page, line))
                elif (taken := self._once.take(one, page, line, line.row in wholes)) is not None:
                    rows.append((taken, page, line))
        if len(projects) > MOST_PROJECTS:
            page = next(page for one, page in self._sheets if one.repeated)
            message = f"{unit.name}有 {len(projects):,} 个项目，超过上限 {MOST_PROJECTS} 个。请核对名册。"
            self._told.say("register.projects", page, (1, 1), message)
            return UnitLines()
        lines, extra = self._once.settle(rows, unit)
        made, shapes = [], []
        for project in projects:
            own, more = self._repeated.settle(project.rows, unit)
            made.append(Repeated(tuple(project.values.get(at, KEEP) for at in range(len(self._cells.cells))), own))
            shapes.append(more)
        return UnitLines(lines, tuple(made), self._sheet_names(projects), Shape(extra, tuple(shapes)))

    def _add_project(self, one: LineSheet, page: Grid, line: Line, projects: list[_Project]) -> None:
        name = self._name(one, page, line)
        if not name:
            return
        project = _Project(name, self._cells.of_project(name))
        for head, targets in one.cells.items():
            for target in targets if head in line.values else ():
                cell = self._book.grid(target.sheet)[target.where]
                to = wanted(target.field, cell, self._units[target.sheet], target.sheet in self._accounts)
                at = self._cells.at((target.sheet, *target.where))
                project.values[at] = value_of(one, page, line, head, to, self._told)
        projects.append(project)

    def _project_of(self, one: LineSheet, page: Grid, line: Line, projects: list[_Project]) -> _Project | None:
        """The project that a line belongs to; where the register lists none, the lines make them."""
        name = self._name(one, page, line)
        if not name:
            return None
        where = line.row, one.column(one.project).where[1]
        found = [project for project in projects if name_key(project.name) == name_key(name)]
        if len(found) > 1:
            message = f"这个单位有 {len(found)} 个项目叫“{name}”，分不清是哪一个。请改名。"
            self._told.say("register.project-twice", page, where, message, name)
            return None
        if not found and any(sheet.is_list for sheet, _ in self._sheets):
            message = f"这个单位的项目清单里没有“{name}”。请改正，或在清单里补上。"
            self._told.say("register.project-unknown", page, where, message, name)
            return None
        if not found:
            projects.append(_Project(name, self._cells.of_project(name)))
        return found[0] if found else projects[-1]

    def _name(self, one: LineSheet, page: Grid, line: Line) -> str:
        name = text_of(line, one.project)
        if not name:
            self._told.say(
                "register.line-name", page, (line.row, one.column(one.project).where[1]), "这一行没有项目名称。请补上。"
            )
        return name

    def _sheet_names(self, projects: Sequence[_Project]) -> tuple[str, ...]:
        """Names of the sheets, by form, then by project: the project's own name, so that people find it by the tab."""
        taken, found = set(self._taken), []
        forms = {form.sheet: form for form in self._forms}
        names = [project.name for project in projects]
        for form in forms.values() if projects else ():
            new = sheet_names(sheet_titles(names, form.title, len(forms)), taken)
            taken |= set(new)
            found += new
        return tuple(found)


def _wholes(one: LineSheet, lines: Sequence[Line]) -> set[int]:
    """Rows of lines whose code begins the code of another one: 205 and 20502 beside 2050201."""
    head = one.head("code")
    codes = {line.row: text_of(line, head) for line in lines} if head else {}
    every = set(codes.values())
    starts = {code[:at] for code in every for at in range(1, len(code))}
    return {row for row, code in codes.items() if code in starts}
