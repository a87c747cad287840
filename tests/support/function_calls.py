"""函数调用的组合 (function calls): every cell function with every kind of value in every place, made from the registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, List, Tuple

from udfs.core.errors import CellError
from udfs.registry import CellFunction, functions

#: an argument that is left out
OMITTED = object()

#: arguments with which each function has a result, by name
USUAL = {
    "weight": 10, "target": "≥4套", "actual": "3套", "budget": 800, "executed": 660.5, "score": 86.5, "value": 0.93,
    "standard": "100%计满分，每低于5%扣2分，扣完为止", "approved": 50, "previous": 80, "current": 72, "whole": 800,
    "part": 120, "method": "", "profile": "株洲2021",
}  # fmt: skip

#: what stands in a cell: numbers, dates, texts, blanks, logical values, errors
VALUES: Tuple[Any, ...] = (
    0, 1, -3, 0.95, 45000, 1e15, "13套", "95%", "１２．５", "≥16万人", "2024年12月10日前", "达成预期指标", "—", "/", "",
    "没有数字", "=1+1", "长" * 4000, None, True, False, CellError("#N/A"), CellError("#DIV/0!"), CellError("#VALUE!"),
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """一次调用: single values, OMITTED for what is left out."""

    function: CellFunction
    values: Tuple[Any, ...]

    def __str__(self) -> str:
        shown = ("" if value is OMITTED else repr(value)[:30] for value in self.values)
        return f"{self.function.name}({', '.join(shown)})"


def usual(function: CellFunction) -> List[Any]:
    """通常的实参 of a function that does not reduce."""
    return [USUAL[argument.name] for argument in function.arguments]


def single_calls() -> Iterator[Call]:
    """单个值: each value in each place, the others as usual; and optional arguments left out."""
    for function in functions():
        if function.reduces:
            continue
        for place, argument in enumerate(function.arguments):
            for value in VALUES:
                values = usual(function)
                values[place] = value
                yield Call(function, tuple(values))
            if argument.optional:
                yield Call(function, tuple(usual(function)[:place]))
                values = usual(function)
                values[place] = OMITTED
                yield Call(function, tuple(values))


def column_calls() -> Iterator[Tuple[CellFunction, List[List[Any]]]]:
    """整列: each function over columns of equal height (no errors in them: Calc refuses those)."""
    kinds: Tuple[Any, ...] = tuple(value for value in VALUES if not isinstance(value, (CellError, bool)))
    for function in functions():
        if function.reduces:
            continue
        for place in range(len(function.arguments)):
            columns = [[value] * len(kinds) for value in usual(function)]
            columns[place] = list(kinds)
            yield function, columns
