"""得分公式 (points): execution rate and score, completion, points of an indicator by the profile's rule."""

from __future__ import annotations

from typing import Callable, Dict, List, Optional, Tuple

from udfs.core.rules_model import Method, Profile
from udfs.core.text import fold

from .text import Native, Side, amount, comparable, finished, given, literal, number, reference


def execution_rate(budget_ref: str, executed_ref: str) -> Native:
    """预算执行率公式: executed / budget, a ratio, unrounded.

    Args:
        budget_ref, executed_ref: cells with numbers, or text such as ``23,604.79``.

    Returns:
        The formula; blank cells, text that is no number, negative amounts and a budget of 0 give "".
    """
    budget, executed = reference(budget_ref), reference(executed_ref)
    rate = _rate(budget, executed)
    return finished(f'IF({given(budget, executed)},{rate},"")')


def _rate(budget: str, executed: str) -> str:
    return f"{amount(executed)}/{amount(budget)}"


def execution_score(weight_ref: str, budget_ref: str, executed_ref: str, profile: Profile) -> Native:
    """预算执行率得分公式.

    Args:
        weight_ref, budget_ref, executed_ref: cells. profile: the rules.

    Returns:
        The formula, or the reason why the profile's rule gives none.
    """
    weight, budget, executed = reference(weight_ref), reference(budget_ref), reference(executed_ref)
    rule = profile.execution
    if rule.rule == "none":
        return Native(reason=f"规则方案 {profile.id} 不设预算执行率得分")
    rate = _rate(budget, executed)
    if rule.rate_places is not None:
        rate = f"ROUND({rate},{rule.rate_places + 2})"
    floor = literal(rule.floor / 100)
    factor = f"MIN(1,{rate})"
    if rule.rule == "floor":
        factor = f"MAX(0,{factor}-{floor})/{literal(1 - rule.floor / 100)}"
    if rule.over == "undecided":
        factor = f"IF({rate}>1,NA(),{factor})"
    return finished(f'IF({given(weight, budget, executed)},{_points(weight, factor, profile.places)},"")')


def _points(weight: str, factor: str, places: int) -> str:
    return f"ROUND({number(weight)}*{factor},{places})"


def completion(
    target_ref: str, actual_ref: str, profile: Optional[Profile] = None, *, unit_ref: str = "", sign_ref: str = "",
    target_percent: bool = False, actual_percent: bool = False,
) -> Native:  # fmt: skip
    """完成率公式: actual / target, a ratio, unrounded.

    Args:
        target_ref, actual_ref: cells. profile: not needed for figures; kept so that all calls are alike.
        unit_ref, sign_ref: the row's own cells for unit and sign, "" where the form has none.
        target_percent, actual_percent: True when the cell is a number shown as a percentage.

    Returns:
        The formula; words, dates, unlike units and a target of 0 give "".
    """
    target, actual = _sides(target_ref, actual_ref, unit_ref, sign_ref, target_percent, actual_percent)
    return _guarded(target, actual, [], f"{actual.value}/{target.value}", f"ISNUMBER({_any_sign(target)})")


def score(
    weight_ref: str, target_ref: str, actual_ref: str, method_text: str, profile: Profile, *, unit_ref: str = "",
    sign_ref: str = "", target_percent: bool = False, actual_percent: bool = False,
) -> Native:  # fmt: skip
    """指标得分公式: points of one row by the profile's rule.

    Args:
        weight_ref, target_ref, actual_ref: cells. method_text: the form's 赋分规则 text of this row.
        profile: the rules. The rest as in ``completion``.

    Returns:
        The formula, or the reason why this method has none.
    """
    method, reason = _method(profile, method_text)
    if method is None:
        return Native(reason=reason)
    weight = reference(weight_ref)
    target, actual = _sides(target_ref, actual_ref, unit_ref, sign_ref, target_percent, actual_percent)
    factor = _RULES[method.rule](method, target, actual)
    if not factor:
        return Native(reason=f"赋分规则“{method.name}”不按指标值和完成值计分，不能写成自带公式")
    return _guarded(target, actual, [weight], _points(weight, factor, profile.places))


def _sides(
    target_ref: str, actual_ref: str, unit_ref: str, sign_ref: str, target_percent: bool, actual_percent: bool
) -> Tuple[Side, Side]:
    unit = reference(unit_ref) if unit_ref else ""
    sign = reference(sign_ref) if sign_ref else ""
    target = Side(reference(target_ref), unit, sign, target_percent)
    return target, Side(reference(actual_ref), unit, "", actual_percent)


def _guarded(target: Side, actual: Side, more: List[str], result: str, *checked: str) -> Native:
    checks = [
        *target.checks, *actual.checks, *comparable(target, actual), f'OR({actual.sign}={{"","=","＝"}})',
        f"{target.value}>0", *checked,
    ]  # fmt: skip
    refs = [target.ref, actual.ref, *more]
    return finished(f'IF({given(*refs)},IF(AND({",".join(checks)}),{result},""),"")')


