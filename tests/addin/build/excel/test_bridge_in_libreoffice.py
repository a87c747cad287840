"""How the add-in behaves when Python answers, fails, dies or is not there: JixiaoPython run by LibreOffice.

What starts Python (``Connect``) is replaced by a stand-in that counts; everything else is the add-in's own text.
"""

from __future__ import annotations

import re

import pytest
from support.office import WHY_NO_OFFICE, Office

from addin.build import ribbon
from addin.build.excel.customui import custom_ui
from addin.build.excel.modules import modules
from addin.build.excel.package import xlam
from addin.build.excel.texts import TEXTS
from addin.build.excel.vbaproject import CLASS, STANDARD, Module, vba_project

pytestmark = [pytest.mark.soffice, pytest.mark.skipif(bool(WHY_NO_OFFICE), reason=WHY_NO_OFFICE)]

#: in place of xlwings' object
SERVER = """Option Explicit

Public Function CallUDF(ByVal script As String, ByVal name As String, ByVal arguments As Variant) As Variant
    NoteDown "call"
    Select Case Behaviour()
    Case "gone"
        Err.Raise -2147023174
    Case "refuses"
        Err.Raise 13
    Case "error"
        CallUDF = "#jixiao!2042"
    Case Else
        CallUDF = script & " " & name & " " & (UBound(arguments) + 1)
    End Select
End Function
"""

CONNECT = """Private Sub Connect()
    NoteDown "connect"
    If Behaviour() = "absent" Then
        trouble = "WHY"
    Else
        Set server = New FakeServer
    End If
End Sub

Public Function PressedAgain() As String
    PressedAgain = CStr(Reconnected())
End Function
"""

#: in place of the message box, with what drives the rest
DRIVER = """Option Explicit
Option Private Module

Private spoken As String, noted As String, kind As String

Public Sub Tell(ByVal text As String, ByVal isWarning As Boolean)
    spoken = spoken & "{" & text & "}"
End Sub

Public Sub TellIfAny(ByVal text As Variant)
End Sub

Public Sub NoteDown(ByVal what As String)
    noted = noted & what & " "
End Sub

Public Function Behaviour() As String
    Behaviour = kind
End Function

' cells are computed, then Excel tells that it has calculated (twice)
Public Function Calculated(ByVal how As String, ByVal cells As String) As String
    Dim index As Long, values As String
    kind = how
    spoken = ""
    noted = ""
    For index = 1 To CLng(cells)
        values = values & CStr(Answer("PERF_SCORE", Array(1, 2))) & ";"
    Next index
    TellTrouble
    TellTrouble
    Calculated = values & "|" & noted & "|" & spoken
End Function

Public Function Pressed(ByVal how As String) As String
    kind = how
    spoken = ""
    noted = ""
    Pressed = PressedAgain() & "|" & noted & "|" & spoken
End Function
"""

SCRIPT = """
answer = []
for story in data["stories"]:
    document = load(data["file"], MacroExecutionMode=4, FilterName="Calc MS Excel 2007 VBA XML")
    provider = document.getScriptProvider()
    seen = []
    for name, *arguments in story:
        script = provider.getScript(f"vnd.sun.star.script:Jixiao.JixiaoTell.{name}?language=Basic&location=document")
        seen.append(script.invoke(tuple(arguments), (), ())[0])
    answer.append(seen)
    document.close(True)
"""

STORIES = [
    [("Calculated", "well", "2"), ("Calculated", "error", "1"), ("Calculated", "refuses", "2")],
    [("Calculated", "absent", "3"), ("Calculated", "absent", "2"), ("Pressed", "absent"), ("Pressed", "well"),
     ("Calculated", "well", "1")],
    [("Calculated", "well", "1"), ("Calculated", "gone", "3"), ("Calculated", "well", "1"), ("Pressed", "well"),
     ("Calculated", "well", "1")],
]  # fmt: skip

FINE = "addin.hosts.excel.functions PERF_SCORE 2;"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[list[list[str]]]:
    folder = tmp_path_factory.mktemp("绩效 桥")
    declared = ribbon.load()
    made = [Module("FakeServer", CLASS, SERVER)]
    for module in modules("0.1.0", declared):
        code = module.code
        if module.name == "JixiaoPython":
            code, replaced = re.subn(r"Private Sub Connect\(\)\n.*?\nEnd Sub\n", CONNECT, code, flags=re.DOTALL)
            code, again = re.subn(r"(?m)^    PackageVersion = .*$", "    PackageVersion = VERSION", code)
            assert (replaced, again) == (1, 1)
        elif module.name == "JixiaoTell":
            code = DRIVER
        made.append(Module(module.name, module.kind, code))
    assert [module.kind for module in made].count(STANDARD) > 5
    file = folder / "加载项.xlam"
    file.write_bytes(xlam(vba_project(made), custom_ui(declared), "0.1.0"))
    with Office(folder) as office:
        answer = office.run(SCRIPT, file=str(file), stories=STORIES)
    return [[text.split("|") for text in story] for story in answer]


def test_python_is_started_once_and_its_answers_are_shown(seen) -> None:
    well, error, refuses = seen[0]
    assert well == [FINE * 2, "connect call call ", ""]
    assert error == ["Error 2042;", "call ", ""]
    # an error of VBA or COM that is no answer is #VALUE!, never a text
    assert refuses == ["Error 2015;" * 2, "call call ", ""]


def test_without_python_it_is_tried_once_and_told_once(seen) -> None:
    first, second, *_ = seen[1]
    told = TEXTS["cells.failed"].replace("%1", "WHY")
    assert first == ["Error 2029;" * 3, "connect ", "{" + told + "}"]
    assert second == ["Error 2029;" * 2, "", ""]


def test_a_button_tries_again_and_says_why_not(seen) -> None:
    _, _, absent, well, computed = seen[1]
    assert absent == ["False", "connect ", "{WHY}"]
    assert well == ["True", "connect ", ""]
    assert computed == [FINE, "call ", ""]


def test_a_server_that_dies_is_started_again_once_and_then_left_alone(seen) -> None:
    before, gone, still, pressed, after = seen[2]
    assert before == [FINE, "connect call ", ""]
    values, steps, told = gone
    # the first cell calls, connects again and calls again; the others show the error at once
    assert (values, steps) == ("Error 2029;" * 3, "call connect call ")
    assert told.startswith("{" + TEXTS["cells.failed"].partition("%1")[0] + TEXTS["server.gone"].partition("%1")[0])
    assert still == ["Error 2029;", "", ""]
    assert pressed == ["True", "connect ", ""]
    assert after == [FINE, "call ", ""]
