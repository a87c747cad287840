"""单元格函数 (cell functions): the UNO service whose methods are the functions of the registry.

Calc hands over a number, a text, a tuple of tuples for a range (blank cells are ``''``) and None for what was left out; a
blank single cell is 0.0. A range gives an array back, everything else one value. An error is a NaN that carries its number.
"""

from __future__ import annotations

import struct
from collections import OrderedDict
from functools import lru_cache
from typing import Any, Callable, Tuple

from udfs.core.errors import CellError
from udfs.registry import CellFunction, functions

from .shapes import returns_matrix

SERVICE = "org.jixiao.sheet.PerfAddin"
IMPLEMENTATION = "org.jixiao.sheet.PerfAddinImpl"

#: Calc's numbers of the errors (formula/errorcodes.hxx)
_NUMBERS = {"#NUM!": 503, "#VALUE!": 519, "#NULL!": 521, "#REF!": 524, "#NAME?": 525, "#DIV/0!": 532, "#N/A": 32767}
#: a quiet NaN: the error's number stands in its low bits
_NAN = 0x7FF8000000000000


def error_value(code: str) -> float:
    """错误值: the double that Calc shows as this error.

    >>> struct.pack(">d", error_value("#N/A")).hex()
    '7ff8000000007fff'
    """
    number = _NUMBERS.get(code, _NUMBERS["#VALUE!"])
    return float(struct.unpack("<d", struct.pack("<Q", _NAN | number))[0])


#: made once: a column has thousands
_ERRORS = {code: error_value(code) for code in _NUMBERS}


def _shown(result: Any) -> Any:
    if result.__class__ is CellError:
        return _ERRORS.get(result.code, _ERRORS["#VALUE!"])
    return result


def _matrix(result: Any) -> Tuple[Tuple[Any, ...], ...]:
    if result.__class__ is list:
        return tuple([tuple([_shown(value) for value in row]) for row in result])
    return ((_shown(result),),)


def arguments(function: CellFunction) -> Callable[[Tuple[Any, ...]], Tuple[Any, ...]]:
    """实参: how Calc's values become the function's.

    A blank single cell comes as 0.0. Where a text is expected no 0 is meant, so it is the blank that it was. The repeated
    arguments come as one tuple.
    """
    texts = [place for place, argument in enumerate(function.arguments) if argument.kind == "text"]
    repeats = bool(function.arguments) and function.arguments[-1].repeats

    def given(values: Tuple[Any, ...]) -> Tuple[Any, ...]:
        if repeats:
            values = values[:-1] + tuple(values[-1])
        for place in texts:
            if values[place] == 0 and values[place].__class__ is float:
                values = (*values[:place], None, *values[place + 1 :])
        return values

    return given


def method(function: CellFunction, array: Callable[[Any], Any]) -> Callable[..., Any]:
    """一个函数的 UNO 方法: from Calc's values to Calc's result.

    Args:
        function: of the registry. array: makes Calc accept a matrix where the method is declared to return ``any``.
    """
    given = arguments(function)
    matrix = returns_matrix(function)

    def call(self: Any, *values: Any) -> Any:
        result = function.call(*given(values))
        if matrix:
            return _matrix(result)
        return array(_matrix(result)) if result.__class__ is list else _shown(result)

    call.__name__ = function.name
    return call


@lru_cache(maxsize=1)
def _component() -> Any:
    """The class of the service: it can be made only where ``uno`` is."""
    import unohelper
    from com.sun.star.lang import Locale, XServiceInfo, XServiceName
    from com.sun.star.sheet import XAddIn
    from org.jixiao.sheet import XPerfAddin

    class PerfAddin(unohelper.Base, XPerfAddin, XAddIn, XServiceName, XServiceInfo):
        """The names and texts that XAddIn asks for are in CalcAddIns.xcu; what is here is the interface's form."""

        def __init__(self, context: Any) -> None:
            self.locale = Locale("zh", "CN", "")

        def getServiceName(self) -> str:
            return SERVICE

        def getImplementationName(self) -> str:
            return IMPLEMENTATION

        def supportsService(self, name: str) -> bool:
            return name in self.getSupportedServiceNames()

        def getSupportedServiceNames(self) -> Tuple[str, ...]:
            return (SERVICE, "com.sun.star.sheet.AddIn")

        def setLocale(self, locale: Any) -> None:
            self.locale = locale

        def getLocale(self) -> Any:
            return self.locale

        def getProgrammaticFuntionName(self, shown: str) -> str:  # the interface's own spelling
            return shown.upper()

        def getDisplayFunctionName(self, name: str) -> str:
            return name

        def getFunctionDescription(self, name: str) -> str:
            return ""

        def getDisplayArgumentName(self, name: str, place: int) -> str:
            return ""

        def getArgumentDescription(self, name: str, place: int) -> str:
            return ""

        def getProgrammaticCategoryName(self, name: str) -> str:
            return "Add-In"

        def getDisplayCategoryName(self, name: str) -> str:
            return "Add-In"

    for function in functions():
        setattr(PerfAddin, function.name, method(function, _array_results()))
    return PerfAddin


#: arrays of texts that are shown at the moment, at most; Calc keeps a listener for each
_ARRAYS = 256


def _array_results() -> Callable[[Any], Any]:
    """How a method that returns ``any`` returns an array.

    Python has no way to return an ``any`` that holds a matrix, but an event's value can be one: so the result is a
    XVolatileResult that tells its value at once and never again. Equal arrays share one, so that recalculating does not pile
    them up.
    """
    import uno
    import unohelper
    from com.sun.star.sheet import ResultEvent, XVolatileResult

    class ArrayResult(unohelper.Base, XVolatileResult):
        def __init__(self, matrix: Any) -> None:
            self.matrix = matrix

        def addResultListener(self, listener: Any) -> None:
            event = ResultEvent()
            event.Source, event.Value = self, uno.Any("[][]any", self.matrix)
            listener.modified(event)

        def removeResultListener(self, listener: Any) -> None:
            """Nothing to forget: a listener is told once."""

    made: OrderedDict[str, Any] = OrderedDict()

    def array(matrix: Any) -> Any:
        key = repr(matrix)  # NaN is not equal to itself, its text is
        if key not in made:
            made[key] = ArrayResult(matrix)
            while len(made) > _ARRAYS:
                made.popitem(last=False)
        made.move_to_end(key)
        return made[key]

    return array


def create(context: Any) -> Any:
    """创建服务."""
    return _component()(context)
