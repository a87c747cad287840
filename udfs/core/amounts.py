"""分值与金额 (amounts): figures that a row must have and that cannot be negative."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Tuple

from .errors import DIV0, NA, NUM, VALUE, CellFault
from .number import read_number
from .unreadable import Unreadable


def read_weight(weight: Any) -> Decimal:
    """读分值.

    Raises:
        CellFault: ``#N/A`` for a blank, ``#VALUE!`` for text that is no number, ``#NUM!`` for a negative one.
    """
    return read_amount(weight, "分值")


def read_amount(value: Any, name: str) -> Decimal:
    """读不为负的数: ``name`` is what the message calls it.

    Raises:
        CellFault: blanks ``#N/A``, text ``#VALUE!``, negative numbers ``#NUM!``.
    """
    try:
        number = read_number(value)
    except Unreadable as error:
        raise CellFault(VALUE, f"{name}{error.message}") from error
    if number is None:
        raise CellFault(NA, f"没有填写{name}。")
    if number < 0:
        raise CellFault(NUM, f"{name}不能为负数，现为 {number}。")
    return number


def read_amounts(budget: Any, executed: Any) -> Tuple[Decimal, Decimal]:
    """读预算数与执行数.

    Raises:
        CellFault: blanks ``#N/A``, text ``#VALUE!``, negative amounts ``#NUM!``, a budget of 0 ``#DIV/0!``.
    """
    planned = read_amount(budget, "全年预算数")
    done = read_amount(executed, "全年执行数")
    if planned == 0:
        raise CellFault(DIV0, "全年预算数为 0，无法计算执行率。")
    return planned, done
