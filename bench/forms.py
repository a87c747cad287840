"""测试用表 (forms to measure with): a project form with any number of indicator rows and sheets, made in memory."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "年度指标值",
    "实际完成值",
    "完成率",
    "得分",
    "赋分规则",
    "偏差原因分析及改进措施",
)
MONEY = ("", "项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
METHOD = "按照完成比例赋分"


def project_form(rows: int, sheets: int = 1) -> bytes:
    """项目支出绩效自评表 with ``rows`` indicator rows on each of ``sheets`` sheets; computed cells are empty."""
    book = Workbook()
    book.remove(book.active)
    for number in range(sheets):
        sheet = book.create_sheet(f"项目{number + 1}")
        sheet["A1"] = "项目支出绩效自评表"
        sheet["A2"] = "（2024年度）"
        sheet["A3"], sheet["B3"] = "项目名称", f"演示项目{number + 1}"
        for column, text in enumerate(MONEY, 1):
            sheet.cell(4, column, text)
        for column, value in enumerate(("", "年度资金总额", "", 100, 100, 96.19, 10), 1):
            sheet.cell(5, column, value)
        for column, text in enumerate(HEAD, 1):
            sheet.cell(6, column, text)
        for index in range(rows):
            values = (
                "产出指标",
                "数量指标",
                f"指标{index + 1}",
                90 / rows,
                f">={100 + index % 50}个",
                f"={95 + index % 60}个",
            )
            for column, value in enumerate(values, 1):
                _put(sheet.cell(7 + index, column), value)
            sheet.cell(7 + index, 9, METHOD)
        sheet.cell(7 + rows, 1, "总分")
        sheet.cell(7 + rows, 4, 100)
        sheet.merge_cells(start_row=7, end_row=6 + rows, start_column=1, end_column=1)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _put(cell: Cell, value: object) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes =95个 for a formula


def openpyxl_fill(data: bytes, rows: int) -> bytes:
    """What a user would write with openpyxl for the same form: load, fill the same cells by address, save."""
    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        total = 0.0
        for row in range(7, 7 + rows):
            target = float(str(sheet.cell(row, 5).value).strip(">=个"))
            actual = float(str(sheet.cell(row, 6).value).strip("=个"))
            percent = round(actual / target * 100, 2)
            points = (percent - 60) / 40 if percent <= 100 else 2 - percent / 100
            score = round(max(0.0, points) * sheet.cell(row, 4).value, 2)
            sheet.cell(row, 7, percent / 100)
            sheet.cell(row, 8, score)
            total += score
        sheet["H5"], sheet["I5"] = 0.9619, 9.05
        sheet.cell(7 + rows, 8, total + 9.05)
    target_file = io.BytesIO()
    book.save(target_file)
    return target_file.getvalue()
