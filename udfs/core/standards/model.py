"""评价标准的含义 (meaning of a standard): bands, steps, items, breaches, grades, proportion."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Optional, Tuple

# how firmly an edge belongs to its band; where two bands claim a value, the firmer claim wins
OUT = 0  # 不含, 低于, 超过: the edge does not belong
SOFT = 1  # 80%-90% without 含 on that side
LEGAL = 2  # 以上, 以下, 以内 without 含: the number itself counts (民法典第一千二百五十九条)
IN = 3  # 含, ≥, ≤, =

UP = "超过"
DOWN = "低于"
BOTH = "偏离"


class Unread(Exception):
    """没有读懂的短语: carries the phrase."""

    def __init__(self, phrase: str, why: str = "") -> None:
        super().__init__(phrase)
        self.phrase, self.why = phrase.strip(",;。:"), why


@dataclass(frozen=True)
class Interval:
    """取值区间: from low to high; None is no limit; the edges say how firmly each end belongs.

    Rates are ratios (1 is 100 %), counts plain numbers.
    """

    low: Optional[Decimal] = None
    low_edge: int = OUT
    high: Optional[Decimal] = None
    high_edge: int = OUT

    def claim(self, value: Decimal) -> int:
        """取值落在区间内的把握: OUT when it does not lie there, IN inside, else the firmness of the edge."""
        result = IN
        if self.low is not None:
            if value < self.low:
                return OUT
            if value == self.low:
                result = min(result, self.low_edge)
        if self.high is not None:
            if value > self.high:
                return OUT
            if value == self.high:
                result = min(result, self.high_edge)
        return result

    def intersect(self, other: Interval) -> Interval:
        """两个条件同时成立."""
        low, low_edge, high, high_edge = self.low, self.low_edge, self.high, self.high_edge
        if other.low is not None and (low is None or other.low > low):
            low, low_edge = other.low, other.low_edge
        if other.high is not None and (high is None or other.high < high):
            high, high_edge = other.high, other.high_edge
        return Interval(low, low_edge, high, high_edge)


@dataclass(frozen=True)
class Award:
    """给分: points, or 满分 (the row's weight) when points is None."""

    points: Optional[Decimal] = None


@dataclass(frozen=True)
class Band:
    """分档: values within any of the intervals get the award; ``otherwise`` (否则): values that no other band claims."""

    intervals: Tuple[Interval, ...]
    award: Award
    phrase: str
    otherwise: bool = False

    def claim(self, value: Decimal) -> int:
        """取值属于本档的把握, see Interval.claim."""
        return max(interval.claim(value) for interval in self.intervals)


@dataclass(frozen=True)
class Step:
    """按档扣分: each ``size`` beyond the anchor costs ``points``.

    Args:
        direction: UP, DOWN or BOTH.
        anchor: from where steps are counted, a ratio. size: a ratio (5 % is 0.05).
        points: points per step, or a share of the row's weight when ``share`` is True.
        counting: "" as the profile says, else ``full``, ``started`` or ``proportional`` as the wording says.
        condition: where the deduction applies; None: everywhere on that side.
        cap: the most that is deducted; None: no such limit.
    """

    direction: str
    anchor: Decimal
    size: Decimal
    points: Decimal
    share: bool
    phrase: str
    counting: str = ""
    condition: Optional[Tuple[Interval, ...]] = None
    cap: Optional[Decimal] = None


@dataclass(frozen=True)
class Breach:
    """按例扣分: each ``per`` breaches cost ``points``."""

    per: Decimal
    points: Decimal
    share: bool
    phrase: str
    cap: Optional[Decimal] = None


@dataclass(frozen=True)
class Grade:
    """分级评语: a word and its award."""

    words: Tuple[str, ...]
    award: Award
    phrase: str


@dataclass(frozen=True)
class Proportion:
    """按比例得分: the rate times ``points`` (None: times the row's weight), nowhere over the full points."""

    points: Optional[Decimal]
    phrase: str


@dataclass(frozen=True)
class Standard:
    """一条评价标准: what the wording of one cell says.

    Args:
        text: the wording as it stands in the cell.
        kind: ``rate`` (bands, steps or a proportion of a rate), ``count`` (bands of a number), ``checklist``,
            ``breaches``, ``grades`` or ``unreadable``.
        full: the full points that the wording prints (计8分, or the sum of a check list); None when it says 满分 only.
            A form whose 分值 differs contradicts itself.
        bands, steps, proportion, items, each, breach, grades: the parts; ``items`` are the points of a check list's items,
            ``each`` the points per item met where the list does not number its items.
        no_project_full: True when the wording gives full points where there is no such project.
        minimum: the fewest points (0, or what 最低得2分 says).
        problem: why the wording cannot be read, naming the phrase; "" when it is understood.
        doubts: gaps and overlaps between bands, in Chinese; a value that falls there stays undecided.
    """

    text: str
    kind: str
    full: Optional[Decimal] = None
    bands: Tuple[Band, ...] = ()
    steps: Tuple[Step, ...] = ()
    proportion: Optional[Proportion] = None
    items: Tuple[Decimal, ...] = ()
    each: Optional[Decimal] = None
    breach: Optional[Breach] = None
    grades: Tuple[Grade, ...] = ()
    no_project_full: bool = False
    minimum: Decimal = Decimal(0)
    problem: str = ""
    doubts: Tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """读懂了: True when points can be computed from it."""
        return self.kind != "unreadable"
