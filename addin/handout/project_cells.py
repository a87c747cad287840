"""项目表的单元格 (project cells): those of the sheets that are repeated, and what the register itself says for them."""

from __future__ import annotations

from collections.abc import Sequence

from ..edits import EditValue
from ..package.plan import KEEP
from ..package.plan import Place as Cell
from ..package.reading import WorkbookFile
from ..packs.model import PackForm
from ..register.model import Unit
from .job import Given
from .layout import DEPARTMENT, PROJECT, UNIT, YEAR, own_fields, year_shown


class ProjectCells:
    """项目表的单元格, in the order in which values are given.

    Args:
        forms: the forms that repeat. book: the pack's workbook. year: the year that they show.
    """

    def __init__(self, forms: Sequence[PackForm], book: WorkbookFile, year: int | None) -> None:
        self.cells: list[Cell] = []
        self._said: dict[str, list[int]] = {UNIT: [], DEPARTMENT: [], PROJECT: []}
        self._years: dict[int, EditValue] = {}
        for form in forms:
            for name, where in own_fields(form, book).items():
                at = self.at((form.sheet, *where))
                if name in self._said:
                    self._said[name].append(at)
                elif name == YEAR and year is not None:
                    shown = year_shown(book.grid(form.sheet)[where], year)
                    self._years.update({at: shown} if shown is not None else {})

    def at(self, place: Cell) -> int:
        """单元格的序号: a new one where it has none yet."""
        if place not in self.cells:
            self.cells.append(place)
        return self.cells.index(place)

    def of_project(self, name: str) -> dict[int, Given]:
        """项目名称填在哪里."""
        return dict.fromkeys(self._said[PROJECT], name)

    def values(self, unit: Unit, department: str, listed: Sequence[Given]) -> tuple[Given, ...]:
        """一个项目的值: what its line says goes before what the register says by itself."""
        own: list[Given] = [KEEP] * len(self.cells)
        for at in self._said[UNIT]:
            own[at] = unit.name
        for at in self._said[DEPARTMENT] if department else ():
            own[at] = department
        for at, year in self._years.items():
            own[at] = year
        return tuple(
            mine if said is KEEP else said for mine, said in zip(own, (*listed, *own[len(listed) :]), strict=True)
        )
