"""A small pack for tests: pack.toml as text that a test can spoil, and a workbook that fits it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.styles import Border, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from addin.edits import SetFormula
from addin.package.reading import open_workbook
from addin.package.writing import apply

PACK = """version = 1
title = "试验县2024年度绩效自评表"
issuer = "试验县财政局"
region = ["试验县"]
year = 2024
file = "自评.xlsx"
profile = "cn/national"

[source]
document = "试验县财政局《关于开展2024年度绩效自评的通知》"
kind = "published form"
checked = 2026-11-22

[[forms]]
kind = "project"
title = "项目支出绩效自评表"
sheet = "项目"
repeats = "project"
[forms.fields]
project = "PROJECT_NAME"
unit_name = "E2"
"budget[0].full_year" = "BUDGET"
[[forms.rows]]
name = "indicators"
first = 9
last = 12
like = 10
columns = { level1 = "A", level2 = "B", level3 = "C", target = "D", actual = "E", weight = "F", score = "G", last_year = "H" }

[[forms]]
kind = "report_text"
title = "报告文字"
sheet = "报告文字"

[[texts]]
name = "functions"
title = "职能"
sheet = "报告文字"
cell = "TEXT_FUNCTIONS"

[[data]]
name = "vehicles"
title = "公务用车"
unit = "辆"
sheet = "报告文字"
cells = { current = "B3", previous = "C3" }
"""


def workbook() -> openpyxl.Workbook:
    """The project form with four indicator rows (two levels of two rows), sums, rules and protection."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "项目"
    rows = {
        1: ["项目支出绩效自评表"],
        2: ["项目名称", "", "", "实施单位", ""],
        3: ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        4: ["", "年度资金总额", "", "", "", 10, '=IF(N(D4)>0,E4/D4,"")', ""],
        8: ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "上年完成情况"],
        9: ["产出指标", "数量指标"],
        11: ["", "质量指标"],
        13: ["总分", "", "", "", "", "=SUM(F9:F12)", "=SUM(G9:G12)"],
    }
    for row, values in rows.items():
        for column, value in enumerate(values, 1):
            if value != "":
                sheet.cell(row, column, value)
    for row in range(9, 13):
        sheet.cell(row, 7).value = f'=IF(N(E{row})>0,F{row},"")'
        for column in range(1, 9):
            cell = sheet.cell(row, column)
            cell.border = Border(*[Side("thin")] * 4)
            cell.protection = Protection(locked=column == 7)
    for area in ("A1:H1", "B2:C2", "A9:A12", "B9:B10", "B11:B12", "A13:E13"):
        sheet.merge_cells(area)
    sheet.row_dimensions[10].height = 31.5
    sheet.print_area = "A1:H13"
    sheet.print_title_rows = "8:8"
    rule = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    rule.add("F9:F12")
    sheet.add_data_validation(rule)
    sheet.protection.sheet = True
    texts = book.create_sheet("报告文字")
    for row, values in enumerate([["报告文字"], ["职能", ""], ["公务用车", "", ""]], 1):
        for column, value in enumerate(values, 1):
            texts.cell(row, column, value)
    texts["D4"] = "说明"
    for name, target in (
        ("PROJECT_NAME", "'项目'!$B$2"),
        ("BUDGET", "'项目'!$D$4"),
        ("TEXT_FUNCTIONS", "'报告文字'!$B$2"),
    ):
        book.defined_names[name] = DefinedName(name, attr_text=target)
    return book


def write_pack(root: Path, name: str = "cn/test/2024", text: str = PACK, book: openpyxl.Workbook | None = None) -> Path:
    """Write the pack below a root; returns its folder."""
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(text, "utf-8")
    path = folder / "自评.xlsx"
    (book or workbook()).save(path)
    path.write_bytes(with_values(path.read_bytes()))
    return folder


def with_values(data: bytes) -> bytes:
    """The workbook as a program saves it: every formula with the value that it shows on an empty form."""
    read = open_workbook(data)
    edits = [
        SetFormula(sheet, row, column, cell.formula, 0 if cell.formula.startswith("SUM") else "")
        for sheet in read.sheets
        for (row, column), cell in read.grid(sheet)
        if cell.formula is not None
    ]
    return apply(data, edits, record=False).data
