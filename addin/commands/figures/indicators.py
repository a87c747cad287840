"""指标表的数字 (indicator table): completion and score of each row by the profile's rule."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, List, Optional, Tuple

from udfs.core.completion import completion
from udfs.core.errors import NA, VALUE
from udfs.core.outcome import Outcome
from udfs.core.reading.text import normalise
from udfs.core.scoring import score_indicator

from ...forms.model import Bound, Form, Row
from ..context import Context
from ..inputs import Input, Trouble, input_of, is_placeholder, is_stale, quantity_of, quote
from .model import POINTS, RATE, Figure, Line, fault
from .money import budget_cell, execution_points, main_row, weight_of
from .standards import standard_points
from .totals import plain

_PER_CENT = re.compile(r"[≥≤<>=]{0,2}([0-9]+(?:\.[0-9]+)?)(%?)")


# a form is computed to be filled and again to be checked: the same row asks twice
@lru_cache(maxsize=1 << 14)
def _score(weight: Decimal, target: Input, actual: Input, method: str, profile: Any, year: Optional[int]) -> Outcome:
    return score_indicator(weight, target, actual, method, profile, year)


@lru_cache(maxsize=1 << 14)
def _ratio(target: Input, actual: Input, profile: Any, year: Optional[int]) -> Outcome:
    return completion(target, actual, profile, year)


def input_troubles(row: Row, names: Tuple[str, ...]) -> List[Trouble]:
    """一行输入的问题: error cells and formulas without a cached value."""
    troubles = []
    titles = {"target": "指标值", "actual": "完成值", "value": "指标数值", "weight": "分值", "standard": "评价标准"}
    for name in names:
        bound = row[name]
        if bound is None:
            continue
        what = f"{quote(row.name)}的{titles.get(name, name)}"
        if bound.cell.is_error:
            troubles.append(Trouble("value.unreadable", f"{what}是错误值 {bound.cell.value}", bound))
        elif is_stale(bound):
            troubles.append(Trouble("value.stale", f"{what}是公式，但文件里没有它的计算结果", bound))
    return troubles


def percent_doubt(row: Row) -> str:
    """单位是%时分不清的数: 90 beside 0.93, both under the unit %, may mean 93 % or 0.93 %; "" when there is no doubt."""
    if row.text("unit").strip() not in ("%", "％"):
        return ""
    sides = [side for side in (_percentage(row, "target"), _percentage(row, "actual")) if side]
    if len(sides) < 2 or not all(number for number, _ in sides):
        return ""
    (small, bare), (large, _) = sorted(sides, key=lambda side: abs(side[0]))
    if not bare or abs(small) > 1 or abs(large) <= max(Decimal(1), 10 * abs(small)):
        return ""
    return f"{quote(row.name)}的 {plain(small)} 分不清是 {plain(small * 100)}% 还是 {plain(small)}%，请写明百分号"


def _percentage(row: Row, name: str) -> Optional[Tuple[Decimal, bool]]:
    """(number of per cent, whether the cell leaves the sign to the unit's column); None for any other text."""
    bound = row[name]
    value = None if bound is None or bound.cell.is_error else input_of(bound.cell)
    if isinstance(value, Decimal):
        return value, True
    found = _PER_CENT.fullmatch(normalise(value)) if isinstance(value, str) else None
    return (Decimal(found.group(1)), not found.group(2)) if found else None


def is_spare(row: Row) -> bool:
    """是否空行: nothing but perhaps a level name stands in the row."""
    return not any(
        row.text(name) and not is_placeholder(row.text(name))
        for name in ("target", "actual", "weight", "score", "standard")
    )


def indicator_lines(form: Form, profile: Any, context: Context) -> List[Line]:
    """指标表各行的完成率和得分; spare rows are left out."""
    lines = []
    for row in form.indicators:
        if is_spare(row):
            continue
        troubles = input_troubles(row, ("target", "actual", "value"))
        weight, trouble = weight_of(row, f"{quote(row.name)}的分值")
        if trouble:
            troubles.append(trouble)
        if weight is not None and weight < 0 and row["weight"] is not None:
            troubles.append(Trouble("value.range", f"{quote(row.name)}的分值为负数", row["weight"]))
        line = Line(row, weight=weight, troubles=tuple(troubles), execution=row.role == "execution")
        outcome = _outcome(form, line, profile, context)
        line.outcome = outcome
        _completion(form, line, profile, outcome)
        cell = row["score"]
        if cell is not None and form.scored:
            names = ("weight", "target", "actual", "value", "standard")
            line.score = Figure(
                "score", POINTS, cell, f"{quote(row.name)}的得分", outcome.points, outcome, row,
                _inputs(row, names), line.troubles, rests_on_rule=True,
            )  # fmt: skip
        lines.append(line)
    return lines


def _inputs(row: Row, names: Tuple[str, ...]) -> Tuple[Bound, ...]:
    return tuple(bound for bound in (row[name] for name in names) if bound)


def _outcome(form: Form, line: Line, profile: Any, context: Context) -> Outcome:
    row = line.row
    if line.troubles:
        return fault(VALUE, line.troubles[0].message)
    if not form.scored:
        return Outcome(undecided="本表不计分", code=NA)
    if line.weight is None:
        return fault(NA, f"{quote(row.name)}没有分值")
    if line.execution:
        main = main_row(form)
        if main is not None and budget_cell(main) is not None and main["executed"] is not None:
            return execution_points(line.weight, main, profile)
    if row.text("standard") and (row["target"] is None or not row.text("target")):
        return standard_points(form, line, profile, context)
    target, actual = quantity_of(row, "target"), quantity_of(row, "actual")
    if target is None or (isinstance(target, str) and is_placeholder(target)):
        return fault(NA, f"{quote(row.name)}没有指标值")
    if actual is None or (isinstance(actual, str) and is_placeholder(actual)):
        return fault(NA, f"{quote(row.name)}没有完成值")
    doubt = percent_doubt(row)
    if doubt:
        return fault(VALUE, doubt)
    return _score(line.weight, target, actual, row.text("method"), profile, form.year)


def _completion(form: Form, line: Line, profile: Any, outcome: Outcome) -> None:
    row = line.row
    cell = row["completion"]
    if cell is None:
        return
    ratio = outcome
    if not line.troubles and not line.execution and row.text("target") and not percent_doubt(row):
        target, actual = quantity_of(row, "target"), quantity_of(row, "actual")
        if not any(value is None or (isinstance(value, str) and is_placeholder(value)) for value in (target, actual)):
            stated = _ratio(target, actual, profile, form.year)
            ratio = outcome if stated.completion is None and outcome.completion is not None else stated
    line.completion = Figure(
        "completion", RATE, cell, f"{quote(row.name)}的完成率", ratio.completion, ratio, row,
        _inputs(row, ("target", "actual")), line.troubles,
    )  # fmt: skip
