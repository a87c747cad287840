"""旧格式中的零 (zeros of .xls): LibreOffice stores 0 for a formula that shows nothing when it saves as .xls.

Such a file does not tell its formulas, so nobody can say whether a 0 in the place of a formula was worked out or is nothing at
all. It is taken for blank, and that is told: a 0 that nobody filled in would otherwise lower sums and means.
"""

from __future__ import annotations

from dataclasses import replace

from ..findings import WARNING, Finding
from ..forms.renewal import renewed_all
from ..grid import Cell, Grid
from .judging import Case

CODES = (CODE,) = ("return.xls-zero",)


def without_zeros(case: Case) -> tuple[Case, list[Finding]]:
    """去掉不能判断的 0.

    Args:
        case: a file of the kind .xls.

    Returns:
        the case with these cells blank, and one warning for each sheet that has some.
    """
    if case.template is None:
        return case, []
    fresh: dict[str, Grid] = {}
    findings = []
    for sheet, (like, shift) in case.shifts.items():
        grid, cells = case.sheets[sheet], {}
        for place, cell in case.template.grids[like].cells.items():
            where = shift.of(place) if cell.formula is not None else None
            if where is not None and _is_zero(grid[where]):
                cells[where] = replace(grid[where], value=None, text="")
        if cells:
            fresh[sheet] = replace(grid, cells={**grid.cells, **cells})
            first = grid.label(*min(cells))
            message = (
                f"模板中是公式的 {len(cells)} 格为 0。.xls 文件不能区分算得的 0 和空白，按空白处理；"
                "请用下发的 .xlsx 文件报送，或核对后另存为 .xlsx"
            )
            findings.append(case.finding(CODE, message, WARNING, sheet, first, "0"))
    if not fresh:
        return case, []
    grids = [fresh.get(grid.name, grid) for grid in case.grids]
    return replace(case, grids=grids, recognised=renewed_all(case.recognised, grids)), findings


def _is_zero(cell: Cell) -> bool:
    return cell.formula is None and not isinstance(cell.value, (str, bool)) and cell.value == 0
