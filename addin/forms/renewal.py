"""更新表单的单元格 (renewal): a recognised form with its cells as they stand in the sheet after figures were filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, List, Optional

from ..grid import Grid
from .accounts_model import Accounts
from .model import Amounts, Bound, Form, Recognised, Row
from .plans_model import Plan


def renewed(form: Form, grid: Grid) -> Form:
    """更新一张表: the same form, every field bound to the cell that now stands at its place.

    Labels stay where they are when only figures are filled in, so nothing has to be recognised anew.

    Args:
        form: as recognised. grid: the form's sheet as it is now, without inserted or removed rows.
    """
    cells = _Cells(grid)
    fresh = replace(
        form,
        grid=grid,
        budget=cells.rows(form.budget),
        indicators=cells.rows(form.indicators),
        items=cells.rows(form.items),
        total=cells.row(form.total) if form.total else None,
        grade=cells.bound(form.grade),
        amounts=[Amounts(one.name, [(name, cells.renew(bound)) for name, bound in one.items]) for one in form.amounts],
        staff=cells.fields(form.staff),
        buildings=cells.fields(form.buildings),
        facts=cells.fields(form.facts),
    )
    if isinstance(fresh, Accounts):
        fresh.cells = {place: cells.renew(bound) for place, bound in fresh.cells.items()}
        fresh.doubles = [(name, cells.renew(bound)) for name, bound in fresh.doubles]
        fresh.note = cells.bound(fresh.note)
    if isinstance(fresh, Plan):
        fresh.medium = cells.rows(fresh.medium)
    return fresh


def renewed_all(recognised: Recognised, grids: List[Grid]) -> Recognised:
    """更新全部表单: each with its sheet from ``grids``."""
    by_name = {grid.name: grid for grid in grids}
    return replace(recognised, forms=[renewed(form, by_name[form.sheet]) for form in recognised.forms])


class _Cells:
    """The cells of a sheet as it is now; a cell that did not change keeps its binding."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid

    def renew(self, bound: Bound) -> Bound:
        cell = self._grid[bound.row, bound.column]
        if cell is bound.cell or cell == bound.cell:
            return bound
        return Bound(bound.row, bound.column, cell, bound.label)

    def bound(self, bound: Optional[Bound]) -> Optional[Bound]:
        return self.renew(bound) if bound else None

    def fields(self, fields: Dict[str, Bound]) -> Dict[str, Bound]:
        return {name: self.renew(bound) for name, bound in fields.items()}

    def row(self, row: Row) -> Row:
        # written out, for it is done for every row of every file
        return Row(
            row.row, row.name, self.fields(row.fields), row.role, row.level1, row.level2, row.group_weights, row.block,
            row.depth, row.key,
        )  # fmt: skip

    def rows(self, rows: List[Row]) -> List[Row]:
        return [self.row(row) for row in rows]
