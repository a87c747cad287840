"""项目支出绩效目标申报表 (declaration): what a project wants to reach, with the money it asks for."""

from __future__ import annotations

from typing import Mapping

from . import validation
from .book import Book
from .evaluation import Levels, draw_foot, draw_title
from .formulas import sum_of, weight_total
from .sheet import Sheet

SIDE, LEVEL1, LEVEL2, LEVEL3, SIGN, TARGET, UNIT, WEIGHT = range(1, 9)
_WIDTHS = (10.0, 12.0, 17.0, 28.0, 11.0, 16.0, 11.0, 9.0)
_COLUMNS = {"level3": LEVEL3, "sign": SIGN, "target": TARGET, "unit": UNIT, "weight": WEIGHT}
SIGNS = ("≥", "＞", "=", "≤", "＜", "定性")
TITLE = "项目支出绩效目标申报表"


def draw_declaration(
    book: Book, sheet_name: str, levels: Levels, rows: Mapping[str, int], year_line: str, count: int = 3
) -> Sheet:
    """画申报表.

    Args:
        book: where the sheet goes. sheet_name, levels, rows, year_line: as in the self-evaluation form.
        count: indicator rows for each 二级指标.
    """
    sheet = book.sheet(sheet_name, _WIDTHS, kind="declaration", heading=TITLE)
    row = draw_title(sheet, "", TITLE, year_line)
    sheet.put(row, SIDE, "项目名称", columns=2, look="head")
    sheet.entry(row, LEVEL2, "left", columns=6, name="project")
    pairs = (
        ("主管部门及代码", "department", "实施单位", "unit_name"),
        ("项目属性", "project_type", "项目期", "project_period"),
    )
    kinds = validation.choices(("新增项目", "延续项目"), "项目属性")
    period = validation.hint("项目期", "起止年份，例如 2024年—2026年；一次性项目填写当年")
    for left, first, right, second in pairs:
        row += 1
        sheet.put(row, SIDE, left, columns=2, look="head")
        sheet.entry(row, LEVEL2, "left", columns=2, name=first, rule=kinds if first == "project_type" else None)
        sheet.put(row, SIGN, right, look="head")
        sheet.entry(row, TARGET, "left", columns=3, name=second, rule=period if second == "project_period" else None)
    row = _draw_money(sheet, row + 1)
    sheet.put(row, SIDE, "年度总体目标", look="side")
    sheet.entry(row, LEVEL1, "long", columns=7, name="goals[0].expected")
    sheet.height(row, 100)
    row = _draw_indicators(sheet, row + 1, levels, rows, count)
    draw_foot(sheet, ("填报人", "填报日期", "联系电话", "负责人"), (), row)
    return sheet


def _draw_money(sheet: Sheet, row: int) -> int:
    names = ("年度资金总额", "其中：财政拨款", "其他资金")
    sheet.put(row, SIDE, "项目资金\n（万元）", rows=3, look="side")
    for number, name in enumerate(names):
        at = row + number
        sheet.put(at, LEVEL1, name, columns=3, look="name" if number < 2 else "inner")
        path, rule = f"budget[{number}].full_year", validation.amount(name.replace("其中：", ""))
        if number:
            sheet.entry(at, SIGN, "money", columns=4, name=path, rule=rule)
        else:
            made = sum_of([f"E{row + 1}:E{row + 2}"])
            sheet.formula(at, SIGN, made, "money", columns=4, name=path, open_=True, rule=rule)
    return row + 3


def _draw_indicators(sheet: Sheet, row: int, levels: Levels, rows: Mapping[str, int], count: int) -> int:
    top = row
    heads = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "分值")
    for column, head in enumerate(heads, LEVEL1):
        sheet.put(row, column, head, look="head")
    sheet.heads = (row, row)
    row += 1
    first = row
    sign = validation.choices(SIGNS, "指标性质", "定量指标选择符号，文字指标选择“定性”")
    target = validation.hint("指标值", "定量指标只填数，定性指标填写文字，例如 明显改善")
    unit = validation.hint("度量单位", "例如 人次、个、%、万元；定性指标留空")
    for level1, groups in levels:
        start = row
        for level2 in groups:
            number = rows.get(level2, count)
            sheet.put(row, LEVEL2, level2, rows=number)
            for at in range(row, row + number):
                sheet.entry(at, LEVEL3, "long")
                sheet.entry(at, SIGN, "short", rule=sign)
                sheet.entry(at, TARGET, "short", rule=target)
                sheet.entry(at, UNIT, "short", rule=unit)
                sheet.entry(at, WEIGHT, "points", rule=validation.points("分值"))
            sheet.grows("indicators", row, row + number - 1, _COLUMNS, level2)
            row += number
        sheet.put(start, LEVEL1, level1, rows=row - start)
    sheet.put(top, SIDE, "绩效指标", rows=row - top, look="side")
    sheet.put(row, SIDE, "合计", columns=7, look="head")
    sheet.formula(row, WEIGHT, weight_total([f"H{first}:H{row - 1}"]), name="total.weight")
    return row + 1
