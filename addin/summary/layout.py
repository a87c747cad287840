"""图表的位置 (layout): two charts beside each other, none cut by the end of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from . import charts
from .chart_data import Block
from .sheet import Sheet

#: height of a row without text, in centimetres
_ROW = 15.0 / 28.35
#: rows of this height on a page, at the scale at which the sheet's width fits
_PAGE = 40
_GAP = 1
#: of its last column a chart covers most, in English metric units
_LAST_COLUMN = 540_000


def put(sheet: Sheet, charted: Sequence[Block], first: int, half: int) -> None:
    """放置图表 below what stands on the sheet.

    Args:
        first: the row (from 1) under which the first stands, itself the first of a page. half: columns of the left half.
    """
    row, page = first, first
    ordered = sorted(charted, key=charts.height)
    for at in range(0, len(ordered), 2):
        pair = ordered[at : at + 2]
        rows = round(max(map(charts.height, pair)) / _ROW)
        if row > first and row + rows - page > _PAGE:
            sheet.breaks.append(row)
            page = row
        for side, block in enumerate(pair):
            chart: Any = charts.chart(block)
            left, right = (0, half) if side == 0 else (half, len(sheet.columns))
            chart.anchor = _anchor(left, right, row, row + rows)
            sheet.charts.append(chart)
        row += rows + _GAP


def _anchor(left: int, right: int, top: int, bottom: int) -> TwoCellAnchor:
    """From column to column, so that the charts are as wide as the tables, however wide a program makes a column."""
    inset = 90_000  # a quarter of a centimetre
    return TwoCellAnchor(
        editAs="oneCell",
        # a little below the edge of the row: it may be the first of a page
        _from=AnchorMarker(col=left, row=top, colOff=0 if left == 0 else inset, rowOff=inset // 3),
        # short of the last column's edge, which may be the edge of the paper
        to=AnchorMarker(col=right - 1, row=bottom, colOff=_LAST_COLUMN),
    )
