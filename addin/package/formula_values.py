"""公式中的值 (formula values): how operands are read as numbers, texts and conditions, the same in every program."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple, Union

from udfs.core.errors import DIV0, NUM, VALUE, CellError

Scalar = Union[None, bool, float, str, CellError]


class Area(NamedTuple):
    """区域的值: row by row."""

    values: Sequence[Scalar]
    single: bool


Operand = Union[Scalar, Area]
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?")


class Unknown(Exception):
    """无法确定: the value is left to the spreadsheet program."""


def to_scalar(value: Operand) -> Scalar:
    """作为单个值."""
    if isinstance(value, Area):
        if not value.single:
            raise Unknown("区域用作单个值")
        return value.values[0]
    return value


def to_number(value: Operand) -> float | CellError:
    """作为数字: blank is 0; text only where it is a plain decimal."""
    value = to_scalar(value)
    if isinstance(value, CellError):
        return value
    if value is None:
        return 0.0
    if isinstance(value, str):
        # more than a plain decimal is read differently from locale to locale
        if not value.strip():
            return CellError(VALUE)
        if not _PLAIN.fullmatch(value.strip()):
            raise Unknown(value)
    return float(value)


def arithmetic(operator: str, left: Operand, right: Operand) -> Operand:
    """四则运算与乘方."""
    one, other = to_number(left), to_number(right)
    if isinstance(one, CellError):
        return one
    if isinstance(other, CellError):
        return other
    try:
        if operator == "/":
            return CellError(DIV0) if other == 0 else one / other
        if operator == "*":
            return one * other
        if operator == "^":
            if one == 0 and other <= 0:
                return CellError(NUM if other == 0 else DIV0)
            power = math.pow(one, other)
            return power if math.isfinite(power) else CellError(NUM)
    except (OverflowError, ValueError):
        return CellError(NUM)
    result = one + other if operator == "+" else one - other
    if result != 0 and abs(result) < 1e-14 * max(abs(one), abs(other)):
        raise Unknown("差额落在双精度的末位")  # programs snap such differences to 0, each in its way
    return result


def binary(operator: str, left: Operand, right: Operand) -> Operand:
    """双目运算: arithmetic, joining of text, comparison."""
    if operator in "+-*/^":
        return arithmetic(operator, left, right)
    one, other = to_scalar(left), to_scalar(right)
    if isinstance(one, CellError):
        return one
    if isinstance(other, CellError):
        return other
    if operator == "&":
        return to_text(one) + to_text(other)
    return _compare(operator, one, other)


def to_text(value: Scalar) -> str:
    """作为文字: as ``&`` joins it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        text = format(value, ".15g")
        if "e" in text:
            raise Unknown("科学计数法的文字写法")
        return text
    return str(value)


def _compare(operator: str, one: Scalar, other: Scalar) -> bool:
    one, other = _like(one, other), _like(other, one)
    ranks = [_rank(one), _rank(other)]
    if ranks[0] != ranks[1]:
        order = ranks[0] - ranks[1]
    elif isinstance(one, str) and isinstance(other, str):
        if operator not in ("=", "<>"):
            raise Unknown("文字大小的顺序因程序而异")
        order = 0 if one.casefold() == other.casefold() else 1
    else:
        a, b = float(one), float(other)  # type: ignore[arg-type]
        if a != b and abs(a - b) <= 1e-14 * max(abs(a), abs(b)):
            raise Unknown("比较落在双精度的末位")
        order = (a > b) - (a < b)
    return {
        "=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0,
    }[operator]  # fmt: skip


def _like(value: Scalar, other: Scalar) -> Scalar:
    if value is not None:
        return value
    if isinstance(other, str):
        return ""
    return False if isinstance(other, bool) else 0.0


def _rank(value: Scalar) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def to_condition(value: Operand) -> bool | CellError:
    """作为条件."""
    value = to_scalar(value)
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        return CellError(VALUE)
    return value if isinstance(value, CellError) else bool(value)
