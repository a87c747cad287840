"""条件格式 (conditional formatting): rows that need attention are shown."""

from __future__ import annotations

from typing import Any, Sequence, Tuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

#: a row whose points are under its weight, with no reason given
ATTENTION = "FFFFE699"
RED, YELLOW, GREEN = "FFFF9999", "FFFFEB9C", "FFC6EFCE"


def shade(sheet: Any, area: str, formula: str, colour: str) -> None:
    """符合条件的格子变色.

    Args:
        sheet: the openpyxl worksheet. area: the range. formula: without ``=``, written for the range's first cell.
        colour: ARGB of the fill.
    """
    fill = PatternFill(start_color=colour, end_color=colour, fill_type="solid")
    sheet.conditional_formatting.add(area, FormulaRule(formula=[formula], fill=fill, stopIfTrue=False))


def missing_reason(sheet: Any, area: str, row: int, weight: str, score: str, reason: str) -> None:
    """得分低于分值而没有写明原因的行: shown over the whole row.

    Args:
        sheet: the openpyxl worksheet. area: the indicator rows. row: the first of them.
        weight, score, reason: column letters.
    """
    w, s, r = (f"${letter}{row}" for letter in (weight, score, reason))
    shade(sheet, area, f"AND(ISNUMBER({w}),ISNUMBER({s}),N({s})<N({w}),LEN(TRIM({r}))=0)", ATTENTION)


def lights(sheet: Any, area: str, cell: str, bands: Sequence[Tuple[str, str]]) -> None:
    """红黄绿灯: the first band whose test holds colours the cell.

    Args:
        sheet: the openpyxl worksheet. area: the cells. cell: the first of them, as a relative reference.
        bands: (test such as ``<0.6``, colour), from the lowest.
    """
    for place, (test, colour) in enumerate(bands):
        before = "".join(f",NOT({cell}{earlier})" for earlier, _ in bands[:place])
        shade(sheet, area, f"AND(ISNUMBER({cell}),{cell}{test}{before})", colour)
