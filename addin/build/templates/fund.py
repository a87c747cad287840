"""专项资金绩效目标自评表 (fund form): amounts with rates and indicators with results, without points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Sequence, Tuple

from ...native import execution_rate
from . import validation
from .book import Book
from .evaluation import Levels, draw_foot, draw_title
from .formulas import sum_of
from .sheet import Sheet

SIDE, LEVEL1, LEVEL2, LEVEL3, TARGET, ACTUAL, REASON = range(1, 8)
_WIDTHS = (10.0, 12.0, 16.0, 26.0, 19.0, 19.0, 24.0)
_COLUMNS = {"level3": LEVEL3, "target": TARGET, "actual": ACTUAL, "deviation": REASON}
_MONEY = {"full_year": TARGET, "executed": ACTUAL, "rate": REASON}


@dataclass(frozen=True)
class Fund:
    """一张专项资金自评表的表样: as in the self-evaluation form, without points."""

    sheet: str
    title: str
    people: Sequence[Sequence[Tuple[str, str]]]
    parts: Sequence[str]
    levels: Levels
    annex: str = ""
    rows: int = 3
    notes: Sequence[str] = ()


def draw_fund(book: Book, form: Fund, rows: Mapping[str, int]) -> Sheet:
    """画一张专项资金自评表."""
    sheet = book.sheet(form.sheet, _WIDTHS, kind="fund", heading=form.title)
    row = draw_title(sheet, form.annex, form.title)
    for (left, first), (right, second) in form.people:
        sheet.put(row, 1, left, columns=2, look="head")
        sheet.entry(row, 3, "left", columns=2, name=first)
        sheet.put(row, 5, right, look="head")
        sheet.entry(row, 6, "left", columns=2, name=second)
        sheet.height(row, 28)
        row += 1
    row = _draw_goals(sheet, _draw_money(sheet, form, row))
    row = _draw_indicators(sheet, form, row, rows)
    sheet.put(row, SIDE, "说明", look="side")
    sheet.entry(row, LEVEL1, "long", columns=6, name="remark")
    sheet.height(row, 30)
    draw_foot(sheet, (), form.notes, row + 1)
    return sheet


def _draw_money(sheet: Sheet, form: Fund, row: int) -> int:
    top = row
    sheet.put(row, LEVEL1, "", columns=3, look="head")
    for name, head in (("full_year", "全年预算数（A）"), ("executed", "全年执行数（B）"), ("rate", "执行率（B/A）")):
        sheet.put(row, _MONEY[name], head, look="head")
    row += 1
    first = row
    for number, label in enumerate(("年度资金总额", *form.parts)):
        sheet.put(row, LEVEL1, label, columns=3, look="name" if number < 2 else "inner")
        cells = []
        for name, letter in (("full_year", "E"), ("executed", "F")):
            path, rule = f"budget[{number}].{name}", validation.amount(label.replace("其中：", ""))
            if number:
                cells.append(sheet.entry(row, _MONEY[name], "money", name=path, rule=rule))
            else:
                made = sum_of([f"{letter}{first + 1}:{letter}{first + len(form.parts)}"])
                cells.append(sheet.formula(row, _MONEY[name], made, "money", name=path, open_=True, rule=rule))
        sheet.formula(row, REASON, execution_rate(*cells), "percent", name=f"budget[{number}].rate")
        row += 1
    sheet.put(top, SIDE, "项目资金\n（万元）", rows=row - top, look="side")
    return row


def _draw_goals(sheet: Sheet, row: int) -> int:
    sheet.put(row, LEVEL1, "年初设定目标", columns=3, look="head")
    sheet.put(row, TARGET, "全年实际完成情况", columns=3, look="head")
    sheet.entry(row + 1, LEVEL1, "long", columns=3, name="goals[0].expected")
    sheet.entry(row + 1, TARGET, "long", columns=3, name="goals[0].actual")
    sheet.height(row + 1, 80)
    sheet.put(row, SIDE, "年度总体目标", rows=2, look="side")
    return row + 2


def _draw_indicators(sheet: Sheet, form: Fund, row: int, rows: Mapping[str, int]) -> int:
    top = row
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和\n改进措施")
    for column, head in enumerate(heads, LEVEL1):
        sheet.put(row, column, head, look="head")
    sheet.heads = (row, row)
    row += 1
    for level1, groups in form.levels:
        start = row
        for level2 in groups:
            count = rows.get(level2, form.rows)
            sheet.put(row, LEVEL2, level2, rows=count)
            for at in range(row, row + count):
                sheet.entry(at, LEVEL3, "long")
                rule = validation.hint("年度指标值", "符号、数和单位写在一起，例如 ≥20次、100%、学校开学前")
                sheet.entry(at, TARGET, "short", rule=rule)
                rule = validation.hint("全年完成值", "单位与指标值一致；达到文字目标的，照写目标原文")
                sheet.entry(at, ACTUAL, "short", rule=rule)
                sheet.entry(at, REASON, "long")
            sheet.grows("indicators", row, row + count - 1, _COLUMNS, level2)
            row += count
        sheet.put(start, LEVEL1, level1, rows=row - start)
    sheet.put(top, SIDE, "绩效指标", rows=row - top, look="side")
    return row
