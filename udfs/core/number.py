"""读数字 (reading plain numbers): weights, points, amounts of money and rates."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Optional, Union

from .reading.numerals import ARABIC, arabic, from_cell
from .reading.text import MAX_LENGTH, TICK, bare, is_blank, normalise
from .unreadable import Unreadable

__all__ = ["Unreadable", "read_number", "read_rate"]

_NUMBER = re.compile(rf"(?P<currency>¥|人民币)?(?P<sign>[-+])?(?P<currency2>¥)?(?P<n>{ARABIC})(?P<unit>元整?|分)?")
_NEGATIVE = re.compile(rf"(?P<currency>¥)?\((?P<currency2>¥)?(?P<n>{ARABIC})\)(?P<unit>元)?")
_RATE = re.compile(rf"=?(?P<sign>[-+])?(?P<n>{ARABIC})(?P<mark>[%‰])?")
_SHARE = {"%": Decimal("0.01"), "‰": Decimal("0.001"), None: Decimal(1)}
_COMMA = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_HIGHEST_BARE_RATE = 10


def _plain(value: str) -> str:
    if len(value) > MAX_LENGTH:
        raise Unreadable(value, "不是一个数")
    return _COMMA.sub(",", bare(normalise(value)))


@lru_cache(maxsize=16384)
def _number(value: str) -> Union[Decimal, str, None]:
    text = _plain(value)
    if is_blank(text) or text == TICK:
        return None
    match = _NUMBER.fullmatch(text)
    if match and not (match.group("currency") and (match.group("currency2") or match.group("unit") == "分")):
        number = arabic(match.group("n"))
        return -number + 0 if match.group("sign") == "-" else number
    match = _NEGATIVE.fullmatch(text)
    if match:
        return -arabic(match.group("n")) + 0
    if "%" in text or "‰" in text:
        return "这是百分比，这里要填数"
    if re.search(r"[万亿千百]", text) and re.search(r"[0-9]", text):
        return "带有“万”“亿”等单位，请按表头的金额单位只填数"
    return "不是一个数，请只填数字"


def read_number(value: object) -> Optional[Decimal]:
    """读数字: a weight, points or an amount.

    Args:
        value: a cell's value: a number, or text such as ``3,651.48``, ``89.62分``, ``￥1,200.00元``, ``(1,234.00)``.

    Returns:
        The number; None for nothing (empty, ``—`` ``-`` ``/`` ``\\`` ``*`` ``无`` ``✔``).

    Raises:
        Unreadable: text that is no plain number: words, a percentage, 万元 or 亿, wrong thousands separators.

    >>> read_number("3,651.48"), read_number("89.62分"), read_number("（1,234.00）"), read_number("—")
    (Decimal('3651.48'), Decimal('89.62'), Decimal('-1234.00'), None)
    """
    if value is None:
        return None
    if not isinstance(value, str):
        number = from_cell(value)
        if number is None:
            raise Unreadable(value, "不是一个数，请只填数字")
        return number
    result = _number(value) if len(value) <= 64 else _number.__wrapped__(value)
    if isinstance(result, str):
        raise Unreadable(value, result)
    return result


def read_rate(value: object) -> Optional[Decimal]:
    """读比率: an execution rate or completion ratio.

    Args:
        value: a cell's value: ``99.27%`` (text) or 0.9927 (a number, or text without %) are both 0.9927.

    Returns:
        The ratio (1 is 100 %); None for nothing.

    Raises:
        Unreadable: text that is no rate; a bare number above 10, which would be over 1000 % and is most likely a
            percentage typed without its sign.

    >>> read_rate("99.27%"), read_rate(0.9927), read_rate("—")
    (Decimal('0.9927'), Decimal('0.9927'), None)
    """
    if value is None:
        return None
    if isinstance(value, str):
        text = _plain(value)
        if is_blank(text) or text == TICK:
            return None
        match = _RATE.fullmatch(text)
        if not match:
            raise Unreadable(value, "不是一个百分比，请填成“99.27%”的样子")
        ratio = arabic(match.group("n")) * _SHARE[match.group("mark")]
        if match.group("mark"):
            return -ratio + 0 if match.group("sign") == "-" else ratio
        ratio = -ratio + 0 if match.group("sign") == "-" else ratio
    else:
        number = from_cell(value)
        if number is None:
            raise Unreadable(value, "不是一个百分比，请填成“99.27%”的样子")
        ratio = number
    if abs(ratio) > _HIGHEST_BARE_RATE:
        shown = f"{ratio.normalize():f}"
        raise Unreadable(value, f"不带%的{shown}就是{(ratio * 100).normalize():f}%；如果是{shown}%，请填“{shown}%”")
    return ratio
