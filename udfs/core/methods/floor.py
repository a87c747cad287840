"""按照完成比例赋分 (floor): nothing up to the floor, then in proportion; over-completion is taken off again."""

from __future__ import annotations

from decimal import Decimal

from ..outcome import Outcome
from ..rounding import from_double, half_up
from .case import Case, percent, shown


def floor_points(weight: Decimal, completion: Decimal, floor: Decimal, double: bool) -> Decimal:
    """按完成率的得分: unrounded.

    Args:
        weight: W. completion: p in percent, already rounded as the system does. floor: in percent.
        double: compute in IEEE doubles, in the system's own order; the result is the exact double.

    依据: 新疆 2024 项目支出绩效自评表: 公开的 156 行全部由此得出.

    >>> half_up(floor_points(Decimal(10), Decimal("99.27"), Decimal(60), True), 2)
    Decimal('9.82')
    """
    if double:
        p, w, low = float(completion), float(weight), float(floor)
        if p <= low:
            return Decimal(0)
        return from_double((p - low) / (100 - low) * w if p <= 100 else max(0.0, w * (2 - p / 100)))
    if completion <= floor:
        return Decimal(0)
    if completion <= 100:
        return weight * (completion - floor) / (100 - floor)
    return max(Decimal(0), weight * (2 - completion / 100))


def points(case: Case) -> Outcome:
    """计分: by p = actual / target whatever the sign; words and dates count 100 % when met."""
    compared, method = case.compared, case.method
    if compared.zero:
        if compared.equal and compared.met is not False:
            return case.full()
        return case.undecided("指标值为 0，完成率没有意义，请人工评定")
    if case.ratio is None:
        return case.undecided(compared.why or f"实际完成值{compared.actual.described()}不是确数，无法计算完成率")
    if compared.met is False and not compared.figures and method.late_date != "zero":
        return case.undecided("未按期完成，规则没有规定扣分幅度，请人工评定")
    completion = case.ratio * 100
    if method.completion_places is not None:
        completion = half_up(completion, method.completion_places)
    exact = floor_points(case.weight, completion, method.floor, method.double)
    return case.scored(exact, _step(case, completion), printed=completion / 100)


def _step(case: Case, completion: Decimal) -> str:
    floor, weight = case.method.floor, shown(case.weight)
    start = f"完成率 {percent(completion / 100)}"
    if completion <= floor:
        return f"{start}，不超过 {shown(floor)}%，得 0 分"
    if completion <= 100:
        return f"{start}，{weight}×({shown(completion)}−{shown(floor)})/{shown(100 - floor)}"
    return f"{start}，超额完成，{weight}×(2−{shown(completion / 100)})，最低 0 分"
