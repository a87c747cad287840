"""下发的版式 (layout): which cells of the pack's workbook are filled for every unit, and from what."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..edits import EditValue
from ..findings import ERROR, Finding
from ..forms.facts import money_unit
from ..forms.recognise import recognise
from ..grid import Cell, Grid, Value
from ..package.plan import KEEP, Keep, Place
from ..package.reading import WorkbookFile
from ..packs.model import ACCOUNTS, Pack, PackForm
from ..packs.places import place_of
from ..register.binding import Target
from ..register.model import Column, Register, Unit
from .values import Unfit, Wanted, fitted, wanted

Given = EditValue | Keep
#: fields of a form that the register itself fills
UNIT, DEPARTMENT, YEAR, PROJECT = "unit_name", "department", "year", "project"
_BLANK_YEAR = re.compile(r"[\s_＿]*(?=年)")


@dataclass(frozen=True)
class Source:
    """来源: a column of the register for one cell of the layout.

    Args:
        column: the column. at: the number of the cell. wanted: what it takes. target: the field.
    """

    column: Column
    at: int
    wanted: Wanted
    target: Target


@dataclass
class Layout:
    """版式: the cells that are filled for every unit, in the order in which values are given.

    Args:
        cells: sheet, row, column. names: numbers of the cells that take the unit's name. departments: those that take its
            parent's name. years: number of a cell -> what it shows. sources: the columns of the register.
    """

    cells: list[Place] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    departments: list[int] = field(default_factory=list)
    years: dict[int, EditValue] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)

    def at(self, place: Place) -> int:
        """单元格的序号: a new one where it has none yet."""
        if place not in self.cells:
            self.cells.append(place)
        return self.cells.index(place)

    def values(self, unit: Unit, department: str) -> tuple[Given, ...]:
        """一个单位的值: one for each cell, KEEP where the register says nothing.

        Raises:
            Unfit: as ``check`` tells it.
        """
        given: list[Given] = [KEEP] * len(self.cells)
        for at in self.names:
            given[at] = unit.name
        for at in self.departments if department else ():
            given[at] = department
        for at, year in self.years.items():
            given[at] = year
        for source in self.sources:
            value = unit.values.get(source.column.head)
            if value is not None:
                shown = unit.shown.get(source.column.head, "")
                new = fitted(value, shown, source.wanted, source.column.money, source.column.stated)
                given[source.at] = KEEP if new is None else new
        return tuple(given)

    def check(self, register: Register, grid: Grid) -> Iterator[Finding]:
        """核对名册的值: a finding for each one that does not fit its cell.

        Args:
            grid: the register's first sheet.
        """
        for source in self.sources:
            head = source.column.head
            for unit in register.units.values():
                if head in unit.values:
                    where = unit.row, source.column.where[1]
                    yield from misfit(
                        register, grid, where, source.column, unit.values[head], unit.shown.get(head, ""), source.wanted
                    )


def misfit(
    register: Register, grid: Grid, where: tuple[int, int], column: Column, value: Value, shown: str, to: Wanted
) -> Iterator[Finding]:
    """不合适的值: its finding, or nothing."""
    try:
        fitted(value, shown, to, column.money, column.stated)
    except Unfit as unfit:
        label, printed = grid.label(*where), shown or str(value)
        message = f"{grid.name}!{label}：“{column.head}”的“{printed[:40]}”{unfit.told}。请改正名册。"
        file = os.path.basename(register.path)
        yield Finding("register.value", ERROR, message, file, grid.name, label, printed[:200])


def make_layout(
    pack: Pack, book: WorkbookFile, register: Register, bound: dict[str, Target], year: int | None
) -> Layout:
    """定版式.

    Args:
        pack, book: the pack and its workbook. bound: head of a column -> field. year: the year that the forms show.
    """
    layout = Layout()
    units = money_units(book)
    for form in pack.forms:
        if form.sheet not in book.sheets or form.repeats:
            continue
        for name, where in own_fields(form, book).items():
            at = layout.at((form.sheet, *where))
            if name == UNIT:
                layout.names.append(at)
            elif name == DEPARTMENT:
                layout.departments.append(at)
            elif year is not None and (shown := year_shown(book.grid(form.sheet)[where], year)) is not None:
                layout.years[at] = shown
    accounts = {form.sheet for form in pack.forms if form.kind == ACCOUNTS}
    for column in register.columns:
        target = bound.get(column.head)
        if target is not None:
            cell = book.grid(target.sheet)[target.where]
            to = wanted(target.field, cell, units[target.sheet], target.sheet in accounts)
            layout.sources.append(Source(column, layout.at((target.sheet, *target.where)), to, target))
    return layout


def own_fields(form: PackForm, book: WorkbookFile) -> dict[str, tuple[int, int]]:
    """名册自身能填的字段: of one form -> the cell, without those that hold formulas."""
    found = {}
    for name in (UNIT, DEPARTMENT, YEAR, PROJECT) if form.repeats else (UNIT, DEPARTMENT, YEAR):
        cell = (form.fields or {}).get(name)
        where = place_of(book, form.sheet, cell) if cell else None
        if where is not None and book.grid(form.sheet)[where].formula is None:
            found[name] = where
    return found


def money_units(book: WorkbookFile) -> dict[str, str]:
    """各表的金额单位: sheet -> 万元, 元 …, "" where the sheet states none."""
    forms = {form.sheet: form.money_unit for form in recognise(book.grids()).forms}
    return {grid.name: forms.get(grid.name) or money_unit(_texts(grid)) for grid in book.grids()}


def _texts(grid: Grid) -> list[str]:
    return [cell.value for _, cell in sorted(grid.cells.items()) if isinstance(cell.value, str) and cell.value]


def year_shown(cell: Cell, year: int) -> EditValue:
    """年度怎样写: None where the cell states a year already.

    >>> year_shown(Cell("（      年度）"), 2024), year_shown(Cell(None), 2024), year_shown(Cell(2024, "2024"), 2024)
    ('（2024年度）', 2024, None)
    """
    text = str(cell.value or "")
    if re.search(r"\d", text):
        return None
    if "年" in text:
        return _BLANK_YEAR.sub(str(year), text, count=1)
    return f"{year}年度" if cell.number_format == "@" else year
