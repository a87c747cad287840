"""日期和期限 (dates and limits): 2024年12月10日前, 12月底前, 2025年5月, 2024-12-10, 第四季度, Excel serial numbers."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Iterator, Match, Optional, Tuple

from .unreadable import Unreadable

#: dates typed without a year live in this one (a leap year, so that 2月29日 exists)
NO_YEAR = 2000

_Y = r"(?P<y>(?:19|20)[0-9]{2})"
_BEFORE = r"(?P<before>(?:及?之前|及?以前|前)(?:\(含\))?)?"
_THIS_YEAR = r"(?:本年度?|当年度?|今年)?"
_CHINESE = re.compile(
    rf"(?:{_Y}年度?|{_THIS_YEAR})(?P<m>[0-9]{{1,2}})月份?"
    rf"(?:(?P<d>[0-9]{{1,2}})(?:[日号]|(?P<open>$|(?=前|之前|以前)))|(?P<part>月?[底末]|初|上旬|中旬|下旬)|(?![0-9]))"
    rf"{_BEFORE}"
)
_PART_OF_YEAR = re.compile(
    rf"(?:{_Y}年度?|{_THIS_YEAR})(?:第?(?P<q>[1-4一二三四])季度|(?P<h>[上下])半年)(?P<part>[底末])?{_BEFORE}"
)
_YEAR = re.compile(rf"(?:{_Y}年度?|{_THIS_YEAR}(?=年))(?P<part>年?[底末]|内)?{_BEFORE}")
_ISO = re.compile(rf"{_Y}([-/.])(?P<m>[0-9]{{1,2}})(?:\2(?P<d>[0-9]{{1,2}})(?:[ T]?00?:00(?::00)?)?)?{_BEFORE}")
_COMPACT = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_SPAN = re.compile(r"[-~—–至到]+|－")
#: a year in words or of two digits before a date that was typed without one
_OTHER_YEAR = re.compile(r"(?:[0-9]年|[次下明来翌去前上后]一?年度?|第[一二三]年)$")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True)
class Period:
    """一段日期: a day, a month, or another span, with or without its year.

    Args:
        start: first day.
        end: last day.
        year_known: False when no year was typed (then the year is 2000).
        before: typed as a limit (前, 之前).
        ranged: typed as a span from … to ….
    """

    start: dt.date
    end: dt.date
    year_known: bool = True
    before: bool = False
    ranged: bool = False


def serial_date(number: Decimal, date1904: bool = False) -> dt.date:
    """日期序列号: the day of a spreadsheet's serial number, 1900 or 1904 system.

    Args:
        number: the serial; its fraction (the time of day) is dropped.
        date1904: the workbook counts from 1904.

    Returns:
        The day.

    Raises:
        Unreadable: a serial outside the years 1955 to 2118, which no form means.

    >>> serial_date(Decimal(45636))
    datetime.date(2024, 12, 10)
    """
    if not 20000 <= number < 80000:
        raise Unreadable(f"{number:f}", "目标是日期，这个数不是日期的序列号，请填成“2024年12月10日”的样子")
    base = dt.date(1904, 1, 1) if date1904 else dt.date(1899, 12, 30)
    return base + dt.timedelta(days=int(number))


def _day(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Unreadable(text, "没有这一天，请核对年月日") from None


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _period(match: Match[str], year: Optional[int], text: str) -> Period:
    groups = match.groupdict()
    known = bool(groups.get("y")) or year is not None
    y = int(groups["y"]) if groups.get("y") else (year or NO_YEAR)
    before = bool(groups.get("before"))
    part = (groups.get("part") or "")[-2:]
    if groups.get("q") or groups.get("h"):
        first = 3 * _QUARTERS[groups["q"]] - 2 if groups.get("q") else (1 if groups["h"] == "上" else 7)
        last = first + (2 if groups.get("q") else 5)
        start, end = dt.date(y, first, 1), _last_day(y, last)
    elif groups.get("m"):
        month = int(groups["m"])
        if not 1 <= month <= 12:
            raise Unreadable(text, "没有这个月份，请核对")
        start, end = dt.date(y, month, 1), _last_day(y, month)
        if groups.get("d"):
            start = end = _day(y, month, int(groups["d"]), text)
        elif part in ("初", "上旬"):
            end = dt.date(y, month, 10)
        elif part == "中旬":
            start, end = dt.date(y, month, 11), dt.date(y, month, 20)
        elif part == "下旬":
            start = dt.date(y, month, 21)
    else:
        start, end = dt.date(y, 1, 1), dt.date(y, 12, 31)
    if part and part[-1] in "底末":
        start = end
    return Period(start, end, known, before)


def read_date(text: str, year: Optional[int] = None) -> Optional[Period]:
    """读日期: a text that is a date, a month, a limit or a span, and nothing else.

    Args:
        text: normalised text.
        year: the year to use where none was typed.

    Returns:
        The period, or None when the text is no date.

    Raises:
        Unreadable: a day that does not exist, or a span that runs backwards.

    >>> read_date("12月底前", 2024).end
    datetime.date(2024, 12, 31)
    >>> read_date("学校开学前") is None
    True
    """
    for pattern in (_CHINESE, _PART_OF_YEAR, _ISO):
        match = pattern.fullmatch(text)
        if match and not (pattern is _ISO and match.group(2) == "." and not match.group("d")):  # 2024.12 is a number
            return _period(match, year, text)
    match = _YEAR.fullmatch(text)
    if match and (match.group("y") or match.group("part")):
        return _period(match, year, text)
    return _read_span(text, year)


def _read_span(text: str, year: Optional[int]) -> Optional[Period]:
    if len(text) > 60 or "月" not in text:
        return None
    parts = _SPAN.split(text)
    if len(parts) != 2 or not all(parts):
        return None
    left, right = parts
    if left.isdigit() and right.endswith("月"):
        left += "月"  # 10-11月
    elif re.fullmatch(rf"{_Y}年[0-9]{{1,2}}", left):
        left += "月"  # 2023年10-11月
    if re.fullmatch(r"[0-9]{1,2}[日号]", right):
        month = re.match(rf"(?:{_Y}年)?[0-9]{{1,2}}月", left)
        right = (month.group() if month else "") + right  # 9月1日至30日
    first = _CHINESE.fullmatch(left)
    last = _CHINESE.fullmatch(right)
    if not first or not last or first.group("before"):
        return None
    if first.group("y") and not last.group("y"):
        year = int(first.group("y"))
    elif last.group("y") and not first.group("y"):
        year = int(last.group("y"))
    begin, finish = _period(first, year, text), _period(last, year, text)
    if finish.end < begin.start:
        raise Unreadable(text, "起止日期前后颠倒，请核对")
    return Period(begin.start, finish.end, begin.year_known and finish.year_known, finish.before, ranged=True)


def read_compact(text: str) -> Optional[Period]:
    """八位日期: 20241210 as a day; only where a date is expected."""
    match = _COMPACT.fullmatch(text)
    return _period(match, None, text) if match else None


def find_dates(text: str, year: Optional[int] = None) -> Iterator[Tuple[int, int, Period]]:
    """文中的日期: the dates inside running text, with their places; a year alone is context, not a date.

    Raises:
        Unreadable: a day that does not exist.

    >>> [p.end.isoformat() for _, _, p in find_dates("2024年12月10日前完成拨付")]
    ['2024-12-10']
    """
    at = 0
    while at < len(text):
        found = None
        for pattern in (_CHINESE, _PART_OF_YEAR, _ISO):
            match = pattern.search(text, at)
            if match and (found is None or match.start() < found.start()):
                if pattern is _ISO and not match.group("d"):
                    continue
                if match.start() and (text[match.start() - 1].isdigit() or text[match.start() - 1] == "."):
                    continue
                found = match
        if found is None:
            return
        if _OTHER_YEAR.search(text, max(0, found.start() - 6), found.start()):
            raise Unreadable(text, "日期前的年份不明确，请写四位年份，如“2024年12月10日”")
        yield found.start(), found.end(), _period(found, year, found.group())
        at = found.end()
