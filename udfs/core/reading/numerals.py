"""数字 (numerals): Arabic and Chinese numerals, the powers 万 亿, and the numbers of a spreadsheet cell."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Integral, Real
from typing import Optional

from ..unreadable import Unreadable

#: one Arabic number: with correct thousands separators, or without any (all repeats are bounded or disjoint: linear)
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"

#: powers of ten before a unit, longest first
SCALES = {
    "万亿": Decimal(10) ** 12, "千亿": Decimal(10) ** 11, "百亿": Decimal(10) ** 10, "十亿": Decimal(10) ** 9,
    "亿": Decimal(10) ** 8, "千万": Decimal(10) ** 7, "百万": Decimal(10) ** 6, "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4, "千": Decimal(10) ** 3, "百": Decimal(10) ** 2,
}  # fmt: skip

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_DIGITS.update({"零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9})
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HIGH = {"万": 10**4, "亿": 10**8}

#: the characters of a Chinese numeral
CHINESE = "".join(_DIGITS) + "".join(_POWERS) + "".join(_HIGH)

_MAX_DIGITS = 20
_LARGEST = Decimal(10) ** 20


def arabic(text: str) -> Decimal:
    """阿拉伯数字: the value of text matched by :data:`ARABIC`.

    Raises:
        Unreadable: more digits than any form has.

    >>> arabic("1,023.86")
    Decimal('1023.86')
    """
    plain = text.replace(",", "")
    if len(plain) > _MAX_DIGITS:
        raise Unreadable(text, "数字太长")
    return Decimal(plain)


def chinese(text: str) -> Optional[int]:
    """中文数字: the value of a Chinese numeral below 亿亿, or None when it is not well formed.

    >>> chinese("一百二十"), chinese("十二"), chinese("两"), chinese("一万二千零三")
    (120, 12, 2, 12003)
    >>> chinese("百"), chinese("一一"), chinese("万")
    (None, None, None)
    """
    if not text or text[0] in "百千佰仟万亿":
        return None
    total, section, digit, last_power, last_high = 0, 0, -1, 10**5, 10**12
    for char in text:
        if char in _DIGITS:
            if digit > 0 or (digit == 0 and _DIGITS[char] == 0):
                return None
            digit = _DIGITS[char]
        elif char in _POWERS:
            power = _POWERS[char]
            if power >= last_power or digit == 0 or (digit < 0 and (power != 10 or section or total)):
                return None
            section += power * max(digit, 1)
            last_power, digit = power, -1
        elif char in _HIGH:
            high = _HIGH[char]
            section += max(digit, 0)
            if high >= last_high or section == 0:
                return None
            total += section * high
            section, digit, last_power, last_high = 0, -1, 10**5, high
        else:
            return None
    return total + section + max(digit, 0)


def last_unit(value: Decimal) -> Decimal:
    """末位单位: the power of ten of the last non-zero digit (110 -> 10, 600 -> 100, 1.5 -> 0.1).

    >>> last_unit(Decimal(110)), last_unit(Decimal("1.50"))
    (Decimal('1E+1'), Decimal('0.1'))
    """
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def from_cell(value: object) -> Optional[Decimal]:
    """单元格数值: a cell's number as a Decimal (a double by its shortest form), None when it is no number.

    Raises:
        Unreadable: TRUE/FALSE, not a number, infinite or beyond 10²⁰.

    >>> from_cell(0.9927), from_cell(13), from_cell("13")
    (Decimal('0.9927'), Decimal('13'), None)
    """
    if isinstance(value, bool):
        raise Unreadable("TRUE" if value else "FALSE", "这是逻辑值，不是数")
    if isinstance(value, Decimal):
        number = value
        if not number.is_finite():
            raise Unreadable(value, "不是有限的数")
    elif isinstance(value, (int, Integral)):  # the plain types first: asking the abstract ones is slow
        number = Decimal(int(value)) if abs(int(value)) < 10**21 else _LARGEST * 10
    elif isinstance(value, (float, Real)):
        double = float(value)
        if math.isnan(double) or math.isinf(double):
            raise Unreadable(value, "不是有限的数")
        number = Decimal(repr(double))
        if number == number.to_integral_value() and abs(number) < _LARGEST:
            number = number.quantize(Decimal(1))  # 13.0 -> 13, 1e+16 -> 10000000000000000
    else:
        return None
    if abs(number) >= _LARGEST:
        raise Unreadable(value, "数值过大")
    return number if number else abs(number)  # no negative zero
