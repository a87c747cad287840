"""部门决算表的回收件 (final accounts that come back): the published 昌吉 2024 tables for invented units, every amount times a whole number.

Sums stay sums under such a factor, so that the roll-up of units with the factors 1, 2 and 3 is six times the published figures.
"""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Tuple

from support.returned_values import Place

from addin.edits import Edit, SetValue
from addin.handout.identity import Identity
from addin.package.draft import Draft
from addin.package.properties import write_properties
from addin.package.reading import open_workbook
from addin.package.writing import apply_edits

PACK = "cn/xinjiang/changji/2024"
WORKBOOK = Path(__file__).resolve().parents[2] / "workbooks" / "changji-2024-final-accounts.xlsx"
#: where the unit's name is typed
UNIT = "单位整体支出绩效自评表"
NAMES: Tuple[Place, ...] = (("封面", 5, 2), (UNIT, 3, 2), ("项目支出绩效自评表", 4, 10))
#: texts that state the published amounts
TEXTS: Dict[Place, str] = {(UNIT, 10, 5): "全年目标任务完成较好。", ("报告文字", 4, 2): "全年工作按计划完成。"}
#: money outside of the nine tables: the funds of the unit's form
FUNDS = {UNIT: (5, 6, 7)}
#: amounts whose published figures differ by 0.01 from what they add up to; twice and thrice that would be an error
ROUNDED: Dict[Place, float] = {("公开05表", 11, 3): 332.27, ("公开06表", 34, 3): 11153.76}


def accounts(code: str, name: str, factor: int = 1) -> bytes:
    """一个单位报回的决算表: the amounts of the nine tables and of the funds times the factor, the formulas computed."""
    draft = Draft(WORKBOOK.read_bytes())
    write_properties(draft, Identity(PACK, 1, code, 2024).properties())
    edits: List[Edit] = [SetValue(*place, name) for place in NAMES]
    edits += [SetValue(*place, text) for place, text in TEXTS.items()]
    for place, amount in amounts().items():
        edits.append(SetValue(*place, round(amount * factor, 2)))
    return apply_edits(draft.to_bytes(), edits, record=False)


def amounts() -> Dict[Place, float]:
    """公开的金额: every amount that is typed, the two in ``ROUNDED`` corrected, place -> 万元."""
    book = open_workbook(WORKBOOK)
    found: Dict[Place, float] = {}
    for sheet in book.sheets:
        grid = book.grid(sheet)
        for (row, column), cell in grid.cells.items():
            value = cell.value
            if grid.anchor(row, column) != (row, column) or isinstance(value, bool) or cell.formula is not None:
                continue
            wanted = sheet.startswith("公开") or row in FUNDS.get(sheet, ())
            if wanted and isinstance(value, (int, float)) and not cell.locked and not _weight(sheet, column):
                found[sheet, row, column] = float(value)
    return {**found, **ROUNDED}


def _weight(sheet: str, column: int) -> bool:
    """Points of the execution row stand beside the funds."""
    return sheet == UNIT and column == 6
