"""数量 (quantity): what one cell of a form says, once it is understood."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Optional, Tuple

from .numerals import last_unit

#: 近 and 约 never reach further from their number than this share of it
_REACH = Decimal("0.2")

#: lower bound, is it open, upper bound, is it open; None is unbounded
Bounds = Tuple[Optional[Decimal], bool, Optional[Decimal], bool]

_SIGN_WORDS = {"": "", "=": "等于", ">=": "不低于", ">": "大于", "<=": "不超过", "<": "小于"}
_DATE_SIGN_WORDS = {"": "", "=": "", ">=": "不早于", ">": "晚于", "<=": "不晚于", "<": "早于"}
_SCALE_WORDS = {Decimal(1): "", Decimal(10_000): "万", Decimal(100_000_000): "亿"}
_APPROXIMATE_WORDS = {"": "", "about": "约", "under": "近", "over": ""}


@dataclass(frozen=True)
class Quantity:
    """数量: a figure, a percentage, a date, words, or nothing.

    Args:
        kind: ``blank`` ``number`` ``percent`` ``date`` ``words``.
        text: what was typed.
        words: the text normalised, without outer quotes and closing punctuation; for comparing words.
        sign: ``""`` ``>=`` ``>`` ``<=`` ``<`` ``=``.
        value: in the base unit (16万人 is 160000 with unit 人); a percentage is a ratio (95 % is 0.95).
        unit: the unit in one spelling, ``""`` when none was given.
        scale: the power of ten that stood before the unit (16万人: 10000); 1 when none.
        approximation: ``""`` exact, ``about`` (约, 左右), ``under`` (近, 接近), ``over`` (余, 多).
        start: first day of the date or period; in a year of its own (2000) when ``year_known`` is False.
        end: its last day.
        before: the date was typed as a limit (12月10日前).
        ranged: the date was typed as a span (3月至5月).
        year_known: False for dates typed without a year.
    """

    kind: str
    text: str = ""
    words: str = ""
    sign: str = ""
    value: Optional[Decimal] = None
    unit: str = ""
    scale: Decimal = Decimal(1)
    approximation: str = ""
    start: Optional[dt.date] = None
    end: Optional[dt.date] = None
    before: bool = False
    ranged: bool = False
    year_known: bool = True

    def __hash__(self) -> int:
        return hash(self.text)  # the text settles nearly everything, and its hash is kept

    @property
    def approximate(self) -> bool:
        """约数: True for 约50, 近600, 110余."""
        return self.approximation != ""

    @property
    def exact(self) -> bool:
        """确数: True when value is the very number (not at least, at most or about it)."""
        return self.value is not None and self.sign in ("", "=") and not self.approximation

    @property
    def bounds(self) -> Bounds:
        """上下限: between which numbers the figure lies, seen as an actual.

        近600 lies at or below 600, 约600 on both sides, 110余 at or above 110. How far: one unit of the last non-zero
        digit (600: 100; 110: 10), for 近 and 约 at most a fifth of the number.

        >>> Quantity("number", value=Decimal(600), approximation="under").bounds
        (Decimal('500'), False, Decimal('600'), False)
        """
        value = self.value
        if value is None:
            return None, True, None, True
        if self.approximation:
            step = last_unit(value)
            near = min(step, abs(value) * _REACH)
            low = value if self.approximation == "over" else value - near
            high = value + (step if self.approximation == "over" else near)
            if self.approximation == "under":
                high = value
            return low + 0, False, high + 0, False
        if self.sign in (">=", ">"):
            return value, self.sign == ">", None, True
        if self.sign in ("<=", "<"):
            return None, True, value, self.sign == "<"
        return value, False, value, False

    def described(self) -> str:
        """说明: what was understood, as a Chinese phrase.

        >>> Quantity("number", sign=">=", value=Decimal(160000), unit="人").described()
        '不低于160000人'
        """
        return self._sign_words() + self._unsigned(Decimal(1))

    def as_typed(self) -> str:
        """按所填写法说明: as ``described``, in the power of ten that was typed.

        >>> Quantity("number", sign="<=", value=Decimal(256600), unit="元", scale=Decimal(10000)).as_typed()
        '不超过25.66万元'
        """
        return self._sign_words() + self.figure

    @property
    def figure(self) -> str:
        """所填的数: as ``as_typed``, without the sign: 25.66万元."""
        in_powers = self.kind == "number" and self.scale in _SCALE_WORDS
        return self._unsigned(self.scale if in_powers else Decimal(1))

    def _sign_words(self) -> str:
        words = _DATE_SIGN_WORDS if self.kind == "date" else _SIGN_WORDS
        return words[self.sign] if self.kind in ("date", "number", "percent") else ""

    def _unsigned(self, scale: Decimal) -> str:
        if self.kind == "blank":
            return "未填"
        if self.kind == "words":
            return f"文字“{self.words}”"
        if self.kind == "date":
            return self._described_date()
        assert self.value is not None
        value = self.value * 100 if self.kind == "percent" else self.value / scale
        shown = f"{value.normalize():f}" + ("%" if self.kind == "percent" else "")
        more = "余" if self.approximation == "over" else ""
        return _APPROXIMATE_WORDS[self.approximation] + shown + more + _SCALE_WORDS.get(scale, "") + self.unit

    def _described_date(self) -> str:
        assert self.start is not None
        assert self.end is not None

        def day(d: dt.date) -> str:
            return (f"{d.year}年" if self.year_known else "") + f"{d.month}月{d.day}日"

        span = day(self.end) if self.start == self.end else f"{day(self.start)}至{day(self.end)}"
        return span + ("前" if self.before else "")
