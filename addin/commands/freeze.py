"""定稿 (freeze): formulas to values, and what is ours taken out: the file to submit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import List

from udfs.core.errors import CellError

from ..edits import Edit, EditValue, SetValue
from ..findings import ERROR, Finding
from ..grid import Grid, Value

CODES = ("value.stale",)

#: day 0 of the 1900 date system, counted as spreadsheets do from March 1900 on
_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)


@dataclass
class Frozen:
    """定稿的改动: edits that turn formulas into values, or the findings that forbid it."""

    edits: List[Edit] = field(default_factory=list)
    findings: List[Finding] = field(default_factory=list)


def freeze(grid: Grid, file: str = "") -> Frozen:
    """把一张工作表的公式改成数值.

    Args:
        grid: the sheet, with the cached values of its formulas. file: the file's name for messages.

    Returns:
        one edit for each formula cell; a formula without a cached value gives ``value.stale`` and no edits at all.
    """
    result = Frozen()
    for (row, column), cell in grid:
        if cell.formula is None:
            continue
        # #NAME? is what a machine without the add-in computes
        if cell.value is None or (isinstance(cell.value, CellError) and cell.value.code == "#NAME?"):
            label = grid.label(row, column)
            result.findings.append(Finding(
                "value.stale", ERROR,
                f"{grid.name}!{label} 是公式 ={cell.formula[:60]}，但文件里没有它可信的计算结果，不能定稿；"
                "请在电子表格软件中打开、重新计算并保存后再试",
                file, grid.name, label,
            ))  # fmt: skip
            continue
        result.edits.append(SetValue(grid.name, row, column, _stored(cell.value, grid.date1904)))
    if result.findings:
        result.edits = []
    return result


def _stored(value: Value, date1904: bool) -> EditValue:
    """The value as a cell stores it: dates and times as the serial number that their number format shows."""
    if isinstance(value, datetime):
        since = value - (_EPOCH_1904 if date1904 else _EPOCH)
        return since.days + since.seconds / 86400 if since.seconds else since.days
    if isinstance(value, date):
        return _stored(datetime(value.year, value.month, value.day), date1904)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    return value
