"""函数登记 (registry): @cell_function is the one declaration that every host's wrapper and every help text is made from."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Callable, Dict, List, Tuple, Union

from .core.broadcast import RANGES, spread
from .core.errors import NUM, VALUE, CellError, CellFault

#: what a cell can show
Result = Union[float, str, CellError]

#: hosts cut help texts at this length (Excel's function wizard)
HELP_LIMIT = 255
#: all argument names of a function together, Excel's limit is 255 with separators
NAMES_LIMIT = 254

#: distinct argument combinations remembered per function; about 20 MB at most
_REMEMBERED = 1 << 16


@dataclass(frozen=True)
class Argument:
    """参数: one argument of a cell function.

    Args:
        name: as written in formulas. title: the Chinese name. help: for the wizard, at most 255 characters.
        optional: True when it may be left out. kind: ``number``, ``text``, ``any`` or ``range``.
        repeats: the last argument may be given any number of times.
    """

    name: str
    title: str
    help: str
    optional: bool = False
    kind: str = "any"
    repeats: bool = False


@dataclass(frozen=True)
class CellFunction:
    """单元格函数: what hosts need to know of one. Calling it computes: ``function(*arguments)``.

    Args:
        name: upper case, as in formulas. title, description: Chinese. arguments: in order.
        reduces: True when it takes whole ranges and returns one value; others broadcast over equal shapes.
        module: the module that declares it. call: computes a value, or values for ranges.
    """

    name: str
    title: str
    description: str
    arguments: Tuple[Argument, ...]
    reduces: bool
    module: str
    call: Callable[..., Any]
    category: str = "绩效自评"

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self.call(*values, **named)

    @property
    def signature(self) -> str:
        """写法: the formula's shape, optional arguments in brackets."""
        parts = [f"[{a.name}]" if a.optional else a.name for a in self.arguments]
        if self.arguments and self.arguments[-1].repeats:
            parts.append("…")
        return f"{self.name}({', '.join(parts)})"


_FUNCTIONS: Dict[str, CellFunction] = {}


def cell_function(
    *, name: str, title: str, description: str, arguments: List[Argument], reduces: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """登记单元格函数: declare a cell function; what is returned is the function as hosts call it.

    The decorated function gets single values (whole ranges if ``reduces``), returns a Decimal, float or str, and raises
    CellFault for a cell error. It must depend on its arguments only, since answers are remembered.

    Args:
        name: upper case. title, description: Chinese, for the wizard. arguments: in order.
        reduces: True for functions of ranges.

    Raises:
        ValueError: a declaration that a host would cut or refuse.
    """
    _check(name, description, arguments)

    def register(compute: Callable[..., Any]) -> Callable[..., Any]:
        names = tuple(argument.name for argument in arguments)
        call = _reducing(compute) if reduces else _broadcasting(compute, names)
        call.__name__, call.__qualname__, call.__doc__ = name, name, compute.__doc__
        call.__module__ = compute.__module__
        _FUNCTIONS[name] = CellFunction(name, title, description, tuple(arguments), reduces, compute.__module__, call)
        return call

    return register


def _check(name: str, description: str, arguments: List[Argument]) -> None:
    if name != name.upper() or not name.isidentifier():
        raise ValueError(f"函数名 {name} 应为大写英文。")
    for text in (description, *(argument.help for argument in arguments)):
        if not text or len(text) > HELP_LIMIT:
            raise ValueError(f"{name} 的说明应有 1—{HELP_LIMIT} 个字，现有 {len(text)} 个：{text[:20]}…")
    if sum(len(argument.name) + 1 for argument in arguments) > NAMES_LIMIT:
        raise ValueError(f"{name} 的参数名合计超过 {NAMES_LIMIT} 个字符。")
    if any(a.optional and not b.optional for a, b in zip(arguments, arguments[1:])):
        raise ValueError(f"{name} 的可省略参数必须排在最后。")


def functions() -> List[CellFunction]:
    """全部单元格函数, sorted by name: every file ``udfs/perf_*.py`` is found by lying there.

    >>> [function.name for function in functions()][:3]
    ['PERF_CHANGE_RATE', 'PERF_COMPLETION', 'PERF_CONTROL_RATE']
    """
    package = importlib.import_module(__package__)
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith("perf_"):
            importlib.import_module(f"{__package__}.{module.name}")
    return sorted(_FUNCTIONS.values(), key=lambda function: function.name)


def function(name: str) -> CellFunction:
    """按名称取函数, in any case.

    Raises:
        KeyError: no such function.
    """
    return {found.name: found for found in functions()}[name.upper()]


def _result(value: Any) -> Result:
    """At the boundary a Decimal becomes a double; what no cell can show is an error."""
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float):
        if value - value != 0:  # infinite or not a number
            return CellError(NUM, "结果超出可表示的范围。")
        return value + 0.0  # never -0
    if isinstance(value, (str, CellError)) and value != "":
        return value
    return CellError(VALUE, "没有结果。")


def _once(compute: Callable[..., Any]) -> Callable[..., Result]:
    """One answer for single values: errors pass through, faults become cell errors."""

    def answer(*values: Any) -> Result:
        for value in values:
            if value.__class__ is CellError:
                return value
        try:
            return _result(compute(*values))
        except CellFault as fault:
            return fault.error

    # typed: TRUE is not the number 1
    return lru_cache(maxsize=_REMEMBERED, typed=True)(answer)


def _broadcasting(compute: Callable[..., Any], names: Tuple[str, ...]) -> Callable[..., Any]:
    once = _once(compute)
    ranges = RANGES  # a local name: this is looked up at every call

    def call(*values: Any, **named: Any) -> Any:
        for value in values:
            if value.__class__ in ranges:
                return spread(once, _positional(values, named, names))
        if named:
            return call(*_positional(values, named, names))
        return once(*values)

    return call


def _positional(values: Tuple[Any, ...], named: Dict[str, Any], names: Tuple[str, ...]) -> Tuple[Any, ...]:
    """Keyword arguments, for people who write Python; hosts give all by position."""
    if not named:
        return values
    unknown = sorted(set(named) - set(names[len(values) :]))
    if unknown:
        raise TypeError(f"没有名为 {'、'.join(unknown)} 的参数，或重复给出。")
    last = max(names.index(name) for name in named) + 1
    return values + tuple(named.get(name) for name in names[len(values) : last])


def _reducing(compute: Callable[..., Any]) -> Callable[..., Result]:
    def call(*values: Any) -> Result:
        for error in _errors(values):
            return error
        try:
            return _result(compute(*values))
        except CellFault as fault:
            return fault.error

    return call


def _errors(values: Any) -> Any:
    for value in values:
        if value.__class__ in RANGES:
            yield from _errors(value)
        elif value.__class__ is CellError:
            yield value
