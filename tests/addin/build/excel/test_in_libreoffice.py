"""The add-in's VBA run by LibreOffice: everything in it that needs neither Excel nor Windows.

LibreOffice's Basic is not Excel's VBA; this shows that the code does what it says, not that Excel compiles it. What talks to
Python (JixiaoPython) is replaced by a module that writes down what it was given; ``Value2``, which LibreOffice does not
know, is read as ``Value``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.office import WHY_NO_OFFICE, Office

from addin.build import ribbon
from addin.build.excel.customui import custom_ui
from addin.build.excel.modules import modules
from addin.build.excel.package import xlam
from addin.build.excel.texts import TEXTS
from addin.build.excel.vbaproject import STANDARD, Module, vba_project
from udfs.registry import functions

pytestmark = [pytest.mark.soffice, pytest.mark.skipif(bool(WHY_NO_OFFICE), reason=WHY_NO_OFFICE)]

STAND_IN = """Option Explicit
Option Private Module

Private pressed As String

Public Function Answer(ByVal name As String, ByVal arguments As Variant) As Variant
    Dim index As Long
    Answer = name
    For index = LBound(arguments) To UBound(arguments)
        Answer = Answer & "|" & Told(arguments(index))
    Next index
End Function

Public Function Told(ByVal value As Variant) As String
    Dim row As Long, column As Long
    If IsArray(value) Then
        For row = LBound(value, 1) To UBound(value, 1)
            For column = LBound(value, 2) To UBound(value, 2)
                Told = Told & "[" & Told(value(row, column)) & "]"
            Next column
        Next row
    ElseIf IsEmpty(value) Then
        Told = "Empty"
    ElseIf IsError(value) Then
        Told = CStr(value)
    Else
        Told = TypeName(value) & " " & CStr(value)
    End If
End Function

Public Sub Press(ByVal command As String)
    pressed = pressed & command & ";"
End Sub

Public Sub TakeBack()
    Press "undo"
End Sub

Public Sub TellTrouble()
End Sub

Public Function ShownGrid() As String
    Dim grid(1 To 2, 1 To 2) As Variant, after As Variant
    grid(1, 1) = 9.55
    grid(1, 2) = "#jixiao!2042"
    grid(2, 1) = "#N/A"
    grid(2, 2) = "#jixiao!2007"
    ShownGrid = Told(Shown(grid))
End Function

Public Function ShownRow() As String
    Dim after As Variant
    after = Shown(Array(1, "#jixiao!2036", "a"))
    ShownRow = Told(after(0)) & ";" & Told(after(1)) & ";" & Told(after(2))
End Function

Public Function ShownOne(ByVal text As String) As String
    ShownOne = Told(Shown(text))
End Function

Public Function LeftOut() As String
    LeftOut = Told(Given())
End Function

