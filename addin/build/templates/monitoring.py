"""绩效目标执行监控表 (monitoring): the state at a month of the year, rates against month/12, lights."""

from __future__ import annotations

from typing import Mapping

from ...native import execution_rate
from . import validation
from .book import Book
from .conditional import GREEN, RED, YELLOW
from .evaluation import Levels, draw_foot, draw_title
from .formulas import share_of_year, sum_of
from .sheet import Sheet

SIDE, LEVEL1, LEVEL2, LEVEL3, TARGET, ACTUAL, FORECAST = range(1, 8)
REASONS, EXPLANATION, CHANCE, REMARK = 8, 13, 14, 15
_WIDTHS = (10.5, 11.0, 15.0, 24.0, 14.0, 15.0, 15.0, 7.0, 7.0, 7.0, 9.5, 7.0, 20.0, 11.0, 12.0)
_COLUMNS = {
    "level3": LEVEL3,
    "target": TARGET,
    "actual": ACTUAL,
    "forecast": FORECAST,
    "deviation": EXPLANATION,
    "chance": CHANCE,
}
_CAUSES = ("经费\n保障", "制度\n保障", "人员\n保障", "硬件条件\n保障", "其他")
_CHANCES = ("确定能", "有可能", "完全不可能")
TITLE = "绩效目标执行监控表"
NOTES = (
    "注：1.执行率=截至本月执行数/全年预算数；序时执行进度=执行率/（月份/12）。",
    "2.执行进度灯：序时执行进度低于60%为红灯，60%（含）—80%为黄灯，80%（含）以上为绿灯。灯的界限是预算管理一体化系统的通行做法，"
    "未核实原文，以当地规定为准。",
    "3.偏差原因在相应栏选“是”，并在“原因说明”栏写明。",
)


def draw_monitoring(
    book: Book, sheet_name: str, levels: Levels, rows: Mapping[str, int], year_line: str, count: int = 2
) -> Sheet:
    """画监控表.

    Args:
        book: where the sheet goes. sheet_name, levels, rows, year_line: as in the self-evaluation form.
        count: indicator rows for each 二级指标.
    """
    sheet = book.sheet(sheet_name, _WIDTHS, landscape=True, kind="monitoring", heading=TITLE)
    row = draw_title(sheet, "", TITLE, year_line)
    sheet.put(row, SIDE, "项目名称", columns=2, look="head")
    sheet.entry(row, LEVEL2, "left", columns=5, name="project")
    sheet.put(row, REASONS, "监控截至月份", columns=5, look="head")
    rule = validation.month("监控截至月份")
    month = sheet.entry(row, EXPLANATION, "number", columns=3, name="month", rule=rule)
    row += 1
    sheet.put(row, SIDE, "主管部门", columns=2, look="head")
    sheet.entry(row, LEVEL2, "left", columns=5, name="department")
    sheet.put(row, REASONS, "实施单位", columns=5, look="head")
    sheet.entry(row, EXPLANATION, "left", columns=3, name="unit_name")
    row = _draw_money(sheet, row + 1, month)
    sheet.put(row, SIDE, "年度总体目标", look="side")
    sheet.entry(row, LEVEL1, "long", columns=14, name="goals[0].expected")
    sheet.height(row, 40)
    row = _draw_indicators(sheet, row + 1, levels, rows, count)
    for at in range(len(NOTES)):
        sheet.put(row + 1 + at, 1, NOTES[at], columns=sheet.width, look="note")
    draw_foot(sheet, ("填报人", "填报日期", "联系电话", "负责人"), (), row)
    return sheet


