"""预算执行率得分 (execution): points of the execution row."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from .amounts import read_amounts, read_weight
from .completion import execution_rate
from .errors import NA, CellFault
from .methods.case import percent, shown
from .methods.floor import floor_points
from .outcome import Outcome
from .rounding import half_up
from .rules_model import Execution, Profile


def score_execution(weight: Any, budget: Any, executed: Any, profile: Profile) -> Outcome:
    """预算执行率得分.

    Args:
        weight: 分值. budget: 全年预算数. executed: 全年执行数, in the same unit.
        profile: the rules.

    Returns:
        An Outcome whose ``completion`` is the execution rate. A budget of 0 is undecided (``#DIV/0!``).

    依据: 规则方案的 [execution].
    """
    rule = profile.execution
    unverified = rule.unverified or profile.unverified
    blank = Outcome(rule=rule.text, source=rule.source.text, unverified=unverified)
    try:
        points = read_weight(weight)
        planned, done = read_amounts(budget, executed)
    except CellFault as fault:
        return replace(blank, undecided=fault.error.message, code=fault.error.code)
    rate = used = execution_rate(planned, done)
    if rule.rate_places is not None:
        used = half_up(rate * 100, rule.rate_places) / 100
    known = replace(blank, completion=rate, completion_printed=None if rule.rate_places is None else used)
    if rule.rule == "none":
        return replace(known, undecided=f"规则方案 {profile.id} 不设预算执行率得分", code=NA)
    if rate > 1 and rule.over == "undecided":
        why = f"预算执行率 {percent(rate)} 超过 100%，规则没有规定这种情形，请核对预算数与执行数"
        return replace(known, undecided=why, code=NA)
    exact = min(_points(rule, points, used, done, planned), points)
    return replace(known, points=half_up(exact, profile.places), exact=exact, steps=(_step(rule, points, used),))


def _points(rule: Execution, weight: Decimal, rate: Decimal, done: Decimal, planned: Decimal) -> Decimal:
    if rule.rule == "floor":
        return floor_points(weight, min(rate, Decimal(1)) * 100, rule.floor, rule.double)
    # multiplied before divided: a quotient cut at 28 digits would miss an exact tie
    return weight * done / planned if rule.rate_places is None else weight * rate


def _step(rule: Execution, weight: Decimal, rate: Decimal) -> str:
    start = f"执行率 {percent(rate)}"
    if rate > 1:
        return f"{start}，超过 100%，得满分 {shown(weight)} 分"
    if rule.rule == "floor":
        if rate * 100 <= rule.floor:
            return f"{start}，不超过 {shown(rule.floor)}%，得 0 分"
        return f"{start}，{shown(weight)}×({shown(rate * 100)}−{shown(rule.floor)})/{shown(100 - rule.floor)}"
    return f"{start}，{shown(weight)}×{percent(rate)}"
