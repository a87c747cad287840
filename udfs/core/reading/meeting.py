"""是否达标 (meeting a target): met, not met, or undecided where what was typed does not settle it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Optional, Tuple

from .model import Quantity


def unit_problem(target: Quantity, actual: Quantity) -> str:
    """单位问题: why two figures cannot be compared, in Chinese; ``""`` when they can.

    A side without any unit goes with any unit; but a bare number does not go with 万 or 亿 on the other side:
    nobody can tell whether the bare number was meant in 万 too.

    Args:
        target: 目标值. actual: 完成值.

    Returns:
        The reason, or ``""``.

    >>> unit_problem(Quantity("number", unit="个"), Quantity("number", unit="所"))
    '目标的单位是“个”，完成值的单位是“所”'
    """
    if target.kind != actual.kind:
        names = {"number": "数量", "percent": "百分比", "date": "日期", "words": "文字", "blank": "空白"}
        return f"目标是{names[target.kind]}，完成值是{names[actual.kind]}"
    if target.kind != "number":
        return ""
    if target.unit and actual.unit and target.unit != actual.unit:
        return f"目标的单位是“{target.unit}”，完成值的单位是“{actual.unit}”"
    for one, other, name in ((target, actual, "目标"), (actual, target, "完成值")):
        if not one.unit and one.scale == 1 and other.scale != 1 and one.value != 0:
            return f"{name}没有写单位，不能确定是不是以万、亿为单位"
    return ""


def same_unit(a: Quantity, b: Quantity) -> bool:
    """单位相同: True when the two figures can be compared; see :func:`unit_problem`.

    >>> same_unit(Quantity("number", unit="人"), Quantity("number", unit="人次"))
    False
    """
    return not unit_problem(a, b)


def meets_number(target: Quantity, actual: Quantity) -> Optional[bool]:
    """数量是否达标: True, False, or None where the figures do not settle it.

    An approximate or signed actual is compared by what it guarantees: 近600 meets ≥50 but leaves ≥600 open; ≥95 %
    meets ≥85 %; ≥80 % leaves ≥90 % open. A bare target is met by the same number; otherwise the profile decides: None.

    Args:
        target: a number or percentage. actual: the same kind.

    Returns:
        Met, not met, or None.
    """
    if target.kind not in ("number", "percent") or unit_problem(target, actual):
        return None
    goal = target.value
    if goal is None or actual.value is None or target.approximate:
        return None
    low, low_open, high, high_open = actual.bounds
    if target.sign in (">=", ">"):
        strict = target.sign == ">"
        if low is not None and (low > goal or (low == goal and (low_open or not strict))):
            return True
        if high is not None and (high < goal or (high == goal and (high_open or strict))):
            return False
        return None
    if target.sign in ("<=", "<"):
        strict = target.sign == "<"
        if high is not None and (high < goal or (high == goal and (high_open or not strict))):
            return True
        if low is not None and (low > goal or (low == goal and (low_open or strict))):
            return False
        return None
    if actual.exact and actual.value == goal:
        return True
    if target.sign == "":
        return None
    outside = (low is not None and (low > goal or (low == goal and low_open))) or (
        high is not None and (high < goal or (high == goal and high_open))
    )
    return False if outside else None


def meets_date(target: Quantity, actual: Quantity, year: Optional[int] = None) -> Optional[bool]:
    """日期是否达标: True when the work was done in time, False when late, None where the dates do not settle it.

    A target date is a deadline, its last day included, with or without 前. A limit in an actual (10月28日之前)
    stands for that day. 12月前 may end with November or with December: decided only where both agree. A date without a
    year is compared with one without, or when ``year`` says which year the form is for.

    Args:
        target: the deadline. actual: when it was done. year: the form's year, for dates without one.

    Returns:
        In time, late, or None.

    >>> day = Quantity("date", start=dt.date(2024, 12, 10), end=dt.date(2024, 12, 10), before=True)
    >>> meets_date(day, replace(day, before=False))
    True
    """
    if target.kind != "date" or actual.kind != "date":
        return None
    if year is not None:
        target, actual = in_year(target, year), in_year(actual, year)
    if target.year_known != actual.year_known:
        return None
    verdicts = {_verdict(target, actual, inclusive) for inclusive in (True, False)}
    return verdicts.pop() if len(verdicts) == 1 else None


def in_year(quantity: Quantity, year: int) -> Quantity:
    """补上年份: a date typed without a year, in the form's year."""
    if quantity.year_known or quantity.start is None or quantity.end is None:
        return quantity
    return replace(quantity, start=_move(quantity.start, year), end=_move(quantity.end, year), year_known=True)


def _move(day: dt.date, year: int) -> dt.date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February in a common year: the month's last day
        return day.replace(year=year, day=28)


def _span(quantity: Quantity, inclusive: bool) -> Tuple[dt.date, dt.date]:
    """First and last day on which the quantity's event may lie; a limit is its last day, by one of two customs."""
    assert quantity.start is not None
    assert quantity.end is not None
    if quantity.before and not quantity.ranged:
        if quantity.start == quantity.end or inclusive:
            return quantity.end, quantity.end
        last = quantity.start - dt.timedelta(days=1)
        return last, last
    return quantity.start, quantity.end


def _verdict(target: Quantity, actual: Quantity, inclusive: bool) -> Optional[bool]:
    first, last = _span(actual, inclusive)
    begin, deadline = _span(target, inclusive)
    if target.sign in (">=", ">"):
        return _not_before(begin, first, last, actual, target.sign == ">")
    if actual.sign in (">=", ">"):  # done on that day or later: late for certain, or open
        return False if first > deadline or (first == deadline and actual.sign == ">") else None
    if actual.sign in ("<=", "<"):  # done by that day: in time for certain, or open
        return True if last <= deadline and target.sign != "<" else None
    if last < deadline or (last == deadline and target.sign != "<"):
        return None if target.ranged and first < begin else True
    return False if first > deadline else None


def _not_before(begin: dt.date, first: dt.date, last: dt.date, actual: Quantity, strict: bool) -> Optional[bool]:
    if actual.sign in ("<=", "<"):
        return False if last < begin else None
    if first > begin or (first == begin and not strict):
        return True
    return False if last < begin and actual.sign not in (">=", ">") else None


def meets(target: Quantity, actual: Quantity, year: Optional[int] = None) -> Optional[bool]:
    """是否达标: numbers, percentages and dates; None for everything else.

    Args:
        target: 目标值. actual: 完成值. year: the form's year.

    Returns:
        Met, not met, or None.
    """
    if target.kind == "date":
        return meets_date(target, actual, year)
    return meets_number(target, actual)
