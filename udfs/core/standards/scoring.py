"""按评价标准计分 (points by a standard): one value, one readable Standard, the points with how they came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Callable, Dict, List, Optional

from ..errors import NA, NUM, VALUE
from .bands import choose
from .model import BOTH, DOWN, UP, Award, Breach, Standard, Step
from .tokens import percent, plain
from .value import Value
from .words import find_grade

_CENT = Decimal("0.01")
_RATE_PLACES = Decimal("0.0001")
_TEN = Decimal(10)


class Undecided(Exception):
    """不能定分: carries the cell error and the Chinese reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass
class Score:
    """得分: points before they are held between the minimum and the weight, the rate that was used, the steps."""

    points: Decimal
    rate: Optional[Decimal] = None
    steps: List[str] = field(default_factory=list)


def score(standard: Standard, weight: Decimal, value: Value, counting: str = "full") -> Score:
    """计分.

    Args:
        standard: a readable standard. weight: the row's points. value: what was read from the value cell.
        counting: how a part of a step counts where the wording is silent: ``full`` (whole steps only),
            ``started`` (every step begun) or ``proportional``.

    Returns:
        The points, rounded to 0.01, never below the minimum nor above the weight.

    Raises:
        Undecided: the value does not fit the standard, or falls where the wording does not decide.
    """
    result = _KINDS[standard.kind](standard, weight, value, counting)
    points = min(max(result.points, standard.minimum, Decimal(0)), weight).quantize(_CENT, ROUND_HALF_UP)
    if points != result.points:
        result.steps.append(f"得分在0分与本行分值{plain(weight)}分之间，计{plain(points)}分")
    result.points = points
    return result


def award(standard: Standard, weight: Decimal, given: Award) -> Decimal:
    """给分: 满分 is the row's weight."""
    return weight if given.points is None else given.points


def _number(value: Value, what: str) -> Decimal:
    if value.number is None:
        shown = value.words or "序号"
        raise Undecided(VALUE, f"评价标准要求填写{what}，实际填写的是“{shown}”，请改填{what}")
    return value.number


def _count(value: Value, what: str) -> Decimal:
    number = _number(value, what)
    if value.percent or number != number.to_integral_value():
        raise Undecided(
            VALUE, f"评价标准要求填写{what}（整数），实际填写的是{percent(number) if value.percent else plain(number)}"
        )
    if number < 0:
        raise Undecided(NUM, f"{what}不能是负数（{plain(number)}）")
    return number


def _rate(standard: Standard, weight: Decimal, value: Value, counting: str) -> Score:
    number = _number(value, "比率")
    if not value.percent:
        largest = max([abs(edge) for edge in _edges(standard)] or [Decimal(1)])
        if largest and abs(number) > _TEN * max(largest, Decimal(1)):
            raise Undecided(VALUE, f"{plain(number)}作为比率是{percent(number)}，请确认：95% 应填 95% 或 0.95")
    rate = number.quantize(_RATE_PLACES, ROUND_HALF_UP)
    if rate < 0 and "绝对值" in standard.text:
        raise Undecided(NUM, f"评价标准说的是绝对值，填写的是{percent(rate)}，请填写绝对值")
    result = Score(weight, rate, [f"比率为{percent(rate)}（取到0.01%）"])
    band, reason = choose(standard.bands, rate)
    if band is not None and (not standard.steps or award(standard, weight, band.award) == 0):
        result.points = award(standard, weight, band.award)
        result.steps.append(f"“{band.phrase}”：计{plain(result.points)}分")
        return result
    if standard.proportion is not None:
        return _proportion(standard, weight, rate, result)
    if standard.steps:
        return _deduct(standard, weight, rate, counting, result, percent)
    raise Undecided(NA, f"{percent(rate)}{reason}")


def _proportion(standard: Standard, weight: Decimal, rate: Decimal, result: Score) -> Score:
    assert standard.proportion is not None
    base = weight if standard.proportion.points is None else standard.proportion.points
    if rate < 0:
        raise Undecided(NUM, f"按比例计分的比率不能是负数（{percent(rate)}）")
    result.points = min(base * rate, base)
    result.steps.append(f"“{standard.proportion.phrase}”：{plain(base)}×{percent(rate)}，最多{plain(base)}分")
    return result


def _deduct(
    standard: Standard, weight: Decimal, value: Decimal, counting: str, result: Score, show: Callable[[Decimal], str]
) -> Score:
    band, _ = choose(standard.bands, value)
    base = weight if standard.full is None else min(weight, standard.full)
    steps = [step for step in standard.steps if applies(step, value)]
    if not steps:
        if band is not None or beyond_reach(standard, value):
            result.points = base
            result.steps.append(f"没有扣分情形：计{plain(base)}分")
            return result
        raise Undecided(NA, f"{show(value)}既不在满分的范围内，也不在扣分的范围内")
    deducted = Decimal(0)
    for step in steps:
        distance = abs(value - step.anchor)
        count = _steps_counted(distance / step.size, step.counting or counting)
        if band is not None and count > 0:
            raise Undecided(NA, f"{show(value)}按“{band.phrase}”不扣分，按“{step.phrase}”要扣分，评价标准前后不一致")
        each = step.points * weight if step.share else step.points
        lost = count * each if step.cap is None else min(count * each, step.cap)
        deducted += lost
        word = {UP: "超过", DOWN: "低于"}.get(step.direction, "偏离")
        result.steps.append(
            f"{word}{show(step.anchor)}计{show(distance)}，“{step.phrase}”：{plain(count)}档×{plain(each)}分，扣{plain(lost)}分"
        )
    result.points = base - deducted
    result.steps.append(f"{plain(base)}－{plain(deducted)}={plain(result.points)}分")
    return result


