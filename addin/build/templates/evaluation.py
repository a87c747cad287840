"""自评表 (self-evaluation forms): the shape that project and unit forms of most places share.

From top to bottom: title, names, money table, goals, indicators with points and reasons, total, signatures and notes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from udfs.core.rules import load

from ...native import execution_rate, execution_score, grade
from . import validation
from .book import Book
from .formulas import form_total, points, sum_of, weight_total
from .sheet import Sheet

#: columns of the form
SIDE, LEVEL1, LEVEL2, LEVEL3, TARGET, ACTUAL, WEIGHT, SCORE, REASON = range(1, 10)
WIDTHS = (9.5, 11.5, 14.0, 23.0, 15.5, 15.5, 8.0, 9.5, 21.0)
COLUMNS = {"level3": LEVEL3, "target": TARGET, "actual": ACTUAL, "weight": WEIGHT, "score": SCORE, "deviation": REASON}
#: money columns under the columns of the indicators
MONEY = {"initial": LEVEL3, "full_year": TARGET, "executed": ACTUAL, "weight": WEIGHT, "rate": SCORE, "score": REASON}

#: (一级指标 as printed, its 二级指标)
Levels = Sequence[Tuple[str, Sequence[str]]]
OUTPUT = ("数量指标", "质量指标", "时效指标")
BENEFIT = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")
SATISFACTION = ("服务对象满意度指标",)


@dataclass(frozen=True)
class Evaluation:
    """一张自评表的表样.

    Args:
        kind: ``project`` or ``unit``. sheet: the sheet's name. annex, title, year_line: the lines at the top ("" for none).
        people: rows of (label, field); one or two pairs a row. profile: the rule profile's id.
        money_side, money_corner: the labels at the left of the money table and above its rows.
        money_heads: labels of the money columns that differ from the usual ones.
        parts: rows under (or above) the total row. total_row: its label. total_last: True where it stands below the parts.
        dash: what the parts' cells for 分值 and 得分 show. part_points: True where they are for figures instead.
        income, expenditure: 按收入性质分, 按支出性质分; empty for none.
        goals, goal_side: the heads of the goals and the label at their left.
        levels: the indicator groups. rows: indicator rows for each 二级指标. heads: labels of columns that differ.
        side: the label left of the indicators. grade: True where the total row states the grade.
        signatures: labels of the line under the table. notes: lines below it.
    """

    kind: str
    sheet: str
    title: str
    profile: str
    people: Sequence[Sequence[Tuple[str, str]]]
    levels: Levels
    annex: str = ""
    year_line: str = ""
    money_side: str = "年度预算\n申请\n（万元）"
    money_corner: str = ""
    money_heads: Mapping[str, str] = field(default_factory=dict)
    total_row: str = "年度资金总额"
    parts: Sequence[str] = ()
    total_last: bool = False
    dash: str = "—"
    part_points: bool = False
    income: Sequence[str] = ()
    expenditure: Sequence[str] = ()
    goals: Tuple[str, str] = ("预期目标", "实际完成情况")
    goal_side: str = "年度总体目标"
    rows: int = 3
    heads: Mapping[str, str] = field(default_factory=dict)
    side: str = "绩效指标"
    total_word: str = "总分"
    grade: bool = False
    signatures: Sequence[str] = ()
    notes: Sequence[str] = ()
    repeats: str = ""


AMOUNT_HEADS = {"initial": "年初预算数", "full_year": "全年预算数", "executed": "全年执行数"}
_MONEY_HEADS = {**AMOUNT_HEADS, "weight": "分值", "rate": "执行率", "score": "得分"}
_HEADS = {
    "level1": "一级指标", "level2": "二级指标", "level3": "三级指标", "target": "年度指标值", "actual": "实际完成值", "weight": "分值",
    "score": "得分", "deviation": "偏差原因分析\n及改进措施",
}  # fmt: skip


def draw(book: Book, form: Evaluation, rows: Optional[Mapping[str, int]] = None) -> Sheet:
    """画一张自评表.

    Args:
        book: where the sheet goes. form: the form.
        rows: 二级指标 -> number of its rows, where it differs from the form's own.
    """
    sheet = book.sheet(form.sheet, WIDTHS, kind=form.kind, heading=form.title, repeats=form.repeats)
    row = draw_title(sheet, form.annex, form.title, form.year_line)
    row = draw_people(sheet, form.people, row)
    row, execution = _draw_money(sheet, form, row)
    row = _draw_amounts(sheet, form, row)
    row = _draw_goals(sheet, form, row)
    row = _draw_indicators(sheet, form, row, execution, rows or {})
    draw_foot(sheet, form.signatures, form.notes, row)
    return sheet


def draw_title(sheet: Sheet, annex: str, title: str, year_line: str = "", row: int = 1) -> int:
    """画附件号、标题、年度行; gives the row below."""
    if annex:
        sheet.put(row, 1, annex, columns=sheet.width, look="annex")
        row += 1
    sheet.put(row, 1, title, columns=sheet.width, look="title")
    sheet.height(row, 36)
    row += 1
    if year_line:
        rule = validation.hint("年度", "在括号内填写年度，例如（2024年度）")
        sheet.entry(row, 1, "left", columns=sheet.width, text=year_line, look="year", name="year", rule=rule)
        row += 1
    return row


def draw_people(sheet: Sheet, people: Sequence[Sequence[Tuple[str, str]]], row: int) -> int:
    """画名称各行: labels and typing cells; gives the row below."""
    for pairs in people:
        label = 3 if sheet.width > 7 else 1
        if len(pairs) == 1:
            sheet.put(row, 1, pairs[0][0], columns=label, look="head")
            sheet.entry(row, label + 1, "left", columns=sheet.width - label, name=pairs[0][1])
        else:
            half = (sheet.width + 1) // 2
            sheet.put(row, 1, pairs[0][0], columns=label, look="head")
            sheet.entry(row, label + 1, "left", columns=half - label, name=pairs[0][1])
            sheet.put(row, half + 1, pairs[1][0], look="head")
            sheet.entry(row, half + 2, "left", columns=sheet.width - half - 1, name=pairs[1][1])
        sheet.height(row, 26)
        row += 1
    return row


def _draw_money(sheet: Sheet, form: Evaluation, row: int) -> Tuple[int, str]:
    """The money table; gives the row below and the cell with the points of the execution rate."""
    top = row
    sheet.put(row, LEVEL1, form.money_corner, columns=2, look="head")
    heads = {**_MONEY_HEADS, **form.money_heads}
    for name, column in MONEY.items():
        sheet.put(row, column, heads[name], look="head")
    row += 1
    total = row + len(form.parts) if form.total_last else row
    first = row if form.total_last else row + 1
    execution = _draw_total_money(sheet, form, total, first)
    for number, part in enumerate(form.parts):
        at, place = first + number, number if form.total_last else number + 1
        sheet.put(at, LEVEL1, part, columns=2, look="name" if number == 0 else "inner")
        _draw_part(sheet, form, at, f"budget[{place}]")
    row += 1 + len(form.parts)
    end = row + (1 + max(len(form.income), len(form.expenditure)) if form.income else 0)
    sheet.put(top, SIDE, form.money_side, rows=end - top, look="side")
    return row, execution


def _draw_total_money(sheet: Sheet, form: Evaluation, row: int, first: int) -> str:
    profile = load(form.profile)
    path = f"budget[{len(form.parts) if form.total_last else 0}]"
    sheet.put(row, LEVEL1, form.total_row, columns=2, look="name")
    cells = {}
    for name in ("initial", "full_year", "executed"):
        column, rule = MONEY[name], validation.amount(_MONEY_HEADS[name])
        if form.parts:
            letters = "ABCDEFGHI"[column - 1]
            parts = f"{letters}{first}:{letters}{first + len(form.parts) - 1}"
            made = sum_of([parts])
            where = sheet.formula(row, column, made, "money", name=f"{path}.{name}", open_=True, rule=rule)
        else:
            where = sheet.entry(row, column, "money", name=f"{path}.{name}", rule=rule)
        cells[name] = where
    weight = sheet.entry(row, MONEY["weight"], "points", text=10, name=f"{path}.weight", rule=validation.points("分值"))
    rate = execution_rate(cells["full_year"], cells["executed"])
    sheet.formula(row, MONEY["rate"], rate, "percent", name=f"{path}.rate")
    made_score = execution_score(weight, cells["full_year"], cells["executed"], profile)
    return sheet.formula(row, MONEY["score"], made_score, name=f"{path}.score")


def _draw_part(sheet: Sheet, form: Evaluation, row: int, path: str) -> None:
    cells = {
        name: sheet.entry(row, MONEY[name], "money", name=f"{path}.{name}", rule=validation.amount(_MONEY_HEADS[name]))
        for name in ("initial", "full_year", "executed")
    }
    rate = execution_rate(cells["full_year"], cells["executed"])
    sheet.formula(row, MONEY["rate"], rate, "percent", name=f"{path}.rate")
    if form.part_points:
        rule = validation.points("分值")
        weight = sheet.entry(row, MONEY["weight"], "points", name=f"{path}.weight", rule=rule)
        made = execution_score(weight, cells["full_year"], cells["executed"], load(form.profile))
        sheet.formula(row, MONEY["score"], made, name=f"{path}.score")
        return
    for name in ("weight", "score"):
        sheet.put(row, MONEY[name], form.dash)


def _draw_amounts(sheet: Sheet, form: Evaluation, row: int) -> int:
    if not form.income:
        return row
    sheet.put(row, LEVEL1, "按收入性质分：", columns=4, look="name")
    sheet.put(row, ACTUAL, "按支出性质分：", columns=4, look="name")
    row += 1
    for number in range(max(len(form.income), len(form.expenditure))):
        for labels, name, left, right in (
            (form.income, "income", LEVEL1, TARGET), (form.expenditure, "expenditure", ACTUAL, REASON),
        ):  # fmt: skip
            if number < len(labels):
                sheet.put(row, left, labels[number] + "：", columns=right - left, look="name")
                label = labels[number].replace("其中：", "")
                sheet.entry(row, right, "money", name=f"{name}[{number}]", rule=validation.amount(label))
            else:
                sheet.put(row, left, "", columns=right - left + 1)
        row += 1
    return row


def _draw_goals(sheet: Sheet, form: Evaluation, row: int) -> int:
    sheet.put(row, LEVEL1, form.goals[0], columns=4, look="head")
    sheet.put(row, ACTUAL, form.goals[1], columns=4, look="head")
    sheet.entry(row + 1, LEVEL1, "long", columns=4, name="goals[0].expected")
    sheet.entry(row + 1, ACTUAL, "long", columns=4, name="goals[0].actual")
    sheet.height(row + 1, 72)
    sheet.put(row, SIDE, form.goal_side, rows=2, look="side")
    return row + 2


def _draw_indicators(sheet: Sheet, form: Evaluation, row: int, execution: str, rows: Mapping[str, int]) -> int:
    heads = {**_HEADS, **form.heads}
    top = row
    for column, name in enumerate(("level1", "level2", "level3", "target", "actual", "weight", "score"), LEVEL1):
        sheet.put(row, column, heads[name], look="head")
    sheet.put(row, REASON, heads["deviation"], look="head")
    sheet.heads = (row, row)
    row += 1
    first = row
    profile = load(form.profile)
    for level1, groups in form.levels:
        start = row
        for level2 in groups:
            count = rows.get(level2, form.rows)
            sheet.put(row, LEVEL2, level2, rows=count)
            for at in range(row, row + count):
                _draw_indicator(sheet, at, profile)
            sheet.grows("indicators", row, row + count - 1, COLUMNS, level2)
            row += count
        sheet.put(start, LEVEL1, level1, rows=row - start)
    sheet.put(top, SIDE, form.side, rows=row - top, look="side")
    sheet.missing_reason(first, row - 1, WEIGHT, SCORE, REASON)
    return _draw_total(sheet, form, row, execution, first)


def _draw_indicator(sheet: Sheet, row: int, profile: Any) -> None:
    sheet.entry(row, LEVEL3, "long")
    target = sheet.entry(
        row, TARGET, "short", rule=validation.hint("年度指标值", "符号、数和单位写在一起，例如 ≥16万人、≥90%、12月底前")
    )
    actual = sheet.entry(
        row,
        ACTUAL,
        "short",
        rule=validation.hint("实际完成值", "单位与指标值一致，例如 19.8万人、95%；达到文字目标的，照写目标原文"),
    )
    weight = sheet.entry(row, WEIGHT, "points", rule=validation.points("分值"))
    by_hand = "能按规则算出的自动计算；显示空白的（未完成、文字指标等）由人工评定后直接填写"
    sheet.formula(
        row, SCORE, points(weight, target, actual, profile), open_=True, rule=validation.points("得分", prompt=by_hand)
    )
    sheet.entry(row, REASON, "long")


def _draw_total(sheet: Sheet, form: Evaluation, row: int, execution: str, first: int) -> int:
    last = row - 1
    sheet.put(row, SIDE, form.total_word, columns=6, look="head")
    budget = execution.lstrip("ABCDEFGHI")
    sheet.formula(row, WEIGHT, weight_total([f"G{budget}", f"G{first}:G{last}"]), name="total.weight", cached=10)
    total = form_total([execution], f"G{first}:G{last}", f"H{first}:H{last}")
    where = sheet.formula(row, SCORE, total, name="total.score")
    if form.grade:
        word = grade(where, load(form.profile)).formula
        sheet.formula(row, REASON, f'"等级："&{word}', "text", cached="等级：", name="grade")
        # a text format would show the formula itself
        sheet.page.cell(row, REASON).number_format = "General"
    else:
        sheet.put(row, REASON, "")
    sheet.height(row, 26)
    return row + 1


def draw_foot(sheet: Sheet, signatures: Sequence[str], notes: Sequence[str], row: int) -> int:
    """画签字行和备注; gives the row below."""
    for at in range(0, len(signatures), 4 if sheet.width > 7 else 2):
        column = 1
        spans = _SPANS[sheet.width > 7]
        for label, (own, typed) in zip(signatures[at : at + len(spans)], spans):
            sheet.put(row, column, label + "：", columns=own, look="right")
            rule = validation.day(label) if "日期" in label else None
            sheet.entry(row, column + own, "date" if rule else "text", columns=typed, look="line", rule=rule)
            column += own + typed
        sheet.height(row, 28)
        row += 1
    for note in notes:
        sheet.put(row, 1, note, columns=sheet.width, look="note")
        row += 1
    return row


#: columns of a label and its typing cell in the line of signatures: narrow forms have two pairs a line
_SPANS = {True: ((1, 1), (1, 1), (1, 1), (2, 1)), False: ((1, 2), (2, 2))}


def usual_levels(
    output: str = "产出指标", benefit: str = "效益指标", satisfaction: str = "满意度指标", cost: str = ""
) -> Levels:
    """常用的一级、二级指标: 成本 within 产出, or of its own where ``cost`` names it."""
    outputs: Tuple[str, ...] = OUTPUT if cost else (*OUTPUT, "成本指标")
    levels: List[Tuple[str, Sequence[str]]] = [(output, outputs), (benefit, BENEFIT), (satisfaction, SATISFACTION)]
    if cost:
        levels.append((cost, ("经济成本指标",)))
    return tuple(levels)
