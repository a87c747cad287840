"""资金表的数字 (money table): execution rates of the budget rows and the points of the execution row."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, List, Optional, Tuple

from udfs.core.errors import DIV0, NA, VALUE
from udfs.core.outcome import Outcome
from udfs.core.scoring import score_execution

from ...forms.model import Bound, Form, Row
from ..inputs import Trouble, is_percent_format, is_placeholder, is_stale, number_of, quote
from .model import POINTS, RATE, Figure, Line, fault

RATE_RULE = "预算执行率＝全年执行数÷全年预算数"


def read_number(bound: Optional[Bound], what: str) -> Tuple[Optional[Decimal], Optional[Trouble]]:
    """读取一个数: (number, trouble); a blank gives (None, None).

    Args:
        bound: the cell. what: its Chinese name for the message.
    """
    if bound is None:
        return None, None
    if is_stale(bound):
        return None, Trouble("value.stale", f"{what}是公式，但文件里没有它的计算结果", bound)
    try:
        return number_of(bound), None
    except ValueError as problem:
        return None, Trouble("value.unreadable", f"{what}无法读作数：{problem}", bound)


def is_percentage(bound: Optional[Bound]) -> bool:
    """是否写成百分数: 10% as text, or 0.1 in a percent cell."""
    if bound is None:
        return False
    value = bound.cell.value
    if isinstance(value, str):
        return value.strip().endswith(("%", "％"))
    return value is not None and is_percent_format(bound.cell.number_format)


def weight_of(row: Row, what: str) -> Tuple[Optional[Decimal], Optional[Trouble]]:
    """一行的分值: 权重 10% is 10 points of a hundred, unless the points are percentages themselves."""
    bound = row["weight"]
    if bound is None or not is_percentage(bound) or is_percentage_cell(row["score"]):
        return read_number(bound, what)
    if isinstance(bound.cell.value, str):
        bound = replace(bound, cell=replace(bound.cell, value=bound.cell.value.strip().rstrip("%％")))
        return read_number(bound, what)
    value, trouble = read_number(bound, what)
    return (None if value is None else value * 100), trouble


def is_percentage_cell(bound: Optional[Bound]) -> bool:
    """是否百分数单元格, filled or not."""
    return bound is not None and (is_percentage(bound) or is_percent_format(bound.cell.number_format))


def budget_cell(row: Row) -> Optional[Bound]:
    """预算数单元格: 全年预算数; 年初预算数 where the form has no other column."""
    return row["full_year"] or row["initial"]


def main_row(form: Form) -> Optional[Row]:
    """资金总额行: the row marked as total, else the only row that bears a weight, else the only row."""
    totals = [row for row in form.budget if row.role == "total"]
    if totals:
        return totals[0]
    weighted = [row for row in form.budget if row.text("weight") and not is_placeholder(row.text("weight"))]
    candidates = weighted or form.budget
    return candidates[0] if len(candidates) == 1 else None


def amounts(row: Row) -> Tuple[Optional[Decimal], Optional[Decimal], List[Trouble]]:
    """一行的全年预算数和全年执行数, with what could not be read."""
    budget, first = read_number(budget_cell(row), f"{quote(row.name)}的全年预算数")
    executed, second = read_number(row["executed"], f"{quote(row.name)}的全年执行数")
    troubles = [trouble for trouble in (first, second) if trouble]
    full_year, done = budget_cell(row), row["executed"]
    if budget is not None and budget < 0 and full_year is not None:
        troubles.append(Trouble("value.range", f"{quote(row.name)}的全年预算数为负数（{full_year.text}）", full_year))
    if executed is not None and executed < 0 and done is not None:
        troubles.append(Trouble("value.range", f"{quote(row.name)}的全年执行数为负数（{done.text}）", done))
    return budget, executed, troubles


def rate_of(row: Row) -> Tuple[Outcome, List[Trouble]]:
    """一行的预算执行率: the ratio unrounded in ``completion``, or why there is none."""
    budget, executed, troubles = amounts(row)
    if troubles:
        return fault(VALUE, troubles[0].message, RATE_RULE), troubles
    if budget is None or executed is None:
        missing = "全年预算数" if budget is None else "全年执行数"
        return fault(NA, f"{quote(row.name)}的{missing}为空", RATE_RULE), []
    if budget == 0:
        return fault(DIV0, f"{quote(row.name)}的全年预算数为 0，执行率无从计算", RATE_RULE), []
    ratio = executed / budget
    step = f"{executed}÷{budget}＝{_percent(ratio)}"
    return Outcome(completion=ratio, steps=(step,), rule=RATE_RULE), []


def _percent(ratio: Decimal) -> str:
    return f"{ratio * 100:.2f}%"


def money_lines(form: Form, profile: Any) -> List[Line]:
    """资金表各行: rate and score of each row; the points of a part (其中：…) follow its own weight."""
    lines = []
    main = main_row(form)
    for row in form.budget:
        rate, troubles = rate_of(row)
        line = Line(row, outcome=rate, troubles=tuple(troubles), execution=row is main)
        inputs = tuple(bound for bound in (budget_cell(row), row["executed"]) if bound)
        part = row is not main
        cell = row["rate"]
        if cell is not None:
            line.completion = Figure(
                "rate", RATE, cell, f"{quote(row.name)}的执行率", rate.completion, rate, row, inputs,
                tuple(troubles), part, part,
            )  # fmt: skip
        line.weight, trouble = weight_of(row, f"{quote(row.name)}的分值")
        if trouble:
            line.troubles += (trouble,)
        cell = row["score"]
        if cell is not None and form.scored and profile is not None:
            points = execution_points(line.weight, row, profile, trouble)
            line.outcome = points
            line.score = Figure(
                "score", POINTS, cell, f"{quote(row.name)}的执行率得分", points.points, points, row,
                inputs + tuple(bound for bound in (row["weight"],) if bound), line.troubles,
                part, part or row["weight"] is None, True,
            )  # fmt: skip
        lines.append(line)
    return lines


def execution_points(weight: Optional[Decimal], row: Row, profile: Any, trouble: Optional[Trouble] = None) -> Outcome:
    """执行率得分 of one money row by the profile's rule."""
    if trouble:
        return fault(VALUE, trouble.message)
    rate, _ = rate_of(row)
    if rate.undecided:
        return rate
    budget, executed, _ = amounts(row)
    if weight is None or budget is None or executed is None:
        return fault(NA, f"{quote(row.name)}没有分值")
    outcome: Outcome = score_execution(weight, budget, executed, profile)
    return outcome
