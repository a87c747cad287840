"""目标与实际的比较 (comparison): is the target met, and by what ratio; or why neither can be said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional

from .errors import NA, VALUE
from .quantity import Quantity, Unreadable, meets_date, meets_number, read_actual, read_target, unit_problem
from .rules_model import Met
from .text import fold

_BLANK = Quantity("blank")


@dataclass(frozen=True)
class Comparison:
    """比较结果.

    Args:
        target, actual: what was understood; kind ``blank`` where nothing was.
        met: True, False, or None when it cannot be said.
        ratio: actual / target for figures that are exact and share a unit; None otherwise, and for a target of 0.
        zero: the target is the figure 0.
        why: why ``met`` (or the ratio) cannot be said, in Chinese; "" when both can.
        code: the cell error for that.
        how: how ``met`` was found, one Chinese clause.
    """

    target: Quantity
    actual: Quantity
    met: Optional[bool] = None
    ratio: Optional[Decimal] = None
    zero: bool = False
    why: str = ""
    code: str = ""
    how: str = ""

    @property
    def figures(self) -> bool:
        """两边都是数: both sides are figures of one unit."""
        return self.target.value is not None and self.actual.value is not None

    @property
    def equal(self) -> bool:
        """恰好相等: both are exact figures and the same, or the actual repeats a signed target."""
        if not self.figures or self.target.value != self.actual.value or self.actual.approximate:
            return False
        return self.actual.sign in ("", "=", self.target.sign)


def compare(target: Any, actual: Any, met: Met, year: Optional[int] = None) -> Comparison:
    """比较目标与实际.

    Args:
        target, actual: cell values: text, number, or None for a blank.
        met: what the profile accepts as met in words.
        year: the form's year, for dates typed without one.

    Returns:
        A Comparison; blanks, unreadable text and unlike units are in ``why`` and ``code``, never an exception.
    """
    try:
        wanted = read_target(target, year)
    except Unreadable as error:
        return _unreadable_target(target, actual, met, error)
    if wanted.kind == "blank":
        return Comparison(wanted, _BLANK, why="没有填写指标值（目标）", code=NA)
    try:
        done = read_actual(actual, wanted, year)
    except Unreadable as error:
        return Comparison(wanted, _BLANK, why=f"实际完成值{error.message.rstrip('。')}", code=VALUE)
    if done.kind == "blank":
        return Comparison(wanted, done, why="没有填写实际完成值", code=NA)
    if wanted.kind == "words" or done.kind == "words":
        return _words(wanted, done, met)
    if wanted.kind == "date" or done.kind == "date":
        return _dates(wanted, done, year)
    return _figures(wanted, done)


def _unreadable_target(target: Any, actual: Any, met: Met, error: Unreadable) -> Comparison:
    """A target that is no figure may still be repeated word for word."""
    if isinstance(target, str) and isinstance(actual, str) and actual.strip():
        wanted = Quantity("words", text=target, words=target)
        done = Quantity("words", text=actual, words=actual)
        if "".join(target.split()) == "".join(actual.split()) or met.states_met(fold(actual)):
            return _words(wanted, done, met)
    return Comparison(_BLANK, _BLANK, why=f"指标值{error.message.rstrip('。')}", code=VALUE)


def _words(target: Quantity, actual: Quantity, met: Met) -> Comparison:
    said, wanted = fold(actual.text), fold(target.text)
    if said and (said == wanted or fold(actual.words) == fold(target.words)):
        return Comparison(target, actual, met=True, ratio=Decimal(1), how="实际完成值与指标值一致")
    if met.states_met(said):
        return Comparison(target, actual, met=True, ratio=Decimal(1), how=f"实际完成值写明“{actual.words}”")
    if met.accepts(wanted, said):
        return Comparison(
            target, actual, met=True, ratio=Decimal(1), how=f"“{target.words}”的指标填“{actual.words}”视为完成"
        )
    return Comparison(
        target,
        actual,
        why=f"文字“{_short(actual)}”是否达到“{_short(target)}”无法由规则判断，请人工评定",
        code=NA,
    )


def _short(quantity: Quantity) -> str:
    text = "".join((quantity.words or quantity.text).split())
    return text if len(text) <= 20 else text[:20] + "…"


def _dates(target: Quantity, actual: Quantity, year: Optional[int]) -> Comparison:
    if target.kind != actual.kind:
        return Comparison(target, actual, why="指标值与实际完成值一个是日期、一个不是，无法比较", code=NA)
    met = meets_date(target, actual, year)
    if met is None:
        if target.year_known != actual.year_known and year is None:
            why = "指标值与实际完成值只有一个写明年份，无法比较先后，请补上年份"
        else:
            why = f"按所填日期（{actual.described()}）不能确定是否按期完成，请填到日"
        return Comparison(target, actual, why=why, code=NA)
    ratio = Decimal(1) if met else Decimal(0)
    how = f"{actual.described()}完成，{'按期' if met else '晚于规定时间'}"
    return Comparison(target, actual, met=met, ratio=ratio, how=how)


def _figures(target: Quantity, actual: Quantity) -> Comparison:
    problem = unit_problem(target, actual)
    if problem:
        return Comparison(target, actual, why=f"{problem}，无法比较", code=NA)
    assert target.value is not None
    assert actual.value is not None
    zero = target.value == 0
    # ≥90% against ≥90%: the actual repeats the target; ≥95% only says where the figure begins
    exact = actual.exact or (actual.value == target.value and actual.sign == target.sign and not actual.approximate)
    ratio = actual.value / target.value if exact and not zero and not target.approximate else None
    met = _reaches(target, actual)
    if met is None:
        why = f"实际完成值{actual.as_typed()}，不能确定是否达到指标值{target.as_typed()}"
        return Comparison(target, actual, ratio=ratio, zero=zero, why=why, code=NA)
    how = f"实际完成值 {actual.figure}，{_kept(target, met)}指标值 {_goal(target)}"
    return Comparison(target, actual, met=met, ratio=ratio, zero=zero, how=how)


def _goal(target: Quantity) -> str:
    """The target as typed; a strict sign is told, since equal is not enough."""
    return target.as_typed() if target.sign in ("<", ">") else target.figure


def _kept(target: Quantity, met: bool) -> str:
    """Words for met and missed by the target's direction: a limit is kept or passed, a goal reached or missed."""
    if target.sign in ("<=", "<"):
        return "未超过" if met else "超过"
    return "达到" if met else "未达到"


def _reaches(target: Quantity, actual: Quantity) -> Optional[bool]:
    met = meets_number(target, actual)
    if target.sign not in ("", "=") or met:
        return met
    # a figure without a sign, or with "=", was aimed at: less falls short, more is neither asked for nor refused
    assert target.value is not None
    _, _, high, high_open = actual.bounds
    short = high is not None and (high < target.value or (high == target.value and high_open))
    return False if short and not target.approximate else None
