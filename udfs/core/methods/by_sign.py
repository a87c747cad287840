"""按指标值的符号计分 (by sign): ≥ >, ≤ <, = and no sign each have an arithmetic that the profile names."""

from __future__ import annotations

from decimal import Decimal
from typing import Callable, Dict

from ..outcome import Outcome
from .case import Case, percent, shown

_GROUPS = {">=": "at_least", ">": "at_least", "<=": "at_most", "<": "at_most", "=": "equal", "": "bare"}


def points(case: Case) -> Outcome:
    """计分: words and dates by being met; figures by the arithmetic of the target's sign.

    依据: 财预〔2020〕10号 for ``ratio``; the behaviour of the 一体化 module for ``decline`` and ``limit``; the published
    forms of 株洲 and 衡阳 for ``by_hand``.
    """
    compared = case.compared
    if not compared.figures:
        if compared.met:
            return case.full()
        if compared.met is False:  # a missed date
            if case.method.late_date == "zero":
                return case.scored(Decimal(0), "未按期完成，得 0 分")
            return case.undecided("未按期完成，规则没有规定扣分幅度，请人工评定")
        return case.undecided()
    if compared.code and compared.ratio is None and compared.met is None and not compared.zero:
        return case.undecided()
    group = _GROUPS[compared.target.sign]
    if compared.zero:
        return _zero_target(case, group)
    return ARITHMETIC[getattr(case.method, group)](case)


def _zero_target(case: Case, group: str) -> Outcome:
    """A target of 0 has no ratio."""
    compared = case.compared
    if compared.equal and compared.met is not False:
        return case.full()
    rule = getattr(case.method, group)
    if rule == "by_hand" or compared.actual.approximate:
        return case.full() if compared.met else case.undecided(_unsettled("指标值为 0"))
    if rule == "decline" or (group == "at_least" and case.method.zero_target == "limit" and rule == "ratio"):
        if compared.met:
            return case.full()
        return case.scored(Decimal(0), "超出指标值 0，得 0 分") if rule == "decline" else case.undecided(_unsettled())
    if group == "equal" and case.method.zero_target == "limit" and compared.actual.exact:
        assert compared.actual.value is not None
        return case.full() if compared.actual.value <= 0 else case.scored(Decimal(0), "超出指标值 0，得 0 分")
    return case.undecided(_unsettled("指标值为 0"))


def _unsettled(what: str = "") -> str:
    return f"{what + '，' if what else ''}计分规则没有规定这种情形，请人工评定"


def _ratio(case: Case) -> Outcome:
    """B≥A: W; else W×B/A."""
    compared = case.compared
    value, wanted = compared.actual.value, compared.target.value
    assert value is not None
    assert wanted is not None
    if compared.met or (case.ratio is not None and value >= wanted and compared.target.sign in ("", "=")):
        return case.full()
    if case.ratio is None:
        return case.undecided(compared.why or f"实际完成值{compared.actual.described()}不是确数，无法按比例计分")
    if wanted < 0:
        return case.undecided(_unsettled("指标值为负数"))
    # multiplied before divided: a quotient cut at 28 digits would miss an exact tie
    return case.scored(case.weight * value / wanted, _product(case))


def _product(case: Case) -> str:
    value, wanted = case.compared.actual.value, case.compared.target.value
    assert value is not None
    assert wanted is not None
    factor = 100 if case.compared.target.kind == "percent" else 1
    unit = "%" if factor == 100 else ""
    return f"{shown(case.weight)}×{shown(value * factor)}{unit}/{shown(wanted * factor)}{unit}"


def _decline(case: Case) -> Outcome:
    """B≤A: W; A<B<2A: W×(1−(B−A)/A); B≥2A: 0."""
    value, wanted = case.compared.actual.value, case.compared.target.value
    if case.compared.met:
        return case.full()
    if case.ratio is None or value is None or wanted is None:
        return case.undecided(case.compared.why or "实际完成值不是确数，无法按比例扣减")
    if wanted < 0:
        return case.undecided(_unsettled("指标值为负数"))
    step = f"超出指标值 {percent(case.ratio - 1)}，{shown(case.weight)}×(1−{percent(case.ratio - 1)})，最低 0 分"
    return case.scored(case.weight * (2 * wanted - value) / wanted, step)


def _exact(case: Case) -> Outcome:
    """Met exactly: W; anything else has no text to stand on."""
    if case.compared.equal and case.compared.met:
        return case.full()
    sign = case.compared.target.sign
    named = f"指标值带“{sign}”" if sign else "指标值没有符号"
    proposal = case.weight if case.compared.met else None
    return case.undecided(case.compared.why or _unsettled(f"{named}且与实际完成值不相等"), proposal=proposal)


def _by_hand(case: Case) -> Outcome:
    """Met: W; not met: judged by a person, with W×B/A as a proposal."""
    compared = case.compared
    if compared.met:
        return case.full()
    proposal = None
    if case.ratio is not None and compared.target.sign not in ("<=", "<"):
        assert compared.actual.value is not None
        assert compared.target.value is not None
        proposal = case.weight * compared.actual.value / compared.target.value
    why = compared.why or f"{compared.how}，未完成的得分由人工评定"
    return case.undecided(why, proposal=proposal)


ARITHMETIC: Dict[str, Callable[[Case], Outcome]] = {
    "ratio": _ratio,
    "decline": _decline,
    "exact": _exact,
    "by_hand": _by_hand,
}
