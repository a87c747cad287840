"""汉字数字和日期 (numerals): 一、二、十一, 二〇二四年, 2024年12月31日."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from ..figure import Figure, Words
from .reading import words_of

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")


def _whole(value: Any) -> int:
    if isinstance(value, Figure):
        if value.number != value.number.to_integral_value():
            raise ValueError(f"“{value.name}”不是整数，不能写成汉字数字")
        return int(value.number)
    text = words_of(value).strip().rstrip("年")
    if not re.fullmatch(r"\d{1,8}", text):
        raise ValueError(f"“{text[:20]}”不是整数，不能写成汉字数字")
    return int(text)


def numeral(value: Any) -> str:
    """中文数字: 1 is 一, 12 is 十二, 105 is 一百零五.

    >>> [numeral(one) for one in (0, 1, 10, 12, 20, 105, 110, 1001, 20305)]
    ['〇', '一', '十', '十二', '二十', '一百零五', '一百一十', '一千零一', '二万零三百零五']
    """
    if isinstance(value, Figure):
        return value.shown(_numeral(_whole(value)) if value.value is not None else "")
    return _numeral(_whole(value))


def _numeral(number: int) -> str:
    if number == 0:
        return "〇"
    high, low = divmod(number, 10_000)
    text = f"{_numeral(high)}万" if high else ""
    if low:
        text += ("零" if high and low < 1000 else "") + _under_ten_thousand(low)
    return text[1:] if text.startswith("一十") else text


def _under_ten_thousand(number: int) -> str:
    text, gap = "", False
    digits = str(number)
    for at, digit in enumerate(digits):
        if digit == "0":
            gap = True
            continue
        text += ("零" if gap and text else "") + _DIGITS[int(digit)] + _PLACES[len(digits) - 1 - at]
        gap = False
    return text


def year_in_numerals(value: Any) -> str:
    """中文年份: 2024 is 二〇二四.

    >>> year_in_numerals(2024)
    '二〇二四'
    """
    return "".join(_DIGITS[int(digit)] for digit in str(_whole(value)))


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DATE.fullmatch(words_of(value).strip())
    if found is None:
        raise ValueError(f"“{words_of(value)[:20]}”不是日期，应如 2024-12-31 或 2024年12月31日")
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError as cause:
        raise ValueError(f"“{words_of(value)[:20]}”不是日期（没有这一天）") from cause


def written_date(value: Any) -> Any:
    """日期: 2024年12月31日 from a date or from any usual way to write one; a blank stays a placeholder.

    >>> written_date("2024-12-31"), written_date(date(2025, 8, 1))
    ('2024年12月31日', '2025年8月1日')
    """
    if isinstance(value, Words) and value.missing:
        return words_of(value)
    day = _date(value)
    return f"{day.year}年{day.month}月{day.day}日"


def date_in_numerals(value: Any) -> Any:
    """中文日期: 二〇二四年十二月三十一日.

    >>> date_in_numerals("2024-12-31")
    '二〇二四年十二月三十一日'
    """
    if isinstance(value, Words) and value.missing:
        return words_of(value)
    day = _date(value)
    return f"{year_in_numerals(day.year)}年{_numeral(day.month)}月{_numeral(day.day)}日"
