"""由文字到数量 (making quantities): what targets and actuals share on the way from text to a quantity."""

from __future__ import annotations

import re
from typing import List, Optional, Set, Tuple

from ..dates import Period, read_date
from ..unreadable import Unreadable
from . import signs
from .figures import Figure
from .model import Quantity
from .running import CHANGE_WORDS, Found
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
_MONTH_ONLY = re.compile(r"[0-9]{1,2}月份?")


def prepare(text: str) -> Optional[str]:
    """规范化: the text in one spelling, without outer quotes; None when nothing was filled in.

    Raises:
        Unreadable: a text too long for a value.
    """
    if len(text) > MAX_LENGTH:
        raise Unreadable(text, f"超过{MAX_LENGTH}个字，不像一个指标值，请只填一个数")
    normal = normalise(text)
    words = bare(normal)
    return None if is_blank(normal) or is_blank(words) else words


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


def date_of(text: str, words: str, year: Optional[int]) -> Optional[Quantity]:
    """整格一个日期: the date, limit or span that the whole text is, or None."""
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


def looks_dated(words: str) -> bool:
    """像不像日期: cheap; only such texts are tried as dates."""
    return any(c in words for c in "年月季-/.")


def refuse_broken(text: str, found: List[Found]) -> None:
    """不认连写的数: refuse ranges, ratios and figures that were cut in two."""
    for one in found:
        if one.figure.broken:
            raise Unreadable(text, f"{one.figure.broken}，请只填一个数")


def refuse_apart(text: str, found: List[Found]) -> None:
    """不认离开数的比较词: 不低于上年的95% says more than 95%."""
    for one in found:
        if not one.figure.sign and signs.APART.search(one.clause):
            raise Unreadable(text, "比较的说法与数不在一起，请填成“≥95%”的样子")


def refuse_odd_spelling(text: str, words: str) -> None:
    """不认不规范的写法: refuse signs without a number, ±, exponents, and figures that are no number."""
    if not any(c in "0123456789" for c in words):
        raise Unreadable(text, "有比较符号，但没有能识别的数，请填成“≥3次”的样子")
    if "±" in words:
        raise Unreadable(text, "带有“±”，不是一个数，请只填一个数")
    if _EXPONENT.search(words):
        raise Unreadable(text, "不支持科学记数法，请填完整的数")
    if not _WORDS.search(words):
        raise Unreadable(text, "不是一个规范的数（请核对千分位、小数点，不要填分数、比例或几个数），请只填一个数")


def the_one(text: str, candidates: List[Found], target: Optional[Quantity]) -> Figure:
    """The one figure that counts: parts, totals, plans and last year's figures give way to the others.

    Args:
        target: the target, when the text is an actual; a target's own figure may be a plan or a change.
    """
    if any(f.role == "negated" for f in candidates):
        raise Unreadable(text, "数的前后有否定的说法，不能确定完成了多少，请只填一个数")
    refuse_broken(text, candidates)
    refuse_apart(text, candidates)
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


def _distinct(found: List[Found]) -> Set[Tuple[object, ...]]:
    return {(f.figure.value, f.figure.unit, f.figure.percent, f.figure.sign, f.figure.approximation) for f in found}
