"""预填内容的判断 (prefilled): cells that were filled in and locked, and hold something else now."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...findings import Finding
from ...forms.model import Bound
from ...grid import Cell, Grid, Position, Range, address
from ..figures.numbers import in_wan, money, number
from ..spelling import spelled
from .case import Case
from .fields import money_cells
from .scale import is_scaled

CODES = ("return.prefilled-changed", "return.amount-scale")


def judge(case: Case) -> Iterator[Finding]:
    """核对下发时填好的格."""
    held: dict[str, set[str]] = {}
    for place, issued in case.issued.items():
        sheet, _, cell = place.rpartition("!")
        now = case.renamed.get(sheet, sheet)
        grid = case.sheets.get(now)
        if grid is None:
            continue  # a form that is missing is told as such
        try:
            where = Range.parse(cell)
        except ValueError:
            continue
        yield from _compare(case, grid, (where.top, where.left), issued, held)


def _compare(case: Case, grid: Grid, where: Position, issued: object, held: dict[str, set[str]]) -> Iterator[Finding]:
    if _same(grid[where], issued):
        return
    shift = case.shifts[grid.name][1] if grid.name in case.shifts else None
    place = where
    if shift is not None and not shift.exact:
        place = shift.of(where) or where
        if place != where and _same(grid[place], issued):
            return
        # rows may have been added when the file was made, too: a value that stands elsewhere on the sheet only moved
        if place != where and grid.name not in held:
            held[grid.name] = {spelled(cell.value) for cell in grid.cells.values()}
        if place != where and spelled(issued) in held[grid.name]:
            return
    found = money_cells(case, grid.name).get(place)
    bound = Bound(*place, grid[place], address(*place))
    expected = spelled(issued)
    if found is not None and isinstance(issued, (int, float)) and not isinstance(issued, bool):
        was = in_wan(Decimal(repr(issued)), found.issued_unit)
        is_now = money(bound, found.unit)
        if is_now is not None and is_now == was:
            return
        if is_now is not None and is_scaled(was, is_now):
            yield case.finding(
                "return.amount-scale",
                f"下发时填好的是 {expected}，现在是 {bound.text}，约为 10000 倍，像是把“元”填进了以“万元”为单位的表；请按万元填写",
                sheet=grid.name, cell=bound.label, printed=bound.text, expected=expected,
            )  # fmt: skip
            return
    yield case.finding(
        "return.prefilled-changed",
        f"下发时填好并锁定的是“{expected}”，现在是“{bound.text or '空白'}”；请改回，如原数有误请联系下发单位",
        sheet=grid.name, cell=bound.label, printed=bound.text, expected=expected,
    )  # fmt: skip


def _same(cell: Cell, issued: object) -> bool:
    value = cell.value
    if value == issued and isinstance(value, bool) == isinstance(issued, bool):
        return True
    if spelled(value) == spelled(issued):
        return True
    if isinstance(issued, (int, float)) and not isinstance(issued, bool) and isinstance(value, (int, float, str)):
        return number(Bound(1, 1, Cell(value, str(value)), "")) == number(Bound(1, 1, Cell(issued, str(issued)), ""))
    return spelled(cell.text) == spelled(issued)
