"""逐个元素的函数 (functions of single elements): text and number functions that native formulas use."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from udfs.core.errors import NA, VALUE, CellError

from .formula_functions import FUNCTIONS
from .formula_values import Scalar, Unknown, to_number, to_text

_DIGITS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
Function = Callable[[Sequence[Scalar]], Scalar]


def _text(value: Scalar) -> str:
    text = to_text(value)
    if text and max(text) > "\uffff":
        raise Unknown("基本平面以外的字符，各程序计数不同")
    return text


def _number(value: Scalar) -> float:
    number = to_number(value)
    if isinstance(number, CellError):
        raise _Fault(number)
    return number


class _Fault(Exception):
    def __init__(self, error: CellError) -> None:
        super().__init__(error.code)
        self.error = error


def _left(arguments: Sequence[Scalar]) -> Scalar:
    count = _number(arguments[1]) if len(arguments) > 1 else 1.0
    return CellError(VALUE) if count < 0 else _text(arguments[0])[: int(count)]


def _right(arguments: Sequence[Scalar]) -> Scalar:
    count = _number(arguments[1]) if len(arguments) > 1 else 1.0
    text = _text(arguments[0])
    return CellError(VALUE) if count < 0 else text[max(0, len(text) - int(count)) :]


def _mid(arguments: Sequence[Scalar]) -> Scalar:
    text, start, count = _text(arguments[0]), _number(arguments[1]), _number(arguments[2])
    if start < 1 or count < 0:
        return CellError(VALUE)
    return text[int(start) - 1 : int(start) - 1 + int(count)]


def _find(arguments: Sequence[Scalar]) -> Scalar:
    wanted, text = _text(arguments[0]), _text(arguments[1])
    if not wanted:
        raise Unknown("FIND 空文字，各程序不同")
    place = text.find(wanted)
    return float(place + 1) if place >= 0 else CellError(VALUE)


def _substitute(arguments: Sequence[Scalar]) -> Scalar:
    text, old, new = (_text(value) for value in arguments[:3])
    return text.replace(old, new) if old else text


def _value(arguments: Sequence[Scalar]) -> Scalar:
    value = arguments[0]
    if isinstance(value, float):
        return value
    text = _text(value)
    if _DIGITS.fullmatch(text):
        return float(text)
    if not text or not any(letter.isdigit() for letter in text):
        return CellError(VALUE)
    raise Unknown("VALUE 的结果随区域设置而异")


def _rept(arguments: Sequence[Scalar]) -> Scalar:
    text, count = _text(arguments[0]), int(_number(arguments[1]))
    if count < 0 or len(text) * count > 32767:
        return CellError(VALUE)
    return text * count


def _n(arguments: Sequence[Scalar]) -> Scalar:
    value = arguments[0]
    return float(value) if isinstance(value, (bool, float)) else 0.0


def _trim(arguments: Sequence[Scalar]) -> Scalar:
    return " ".join(part for part in _text(arguments[0]).split(" ") if part)


def _sign(arguments: Sequence[Scalar]) -> Scalar:
    number = _number(arguments[0])
    return float((number > 0) - (number < 0))


def _exact(arguments: Sequence[Scalar]) -> Scalar:
    return _text(arguments[0]) == _text(arguments[1])


#: name -> (function, least and most arguments); an error among the arguments is the result
_PLAIN: dict[str, tuple[Function, int, int]] = {
    "LEN": (lambda arguments: float(len(_text(arguments[0]))), 1, 1),
    "LEFT": (_left, 1, 2),
    "RIGHT": (_right, 1, 2),
    "MID": (_mid, 3, 3),
    "FIND": (_find, 2, 2),
    "SUBSTITUTE": (_substitute, 3, 3),
    "VALUE": (_value, 1, 1),
    "REPT": (_rept, 2, 2),
    "N": (_n, 1, 1),
    "TRIM": (_trim, 1, 1),
    "SIGN": (_sign, 1, 1),
    "INT": (lambda arguments: float(math.floor(_number(arguments[0]))), 1, 1),
    "EXACT": (_exact, 2, 2),
}
#: functions of formula_functions that work on single values as well
_SHARED = ("ROUND", "ROUNDUP", "ROUNDDOWN", "ABS", "NOT", "ISNUMBER", "ISTEXT", "ISERROR", "ISBLANK")
_SEE_ERRORS = ("ISNUMBER", "ISTEXT", "ISERROR", "ISBLANK")
ELEMENTWISE = frozenset((*_PLAIN, *_SHARED, "NA"))


def apply(name: str, arguments: Sequence[Scalar]) -> Scalar:
    """对单个元素求值.

    Args:
        name: one of ELEMENTWISE. arguments: single values; errors among them are passed on, except by ISERROR and its like.

    Raises:
        Unknown: the result is not surely the same in every program.

    >>> apply("MID", ["≥16万人", 2.0, 2.0]), apply("FIND", ["%", "95%"])
    ('16', 3.0)
    """
    if name == "NA":
        return CellError(NA)
    if name in _SEE_ERRORS:
        return _scalar(name, arguments)
    error = next((value for value in arguments if isinstance(value, CellError)), None)
    if error is not None:
        return error
    if name in _SHARED:
        return _scalar(name, arguments)
    function, least, most = _PLAIN[name]
    if not least <= len(arguments) <= most:
        raise Unknown("参数个数")
    try:
        return function(arguments)
    except _Fault as fault:
        return fault.error


def _scalar(name: str, arguments: Sequence[Scalar]) -> Scalar:
    result = FUNCTIONS[name](arguments)
    if isinstance(result, tuple):
        raise Unknown(name)
    return result
