"""表头部分 (upper part): title, names, money table and goals of a form drawn on a canvas."""

from __future__ import annotations

from typing import Dict, List, Tuple

from support.cases import Case
from support.layouts.canvas import MONEY, PERCENT, POINTS, TEXT, Canvas, spread
from support.layouts.look import Look
from support.layouts.official import Wording
from support.layouts.words import spaced

_KINDS = {"initial": MONEY, "full_year": MONEY, "executed": MONEY, "weight": POINTS, "rate": PERCENT, "score": POINTS}


def draw_title(canvas: Canvas, case: Case, words: Wording, look: Look, row: int, width: int) -> int:
    """画标题与年度行."""
    if look.title == "none":
        return row
    for line in look.preamble:
        canvas.put(row, 1, line, columns=width, style="note")
        row += 1
    title, year = words.title, words.year
    if look.title == "year":
        title, year = (title if str(case["year"]) in title else f"{case['year']}年度{title}"), ""
    canvas.put(row, 1, title, columns=width, style="title")
    if year:
        canvas.put(row + 1, 1, year, columns=width, style="year")
        row += 1
    return row + 1


def draw_people(canvas: Canvas, words: Wording, look: Look, row: int, width: int) -> int:
    """画项目名称、主管部门、实施单位等."""
    for number, pairs in enumerate(words.people):
        spans = spread(width, [2, 5] if len(pairs) == 1 else [2, 5, 2, 5])
        if not look.merged:
            spans = [1] * len(spans)
        column = 1
        for place, (label, text) in enumerate(pairs):
            shown = spaced(label, number) if look.spaced else label
            canvas.put(row, column, shown, columns=spans[2 * place], style="head")
            canvas.put(row, column + spans[2 * place], text, columns=spans[2 * place + 1], style="name")
            column += spans[2 * place] + spans[2 * place + 1]
        row += 1
    return row


def draw_money(canvas: Canvas, case: Case, words: Wording, look: Look, row: int, width: int) -> int:
    """画资金表: head, one row for each item, 按收入性质分 / 按支出性质分 under them."""
    fields = [field for field in look.money_columns if field in words.money_columns] or list(words.money_columns)
    if look.execution_inside:
        fields = [field for field in fields if field not in ("weight", "rate", "score")]
    side = 1 if look.sides else 0
    spans = spread(width - side, [4] + [2 if field in ("initial", "full_year", "executed") else 1 for field in fields])
    if not look.merged:
        spans = [1] * len(spans)
    starts = [side + 1 + sum(spans[:place]) for place in range(len(spans))]
    top = row
    corner = words.money_corner if look.sides else words.money_side
    canvas.put(row, starts[0], spaced(corner, 0) if look.spaced and corner else corner, columns=spans[0], style="head")
    for place, field in enumerate(fields, 1):
        text = look.money_heads.get(field) or words.money_heads[field]
        text = spaced(text, place) if look.spaced else text
        canvas.put(row, starts[place], text, columns=spans[place], style="head")
    row += 1
    for number, item in enumerate(case["budget"]):
        canvas.put(row, starts[0], item["item"], columns=spans[0], style="name")
        for place, field in enumerate(fields, 1):
            text = item.get(field, "")
            blank = look.blank and field in ("rate", "score") and any(letter.isdigit() for letter in text)
            path, kind = f"budget[{number}].{field}", _KINDS[field]
            canvas.put(row, starts[place], text, columns=spans[place], path=path, kind=kind, blank=blank)
        row += 1
    row = _draw_amounts(canvas, case, look, row, side + 1, width - side)
    if side:
        canvas.put(top, 1, words.money_side, rows=row - top, style="side")
    return row


def _draw_amounts(canvas: Canvas, case: Case, look: Look, row: int, left: int, width: int) -> int:
    """按性质分列的金额: beside one another; in one cell with its label where the published form prints it so."""
    income, expenditure = case.get("by_income"), case.get("by_expenditure")
    if not income or not expenditure:
        return row
    halves = spread(width, [1, 1]) if look.merged else [2, 2]
    heads = ("按收入性质分：", "按支出性质分：")
    inside = look.official and case["id"].startswith("zhuzhou-2023")
    lists: Tuple[Tuple[str, Dict[str, str]], ...] = (("income", income), ("expenditure", expenditure))
    for place, head in enumerate(heads):
        canvas.put(row, left + place * halves[0], head, columns=halves[place], style="name")
    for place, (name, amounts) in enumerate(lists):
        column = left + place * halves[0]
        for number in range(max(len(income), len(expenditure))):
            label, amount = list(amounts.items())[number] if number < len(amounts) else ("", "")
            path = f"{name}[{number}]" if label else ""
            if inside:
                text = f"{label}：{amount}" if label else ""
                canvas.put(row + 1 + number, column, text, columns=halves[place], style="name", path=path)
                continue
            parts: List[int] = spread(halves[place], [3, 2])
            text = label + "：" if label else ""
            canvas.put(row + 1 + number, column, text, columns=parts[0], style="name")
            canvas.put(row + 1 + number, column + parts[0], amount, columns=parts[1], path=path, kind=MONEY)
    return row + 1 + max(len(income), len(expenditure))


def draw_goals(canvas: Canvas, case: Case, look: Look, row: int, width: int) -> int:
    """画年度总体目标."""
    goal = case.get("goal")
    if not goal:
        return row
    side = 1 if look.sides else 0
    halves = spread(width - side, [1, 1]) if look.merged else [1, 1]
    left = side + 1
    canvas.put(row, left, "预期目标", columns=halves[0], style="head")
    canvas.put(row, left + halves[0], "实际完成情况", columns=halves[1], style="head")
    canvas.put(row + 1, left, goal["expected"], columns=halves[0], style="long", kind=TEXT)
    canvas.put(row + 1, left + halves[0], goal["actual"], columns=halves[1], style="long", kind=TEXT)
    if side:
        canvas.put(row, 1, "年度总体目标", rows=2, style="side")
    return row + 2