def applies(step: Step, value: Decimal) -> bool:
    """本条扣分是否适用: the value lies on the side, or in the range, that is deducted from."""
    if step.condition is not None:
        return any(interval.claim(value) for interval in step.condition)
    if step.direction == BOTH:
        return value != step.anchor
    return value > step.anchor if step.direction == UP else value < step.anchor


def beyond_reach(standard: Standard, value: Decimal) -> bool:
    """100%计满分，每低于5%扣2分: 102% is nowhere deducted from."""
    return any(
        step.condition is None and step.direction != BOTH and not applies(step, value) for step in standard.steps
    )


def _steps_counted(steps: Decimal, counting: str) -> Decimal:
    if counting == "proportional":
        return steps
    return steps.to_integral_value(ROUND_CEILING if counting == "started" else ROUND_FLOOR)


def _edges(standard: Standard) -> List[Decimal]:
    edges = [edge for band in standard.bands for one in band.intervals for edge in (one.low, one.high)]
    return [edge for edge in edges if edge is not None] + [step.anchor for step in standard.steps]


def _counts(standard: Standard, weight: Decimal, value: Value, counting: str) -> Score:
    number = _number(value, "个数")
    if value.percent:
        raise Undecided(VALUE, f"评价标准按个数分档，实际填写的是{percent(number)}")
    result = Score(weight, None, [f"个数为{plain(number)}"])
    band, reason = choose(standard.bands, number)
    if standard.steps and (band is None or award(standard, weight, band.award) != 0):
        return _deduct(standard, weight, number, counting, result, plain)
    if band is None:
        raise Undecided(NA, f"{plain(number)}{reason}")
    result.points = award(standard, weight, band.award)
    result.steps.append(f"“{band.phrase}”：计{plain(result.points)}分")
    return result


def _checklist(standard: Standard, weight: Decimal, value: Value, counting: str) -> Score:
    items = standard.items
    if value.items:
        if not items or max(value.items) > len(items):
            raise Undecided(NUM, f"评价标准只有{len(items)}项，填写的序号超出了范围")
        met = [items[number - 1] for number in sorted(value.items)]
        return Score(
            sum(met, Decimal(0)),
            None,
            [f"符合第{'、'.join(map(str, sorted(value.items)))}项：{'+'.join(map(plain, met))}分"],
        )
    count = _count(value, "符合的项数")
    if items and count > len(items):
        raise Undecided(NUM, f"评价标准只有{len(items)}项，填写的是{plain(count)}项")
    each = standard.each if standard.each is not None else items[0] if len(set(items)) == 1 else None
    if each is not None:
        return Score(each * count, None, [f"符合{plain(count)}项，每项{plain(each)}分"])
    if count in (0, len(items)):
        return Score(sum(items, Decimal(0)) if count else Decimal(0), None, [f"{len(items)}项中符合{plain(count)}项"])
    raise Undecided(NA, f"各项分值不同，只知道符合{plain(count)}项，不能判断是哪几项；可填写序号，如“①③”")


def _breaches(standard: Standard, weight: Decimal, value: Value, counting: str) -> Score:
    assert standard.breach is not None
    breach: Breach = standard.breach
    count = _count(value, "不符合要求的例数")
    times = (count / breach.per).to_integral_value(ROUND_FLOOR)
    each = breach.points * weight if breach.share else breach.points
    lost = times * each if breach.cap is None else min(times * each, breach.cap)
    base = weight if standard.full is None else min(weight, standard.full)
    note = (
        f"{plain(count)}例，“{breach.phrase}”：扣{plain(lost)}分；{plain(base)}－{plain(lost)}={plain(base - lost)}分"
    )
    return Score(base - lost, None, [note])


def _grades(standard: Standard, weight: Decimal, value: Value, counting: str) -> Score:
    choices = "、".join(f"“{'”或“'.join(grade.words)}”" for grade in standard.grades)
    if not value.words:
        raise Undecided(VALUE, f"评价标准按评语计分，请填写其中一档：{choices}")
    awards = [award(standard, weight, grade.award) for grade in standard.grades]
    if max(awards) < weight == sum(awards):
        raise Undecided(NA, "各档分值合计正好是本行分值，可能是逐项计分而不是分档，不能判断；请给各项加上序号①②")
    found = find_grade(standard.grades, value.words)
    if len(found) != 1:
        raise Undecided(NA, f"“{value.words}”不能归入评价标准的某一档，请填写其中一档：{choices}")
    points = award(standard, weight, found[0].award)
    return Score(points, None, [f"“{value.words}”：计{plain(points)}分"])


_KINDS: Dict[str, Callable[[Standard, Decimal, Value, str], Score]] = {
    "rate": _rate,
    "count": _counts,
    "checklist": _checklist,
    "breaches": _breaches,
    "grades": _grades,
}
