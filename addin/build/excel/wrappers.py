"""函数的外壳 (wrappers): the VBA functions of jixiao.xlam, their help and their names, generated from the registry.

xlwings can write such wrappers itself. Ours differ in what reaches the user: errors are cell errors and not texts, a range
goes over as one array, and the help needs neither Python nor access to the VBA project (docs/excel.md has the comparison).
"""

from __future__ import annotations

from typing import Sequence

from udfs.registry import HELP_LIMIT, CellFunction

from .vba import RESERVED, literal, module


def functions_module(functions: Sequence[CellFunction]) -> str:
    """单元格函数: the only module whose functions a cell can call (the others are Option Private Module)."""
    return module(
        "' The cell functions, one line each, generated from the declarations under udfs/. None is volatile.",
        *(_wrapper(function) for function in functions),
    )


def _wrapper(function: CellFunction) -> str:
    for argument in function.arguments:
        if argument.name.lower() in RESERVED or not argument.name.isascii():
            raise ValueError(f"{function.name} 的参数名 {argument.name} 在 VBA 中不能用，请换一个名称。")
    names = [argument.name for argument in function.arguments]
    repeats = bool(function.arguments) and function.arguments[-1].repeats
    if repeats and len(names) > 1:
        raise ValueError(f"{function.name}：可重复的参数之前不能有别的参数（没有这样的函数，也没有写这种外壳）。")
    if repeats:
        declared = f"ParamArray {names[0]}() As Variant"
        before = f"    Dim every As Variant\n    every = {names[0]}\n"
        packed = "GivenRanges(every, True)"
    else:
        declared = ", ".join(
            f"{'Optional ' if argument.optional else ''}ByVal {argument.name} As Variant"
            for argument in function.arguments
        )
        before = ""
        each = ", ".join(names if function.reduces else [f"Given({name})" for name in names])
        packed = f"GivenRanges(Array({each}), False)" if function.reduces else f"Array({each})"
    return (
        f"Public Function {function.name}({declared}) As Variant\n"
        f"{before}"
        f'    {function.name} = Answer("{function.name}", {packed})\n'
        "End Function"
    )


def help_module(functions: Sequence[CellFunction]) -> str:
    """函数向导的说明: registered when the add-in is opened, without Python.

    Excel takes such texts only for functions of a visible workbook, so the add-in shows itself for that moment.
    """
    categories = {function.category for function in functions}
    if len(categories) != 1:
        raise ValueError("函数应属于同一类别。")
    names = ", ".join(f'"{function.name}"' for function in functions)
    calls = "\n".join(f"    Help{function.name}" for function in functions)
    frame = f"""\
' Whether the texts were taken. Excel refuses them for a hidden workbook, so the add-in is one that is not for a moment.
Public Function HasRegisteredHelp() As Boolean
    Dim wasUpdating As Boolean, hadEvents As Boolean, front As Object
    Set front = Application.ActiveWindow
    wasUpdating = Application.ScreenUpdating
    hadEvents = Application.EnableEvents
    On Error GoTo refused
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    ThisWorkbook.IsAddin = False
    RegisterHelp
    HasRegisteredHelp = True
refused:
    ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = True
    If Not front Is Nothing Then front.Activate
    Application.EnableEvents = hadEvents
    Application.ScreenUpdating = wasUpdating
End Function

Private Sub RegisterHelp()
{calls}
End Sub

Private Sub Register(ByVal name As String, ByVal description As String, ByVal arguments As Variant)
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & name, Description:=description, _
        Category:={literal(categories.pop())}, ArgumentDescriptions:=arguments
End Sub

Public Function FunctionNames() As Variant
    FunctionNames = Array({names})
End Function"""
    return module(
        "Option Private Module\n\n' The function wizard's texts, generated from the declarations under udfs/.",
        frame,
        *(_help(function) for function in functions),
    )


def _help(function: CellFunction) -> str:
    texts = [function.description, *(argument.help for argument in function.arguments)]
    for text in texts:
        if len(text.encode("utf-16-le")) // 2 > HELP_LIMIT:
            raise ValueError(f"{function.name} 的说明超过 {HELP_LIMIT} 个字：{text[:20]}…")
    lines = [f"Private Sub Help{function.name}()", f"    Dim arguments(1 To {len(function.arguments)}) As String"]
    for number, argument in enumerate(function.arguments, 1):
        lines.append(f"    arguments({number}) = {literal(argument.help)}")
    lines.append(f'    Register "{function.name}", {literal(function.description)}, arguments')
    return "\n".join([*lines, "End Sub"])
