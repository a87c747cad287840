"""下发用的表 (the form that units are given): 3 sheets, 100 cells to fill, merges and validations, made in memory."""

from __future__ import annotations

import io
from typing import List, Tuple

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.datavalidation import DataValidation

SHEETS = ("整体支出绩效自评表", "项目支出绩效自评表", "基础数据表")
ROWS = 44
#: sheet, row, column of each cell to fill: texts, figures, percentages
Place = Tuple[str, int, int]


def unit_form() -> bytes:
    """三张表: with borders, fonts, merged heads and drop-down lists, as offices hand them out."""
    book = Workbook()
    book.remove(book.active)
    line = Side(style="thin")
    border = Border(left=line, right=line, top=line, bottom=line)
    for name in SHEETS:
        sheet = book.create_sheet(name)
        sheet["A1"] = name
        sheet["A1"].font = Font(size=16, bold=True)
        sheet.merge_cells("A1:J1")
        for row in range(3, 3 + ROWS):
            for column in range(1, 11):
                cell = sheet.cell(row, column)
                cell.border = border
                cell.alignment = Alignment(horizontal="center" if column != 3 else "left", wrap_text=True)
            sheet.cell(row, 1, "产出指标" if row % 2 else "效益指标")
            sheet.cell(row, 2, f"数量指标{row % 7}")
            sheet.cell(row, 3, f"指标{row}：按时完成年度工作任务，资金使用符合规定")
            sheet.cell(row, 9, "按照完成比例赋分")
        for top in range(3, 3 + ROWS, 3):
            sheet.merge_cells(start_row=top, end_row=min(top + 2, 2 + ROWS), start_column=1, end_column=1)
        choice = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
        choice.add(f"J3:J{2 + ROWS}")
        sheet.add_data_validation(choice)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def places() -> List[Place]:
    """要填的 100 格."""
    found = [(SHEETS[0], row, column) for row in range(3, 23) for column in (4, 5, 6)]
    return found + [(SHEETS[1], row, column) for row in range(3, 23) for column in (4, 5)]


def unit_values(number: int) -> List[object]:
    """某单位的 100 个值: texts and figures, different for each unit."""
    kinds = (lambda at: f">={100 + (at * 7 + number) % 50}个", lambda at: round(1234.5 + at * 3.25 + number, 2),
             lambda at: (at * 13 + number) % 90 + 10)  # fmt: skip
    return [kinds[at % 3](at) for at in range(100)]


def openpyxl_fill(data: bytes, cells: List[Place], values: List[object]) -> bytes:
    """What a user would write: load, fill by address, save."""
    book = load_workbook(io.BytesIO(data))
    for (sheet, row, column), value in zip(cells, values):
        book[sheet].cell(row, column).value = value
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def openpyxl_read(data: bytes, cells: List[Place]) -> List[object]:
    """What a user would write: load, read by address."""
    book = load_workbook(io.BytesIO(data), data_only=True)
    return [book[sheet].cell(row, column).value for sheet, row, column in cells]
