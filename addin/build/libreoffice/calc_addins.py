"""函数说明 (CalcAddIns.xcu): names, descriptions and argument help of the cell functions, from the registry."""

from __future__ import annotations

from udfs.registry import Argument, CellFunction, functions

from .configuration import both, component, node, prop
from .names import FUNCTIONS


def calc_addins() -> str:
    """CalcAddIns.xcu. The name in formulas is the same in every language."""
    nodes = [_function(function) for function in functions()]
    return component("CalcAddIns", node("AddInInfo", node(FUNCTIONS, node("AddInFunctions", *nodes), new=True)))


def _function(function: CellFunction) -> str:
    chinese = f"{function.title}：{function.description}"
    return node(
        function.name,
        prop("DisplayName", both(function.name, function.name)),
        prop("Description", both(chinese, english(function))),
        prop("Category", "Add-In"),
        # the name in .xlsx files, of LibreOffice versions that know this property for add-ins
        prop("CompatibilityName", {"en": function.name}),
        node("Parameters", *(_argument(argument) for argument in function.arguments)),
        new=True,
    )


def _argument(argument: Argument) -> str:
    help_ = argument.help
    if argument.optional and "省略" not in help_:
        help_ = f"{help_}（可省略）"
    return node(
        argument.name,
        prop("DisplayName", both(argument.title, argument.name)),
        prop("Description", both(help_, f"{argument.title}: {help_}")),
        new=True,
    )


def english(function: CellFunction) -> str:
    """英文说明: the line after the Chinese name in the function's own documentation.

    >>> from udfs.registry import function
    >>> english(function("PERF_TOTAL"))
    'The sum of points, added in decimal. (合计得分)'
    """
    first = (function.call.__doc__ or "").strip().splitlines()[0]
    text = first.partition(": ")[2]
    return f"{text[:1].upper()}{text[1:]} ({function.title})"
