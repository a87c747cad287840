"""识别目标值和完成值 (understanding targets and actuals): which reading of a text is the one that it says."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import List, Optional, Tuple

from ..dates import Period, read_compact, read_date, serial_date
from ..unreadable import Unreadable
from . import signs, units
from .figures import Figure, whole
from .model import Quantity
from .numerals import ARABIC
from .running import CHANGE_WORDS, NEGATION, Found, Running, read_running
from .text import MAX_LENGTH, bare, is_blank, normalise

_DATE_SIGN = re.compile(
    r"(?P<sign>>=|=>|<=|=<|==?|[≥≤<>]|截止到|截止至|截止|截至到|截至|不晚于|不迟于|不得晚于|不得迟于|最迟于?|最晚于?|早于|不早于|晚于|于|在)?"
    r"(?P<rest>.+?)(?P<tail>止|完成)?"
)
_DATE_SIGNS = {
    ">=": ">=", "=>": ">=", "≥": ">=", "不早于": ">=", ">": ">", "晚于": ">", "<": "<", "早于": "<", "=": "=", "==": "=",
    "于": "", "在": "", "": "",
}  # fmt: skip
_EXPONENT = re.compile(r"(?<![A-Za-z])[0-9.]{1,20}[eE][-+]?[0-9]")
_WORDS = re.compile(r"[A-Za-z\u4e00-\u9fff✔]")
_PLAIN_NUMBER = re.compile(ARABIC)
_YEAR_MONTH = re.compile(r"((?:19|20)[0-9]{2})\.([0-9]{1,2})")
_YEAR_FIRST = re.compile(r"=?(?:19|20)[0-9]{2}年")
_MONTH_ONLY = re.compile(r"[0-9]{1,2}月份?")
_ABOUT_STATUS = re.compile(r"截[至止]")
_NOT_DONE = re.compile(rf"{NEGATION.pattern}|无法|不能|未能|计划|预计|拟|将于|将在|争取|力争|待")
_TOO_FAR = 10


def _prepare(text: str) -> Tuple[str, str]:
    words = normalise(text)
    return words, bare(words)


def blank(text: str) -> Quantity:
    """未填: nothing was filled in."""
    return Quantity("blank", text=text)


def of_figure(figure: Figure, text: str, words: str, target: bool) -> Quantity:
    """由数得量: a figure as a quantity; 达到 is at least in a target and that much in an actual."""
    if figure.broken:
        raise Unreadable(text, f"{figure.broken}，请只填一个数")
    sign = (">=" if target else "") if figure.sign == "reach" else figure.sign
    return Quantity(
        "percent" if figure.percent else "number",
        text=text,
        words=words,
        sign=sign,
        value=figure.value,
        unit=figure.unit,
        scale=figure.scale,
        approximation=figure.approximation,
    )


def of_period(period: Period, text: str, words: str, sign: str = "") -> Quantity:
    """由日期得量: a date or span as a quantity."""
    if period.before and sign in (">", ">="):
        raise Unreadable(text, "“不早于”与“前”互相矛盾，请只写一个")
    return Quantity(
        "date",
        text=text,
        words=words,
        sign=sign,
        start=period.start,
        end=period.end,
        before=period.before,
        ranged=period.ranged,
        year_known=period.year_known,
    )


def _date(text: str, words: str, year: Optional[int], target: bool) -> Optional[Quantity]:
    match = _DATE_SIGN.fullmatch(words) if len(words) <= 60 else None
    if not match:
        return None
    typed = match.group("sign") or ""
    rest = match.group("rest")
    period = read_date(rest, year)
    if period is None:
        return None
    sign = _DATE_SIGNS.get(typed, "<=")
    if sign not in ("", "=") and typed in ("≥", "≤", "<", ">", "<=", ">=", "=<", "=>") and _MONTH_ONLY.fullmatch(rest):
        raise Unreadable(text, "不能确定是几个月还是几月份，请填成“3个月”或“3月底前”的样子")
    return of_period(period, text, words, sign)


def understand_target(text: str, year: Optional[int]) -> Quantity:
    """读目标值: the text of a target.

    Raises:
        Unreadable: a range, two figures that contradict each other, a sign without a number.
    """
    if len(text) > MAX_LENGTH:
        raise Unreadable(text, f"超过{MAX_LENGTH}个字，不像一个指标值")
    normal, words = _prepare(text)
    if is_blank(normal) or is_blank(words):
        return blank(text)
    found = _date(text, words, year, True) if _looks_dated(words) else None
    if found is not None:
        return found
    figure = whole(words)
    if figure is not None:
        return of_figure(figure, text, words, True)
    if not any(c in "0123456789" for c in words) and not signs.MARKS.search(words):
        return Quantity("words", text=text, words=words)
    return _target_in_sentence(text, words, year)


def _looks_dated(words: str) -> bool:
    return any(c in words for c in "年月季-/.")


def _refuse_broken(text: str, found: List[Found]) -> None:
    for one in found:
        if one.figure.broken:
            raise Unreadable(text, f"{one.figure.broken}，请只填一个数")


def _refuse_odd_spelling(text: str, words: str) -> None:
    if not any(c in "0123456789" for c in words):
        raise Unreadable(text, "有比较符号，但没有能识别的数，请填成“≥3次”的样子")
    if "±" in words:
        raise Unreadable(text, "带有“±”，不是一个数，请只填一个数")
    if _EXPONENT.search(words):
        raise Unreadable(text, "不支持科学记数法，请填完整的数")
    if not _WORDS.search(words):
        raise Unreadable(text, "不是一个规范的数（请核对千分位、小数点，不要填分数、比例或几个数），请只填一个数")


def _target_in_sentence(text: str, words: str, year: Optional[int]) -> Quantity:
    _refuse_odd_spelling(text, words)
    running = read_running(words, "", year)
    signed = [f for f in running.figures if f.figure.sign]
    _refuse_broken(text, signed)
    if signed:
        return of_figure(_only(text, signed, None), text, words, True)
    named = [f for f in running.figures if f.figure.named or f.figure.percent]
    _refuse_broken(text, named)
    if signs.MARKS.search(words):
        raise Unreadable(text, "有比较符号，但看不出是哪一个数，请填成“≥3次”的样子")
    if len(named) == 1 and len(running.figures) == 1 and not running.dates and named[0].role in ("", "change"):
        return of_figure(named[0].figure, text, words, True)
    if len(running.dates) == 1 and not running.figures and not NEGATION.search(words) and not running.later:
        return of_period(running.dates[0], text, words)
    return Quantity("words", text=text, words=words)


def understand_actual(text: str, target: Quantity, year: Optional[int]) -> Quantity:
    """读完成值: the text of an actual, in the light of its target.

    Raises:
        Unreadable: several figures that might be meant, a negated one, a range, a percentage without its sign.
    """
    if len(text) > MAX_LENGTH:
        raise Unreadable(text, f"超过{MAX_LENGTH}个字，不像一个完成值")
    normal, words = _prepare(text)
    if is_blank(normal) or is_blank(words):
        return blank(text)
    if target.kind == "words":
        return Quantity("words", text=text, words=words)
    if target.kind == "date":
        return _actual_date(text, words, target, year)
    if _looks_dated(words) and (
        "月" in words or "季" in words or "-" in words or "/" in words or _YEAR_FIRST.match(words)
    ):
        found = _date(text, words, year, False)
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
    found = _date(text, words, year, False)
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
    _refuse_odd_spelling(text, words)
    running = read_running(words, target.unit, year)
    if not running.figures and not running.hidden:
        return _no_figure(text, words, running)
    fitting = [f for f in running.figures if _fits(f.figure, target)]
    if running.hidden:
        raise Unreadable(text, f"“{running.hidden[0]}”是中文数字，不能确定是不是完成值，请用阿拉伯数字只填一个数")
    if fitting:
        return against(of_figure(_only(text, fitting, target), text, words, False), target)
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


def _only(text: str, candidates: List[Found], target: Optional[Quantity]) -> Figure:
    """The one figure that counts: parts, totals, plans and last year's figures give way to the others.

    Args:
        target: the target, when the text is an actual; a target's own figure may be a plan or a change.
    """
    if any(f.role == "negated" for f in candidates):
        raise Unreadable(text, "数的前后有否定的说法，不能确定完成了多少，请只填一个数")
    _refuse_broken(text, candidates)
    left = candidates
    for role in ("plan", "prior", "change", "part", "total") if target else ("part",):
        rest = [f for f in left if f.role != role or (target and role == "change" and _same_change(f, target))]
        if role in ("plan", "prior", "change") and not rest:
            raise Unreadable(text, "这个数说的是计划、上年或增减幅度，不是本年完成值，请只填完成值")
        if len(_distinct(left)) > 1 or role in ("plan", "prior", "change"):
            left = rest
    if len(_distinct(left)) != 1:
        raise Unreadable(text, "有几个数，不能确定哪一个是指标值，请只填一个数")
    return left[0].figure


def _same_change(found: Found, target: Quantity) -> bool:
    """A target that speaks of a change (增长5%以上) is answered by the same change (增长6%)."""
    words = set(CHANGE_WORDS.findall(found.clause))
    return bool(words) and words == set(CHANGE_WORDS.findall(target.words))


def _distinct(found: List[Found]) -> set:
    return {(f.figure.value, f.figure.unit, f.figure.percent, f.figure.sign, f.figure.approximation) for f in found}