Public Function Dated() As String
    Dim plain(1 To 2, 1 To 1) As Variant, seen(1 To 2, 1 To 1) As Variant, after As Variant
    plain(1, 1) = 45292#
    seen(1, 1) = DateSerial(2024, 1, 1)
    plain(2, 1) = 5#
    seen(2, 1) = 5#
    after = WithDates(plain, seen)
    Dated = TypeName(after(1, 1)) & ";" & Told(after(2, 1)) & ";" & TypeName(WithDates(45292#, DateSerial(2024, 1, 1)))
End Function

Public Function AllPressed() As String
PRESSES
    JixiaoUndo
    AllPressed = pressed
End Function
"""

SCRIPT = """
answer = {"cells": {}, "calls": [], "alone": {}}
document = load(data["stand_in"], MacroExecutionMode=4, FilterName="Calc MS Excel 2007 VBA XML")
library = document.BasicLibraries.getByName("Jixiao")
answer["modules"] = sorted(library.getElementNames())
sheet = document.Sheets[0]

def fill(sheet, formulas):
    for address, value in data["values"].items():
        cell = sheet.getCellRangeByName(address)
        if isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value
    for row, formula in enumerate(formulas):
        sheet.getCellByPosition(8, row).setFormula(formula)

fill(sheet, data["formulas"])
document.calculateAll()
for row, formula in enumerate(data["formulas"]):
    answer["cells"][formula] = sheet.getCellByPosition(8, row).String
provider = document.getScriptProvider()
for name, arguments in data["calls"]:
    script = provider.getScript(f"vnd.sun.star.script:Jixiao.{name}?language=Basic&location=document")
    answer["calls"].append(script.invoke(tuple(arguments), (), ())[0])
document.close(True)
document = load(data["real"], MacroExecutionMode=4, FilterName="Calc MS Excel 2007 VBA XML")
fill(document.Sheets[0], data["formulas"])
document.calculateAll()
for row, formula in enumerate(data["formulas"]):
    answer["alone"][formula] = document.Sheets[0].getCellByPosition(8, row).String
document.close(True)
"""

PATH = "C:\\用户 张三\\Python 3.11\\python.exe"
VALUES = {"A1": 10, "B1": "≥16万人", "A2": 3}
FORMULAS = {
    "=PERF_SCORE(A1;B1;C1)": "PERF_SCORE|Double 10|String ≥16万人|Empty|Empty|Empty",
    '=PERF_SCORE(10;"x";C1;"m";"cn/national")': "PERF_SCORE|Double 10|String x|Empty|String m|String cn/national",
    "=PERF_TOTAL(A1:B2;5)": "PERF_TOTAL|[Double 10][String ≥16万人][Double 3][Empty]|Double 5",
    # a whole column as far as the sheet is used: these six formulas
    "=PERF_TOTAL(A:A)": "PERF_TOTAL|[Double 10][Double 3]" + "[Empty]" * 4,
    "=PERF_WAVG(A1:A2;B1:B2)": "PERF_WAVG|[Double 10][Double 3]|[String ≥16万人][Empty]",
    "=PERF_GRADE(A1)": "PERF_GRADE|Double 10|Empty",
}
#: name, arguments, what it returns
CALLS: list[tuple[str, list[Any], Any]] = [
    ("JixiaoPython.ShownGrid", [], "[Double 9.55][Error 2042][String #N/A][Error 2007]"),
    ("JixiaoPython.ShownRow", [], "Integer 1;Error 2036;String a"),
    ("JixiaoPython.ShownOne", ["#jixiao!2042"], "Error 2042"),
    ("JixiaoPython.ShownOne", ["#jixiao!"], "Error 2015"),
    ("JixiaoPython.ShownOne", ["#jixiao!99999"], "Error 2015"),
    ("JixiaoPython.ShownOne", ["=1+1"], "String =1+1"),
    ("JixiaoPython.LeftOut", [], "Empty"),
    ("JixiaoPython.Dated", [], "Date;Double 5;Date"),
    ("JixiaoCells.ErrorNumber", ["2036"], 2036),
    ("JixiaoCells.ErrorNumber", ["1999"], 2015),
    ("JixiaoLogic.Plain", ["\\u8BA1\\u7B97 A\\u000A\\u2265\\uFF1A\\u005Cu"], "计算 A\n≥：\\u"),
    ("JixiaoLogic.Plain", [""], ""),
    ("JixiaoTexts.Said", ["library.missing"], TEXTS["library.missing"]),
    ("JixiaoTexts.Said", ["no such text"], ""),
    ("JixiaoLogic.CommandLine", [PATH], f'"{PATH}" -I -B -m addin.hosts.excel.server $(CLSID)'),
    ("JixiaoLogic.VersionTrouble", ["0.1.0", "0.1.0"], ""),
    (
        "JixiaoLogic.VersionTrouble",
        ["0.1.0", "0.1.1"],
        TEXTS["version.addin-older"].replace("%1", "0.1.0").replace("%2", "0.1.1"),
    ),
    (
        "JixiaoLogic.VersionTrouble",
        ["0.10.0", "0.9.1"],
        TEXTS["version.package-older"].replace("%1", "0.10.0").replace("%2", "0.9.1"),
    ),
    (
        "JixiaoLogic.VersionTrouble",
        ["0.1.0", "0.1.0.dev1"],
        TEXTS["version.differs"].replace("%1", "0.1.0").replace("%2", "0.1.0.dev1"),
    ),
    (
        "JixiaoLogic.VersionTrouble",
        ["0.1.0", ""],
        TEXTS["version.package-older"].replace("%1", "0.1.0").replace("%2", ""),
    ),
    ("JixiaoLogic.IsGone", [-2147023174], True),
    ("JixiaoLogic.IsGone", [13], False),
    ("JixiaoLogic.IsOurFile", ["C:\\用户\\AddIns\\JIXIAO.xlam"], True),
    ("JixiaoLogic.IsOurFile", ["https://server/site/jixiao.xlam"], True),
    ("JixiaoLogic.IsOurFile", ["C:\\用户\\不是jixiao.xlam"], False),
    ("JixiaoLogic.IsOurFile", ["C:\\jixiao.xlam\\数据.xlsx"], False),
    ("JixiaoSettings.SettingOf", [f"\ufeffversion=0.1.0\r\npython={PATH}\r\n", "python"], PATH),
    ("JixiaoSettings.SettingOf", [f"\ufeffpython = {PATH}\t\n", "python"], PATH),
    ("JixiaoSettings.SettingOf", ["#python=a\n;python=b\n[python=c]\nPYTHON=d\nxpython=e", "python"], ""),
    ("JixiaoSettings.SettingOf", ["python=a\npython=b=c", "python"], "b=c"),
    ("JixiaoSettings.SettingOf", ["", "python"], ""),
    ("JixiaoSettings.IsInterpreter", [PATH], True),
    ("JixiaoSettings.IsInterpreter", ["\\\\服务器\\共享\\python.exe"], True),
    ("JixiaoSettings.IsInterpreter", ["python.exe"], False),
    ("JixiaoSettings.IsInterpreter", ["..\\..\\python.exe"], False),
    ("JixiaoSettings.IsInterpreter", ["C:\\a\\python"], False),
    ("JixiaoSettings.IsInterpreter", ['C:\\a" -c "import os" "\\python.exe'], False),
    ("JixiaoSettings.IsInterpreter", ["C:\\$(Environment:TEMP)\\python.exe"], False),
    ("JixiaoSettings.IsInterpreter", ["C:\\a\nb\\python.exe"], False),
    ("JixiaoSettings.IsInterpreter", [""], False),
    ("JixiaoSettings.FolderOf", [PATH], "C:\\用户 张三\\Python 3.11"),
    ("JixiaoSettings.FolderOf", ["python.exe"], ""),
    ("JixiaoHelp.FunctionNames", [], [function.name for function in functions()]),
]


def add_in(path: Path, stand_in: bool) -> str:
    """An add-in like the real one; with the stand-in for Python where asked for."""
    declared = ribbon.load()
    presses = "\n".join(f"    Press_{button.command} Nothing" for button in declared.buttons)
    made = []
    for module in modules("0.1.0", declared):
        code = module.code.replace("cells.Value2", "cells.Value")
        if stand_in and module.name == "JixiaoPython":
            code = STAND_IN.replace("PRESSES", presses)
        made.append(Module(module.name, module.kind, code))
    path.write_bytes(xlam(vba_project(made), custom_ui(declared), "0.1.0"))
    return str(path)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("绩效 加载项")
    calls = [[name, arguments] for name, arguments, _ in CALLS] + [["JixiaoPython.AllPressed", []]]
    with Office(folder) as office:
        return office.run(
            SCRIPT,
            stand_in=add_in(folder / "替身 stand-in.xlam", True),
            real=add_in(folder / "加载项 real.xlam", False),
            values=VALUES,
            formulas=list(FORMULAS),
            calls=calls,
        )


def test_every_module_is_loaded(seen: dict[str, Any]) -> None:
    """And compiled: one line that Basic cannot read, in any module, keeps all of them from running."""
    assert seen["modules"] == sorted(module.name for module in modules("0.1.0"))
    assert [module.kind for module in modules("0.1.0")].count(STANDARD) > 5


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_cell_hands_its_arguments_over(seen: dict[str, Any], formula: str) -> None:
    assert seen["cells"][formula] == FORMULAS[formula]


@pytest.mark.parametrize("at", range(len(CALLS)), ids=[f"{name} {at}" for at, (name, _, _) in enumerate(CALLS)])
def test_what_needs_no_excel_computes(seen: dict[str, Any], at: int) -> None:
    name, arguments, expected = CALLS[at]
    assert seen["calls"][at] == expected, (name, arguments)


def test_every_button_presses_its_own_command(seen: dict[str, Any]) -> None:
    commands = [button.command for button in ribbon.load().buttons]
    assert seen["calls"][-1] == ";".join([*commands, "undo", ""])


@pytest.mark.parametrize("formula", FORMULAS)
def test_without_python_a_cell_holds_the_error_of_an_unknown_name(seen: dict[str, Any], formula: str) -> None:
    """2029 is #NAME?; LibreOffice shows VBA's error values as this text."""
    assert seen["alone"][formula] == "Error 2029"
