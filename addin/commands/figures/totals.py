"""合计与等级 (total and grade): the sum of the points that stand in the form, and the grade that follows."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, List, Optional, Tuple

from udfs.core.errors import NA, CellFault
from udfs.core.outcome import Outcome
from udfs.core.scoring import grade as grade_of

from ...forms.model import SCORECARD, Bound, Form
from ..context import UNCHANGED, Context
from ..inputs import is_placeholder
from ..printed import read_printed, rounded
from .model import POINTS, WORD, Figure, Figures, Line, fault

#: the label in a grade's own cell, with nothing or the grade behind it
_LABEL = re.compile(r"^([^优良中差]*等级[:：]\s*)([优良中差]?)$")
#: what the budget execution weighs in the forms; indicators that lack just this much lack its row
_EXECUTION_WEIGHTS = (10, 20)
TOTAL_RULE = "总分＝预算执行率得分与各指标得分之和"


def keeps(figure: Figure, context: Context) -> bool:
    """是否保留原数: True when the cell already prints something that we may not replace."""
    cell = figure.bound.cell
    # a pack's open cell: its formula shows nothing where it cannot decide, and points are typed over it
    if figure.is_empty and (cell.formula is None or not cell.locked):
        return False
    if context.ours(figure.bound) == UNCHANGED:
        return False
    return not context.overwrite or figure.expected is None


def standing(line: Line, context: Context, fill: bool) -> Tuple[Optional[Decimal], str]:
    """一行立在表内的得分: (points, reason why there are none).

    Args:
        fill: True when blanks and our own figures count as what they will be filled with.
    """
    figure = line.score
    if figure is None:
        return Decimal(0), ""
    kept = keeps(figure, context) if fill else not figure.is_empty
    if kept:
        if figure.is_placeholder:
            return Decimal(0), ""
        printed = read_printed(figure.bound.cell)
        if printed is None:
            return None, f"{figure.name}“{figure.printed}”不是数"
        return printed.stored if printed.stored is not None and not printed.percent else printed.value, ""
    if isinstance(figure.expected, Decimal):
        return figure.expected, ""
    return None, f"{figure.name}未定：{figure.outcome.undecided}"


def sum_of(lines: List[Line], context: Context, fill: bool = True) -> Outcome:
    """各行得分之和, undecided as soon as one row is."""
    points, missing, counted = Decimal(0), "", 0
    for line in lines:
        value, reason = standing(line, context, fill)
        if value is None:
            missing = missing or reason
            continue
        counted += line.score is not None
        points += value
    if missing:
        return fault(NA, missing, TOTAL_RULE)
    if not counted:
        return fault(NA, "表内没有得分", TOTAL_RULE)
    return Outcome(points=rounded(points, 2), steps=(f"{counted} 行得分相加＝{plain(points)}",), rule=TOTAL_RULE)


def plain(number: Decimal) -> str:
    """数的通常写法, without trailing zeros.

    >>> plain(Decimal("10.00")), plain(Decimal("9.80"))
    ('10', '9.8')
    """
    return f"{number.normalize():f}" if number else "0"


def unread(everything: Figures) -> str:
    """总分可能漏计的部分: why the sum of the rows that were read need not be the total, "" when it must be.

    Points of the budget execution may stand in a money table that could not be read.
    """
    form, lines = everything.form, everything.scored_lines()
    if form.kind == SCORECARD or everything.execution is not None:
        return ""
    if form.budget_columns and not form.budget:
        return "资金表没有读出各行，预算执行率得分不明"
    weights = [line.weight for line in lines if line.score is not None]
    known = sum((weight for weight in weights if weight is not None), Decimal(0))
    if not weights or None in weights or 100 - known not in _EXECUTION_WEIGHTS:
        return ""
    cell = form.total["weight"] if form.total else None
    stated = read_printed(cell.cell) if cell is not None and cell.text else None
    if stated is not None and stated.value == known:
        return ""
    return f"各行分值相加为 {plain(known)}，没有读出预算执行率得分一行，总分可能漏计"


def total_figure(everything: Figures) -> Optional[Figure]:
    """总分: None when the form has no cell for it."""
    form, lines, context = everything.form, everything.scored_lines(), everything.context
    cell = form.total["score"] if form.total else None
    if cell is None or not form.scored:
        return None
    reason = unread(everything)
    outcome = fault(NA, reason, TOTAL_RULE) if reason else sum_of(lines, context)
    inputs = tuple(line.score.bound for line in lines if line.score)
    return Figure("total", POINTS, cell, "总分", outcome.points, outcome, form.total, inputs)


def grade_figure(form: Form, total: Optional[Figure], profile: Any, context: Context) -> Optional[Figure]:
    """等级: follows from the total that stands in the form; None when the form has no cell for it."""
    cell = form.grade
    if cell is None or profile is None:
        return None
    labelled = _LABEL.match(cell.text)
    label = labelled.group(1) if labelled else ""
    score: Optional[Decimal] = None
    if total is not None:
        if keeps(total, context):
            printed = read_printed(total.bound.cell)
            score = printed.value if printed else None
        elif isinstance(total.expected, Decimal):
            score = total.expected
    if score is None:
        outcome = fault(NA, "总分未定，等级随之未定")
        return Figure("grade", WORD, cell, "等级", None, outcome, form.total, rests_on_rule=True, label=label)
    bands = profile.grades
    try:
        word: Optional[str] = grade_of(score, profile)
        outcome = Outcome(steps=(f"总分 {plain(score)} 对应“{word}”",))
    except CellFault as problem:
        word, outcome = None, Outcome(undecided=problem.error.message, code=problem.error.code)
    listed = "，".join(f"{plain(band.start)} 分（含）以上为{band.name}" for band in bands.bands)
    outcome = replace(outcome, rule=f"等级：{listed}", source=bands.source.text, unverified=bands.unverified)
    inputs: Tuple[Bound, ...] = (total.bound,) if total else ()
    return Figure("grade", WORD, cell, "等级", word, outcome, form.total, inputs, rests_on_rule=True, label=label)


def is_filled(figure: Figure) -> bool:
    """是否已填: something other than a placeholder is printed."""
    return not figure.is_empty and not is_placeholder(figure.printed)
