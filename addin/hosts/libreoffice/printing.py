"""打印设置 (printing): our sheet on A4 across, as wide as the paper, its head on every page."""

from __future__ import annotations

from typing import Any

from .office import struct

STYLE = "绩效校验"
#: hundredths of a millimetre
_LONG, _SHORT, _MARGIN = 29700, 21000, 1500


def set_printing(document: Any, sheet: Any, columns: int) -> None:
    """设置打印: a page style of ours for this sheet; the styles of the user's sheets stay as they are.

    Args:
        document: the open document. sheet: ours. columns: how many it has.
    """
    styles = document.getStyleFamilies().getByName("PageStyles")
    if not styles.hasByName(STYLE):
        styles.insertByName(STYLE, document.createInstance("com.sun.star.style.PageStyle"))
    style = styles.getByName(STYLE)
    style.setPropertyValue("IsLandscape", True)
    style.setPropertyValue("Width", _LONG)
    style.setPropertyValue("Height", _SHORT)
    for side in ("LeftMargin", "RightMargin", "TopMargin", "BottomMargin"):
        style.setPropertyValue(side, _MARGIN)
    style.setPropertyValue("ScaleToPagesX", 1)
    style.setPropertyValue("ScaleToPagesY", 0)
    sheet.setPropertyValue("PageStyle", STYLE)
    number = sheet.getRangeAddress().Sheet
    sheet.setTitleRows(struct("table.CellRangeAddress", Sheet=number, EndColumn=columns - 1))
    sheet.setPrintTitleRows(True)
