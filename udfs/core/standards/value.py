"""评价标准的取值 (value): what stands in the value cell, a rate, a number or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Optional

from .conditions import COUNTERS
from .tokens import CIRCLED, normalise

_NUMBER = re.compile(rf"(?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)(?P<unit>%|{COUNTERS}|人次)?")
_NOTHING = {"", "-", "/", "\\", "无数据", "×"}


@dataclass(frozen=True)
class Value:
    """取值.

    Args:
        number: the number; a rate as a ratio. None for words.
        percent: True where the text said %, so that the number is surely a ratio.
        items: numbers of the items met (①②④), empty where a count was given.
        words: the words where it is no number.
    """

    number: Optional[Decimal] = None
    percent: bool = False
    items: frozenset[int] = frozenset()
    words: str = ""


def read_value(value: object) -> Optional[Value]:
    """读取值.

    Args:
        value: a number, a Decimal, or text such as ``96.27%``, ``3项``, ``①②④``, ``较好``.

    Returns:
        The value; None for a blank.

    >>> read_value("96.27％").number
    Decimal('0.9627')
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return Value(words=str(value).upper())
    if isinstance(value, Decimal):
        return Value(number=value)
    if isinstance(value, (int, float)):
        return Value(number=Decimal(repr(value)))
    text = normalise(str(value)).rstrip("。;,")
    if text in _NOTHING:
        return None
    match = _NUMBER.fullmatch(text.lstrip("="))
    if match:
        try:
            number = Decimal(match.group("number"))
        except InvalidOperation:  # pragma: no cover - the pattern admits numbers only
            return Value(words=text)
        is_rate = match.group("unit") == "%"
        return Value(number=number / 100 if is_rate else number, percent=is_rate)
    circled = re.sub(r"[、,和及]", "", text)
    if circled and all(char in CIRCLED for char in circled) and len(set(circled)) == len(circled):
        return Value(items=frozenset(CIRCLED.index(char) + 1 for char in circled))
    return Value(words=text)