def _draw_money(sheet: Sheet, row: int, month: str) -> int:
    top = row
    absolute = "$" + month.rstrip("0123456789") + "$" + month.lstrip("ABCDEFGHIJKLMNO")
    sheet.put(row, LEVEL1, "", columns=2, look="head")
    heads = ((4, 1, "年初预算数"), (5, 1, "全年预算数"), (6, 1, "截至本月执行数"), (7, 1, "执行率"), (8, 3, "序时执行进度"), (11, 2, "执行进度灯"),
             (13, 3, "全年预计执行数"))  # fmt: skip
    for column, columns, head in heads:
        sheet.put(row, column, head, columns=columns, look="head")
    row += 1
    first = row
    names = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
    last = row + len(names) - 1
    for number, name in enumerate(names):
        sheet.put(row, LEVEL1, name, columns=2, look="name" if number < 2 else "inner")
        cells = {}
        for field, letter, column, columns in (
            ("initial", "D", 4, 1), ("full_year", "E", 5, 1), ("executed", "F", 6, 1), ("forecast", "M", 13, 3),
        ):  # fmt: skip
            path, rule = f"budget[{number}].{field}", validation.amount(name.replace("其中：", ""))
            if number:
                where = sheet.entry(row, column, "money", columns=columns, name=path, rule=rule)
            else:
                made = sum_of([f"{letter}{first + 1}:{letter}{last}"])
                where = sheet.formula(row, column, made, "money", columns=columns, name=path, open_=True, rule=rule)
            cells[field] = where
        rate = execution_rate(cells["full_year"], cells["executed"])
        sheet.formula(row, 7, rate, "percent", name=f"budget[{number}].rate")
        pace = share_of_year(cells["full_year"], cells["executed"], absolute)
        where = sheet.formula(row, 8, pace, "percent", columns=3, name=f"budget[{number}].pace")
        words = f'IF(ISNUMBER({where}),IF(ROUND({where},6)<0.6,"红灯",IF(ROUND({where},6)<0.8,"黄灯","绿灯")),"")'
        sheet.formula(row, 11, words, "number", columns=2, name=f"budget[{number}].light")
        row += 1
    bands = (("<0.6", RED), ("<0.8", YELLOW), (">=0.8", GREEN))
    sheet.lights(f"H{first}:J{last}", bands)
    sheet.lights_of(f"K{first}:L{last}", f"$H{first}", bands)
    sheet.put(top, SIDE, "项目资金\n（万元）", rows=row - top, look="side")
    return row


def _draw_indicators(sheet: Sheet, row: int, levels: Levels, rows: Mapping[str, int], count: int) -> int:
    top = row
    heads = ((LEVEL1, "一级指标"), (LEVEL2, "二级指标"), (LEVEL3, "三级指标"), (TARGET, "年度指标值"), (ACTUAL, "截至本月\n完成情况"),
             (FORECAST, "全年预计\n完成情况"), (CHANCE, "完成目标\n可能性"), (REMARK, "备注"))  # fmt: skip
    for column, head in heads:
        sheet.put(row, column, head, rows=2, look="head")
    sheet.put(row, REASONS, "偏差原因分析", columns=6, look="head")
    for column, cause in enumerate((*_CAUSES, "原因说明"), REASONS):
        sheet.put(row + 1, column, cause, look="head")
    sheet.heads = (row, row + 1)
    row += 2
    chance = validation.choices(_CHANCES, "完成目标可能性")
    yes_no = validation.choices(("是", "否"), "偏差原因")
    typed = validation.hint("指标值", "符号、数和单位写在一起，例如 ≥16万人、≥90%、12月底前")
    for level1, groups in levels:
        start = row
        for level2 in groups:
            number = rows.get(level2, count)
            sheet.put(row, LEVEL2, level2, rows=number)
            for at in range(row, row + number):
                sheet.entry(at, LEVEL3, "long")
                for column in (TARGET, ACTUAL, FORECAST):
                    sheet.entry(at, column, "short", rule=typed)
                for column in range(REASONS, EXPLANATION):
                    sheet.entry(at, column, "short", rule=yes_no)
                sheet.entry(at, EXPLANATION, "long")
                sheet.entry(at, CHANCE, "short", rule=chance)
                sheet.entry(at, REMARK, "long")
            sheet.grows("indicators", row, row + number - 1, _COLUMNS, level2)
            row += number
        sheet.put(start, LEVEL1, level1, rows=row - start)
    sheet.put(top, SIDE, "绩效指标", rows=row - top, look="side")
    return row
