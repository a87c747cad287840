"""读目标值 (reading a target): a figure, a date, or words."""

from __future__ import annotations

from typing import Optional, Tuple

from ..unreadable import Unreadable
from . import signs
from .figures import whole
from .making import (
    blank,
    date_of,
    looks_dated,
    of_figure,
    of_period,
    prepare,
    refuse_apart,
    refuse_broken,
    refuse_odd_spelling,
    the_one,
)
from .model import Quantity
from .plain import read_plain
from .running import NEGATION, Found, read_running


def understand_target(text: str, year: Optional[int]) -> Quantity:
    """读目标值: the text of a target.

    Raises:
        Unreadable: a range, two figures that contradict each other, a sign without a number.
    """
    plain = read_plain(text)
    if plain is not None:
        return plain
    words = prepare(text)
    if words is None:
        return blank(text)
    found = date_of(text, words, year) if looks_dated(words) else None
    if found is not None:
        return found
    figure = whole(words)
    if figure is not None:
        return of_figure(figure, text, words, True)
    if not any(c in "0123456789" for c in words) and not signs.MARKS.search(words):
        return Quantity("words", text=text, words=words)
    return _target_in_sentence(text, words, year)


def _target_in_sentence(text: str, words: str, year: Optional[int]) -> Quantity:
    refuse_odd_spelling(text, words)
    running = read_running(words, "", year)
    signed = [f for f in running.figures if f.figure.sign]
    refuse_broken(text, signed)
    if signed:
        _refuse_company(text, running.figures)
        return of_figure(the_one(text, signed, None), text, words, True)
    named = [f for f in running.figures if f.figure.named or f.figure.percent]
    refuse_broken(text, named)
    refuse_apart(text, named)
    if signs.MARKS.search(words):
        raise Unreadable(text, "有比较符号，但看不出是哪一个数，请填成“≥3次”的样子")
    if len(named) == 1 and len(running.figures) == 1 and not running.dates and named[0].role in ("", "change"):
        return of_figure(named[0].figure, text, words, True)
    if len(running.dates) == 1 and not running.figures and not NEGATION.search(words) and not running.later:
        return of_period(running.dates[0], text, words)
    return Quantity("words", text=text, words=words)


def _refuse_company(text: str, found: Tuple[Found, ...]) -> None:
    """5人以上团队1个: the figure with the sign need not be the target when another one stands beside it."""
    for one in found:
        beside = one.figure.named or one.figure.percent
        if beside and not one.figure.sign and one.role not in ("plan", "part", "prior"):
            raise Unreadable(text, "有几个数，不能确定哪一个是指标值，请只填一个数")