def _method(profile: Profile, text: str) -> Tuple[Optional[Method], str]:
    name = fold(text) if text.strip() not in ("", "-", "—", "——", "/", "／") else ""
    if not name:
        if not profile.default_method:
            return None, "赋分规则是空白的，各种规则的结果可能不一致，不能写成自带公式"
        return profile.methods[profile.default_method], ""
    for method in profile.methods.values():
        if name in [fold(word) for word in (method.name, *method.also)]:
            return method, ""
    return None, f"规则方案 {profile.id} 中没有赋分规则“{text}”"


# --- the rules: for each sign, what actual below, equal to and above the target gives

#: 1 the weight, 0 nothing, r in proportion (actual/target), d less what it is over (2 − actual/target), x undecided
_CODES = "10rd"
_MET = {"at_least": "x11", "more": "xx1", "at_most": "11x", "less": "1xx", "equal": "x1x", "bare": "x1x"}
_SIGNS = (
    ("at_least", ("≥", ">=", "≧")), ("more", (">", "＞")), ("at_most", ("≤", "<=", "≦")), ("less", ("<", "＜")),
    ("equal", ("=", "＝")), ("bare", ("",)),
)  # fmt: skip


def _share(target: Side, actual: Side, table: Dict[str, str]) -> str:
    """The share of the weight, by sign and by how actual and target compare."""
    signs = ",".join(f'"{sign}#"' for _, spellings in _SIGNS for sign in spellings)
    codes = "".join(table[group] for group, spellings in _SIGNS for _ in spellings)
    code = f'MID("{codes}",3*MATCH({target.sign}&"#",{{{signs}}},0)+SIGN({actual.value}-{target.value})-1,1)'
    ratio = f"{actual.value}/{target.value}"
    if set(table.values()) == {"r11", "11d"}:  # no need to compare: both lines level off at the weight
        lines = "".join("r" if table[group] == "r11" else "d" for group, spellings in _SIGNS for _ in spellings)
        line = f'MID("{lines}",MATCH({target.sign}&"#",{{{signs}}},0),1)'
        return f'IF({line}="r",MIN(1,{ratio}),MAX(0,MIN(1,2-{ratio})))'
    parts = {"1": "1", "0": "0", "r": ratio, "d": f"MAX(0,2-{ratio})"}
    used = [one for one in _CODES if one in codes]
    return f'CHOOSE(FIND({code},"{"".join(used)}"),{",".join(parts[one] for one in used)})'


def _direct(method: Method, target: Side, actual: Side) -> str:
    table = {group: codes.replace("x", "0") for group, codes in _MET.items()}
    return _share(target, actual, {**table, "equal": "01x", "bare": "01x"})


def _level(method: Method, target: Side, actual: Side) -> str:
    return _share(target, actual, _MET)


def _satisfaction(method: Method, target: Side, actual: Side) -> str:
    # 100 % or more is full whatever the sign, except for a limit
    return _share(target, actual, {**_MET, "more": "x11", "equal": "x11", "bare": "x11"})


def _floor(method: Method, target: Side, actual: Side) -> str:
    ratio = f"{actual.value}/{target.value}"
    if method.completion_places is not None:
        ratio = f"ROUND({ratio},{method.completion_places + 2})"
    floor = literal(method.floor / 100)
    # below 100 % the rising line is the lower one, above it the falling one
    return f"MAX(0,MIN(({ratio}-{floor})/{literal(1 - method.floor / 100)},2-{ratio}))+0*{_any_sign(target)}"


def _any_sign(target: Side) -> str:
    signs = ",".join(f'"{sign}#"' for _, spellings in _SIGNS for sign in spellings)
    return f'MATCH({target.sign}&"#",{{{signs}}},0)'


def _by_sign(method: Method, target: Side, actual: Side) -> str:
    arithmetic = {"at_least": method.at_least, "more": method.at_least, "at_most": method.at_most}
    arithmetic.update({"less": method.at_most, "equal": method.equal, "bare": method.bare})
    table = {}
    for group, name in arithmetic.items():
        limit = group in ("at_most", "less")
        table[group] = {
            "ratio": "xxx" if limit else "r11",
            "decline": "11d" if limit else "xxx",
            "exact": "xxx" if group in ("more", "less") else "x1x",
            "by_hand": _MET[group],
        }[name]
    return _share(target, actual, table)


def _by_standard(method: Method, target: Side, actual: Side) -> str:
    return ""


_RULES: Dict[str, Callable[[Method, Side, Side], str]] = {
    "by_sign": _by_sign,
    "by_standard": _by_standard,
    "direct": _direct,
    "floor": _floor,
    "level": _level,
    "satisfaction": _satisfaction,
}
