"""公式中的函数 (formula functions): the few functions that we evaluate ourselves."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from udfs.core.errors import DIV0, CellError

from .formula_values import Area, Operand, Scalar, Unknown, to_condition, to_number, to_scalar

Function = Callable[[Sequence[Operand]], Operand]


def _if(arguments: Sequence[Operand]) -> Operand:
    _count(arguments, 2, 3)
    condition = to_condition(arguments[0])
    if isinstance(condition, CellError):
        return condition
    if condition:
        return to_scalar(arguments[1])
    return to_scalar(arguments[2]) if len(arguments) == 3 else False


def _iferror(arguments: Sequence[Operand]) -> Operand:
    _count(arguments, 2, 2)
    value = to_scalar(arguments[0])
    if isinstance(value, CellError):
        return to_scalar(arguments[1])
    return value


def _count(arguments: Sequence[object], least: int, most: int) -> None:
    if not least <= len(arguments) <= most:
        raise Unknown("参数个数")


def _numbers(arguments: Sequence[Operand]) -> list[float] | CellError:
    """The numbers of SUM and its like: in ranges text, logicals and blanks count as nothing."""
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Area):
            for value in argument.values:
                if isinstance(value, CellError):
                    return value
                if isinstance(value, float):
                    found.append(value)
            continue
        number = to_number(argument)
        if isinstance(number, CellError):
            return number
        found.append(number)
    return found


def _reducing(reduce: Callable[[list[float]], Operand]) -> Function:
    def function(arguments: Sequence[Operand]) -> Operand:
        _count(arguments, 1, 255)
        numbers = _numbers(arguments)
        return numbers if isinstance(numbers, CellError) else reduce(numbers)

    return function


def _rounding(mode: str) -> Function:
    def function(arguments: Sequence[Operand]) -> Operand:
        _count(arguments, 2, 2)
        value, places = to_number(arguments[0]), to_number(arguments[1])
        if isinstance(value, CellError):
            return value
        if isinstance(places, CellError):
            return places
        if abs(places) > 20 or abs(value) > 1e15:
            raise Unknown("舍入范围")
        # spreadsheets round the decimal number they show, 15 digits of it
        exact = Decimal(format(value, ".15g"))
        return float(exact.quantize(Decimal(1).scaleb(-int(places)), rounding=mode)) + 0.0

    return function


def _logical(combine: Callable[[list[bool]], bool]) -> Function:
    def function(arguments: Sequence[Operand]) -> Operand:
        _count(arguments, 1, 255)
        found: list[bool] = []
        for argument in arguments:
            if isinstance(argument, Area) and not argument.single:
                raise Unknown("区域用作条件")
            condition = to_condition(argument)
            if isinstance(condition, CellError):
                return condition
            found.append(condition)
        return combine(found)

    return function


def _one_number(compute: Callable[[float], float]) -> Function:
    def function(arguments: Sequence[Operand]) -> Operand:
        _count(arguments, 1, 1)
        value = to_number(arguments[0])
        return value if isinstance(value, CellError) else compute(value)

    return function


def _total(numbers: list[float]) -> float:
    try:
        return math.fsum(numbers)
    except OverflowError as overflow:
        raise Unknown("合计超出双精度") from overflow


def _sum(numbers: list[float]) -> Operand:
    total = _total(numbers)
    if total != 0 and abs(total) < 1e-14 * max(map(abs, numbers)):
        raise Unknown("合计落在双精度的末位")
    return total


def _average(numbers: list[float]) -> Operand:
    return _total(numbers) / len(numbers) if numbers else CellError(DIV0)


def _counting(counts: Callable[[Scalar], bool]) -> Function:
    def function(arguments: Sequence[Operand]) -> Operand:
        _count(arguments, 1, 255)
        total = 0
        for argument in arguments:
            if not isinstance(argument, Area):
                raise Unknown("计数的参数不是区域")
            total += sum(counts(value) for value in argument.values)
        return float(total)

    return function


def _asking(asks: Callable[[Scalar], bool]) -> Function:
    def function(arguments: Sequence[Operand]) -> Operand:
        _count(arguments, 1, 1)
        return asks(to_scalar(arguments[0]))

    return function


FUNCTIONS: dict[str, Function] = {
    "SUM": _reducing(_sum),
    "MIN": _reducing(lambda numbers: min(numbers, default=0.0)),
    "MAX": _reducing(lambda numbers: max(numbers, default=0.0)),
    "AVERAGE": _reducing(_average),
    "COUNT": _counting(lambda value: isinstance(value, float)),
    "COUNTA": _counting(lambda value: value is not None),
    "ROUND": _rounding(ROUND_HALF_UP),
    "ROUNDUP": _rounding(ROUND_UP),
    "ROUNDDOWN": _rounding(ROUND_DOWN),
    "ABS": _one_number(abs),
    "IF": _if,
    "IFERROR": _iferror,
    "AND": _logical(all),
    "OR": _logical(any),
    "NOT": _logical(lambda found: not found[0]),
    "ISNUMBER": _asking(lambda value: isinstance(value, float)),
    "ISBLANK": _asking(lambda value: value is None),
    "ISTEXT": _asking(lambda value: isinstance(value, str)),
    "ISERROR": _asking(lambda value: isinstance(value, CellError)),
}
