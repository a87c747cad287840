"""读目标值和完成值 (reading targets and actuals): says what was understood, or that it is not; never guesses.

依据: docs/reading.md, the table of every form that is read and what is understood.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from typing import Callable, Optional, Union

from .reading.actual import against, of_serial, understand_actual
from .reading.meeting import in_year, meets, meets_date, meets_number, same_unit, unit_problem
from .reading.model import Quantity
from .reading.numerals import from_cell
from .reading.target import understand_target
from .unreadable import Unreadable

__all__ = [
    "Quantity",
    "Unreadable",
    "in_year",
    "meets",
    "meets_date",
    "meets_number",
    "read_actual",
    "read_target",
    "same_unit",
    "unit_problem",
]

#: only short texts are remembered, so that hostile workbooks cannot fill the memory
_CACHED_LENGTH = 256
_CACHE_SIZE = 32768

_Result = Union[Quantity, Unreadable]


def _attempt(read: Callable[[], Quantity]) -> _Result:
    try:
        return read()
    except Unreadable as problem:
        return problem


@lru_cache(maxsize=_CACHE_SIZE)
def _cached_target(text: str, year: Optional[int]) -> _Result:
    return _attempt(lambda: understand_target(text, year))


@lru_cache(maxsize=_CACHE_SIZE)
def _cached_actual(text: str, target: Quantity, year: Optional[int]) -> _Result:
    return _attempt(lambda: understand_actual(text, target, year))


def _given(result: _Result, text: str) -> Quantity:
    if isinstance(result, Unreadable):
        raise Unreadable(text, result.reason)
    return result


def _of_cell(value: object) -> Quantity:
    """The quantity of a cell that holds no text: a date, or a number."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return Quantity("date", text=value.isoformat(), words=value.isoformat(), start=value, end=value)
    number = from_cell(value)
    if number is None:
        raise Unreadable(value, "既不是文字，也不是数和日期")
    shown = f"{number:f}"
    return Quantity("number", text=shown, words=shown, value=number)


def read_target(value: object, year: Optional[int] = None) -> Quantity:
    """读目标值: what a target cell says.

    Args:
        value: the cell's value: text, a number, a date, or None for an empty cell.
        year: the form's year, used for dates typed without one (12月底前); without it they stay without a year.

    Returns:
        The quantity; kind ``blank`` for nothing (``—`` ``-`` ``/`` ``\\`` ``*`` ``无``), ``words`` for text without a figure.

    Raises:
        Unreadable: with the reason in Chinese, when reading it would be a guess.

    依据: docs/reading.md.

    >>> read_target("≥１６ 万人").described()
    '不低于160000人'
    >>> read_target("持续提升").kind
    'words'
    >>> read_target("80%-90%")
    Traceback (most recent call last):
    udfs.core.unreadable.Unreadable: “80%-90%”无法识别：这是一个区间或两个数，请只填一个数。
    """
    if value is None:
        return Quantity("blank")
    if not isinstance(value, str):
        return _of_cell(value)
    if len(value) > _CACHED_LENGTH:
        return _given(_attempt(lambda: understand_target(value, year)), value)
    return _given(_cached_target(value, year), value)


def read_actual(value: object, target: Quantity, year: Optional[int] = None) -> Quantity:
    """读完成值: what an actual cell says, in the light of its target.

    In a sentence the figure is the one that carries the target's unit. A bare number against a percentage is a ratio,
    against a date it is a date serial.

    Args:
        value: the cell's value: text, a number, a date, or None for an empty cell.
        target: what :func:`read_target` returned.
        year: the form's year, used for dates typed without one.

    Returns:
        The quantity; its kind may differ from the target's (``same_unit`` tells).

    Raises:
        Unreadable: with the reason in Chinese, when reading it would be a guess.

    依据: docs/reading.md.

    >>> read_actual("出刊 4 期《职教动态》", read_target("≥3期")).described()
    '4期'
    >>> read_actual(0.95, read_target("≥90%")).described()
    '95%'
    """
    if value is None:
        return Quantity("blank")
    if isinstance(value, str):
        if len(value) > _CACHED_LENGTH:
            return _given(_attempt(lambda: understand_actual(value, target, year)), value)
        return _given(_cached_actual(value, target, year), value)
    quantity = _of_cell(value)
    if quantity.kind == "number" and target.kind == "date" and quantity.value is not None:
        return replace(of_serial(quantity.value, quantity.text, quantity.words))
    return against(quantity, target)
