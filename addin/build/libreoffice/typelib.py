"""类型库 (type library): the interface of the cell functions as plain text.

LibreOffice reads an .idl file in place of a binary type library (seen on 7.4 and 25.2); the documents only speak of the
binary form, which needs the SDK: so a test starts the real program with it.
"""

from __future__ import annotations

from udfs.registry import Argument, CellFunction, functions

from .names import INTERFACE, MODULE
from .office.shapes import returns_matrix

_MATRIX = "sequence< sequence< any > >"


def interface() -> str:
    """接口声明: one method for each cell function, named like the function."""
    opening = " ".join(f"module {name} {{" for name in MODULE)
    methods = "\n".join(f"    {_method(function)}" for function in functions())
    return f"{opening}\n\ninterface {INTERFACE}\n{{\n{methods}\n}};\n\n{' '.join('};' for _ in MODULE)}\n"


def _method(function: CellFunction) -> str:
    result = _MATRIX if returns_matrix(function) else "any"
    return f"{result} {function.name}( {', '.join(map(_parameter, function.arguments))} );"


def _parameter(argument: Argument) -> str:
    # any: Calc then hands over numbers, texts, ranges and "left out" as they are
    return f"[in] {'sequence< any >' if argument.repeats else 'any'} {argument.name}"
