"""计分 (scoring): points of an indicator and of the execution row, and the grade of a total."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Optional, Tuple

from .comparison import compare
from .completion import execution_rate
from .errors import DIV0, NA, NUM, VALUE, CellFault
from .methods import RULES
from .methods.case import Case, percent, shown
from .methods.floor import floor_points
from .number import read_number
from .outcome import Outcome
from .rounding import half_up
from .rules_model import Execution, Method, Profile
from .rules_schema import nearest
from .text import fold
from .unreadable import Unreadable


def read_weight(weight: Any) -> Decimal:
    """读分值.

    Raises:
        CellFault: ``#N/A`` for a blank, ``#VALUE!`` for text that is no number, ``#NUM!`` for a negative one.
    """
    return read_amount(weight, "分值")


def read_amount(value: Any, name: str) -> Decimal:
    """读不为负的数: ``name`` is what the message calls it.

    Raises:
        CellFault: blanks ``#N/A``, text ``#VALUE!``, negative numbers ``#NUM!``.
    """
    try:
        number = read_number(value)
    except Unreadable as error:
        raise CellFault(VALUE, f"{name}{error.message}") from error
    if number is None:
        raise CellFault(NA, f"没有填写{name}。")
    if number < 0:
        raise CellFault(NUM, f"{name}不能为负数，现为 {shown(number)}。")
    return number


def score_indicator(
    weight: Any,
    target: Any,
    actual: Any,
    method: Optional[str],
    profile: Profile,
    year: Optional[int] = None,
) -> Outcome:
    """指标得分: points of one indicator row.

    Args:
        weight: 分值, a number or text such as ``10分``. target, actual: cell values.
        method: the form's 赋分规则 text; blank takes the profile's default, or all methods where they agree.
        profile: the rules. year: the form's year, for dates typed without one (12月底前).

    Returns:
        An Outcome; points lie between 0 and the weight. ``undecided`` and ``code`` say why there are none.
    """
    try:
        points = read_weight(weight)
    except CellFault as fault:
        return Outcome(undecided=fault.error.message, code=fault.error.code)
    compared = compare(target, actual, profile.met, year)
    name = fold(method) if isinstance(method, str) else ""
    if method is not None and not isinstance(method, str):
        return Outcome(undecided=f"赋分规则应为文字，现为 {method}", code=VALUE)
    if not name and not profile.default_method:
        return _agreed(points, compared, profile)
    found = _find(profile, name)
    if found is None:
        near = nearest(method or "", profile.methods)
        hint = f"，是否为“{near[0]}”" if near else ""
        return Outcome(
            undecided=f"规则方案 {profile.id}（{profile.alias}）中没有赋分规则“{method}”{hint}",
            completion=compared.ratio,
            code=NA,
        )
    return _applied(points, compared, found, profile)


def _find(profile: Profile, name: str) -> Optional[Method]:
    if not name:
        return profile.methods[profile.default_method]
    for method in profile.methods.values():
        if name == fold(method.name) or any(name == fold(word) for word in method.also):
            return method
    return None


def _applied(weight: Decimal, compared: Any, method: Method, profile: Profile) -> Outcome:
    outcome = RULES[method.rule](Case(weight, compared, method, profile))
    told = tuple(
        flag.message
        for flag in profile.flags
        if compared.figures and compared.ratio is not None and compared.ratio >= flag.ratio
    )
    return replace(outcome, steps=outcome.steps + told[-1:]) if told else outcome


def _agreed(weight: Decimal, compared: Any, profile: Profile) -> Outcome:
    """赋分规则留空: decided only where all methods give the same points."""
    outcomes = [_applied(weight, compared, method, profile) for method in profile.methods.values()]
    first = outcomes[0]
    rule = "赋分规则留空，各种赋分规则结果一致时才计分"
    if compared.why and compared.met is None and compared.ratio is None:
        return replace(first, rule=rule)
    if any(not outcome.decided or outcome.points != first.points for outcome in outcomes):
        return Outcome(
            completion=compared.ratio,
            undecided="没有填写赋分规则，而各种赋分规则的结果不一致，请填写赋分规则",
            code=NA,
            steps=(compared.how,) if compared.how else (),
            rule=rule,
            source=first.source,
            unverified=profile.unverified,
        )
    return replace(first, rule=rule, unverified=any(outcome.unverified for outcome in outcomes))


def score_execution(weight: Any, budget: Any, executed: Any, profile: Profile) -> Outcome:
    """预算执行率得分: points of the execution row.

    Args:
        weight: 分值. budget: 全年预算数. executed: 全年执行数, in the same unit.
        profile: the rules.

    Returns:
        An Outcome whose ``completion`` is the execution rate. A budget of 0 is undecided (``#DIV/0!``).
    """
    rule = profile.execution
    common = {
        "rule": rule.text,
        "source": rule.source.text,
        "unverified": rule.unverified or profile.unverified,
    }
    try:
        points = read_weight(weight)
        planned, done = read_amounts(budget, executed)
    except CellFault as fault:
        return Outcome(undecided=fault.error.message, code=fault.error.code, **common)  # type: ignore[arg-type]
    rate = execution_rate(planned, done)
    used = rate if rule.rate_places is None else half_up(rate * 100, rule.rate_places) / 100
    common["completion"] = rate  # type: ignore[assignment]
    if rule.rate_places is not None:
        common["completion_printed"] = used  # type: ignore[assignment]
    if rule.rule == "none":
        return Outcome(undecided=f"规则方案 {profile.id} 不设预算执行率得分", code=NA, **common)  # type: ignore[arg-type]
    if used > 1 and rule.over == "undecided":
        why = f"预算执行率 {percent(used)} 超过 100%，规则没有规定这种情形，请核对预算数与执行数"
        return Outcome(undecided=why, code=NA, **common)  # type: ignore[arg-type]
    exact = min(_execution_points(rule, points, used, done, planned), points)
    return Outcome(
        points=half_up(exact, profile.places),
        exact=exact,
        steps=(_execution_step(rule, points, used),),
        **common,  # type: ignore[arg-type]
    )


def _execution_points(rule: Execution, weight: Decimal, rate: Decimal, done: Decimal, planned: Decimal) -> Decimal:
    if rule.rule == "floor":
        return floor_points(weight, min(rate, Decimal(1)) * 100, rule.floor, rule.double)
    # multiplied before divided: a quotient cut at 28 digits would miss an exact tie
    return weight * done / planned if rule.rate_places is None else weight * rate


def _execution_step(rule: Execution, weight: Decimal, rate: Decimal) -> str:
    start = f"执行率 {percent(rate)}"
    if rate > 1:
        return f"{start}，超过 100%，得满分 {shown(weight)} 分"
    if rule.rule == "floor":
        if rate * 100 <= rule.floor:
            return f"{start}，不超过 {shown(rule.floor)}%，得 0 分"
        return f"{start}，{shown(weight)}×({shown(rate * 100)}−{shown(rule.floor)})/{shown(100 - rule.floor)}"
    return f"{start}，{shown(weight)}×{percent(rate)}"


def read_amounts(budget: Any, executed: Any) -> Tuple[Decimal, Decimal]:
    """读预算数与执行数.

    Raises:
        CellFault: blanks ``#N/A``, text ``#VALUE!``, negative amounts ``#NUM!``, a budget of 0 ``#DIV/0!``.
    """
    planned = read_amount(budget, "全年预算数")
    done = read_amount(executed, "全年执行数")
    if planned == 0:
        raise CellFault(DIV0, "全年预算数为 0，无法计算执行率。")
    return planned, done


def grade(score: Any, profile: Profile) -> str:
    """等级: 优 良 中 差, by the profile's bands.

    Args:
        score: the total, 0 to the full mark. profile: the rules.

    Raises:
        CellFault: blanks ``#N/A``, text ``#VALUE!``, below 0 or above the full mark ``#NUM!``.

    依据: 90（含）—100 优，80（含）—90 良，60（含）—80 中，60 以下差（株洲 2021 自评表填表说明）.
    """
    # a total that the spreadsheet added in doubles may lack its last bit: 89.99999999999999 is 90
    total = half_up(read_amount(score, "总分"), 6)
    bands = profile.grades
    if total > bands.full:
        raise CellFault(NUM, f"总分 {shown(total)} 超过满分 {shown(bands.full)}。")
    return next(band.name for band in bands.bands if total >= band.start)
