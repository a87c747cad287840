"""读完成值 (reading an actual): the figure or date that answers the target."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Optional

from ..dates import Period, read_compact, read_date, serial_date
from ..unreadable import Unreadable
from . import signs, units
from .figures import Figure, whole
from .making import blank, date_of, looks_dated, of_figure, of_period, prepare, refuse_odd_spelling, the_one
from .model import Quantity
from .numerals import ARABIC
from .plain import read_plain
from .running import NEGATION, Running, read_running

_PLAIN_NUMBER = re.compile(ARABIC)
_YEAR_MONTH = re.compile(r"((?:19|20)[0-9]{2})\.([0-9]{1,2})")
_YEAR_FIRST = re.compile(r"=?(?:19|20)[0-9]{2}年")
_ABOUT_STATUS = re.compile(r"截[至止]")
_NOT_DONE = re.compile(rf"{NEGATION.pattern}|无法|不能|未能|计划|预计|拟|将于|将在|争取|力争|待")
#: a bare number further above its percentage than this lacks its sign
_TOO_FAR = 10


def understand_actual(text: str, target: Quantity, year: Optional[int]) -> Quantity:
    """读完成值: the text of an actual, in the light of its target.

    Raises:
        Unreadable: several figures that might be meant, a negated one, a range, a percentage without its sign.
    """
    if target.kind in ("number", "percent"):
        plain = read_plain(text, target.unit)
        if plain is not None:
            return against(plain, target)
    words = prepare(text)
    if words is None:
        return blank(text)
    if target.kind == "words":
        return Quantity("words", text=text, words=words)
    if target.kind == "date":
        return _actual_date(text, words, target, year)
    if looks_dated(words) and (
        "月" in words or "季" in words or "-" in words or "/" in words or _YEAR_FIRST.match(words)
    ):
        found = date_of(text, words, year)
        if found is not None:
            return found
    figure = whole(words, target.unit)
    if figure is not None:
        return against(of_figure(figure, text, words, False), target)
    if not any(c in "0123456789" for c in words) and not _counted_in_chinese(words, target):
        if signs.MARKS.search(words):
            raise Unreadable(text, "有比较符号，但没有能识别的数，请只填一个数")
        return Quantity("words", text=text, words=words)
    return _actual_in_sentence(text, words, target, year)


def _counted_in_chinese(words: str, target: Quantity) -> bool:
    return bool(read_running(words, target.unit).hidden)


def against(actual: Quantity, target: Quantity) -> Quantity:
    """裸数对百分比: a number without % against a percentage is a ratio (0.95 is 95 %).

    Raises:
        Unreadable: more than ten times the target (95 typed for 95 %).
    """
    if target.kind != "percent" or actual.kind != "number" or actual.unit or actual.scale != 1:
        return actual
    value, wanted = actual.value, target.value
    if value is None or wanted is None:
        return actual
    if abs(value) > _TOO_FAR * abs(wanted):
        shown = f"{value.normalize():f}"
        raise Unreadable(
            actual.text,
            f"目标是百分比，不带%的{shown}就是{(value * 100).normalize():f}%，远高于目标；如果是{shown}%，请填“{shown}%”",
        )
    return Quantity(
        "percent",
        text=actual.text,
        words=actual.words,
        sign=actual.sign,
        value=value,
        approximation=actual.approximation,
    )


def _actual_date(text: str, words: str, target: Quantity, year: Optional[int]) -> Quantity:
    found = date_of(text, words, year)
    if found is None:
        plain = words[1:] if words[:1] == "=" else words
        month = _YEAR_MONTH.fullmatch(plain)
        period = read_compact(plain) or (read_date(f"{month.group(1)}年{month.group(2)}月") if month else None)
        if period is not None:
            found = of_period(period, text, words)
        elif _PLAIN_NUMBER.fullmatch(plain):
            found = of_serial(Decimal(plain.replace(",", "")) if len(plain) < 20 else Decimal(0), text, words)
    if found is not None:
        return found
    figure = whole(words)
    if figure is not None:
        return of_figure(figure, text, words, False)
    if not any(c in "0123456789" for c in words):
        return Quantity("words", text=text, words=words)
    running = read_running(words, "", year)
    if running.later or _NOT_DONE.search(words):
        raise Unreadable(text, "看不出是否按期完成，请只填完成日期")
    if any(f.figure.percent and f.figure.value != 1 for f in running.figures):
        raise Unreadable(text, "既有日期又有百分比，请只填完成日期")
    different = {(p.start, p.end, p.year_known) for p in running.dates}
    if len(different) == 1:
        return of_period(running.dates[0], text, words, "<=" if _ABOUT_STATUS.search(words) else "")
    if different:
        raise Unreadable(text, "有几个日期，不能确定哪一个是完成日期，请只填一个")
    return Quantity("words", text=text, words=words)


def of_serial(number: Decimal, text: str, words: str) -> Quantity:
    """序列号: a bare number against a date target is a date serial (20241210 is the day written so).

    Raises:
        Unreadable: no serial of a day that a form could mean.
    """
    period = read_compact(f"{number:f}") if number == number.to_integral_value() else None
    if period is None:
        day = serial_date(number)
        period = Period(day, day)
    return of_period(period, text, words)


def _actual_in_sentence(text: str, words: str, target: Quantity, year: Optional[int]) -> Quantity:
    running = read_running(words, target.unit, year)
    if running.hidden:
        raise Unreadable(text, f"“{running.hidden[0]}”是中文数字，不能确定是不是完成值，请用阿拉伯数字只填一个数")
    refuse_odd_spelling(text, words)
    if not running.figures:
        return _no_figure(text, words, running)
    fitting = [f for f in running.figures if _fits(f.figure, target)]
    if fitting:
        return against(of_figure(the_one(text, fitting, target), text, words, False), target)
    others = [f for f in running.figures if not f.figure.broken]
    if (
        len(running.figures) == 1
        and others
        and others[0].role == ""
        and (others[0].figure.named or others[0].figure.percent)
    ):
        return of_figure(others[0].figure, text, words, False)
    wanted = "%" if target.kind == "percent" else target.unit
    missing = f"没有找到单位是“{wanted}”的数" if wanted else "不能确定哪一个是完成值"
    raise Unreadable(text, f"{missing}，请只填数和单位")


def _no_figure(text: str, words: str, running: Running) -> Quantity:
    if len(running.dates) == 1 and not running.later:
        return of_period(running.dates[0], text, words)
    return Quantity("words", text=text, words=words)


def _fits(figure: Figure, target: Quantity) -> bool:
    """Does the figure carry the target's unit? A target without a unit takes any, but not a number without one (附件2)."""
    if target.kind == "percent" or figure.percent:
        return figure.percent and target.kind == "percent"
    in_powers = figure.scale != 1 and not figure.unit  # 13700万
    if target.unit:
        return figure.unit == target.unit or (in_powers and units.money(target.unit))
    return figure.named or in_powers
