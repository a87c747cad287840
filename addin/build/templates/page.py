"""页面设置 (page): A4, one page wide, head rows on every page, page numbers."""

from __future__ import annotations

from typing import Any, Optional, Tuple

_MM = 1 / 25.4
FOOTER = "第 &P 页 共 &N 页"


def set_up(sheet: Any, area: str, *, landscape: bool = False, heads: Optional[Tuple[int, int]] = None) -> None:
    """设置打印.

    Args:
        sheet: the openpyxl worksheet. area: the range to print.
        landscape: A4 lying. heads: first and last row repeated on every page.
    """
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = round(15 * _MM, 3)
    margins.top, margins.bottom = round(15 * _MM, 3), round(15 * _MM, 3)
    margins.header = margins.footer = round(7 * _MM, 3)
    sheet.oddFooter.center.text, sheet.oddFooter.center.size = FOOTER, 9
    sheet.print_area = area
    if heads:
        sheet.print_title_rows = f"{heads[0]}:{heads[1]}"
