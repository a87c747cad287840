"""计分 (scoring): points of an indicator; with the execution row and the grade, the way in for commands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Optional

from .amounts import read_weight
from .comparison import Comparison, compare
from .errors import NA, VALUE, CellFault
from .execution import score_execution
from .grading import grade
from .methods import RULES
from .methods.case import Case
from .outcome import Outcome
from .rules_model import Method, Profile
from .rules_schema import nearest
from .text import fold

__all__ = ["find_method", "grade", "score_execution", "score_indicator"]


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
    found = find_method(profile, name)
    if found is None:
        near = nearest(method or "", profile.methods)
        hint = f"，是否为“{near[0]}”" if near else ""
        return Outcome(
            undecided=f"规则方案 {profile.id}（{profile.alias}）中没有赋分规则“{method}”{hint}",
            completion=compared.ratio,
            code=NA,
        )
    return _applied(points, compared, found, profile)


def find_method(profile: Profile, text: str) -> Optional[Method]:
    """找赋分规则: the method that a form's 赋分规则 or 得分计算方法 text means.

    Args:
        profile: the rules. text: as typed; blank takes the default.

    Returns:
        The method by its name, another name, or the words a longer text must contain; None when there is none, and
        for a blank where the profile has no default.

    >>> from .rules import load
    >>> find_method(load("全国"), "达到指标值记满分，未达到按B/A×分值记分").name
    '定量定性计分'
    """
    name = fold(text)
    if not name:
        return profile.methods.get(profile.default_method)
    for method in profile.methods.values():
        if name == fold(method.name) or any(name == fold(word) for word in method.also):
            return method
    for method in profile.methods.values():
        if method.contains and all(fold(word) in name for word in method.contains):
            return method
    return None


def _applied(weight: Decimal, compared: Comparison, method: Method, profile: Profile) -> Outcome:
    outcome = RULES[method.rule](Case(weight, compared, method, profile))
    told = tuple(
        flag.message
        for flag in profile.flags
        if compared.figures and compared.ratio is not None and compared.ratio >= flag.ratio
    )
    return replace(outcome, steps=outcome.steps + told[-1:]) if told else outcome


def _agreed(weight: Decimal, compared: Comparison, profile: Profile) -> Outcome:
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
