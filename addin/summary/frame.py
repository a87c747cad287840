"""汇总簿的骨架 (frame): the workbook without its rows, made by openpyxl: styles, widths, filters, print set-up, charts.

Where the number of a sheet's last row is not known before its rows are written, ``LAST`` stands for it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import AutoFilter, Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from ..handout.identity import KIND, SUMMARY
from . import looks
from .looks import Style
from .sheet import Sheet, letter
from .text import shown

#: stands for a sheet's last row: the last of Excel's, which no sheet of ours reaches
LAST = 1_048_576

_A4 = 9
_MARGIN = 0.5  # inches


def frame(sheets: Sequence[Sheet], title: str) -> tuple[bytes, Mapping[str, Style]]:
    """骨架: the package, and the numbers of the looks in its style table.

    Args:
        sheets: what is to be written, in the order of the tabs. title: of the document.
    """
    book = Workbook()
    first = book.worksheets[0]
    book._fonts = IndexedList([looks.DEFAULT_FONT])
    book._named_styles["Normal"].font = looks.DEFAULT_FONT
    styles = looks.register(first)
    book.remove(first)
    book.calculation.fullCalcOnLoad = False
    book.properties.creator = "jixiao"
    book.properties.title = shown(title)
    # a summary that lies among the returns is known by it, whatever it is called
    book.custom_doc_props.append(StringProperty(name=KIND, value=SUMMARY))
    for number, sheet in enumerate(sheets, 1):
        _sheet(book.create_sheet(sheet.name), sheet, number)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue(), styles


def _sheet(made: Worksheet, sheet: Sheet, number: int) -> None:
    for at, column in enumerate(sheet.columns, 1):
        made.column_dimensions[letter(at)].width = column.width
    made.sheet_view.showGridLines = False
    made.sheet_view.tabSelected = number == 1
    if sheet.head:
        made.freeze_panes = f"{letter(sheet.frozen + 1)}{sheet.head + 1}"
        made.print_title_rows = f"1:{sheet.head}"
        _filter(made, sheet, number)
    if sheet.outline:
        made.sheet_properties.outlinePr.summaryBelow = False
        made.sheet_format.outlineLevelRow = min(sheet.outline, 7)
    for chart in sheet.charts:
        made.add_chart(chart)
    for row in sheet.breaks:
        made.row_breaks.append(Break(id=row))
    _print(made, sheet)


def _filter(made: Worksheet, sheet: Sheet, number: int) -> None:
    area = f"A{sheet.head}:{letter(len(sheet.columns))}{LAST}"
    if not sheet.table:
        made.auto_filter.ref = area
        return
    columns = [TableColumn(id=at, name=one.head) for at, one in enumerate(sheet.columns, 1)]
    table = Table(id=number, displayName=f"表_{sheet.name}", name=f"表_{sheet.name}", ref=area, tableColumns=columns)
    table.autoFilter = AutoFilter(ref=area)
    made.add_table(table)


def _print(made: Worksheet, sheet: Sheet) -> None:
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup = made.page_setup
    setup.paperSize, setup.fitToWidth, setup.fitToHeight = _A4, 1, 0
    setup.orientation = "portrait" if sheet.portrait else "landscape"
    margins = made.page_margins
    margins.left = margins.right = _MARGIN
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.35
    made.print_options.horizontalCentered = True
    made.oddFooter.left.text = "&A"
    made.oddFooter.center.text = "第 &P 页 共 &N 页"
