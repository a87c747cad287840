"""取值条件 (conditions): 90%(含)以上, 80%(含)-90%, ≦100%, 低于70%, 80%≤X<90%, [80%,90%) read as intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Callable, List, Match, Optional, Tuple

from .model import IN, LEGAL, OUT, SOFT, Interval, Unread

#: words that count things; a number in front of one of them is a count, not a rate
COUNTERS = "项|次|个|例|起|处|笔|条|件|份|篇|家|类|种|宗|人次|人|户|所|场|期|批|台|套|天|日|分"

_N = r"-?\d+(?:\.\d+)?"
_UNIT = rf"%|(?:{COUNTERS})(?![钟之值析类别布])"
_MARK = r"(?:\((?:包?含|不包?含|包括|不包括)(?:本数|本级|-?\d+(?:\.\d+)?(?:%|[项次个例起处件分])?)?\))"
_EDGE = r"(?:及|和|或|\()?(?:以上|以下|以内|之内|以外)\)?"


def _quantity(name: str) -> str:
    return rf"(?P<{name}>{_N})(?P<{name}u>{_UNIT})?(?P<{name}m>{_MARK})?"


_SUBJECT = r"[^\d%≤≥<>=,;。()\-]{1,15}"
_AT_LEAST = "≥|不低于|不少于|不小于|不得低于|达到|达|至少"
_MORE = ">|超过|超出|大于|高于|多于"
_AT_MOST = "≤|不超过|不高于|不大于|不多于|不得超过|控制在|至多"
_LESS = "<|低于|小于|少于|不足|不到|未达到|未达|不满|未满"
_EQUAL = "=|等于|恰好为|正好为"
_OPERATORS = f"{_AT_LEAST}|{_AT_MOST}|{_LESS}|{_MORE}|{_EQUAL}"


@dataclass(frozen=True)
class Condition:
    """一个取值条件, with whether it is written in per cent."""

    interval: Interval
    percent: bool
    bare: bool  # all numbers without any unit
    end: int
    text: str


def _edge(mark: Optional[str], unmarked: int) -> int:
    if not mark:
        return unmarked
    return OUT if "不" in mark else IN


def _number(match: Match[str], name: str) -> Decimal:
    return Decimal(match.group(name))


def _brackets(match: Match[str]) -> Interval:
    text = match.group(0)
    return Interval(
        _number(match, "a"), IN if text[0] == "[" else OUT, _number(match, "b"), IN if text[-1] == "]" else OUT
    )


def _chain(match: Match[str]) -> Interval:
    first, second = match.group("o1"), match.group("o2")
    a, b = _number(match, "a"), _number(match, "b")
    if first in "<≤":
        return Interval(a, IN if first == "≤" else OUT, b, IN if second == "≤" else OUT)
    return Interval(b, IN if second == "≥" else OUT, a, IN if first == "≥" else OUT)


def _range(match: Match[str]) -> Interval:
    low_edge, high_edge = _edge(match.group("am"), SOFT), _edge(match.group("bm"), SOFT)
    both = match.group("m2")
    if both:
        low_edge = high_edge = _edge(both, SOFT)
    if _number(match, "a") > _number(match, "b"):  # 90%-80%(含)
        return Interval(_number(match, "b"), high_edge, _number(match, "a"), low_edge)
    return Interval(_number(match, "a"), low_edge, _number(match, "b"), high_edge)


def _between(match: Match[str]) -> Interval:
    return Interval(
        _number(match, "a"), _edge(match.group("am") or match.group("m1"), LEGAL),
        _number(match, "b"), _edge(match.group("bm") or match.group("m2"), LEGAL),
    )  # fmt: skip


def _suffix(match: Match[str]) -> Interval:
    value, mark, word = _number(match, "a"), match.group("am") or match.group("m1"), match.group("w")
    edge = IN if word[0] in "及和或" else _edge(mark, LEGAL)
    if "外" in word:
        return Interval(low=value, low_edge=OUT)
    return Interval(low=value, low_edge=edge) if "上" in word else Interval(high=value, high_edge=edge)


def _operator(match: Match[str]) -> Interval:
    word, value = match.group("o"), _number(match, "a")
    mark = match.group("am") or match.group("m1")
    suffix = match.group("w") or ""
    if word in _EQUAL.split("|"):
        return Interval(value, IN, value, IN)
    if word in _AT_LEAST.split("|"):
        return Interval(low=value, low_edge=_edge(mark, IN))
    if word in _AT_MOST.split("|"):
        if "上" in suffix:
            return Interval(low=value, low_edge=IN)
        return Interval(high=value, high_edge=_edge(mark, IN))
    if word in _MORE.split("|"):
        return Interval(low=value, low_edge=_edge(mark, OUT))
    return Interval(high=value, high_edge=_edge(mark, OUT))


def _bare(match: Match[str]) -> Interval:
    value = _number(match, "a")
    return Interval(value, IN, value, IN)


_A, _B = _quantity("a"), _quantity("b")
_FOLLOWED_BY_POINTS = r"(?=(?:的|时|,|:|则|为|者)*\(?(?:可?(?:计|得|给|记|赋|评)|满分|不[计得给]|\d+(?:\.\d+)?分))"
_FORMS: List[Tuple[re.Pattern[str], Callable[[Match[str]], Interval]]] = [
    (re.compile(rf"[\[(]{_A},{_B}[\])]"), _brackets),
    (re.compile(rf"{_A}(?P<o1>[≤<])(?:{_SUBJECT})?(?P<o2>[≤<]){_B}"), _chain),
    (re.compile(rf"{_A}(?P<o1>[≥>])(?:{_SUBJECT})?(?P<o2>[≥>]){_B}"), _chain),
    (re.compile(rf"(?:在|介于|处于)?{_A}(?:以上|以下)?(?P<m1>{_MARK})?(?:-|至|到|与|和)(?:低于|小于|不足|<)?{_B}(?:之间|区间|范围内|以内|以下)?(?P<m2>(?<=间){_MARK})?(?!分)"), _range),
    (re.compile(rf"(?:在)?{_A}以上(?P<m1>{_MARK})?[,、]?(?:但|且)?(?:不足|未达到?|低于)?{_B}(?:以下)(?P<m2>{_MARK})?"), _between),
    (re.compile(rf"(?P<o>{_OPERATORS}){_A}(?P<w>(?:{_EDGE})?)(?P<m1>{_MARK})?"), _operator),
    (re.compile(rf"(?:在)?{_A}(?P<w>{_EDGE})(?P<m1>{_MARK})?"), _suffix),
    (re.compile(rf"(?:为)?(?P<a>{_N})(?P<au>{_UNIT}){_FOLLOWED_BY_POINTS}"), _bare),
]  # fmt: skip


def read_condition(text: str, start: int) -> Optional[Condition]:
    """读一个取值条件: the condition that begins at ``start``, or None.

    Args:
        text: normalised wording. start: where to look.

    Returns:
        The condition in the numbers as written (90 for 90%); the parser turns them into ratios.

    >>> read_condition("80%(含)-90%,计4分", 0).interval
    Interval(low=Decimal('80'), low_edge=3, high=Decimal('90'), high_edge=1)
    """
    for pattern, build in _FORMS:
        match = pattern.match(text, start)
        if match is None:
            continue
        groups = match.groupdict()
        units = [groups.get("au"), groups.get("bu")] if groups.get("b") else [groups.get("au")]
        if build is _brackets and "%" not in units:
            continue
        if "分" in units and _points_not_condition(text, match):
            continue
        if build is _range and all(unit is None for unit in units) and not groups.get("am"):
            follows = text[match.end() : match.end() + 1]
            if follows not in (",", "计", "得", "记", "给", "的"):
                continue
        interval = build(match)
        if interval.low is not None and interval.high is not None and interval.low > interval.high:
            continue
        return Condition(interval, "%" in units, not any(units), match.end(), match.group(0))
    return None


def _points_not_condition(text: str, match: Match[str]) -> bool:
    """5分 is points unless 以上, 以下, a sign or points after it say that it is a threshold (满意度90分以上, 80-90分计4分)."""
    if re.match(r"的?,?(?:计|得|给|记)\d", text[match.end() : match.end() + 4]):
        return False
    return not re.search(
        rf"分{_MARK}?(?:及|和|或)?(?:以上|以下|以内)|[≥≤<>=]{_N}分|(?:低于|不足|达到|超过){_N}分", match.group(0)
    )


def scaled(conditions: Tuple[Condition, ...], intervals: Tuple[Interval, ...]) -> Tuple[Interval, ...]:
    """百分数化为比率: intervals in ratios; a number that is not 0 must say %."""
    if any(not condition.percent and not _zero(condition) for condition in conditions):
        raise Unread(conditions[-1].text, "没有写明是百分数还是个数")
    return tuple(
        Interval(
            None if one.low is None else one.low / 100, one.low_edge,
            None if one.high is None else one.high / 100, one.high_edge,
        )
        for one in intervals
    )  # fmt: skip


def _zero(condition: Condition) -> bool:
    numbers = {condition.interval.low, condition.interval.high} - {None}
    return condition.bare and numbers == {Decimal(0)}
