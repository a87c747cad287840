"""单元格函数的公用部分 (cells): from arguments to rules, and from outcomes to values or cell errors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterator, Optional, Tuple

from .errors import DIV0, NA, NUM, VALUE, CellFault
from .number import read_number, read_rate
from .outcome import Outcome
from .rules import FALLBACK, UnknownProfile, load
from .rules_model import Profile
from .unreadable import Unreadable

#: the help of the argument that names the rules, the same on every function
PROFILE_HELP = "规则方案的名称或中文别名，如 cn/hunan/zhuzhou-2021 或“株洲2021”；省略时为全国通用方案 cn/national"


def profile_of(name: Any) -> Profile:
    """规则方案参数: blank is ``cn/national``.

    Raises:
        CellFault: ``#N/A``, there is no such profile.
    """
    if name is None or name == "":
        return load(FALLBACK)
    try:
        return load(name)
    except UnknownProfile as error:
        raise CellFault(NA, str(error)) from error


def method_of(text: Any) -> Optional[str]:
    """赋分规则参数: a blank, a dash or a slash is none.

    Raises:
        CellFault: ``#VALUE!``, it is no text.
    """
    if text is None:
        return ""
    if not isinstance(text, str):
        raise CellFault(VALUE, f"赋分规则应为文字，现为 {text}。")
    return "" if text.strip() in ("-", "—", "——", "/", "／") else text


def decided(outcome: Outcome, value: Optional[Decimal]) -> Decimal:
    """已定的值, or the cell error of an undecided one.

    Raises:
        CellFault: with the outcome's code and reason.
    """
    if value is None:
        raise CellFault(outcome.code or NA, outcome.undecided)
    return value


def number_of(value: Any, name: str) -> Optional[Decimal]:
    """读数: None for blanks and dashes.

    Raises:
        CellFault: ``#VALUE!`` for text that is no number.
    """
    try:
        return read_number(value)
    except Unreadable as error:
        raise CellFault(VALUE, f"{name}{error.message}") from error


def relative_of(value: Any) -> Optional[Decimal]:
    """读相对值: 95% is 0.95, a plain number stays as it is; None for blanks and dashes.

    Raises:
        CellFault: ``#VALUE!`` for text that is neither.
    """
    if not isinstance(value, str) or not any(mark in value for mark in "%％"):
        return number_of(value, "相对值")
    try:
        return read_rate(value)
    except Unreadable as error:
        raise CellFault(VALUE, f"相对值{error.message}") from error


def needed(value: Any, name: str) -> Decimal:
    """读必填的数.

    Raises:
        CellFault: ``#N/A`` for a blank, ``#VALUE!`` for text that is no number.
    """
    number = number_of(value, name)
    if number is None:
        raise CellFault(NA, f"没有填写{name}。")
    return number


def flat(values: Any) -> Iterator[Any]:
    """逐个取值: the single values of a range, row by row; a single value is a range of one."""
    if isinstance(values, (list, tuple)):
        for value in values:
            yield from flat(value)
    else:
        yield values


def ratio_base(base: Any, figure: Any, base_name: str, name: str) -> Tuple[Decimal, Decimal]:
    """比率的两个数, neither negative, the base not 0.

    Raises:
        CellFault: blanks ``#N/A``, text ``#VALUE!``, negative figures ``#NUM!``, a base of 0 ``#DIV/0!``.
    """
    below, above = needed(base, base_name), needed(figure, name)
    for value, called in ((below, base_name), (above, name)):
        if value < 0:
            raise CellFault(NUM, f"{called}不能为负数，现为 {value}。")
    if below == 0:
        raise CellFault(DIV0, f"{base_name}为 0，不能作除数。")
    return below, above


def ratio(base: Any, figure: Any, base_name: str, name: str) -> Decimal:
    """比率: figure over base, unrounded; faults as in ``ratio_base``."""
    below, above = ratio_base(base, figure, base_name, name)
    return above / below
