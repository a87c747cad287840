"""Excel 的单元格函数 (Excel functions): every registered function as xlwings' UDF server calls it.

**The contract with the VBA wrappers** (addin/build/excel writes them):

- The call is ``XLPy.CallUDF("addin.hosts.excel.functions", NAME, Array(arguments…))``: three arguments. The workbook and the
  caller are left out on purpose: xlwings would go through the workbook's sheets for code of its own (a sheet whose name
  ends in ``.py`` makes it fail), and nothing here looks at either.
- Arguments, in the order of the registry: a number, text, TRUE/FALSE, ``Empty`` for a blank cell (never 0), a date, a cell
  error as it is (``CVErr``), ``Missing`` for an optional one that was left out (or fewer arguments), a two-dimensional
  array for a range, a one-dimensional one for a row; Range objects are read here, but an array is far quicker.
  Wanted of a range: ``.Value`` (dates stay dates), and ``.Value2`` for the elements that are of type Currency.
- The result is a scalar, an array of two dimensions, or one of one dimension for a single row (xlwings takes the outer one
  off). Elements are doubles or texts. **A cell error is the text** ``#jixiao!`` **followed by VBA's number of the
  error**, ``#jixiao!2042`` for #N/A, as the whole result or as an element of an array; the wrapper turns it into
  ``CVErr(2042)``. No function can return such a text (``answer`` below sees to it).
- An error that VBA itself meets is for the wrapper, never a text: ``CVErr(xlErrName)`` when there is no Python or the server
  is gone (#NAME?, as without the add-in), ``CVErr(xlErrValue)`` for any other failed call.

Importing this module is harmless where xlwings has no COM: its decorators then leave the functions as they are.
"""

from __future__ import annotations

import datetime as dt
import inspect
import logging
from decimal import Decimal
from typing import Any, Callable, List, Set, Tuple

import xlwings

from udfs.core.errors import VALUE, CellError
from udfs.registry import CellFunction, functions

from .errors import MISSING, error_of, number_of

#: how a cell error begins on its way to VBA; the rest is the number for CVErr
ERROR_MARK = "#jixiao!"

#: the day before which nothing is a date: a time of the day alone
_NO_DAY = dt.date(1899, 12, 30)

_log = logging.getLogger(__name__)
_logged: Set[Tuple[str, type]] = set()


def argument(value: Any) -> Any:
    """Excel 参数转核心参数: what the core takes, of what COM hands over.

    >>> argument(((1.0, None), (-2146826246, "≥3个")))
    [[1.0, None], [CellError(code='#N/A', message=''), '≥3个']]
    >>> argument((1.0, 2.0)), argument(-2147352572)
    ([[1.0, 2.0]], None)
    """
    if value.__class__ in (tuple, list):
        rows = value if value and all(row.__class__ in (tuple, list) for row in value) else [value]
        return [[_single(cell) for cell in row] for row in rows]
    return _single(value)


def _single(value: Any) -> Any:
    if value is None or isinstance(value, (float, str, bool)):
        return value
    if isinstance(value, int):
        return None if value == MISSING else error_of(value) or value
    if isinstance(value, dt.datetime):
        # pywin32 gives every date the zone UTC, which means nothing here
        plain = dt.datetime(
            value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond
        )
        return plain.time() if plain.date() == _NO_DAY else plain
    if isinstance(value, Decimal):
        return float(value)
    return CellError(VALUE, "参数不是单元格能有的值。")


def answer(function: CellFunction, values: Tuple[Any, ...]) -> List[List[Any]]:
    """计算并交回 Excel: the rows of the result, errors as ``#jixiao!`` with their number.

    Args:
        function: a registered function. values: what xlwings hands over for the arguments.

    Returns:
        always rows of cells: what xlwings takes for a result without converting it.
    """
    try:
        result = function(*(argument(value) for value in values))
        if isinstance(result, list):
            return [[_shown(cell) for cell in row] for row in result]
        return [[_shown(result)]]
    except Exception as error:  # a cell shows an error value, never a traceback; the log has it
        _log_once(function.name, error)
        return [[_shown(CellError(VALUE))]]


def _log_once(name: str, error: Exception) -> None:
    """One entry for each kind of failure: a column has thousands of cells."""
    kind = (name, type(error))
    if kind not in _logged:
        _logged.add(kind)
        _log.error("%s 计算失败", name, exc_info=error)


def _shown(value: Any) -> Any:
    if isinstance(value, CellError):
        return f"{ERROR_MARK}{number_of(value)}"
    if isinstance(value, str) and value.startswith(ERROR_MARK):
        return f"{ERROR_MARK}{number_of(CellError(VALUE))}"
    return value


def _for_excel(function: CellFunction) -> Callable[..., List[List[Any]]]:
    """The function as xlwings declares it: raw values in and out, names and Chinese help from the registry."""

    def call(*values: Any) -> List[List[Any]]:
        return answer(function, values)

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.description
    call.__module__ = __name__
    parameters = []
    for one in function.arguments:
        kind = inspect.Parameter.VAR_POSITIONAL if one.repeats else inspect.Parameter.POSITIONAL_OR_KEYWORD
        default = None if one.optional and not one.repeats else inspect.Parameter.empty
        parameters.append(inspect.Parameter(one.name, kind, default=default))
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    wrapped: Callable[..., List[List[Any]]] = call
    for one in function.arguments:
        wrapped = xlwings.arg(one.name, "raw", doc=one.help)(wrapped)
    # last: the other decorators would set the category back
    return xlwings.func(category=function.category, volatile=False)(xlwings.ret("raw")(wrapped))


globals().update({function.name: _for_excel(function) for function in functions()})

#: the functions that VBA may call
NAMES = frozenset(function.name for function in functions())
