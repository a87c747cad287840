"""日期序号 (serial dates): days counted from 1900 or 1904, as spreadsheets store them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Optional, Union

_DAY = timedelta(days=1)
_LAST = 2_958_466  # the day after 9999-12-31


def from_serial(serial: Union[int, float], date1904: bool = False) -> Optional[datetime]:
    """序号转日期: to the millisecond; None outside what a spreadsheet can show.

    Serial 60 is the 29 February 1900 that never was; it becomes 28 February, like the day that it stands beside.

    >>> from_serial(45356), from_serial(0, date1904=True), from_serial(-1)
    (datetime.datetime(2024, 3, 5, 0, 0), datetime.datetime(1904, 1, 1, 0, 0), None)
    """
    if not 0 <= serial < _LAST - (1462 if date1904 else 0):
        return None
    days = int(serial)
    milliseconds = round((serial - days) * 86_400_000)
    if date1904:
        start = datetime(1904, 1, 1)
    else:
        # 1900 is taken for a leap year: before its 29 February the count is one day behind
        start = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    try:
        return start + days * _DAY + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None


def date_value(number: float, date1904: bool) -> Union[datetime, time, float]:
    """日期单元格的值: a datetime, a time for less than a day, the number itself outside the calendar.

    >>> date_value(0.5, False), date_value(-1, False)
    (datetime.time(12, 0), -1)
    """
    moment = from_serial(number, date1904)
    if moment is None:
        return number
    return moment.time() if 0 <= number < 1 else moment


def to_serial(moment: Union[datetime, date, time], date1904: bool = False) -> float:
    """日期转序号: the number that is stored for a date, a time or both.

    >>> to_serial(date(2024, 3, 5)), to_serial(time(18, 0)), to_serial(date(1900, 1, 1))
    (45356, 0.75, 1)
    """
    if isinstance(moment, time):
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
        return seconds / 86_400
    full = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    full = full.replace(tzinfo=None)
    span = full - (datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30))
    if not date1904 and full < datetime(1900, 3, 1):
        span -= _DAY
    fraction = (span.seconds + span.microseconds / 1e6) / 86_400
    return span.days + fraction if fraction else span.days
