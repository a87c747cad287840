"""数字及其单位 (figures): one figure at one place of a text, with its sign, power and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Optional, Tuple

from ..unreadable import Unreadable
from . import signs, units
from .numerals import ARABIC, CHINESE, SCALES, arabic, chinese

_SCALE = "|".join(sorted(SCALES, key=lambda w: -len(w)))
_HEAD = (
    rf"(?P<per>{units.PER_PREFIX})?(?P<about1>{signs.BEFORE})?(?:=(?=[≥≤]|[<>]=))?(?P<sign>{signs.PREFIX})?"
    rf"(?:到|至|为|\(含\))?(?P<about2>{signs.BEFORE})?(?P<currency>¥|人民币)?"
)
_NUMBER = re.compile(rf"{_HEAD}(?:(?P<hundred>百分之)|(?P<thousand>千分之))?(?P<n>[-+]?{ARABIC})(?![0-9.])")
HEAD_IN_TEXT = re.compile(rf"{_HEAD}(?P<hundred>百分之)?(?P<thousand>千分之)?(?P<n>[0-9][0-9.,]*)")
_OVER = re.compile(signs.OVER)
_SCALE_WORD = re.compile(_SCALE)
_ROUND = re.compile(signs.ROUND)
_SUFFIX = re.compile(signs.SUFFIX)
_SUFFIX_NEEDS = re.compile(r"\(不?含(?:本数)?\)(?!以)")
_IN_BRACKETS = re.compile(rf"\((?P<scale>{_SCALE})?(?P<unit>{units.UNIT}|%)?\)")
_NOTE = re.compile(r"\([^()0-9%]*\)")
_RANGE = re.compile(r"(?:[-~—–至到]+|或者?|、)[约近]?[0-9]")
#: 每月10日 is a day of the month, not ten days a month
_MONTHLY = re.compile(r"每(?:个?月|季度?|年|周)[0-9]{1,2}[日号]")
_CHINESE_WHOLE = re.compile(
    rf"(?P<about1>{signs.BEFORE})?(?P<sign>{signs.PREFIX})?(?P<n>[{CHINESE}]{{1,16}}?)(?P<unit>{units.UNIT})(?P<over>)(?P<suffix>{signs.SUFFIX}|{signs.ROUND})?"
)
_CHINESE_SHARE = re.compile(
    rf"(?P<about1>{signs.BEFORE})?(?P<sign>{signs.PREFIX})?(?P<of>百分之|千分之)(?P<n>[{CHINESE}]{{1,10}})(?:点(?P<point>[{CHINESE}]{{1,6}}))?"
    rf"(?P<suffix>{signs.SUFFIX}|{signs.ROUND})?"
)
#: 十分, 一起, 一点 are words before they are figures
_NOT_COUNTED = frozenset(
    ["分", "起", "点", "回", "路", "面", "口", "度", "眼", "头", "字", "间", "段", "道", "校", "方", "把"]
)
_SHARE_MARK = re.compile(r"[%‰]|百分[比率]|\(百分比\)")  # 百分比 comes from a unit column
_PER_HUNDRED = {"%": Decimal("0.01"), "‰": Decimal("0.001")}


@dataclass(frozen=True)
class Figure:
    """一个数: a figure as found, before anybody asks whether it is the one that counts.

    Args:
        value: in the base unit, a percentage as a ratio. sign: as typed; ``reach`` for 达到.
        unit: canonical, "" when none. named: a unit that the list knows (or the target's) stands behind it.
        percent: it is a percentage. scale: 万 and the like. approximation: see :class:`Quantity`.
        start, end: its place in the text. broken: why it cannot be trusted, "" when it can.
    """

    value: Decimal
    sign: str = ""
    unit: str = ""
    named: bool = False
    percent: bool = False
    scale: Decimal = Decimal(1)
    approximation: str = ""
    start: int = 0
    end: int = 0
    broken: str = ""


class _Behind:
    """What stands behind a number: 余 万 元 以上."""

    def __init__(self, text: str, at: int, wanted: str) -> None:
        self.text, self.at, self.wanted = text, at, wanted
        self.over = self.round = self.suffix = self.unit = ""
        self.scale, self.share, self.named = Decimal(1), Decimal(0), False
        self._over()
        if not self._share() and not self._unit() and not self._brackets():
            self._power()
            self._over()
            if not self._unit():
                self._brackets()
        self._limits()

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if not found:
            return ""
        self.at = found.end()
        return found.group()

    def _over(self) -> None:
        self.over = self._take(_OVER) or self.over

    def _share(self) -> bool:
        mark = self._take(_SHARE_MARK)
        self.share = _PER_HUNDRED["‰" if mark == "‰" else "%"] if mark else Decimal(0)
        return bool(mark)

    def _power(self) -> None:
        word = self._take(_SCALE_WORD)
        if word:
            self.scale = SCALES[word]

    def _unit(self) -> bool:
        rest = self.text[self.at : self.at + 40]
        unit = units.find_unit(rest, self.wanted) if self.wanted else None
        if unit is None:
            unit = units.split_unit(rest)[0]
        if not unit:
            return False
        self.unit, self.named = units.canonical(unit), True
        self.at += len(unit)
        return True

    def _brackets(self) -> bool:
        found = _IN_BRACKETS.match(self.text, self.at)
        if not found or not (found.group("scale") or found.group("unit")):
            return False
        if found.group("unit") == "%":
            if found.group("scale"):
                return False
            self.share = _PER_HUNDRED["%"]
        else:
            if found.group("scale") and self.scale == 1:
                self.scale = SCALES[found.group("scale")]
            self.unit, self.named = units.canonical(found.group("unit") or ""), bool(found.group("unit"))
        self.at = found.end()
        return True

    def _limits(self) -> None:
        self.over = self._take(_OVER) or self.over
        self.round = self._take(_ROUND)
        self.suffix = self._take(_SUFFIX)
        if not self.round:
            self.round = self._take(_ROUND)


def _merge_signs(before: str, after: str, text: str) -> str:
    first, last = signs.prefix_sign(before), signs.suffix_sign(after)
    if first and last and first != "reach" and first != last:
        raise Unreadable(text, f"前面的“{before}”与后面的“{after}”互相矛盾，请只写一个")
    return last or first


def _share_value(number: Decimal, hundred: bool, thousand: bool, behind: _Behind, text: str) -> Tuple[Decimal, bool]:
    if hundred or thousand:
        if behind.share:
            raise Unreadable(text, "“百分之”与“%”重复，请填成“95%”的样子")
        return number * (_PER_HUNDRED["%"] if hundred else _PER_HUNDRED["‰"]), True
    if behind.share:
        return number * behind.share, True
    return number * behind.scale, False


def figure_at(text: str, match: re.Match[str], number: Decimal, wanted: str) -> Figure:
    """一处的数: the figure whose head was matched in text.

    Raises:
        Unreadable: signs or approximations that contradict each other.
    """
    behind = _Behind(text, match.end(), wanted)
    group = match.groupdict()
    shown = text[match.start() : behind.at]
    value, percent = _share_value(number, bool(group["hundred"]), bool(group["thousand"]), behind, shown)
    sign = _merge_signs(group["sign"] or "", behind.suffix, shown)
    kind, clash = signs.approximation(group["about1"] or group["about2"] or "", behind.round or behind.over)
    if clash or (behind.round and behind.over) or (group["about1"] and group["about2"]):
        raise Unreadable(shown, "两处约数互相矛盾，请填准确的数")
    if kind and sign not in ("", "=", "reach"):
        raise Unreadable(shown, "既有比较符号又有约数，请填准确的数")
    unit = behind.unit
    if group["currency"]:
        unit = unit or "元"
        if not units.money(unit):
            raise Unreadable(shown, "货币符号与单位不符")
    if group["per"]:
        unit = units.with_prefix(group["per"], unit)
    return Figure(value + 0, sign, unit, behind.named, percent, behind.scale, kind, match.start(), behind.at)


def whole(text: str, wanted: str = "") -> Optional[Figure]:
    """整格一个数: the figure that the whole text is, or None when there is more to the text.

    Args:
        text: normalised text without outer quotes.
        wanted: the target's unit, so that a unit nobody listed is known.

    Raises:
        Unreadable: a range, a contradiction, or a number too long.

    >>> whole("≥16万人").value, whole("出刊4期") is None
    (Decimal('160000'), True)
    """
    text = re.sub(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))", ",", text)
    match = _NUMBER.match(text)
    if _MONTHLY.match(text):
        return None
    if not match:
        return _chinese_whole(text)
    number = match.group("n")
    value = arabic(number.lstrip("+-"))
    figure = figure_at(text, match, -value if number[0] == "-" else value, wanted)
    rest = text[figure.end :]
    if _RANGE.match(rest):
        raise Unreadable(text, "这是一个区间或两个数，请只填一个数")
    if rest and not _NOTE.fullmatch(rest):
        if figure.unit or figure.percent or (figure.sign in ("<=", "<") and not units.plain_unit(rest)):
            return None
        unit = _strange_unit(rest)
        if unit is None:
            return None
        return _with_strange_unit(text, figure, *unit)
    if rest and _DOUBT.search(rest):
        raise Unreadable(text, "括号里的说明对这个数有疑问，请只填数")
    return figure


_DOUBT = re.compile(r"未|没|不|无|预计|计划|拟|待")


def _strange_unit(rest: str) -> Optional[Tuple[str, str]]:
    """A unit nobody listed, as typed, with the 以上 or 左右 behind it."""
    end = re.search(rf"(?:{signs.SUFFIX}|{signs.ROUND})$", rest)
    unit = rest[: end.start()] if end else rest
    return (unit, end.group() if end else "") if units.plain_unit(unit) else None


def _with_strange_unit(text: str, figure: Figure, unit: str, tail: str) -> Figure:
    sign, approximation = figure.sign, figure.approximation
    if tail:
        last = signs.suffix_sign(tail)
        if last:
            if sign not in ("", "reach", last) or approximation:
                raise Unreadable(text, "前后的比较符号互相矛盾，请只写一个")
            sign = last
        else:
            approximation, clash = signs.approximation("", tail)
            if clash or figure.approximation or sign not in ("", "=", "reach"):
                raise Unreadable(text, "既有比较符号又有约数，请填准确的数")
    return Figure(
        figure.value, sign, units.canonical(unit), False, False, figure.scale, approximation, figure.start, len(text)
    )


def _chinese_whole(text: str) -> Optional[Figure]:
    if len(text) > 40:
        return None
    share = _CHINESE_SHARE.fullmatch(text)
    match = share or _CHINESE_WHOLE.fullmatch(text)
    if not match:
        return None
    number = chinese(match.group("n"))
    if number is None or (not share and match.group("unit") in _NOT_COUNTED):
        return None
    value = Decimal(number)
    if share:
        if share.group("point"):
            places = [chinese(c) for c in share.group("point")]
            if any(p is None or p > 9 for p in places):
                return None
            value += Decimal("0." + "".join(str(p) for p in places))
        value *= Decimal("0.01") if share.group("of") == "百分之" else Decimal("0.001")
    after = match.group("suffix") or ""
    sign = _merge_signs(match.group("sign") or "", after, text)
    kind, clash = signs.approximation(match.group("about1") or "", after)
    if clash or (kind and sign not in ("", "=", "reach")):
        raise Unreadable(text, "既有比较符号又有约数，请填准确的数")
    unit = "" if share else units.canonical(match.group("unit"))
    return Figure(value, sign, unit, not share, bool(share), Decimal(1), kind, 0, len(text))
