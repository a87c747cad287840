"""The text of every module: what a VBA compiler and a security reader would object to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomllib
from support.vba_text import logical_lines, module_names, procedures, unknown_names

from addin.build.excel.modules import TEXT, modules, text_files
from addin.build.excel.texts import TEXTS
from addin.build.excel.vba import unescaped
from addin.build.excel.vbaproject import SHEET, STANDARD
from addin.version import version

ROOT = Path(__file__).resolve().parents[4]
MODULES = modules("0.1.0")
CODE = [module for module in MODULES if module.code]
every_module = pytest.mark.parametrize("module", CODE, ids=[module.name for module in CODE])


def test_the_committed_text_is_what_goes_into_the_add_in() -> None:
    committed = {path.name: path.read_text("ascii") for path in TEXT.iterdir() if path.suffix != ".md"}
    assert committed == text_files(version()), "运行 python -m addin.build.excel 重写"


@every_module
def test_a_module_is_ascii_and_declares_all_its_names(module) -> None:
    assert module.text.isascii()
    assert module.code.startswith("Option Explicit\n")


@every_module
def test_lines_stay_within_the_editors_limits(module) -> None:
    assert max(map(len, module.code.split("\n"))) <= 1023
    continued = 0
    for line in module.code.split("\n"):
        continued = continued + 1 if line.endswith(" _") else 0
        assert continued <= 24, line


def test_every_procedure_and_block_is_closed() -> None:
    for module in CODE:
        assert procedures(module.code) or module.name == "JixiaoVersion", module.name


def test_every_name_is_declared_somewhere() -> None:
    seen: set[str] = {module.name.lower() for module in MODULES}
    for module in CODE:
        if module.kind == STANDARD:
            seen |= module_names(module.code)[1]
    unknown = [f"{module.name}.{name}" for module in CODE for name in unknown_names(module.code, seen)]
    assert unknown == []


def test_no_public_name_is_declared_twice() -> None:
    public = [name for module in CODE if module.kind == STANDARD for name in module_names(module.code)[1]]
    assert sorted(public) == sorted(set(public))


def test_only_the_cell_functions_can_be_called_from_a_cell() -> None:
    """Public functions of a module that is not private are functions for every workbook's cells."""
    for module in MODULES:
        if module.kind == STANDARD and "Option Private Module" not in module.code and module.name != "JixiaoFunctions":
            assert module.name == "JixiaoRibbon"
            assert {procedure.kind for procedure in procedures(module.code)} == {"Sub"}
        assert module.kind == STANDARD or "Option Private Module" not in module.code


def test_nothing_of_a_workbook_says_what_is_run() -> None:
    code = "\n".join(line for module in MODULES for line in logical_lines(module.code)).lower()
    words = set(re.findall(r"\w+", code))
    assert not words & {
        "activeworkbook", "activesheet", "activecell", "environ", "curdir", "chdir", "shell", "wscript", "execute",
        "executeexcel4macro", "evaluate", "eval", "exec", "callbyname", "run", "vbproject", "sendkeys", "getsetting",
        "macscript", "setattr", "auto_open",
    }  # fmt: skip
    texts = "\n".join(module.code for module in MODULES).lower()
    assert "xlwings.conf" not in texts
    assert {"scripting.filesystemobject"} == set(re.findall(r'createobject\("([^"]+)"\)', texts))


def test_the_command_line_is_fixed_but_for_the_interpreter() -> None:
    code = "\n".join(module.code for module in MODULES)
    assert code.count(" -m ") == 1
    assert '""" -I -B -m addin.hosts.excel.server $(CLSID)"' in code


def test_a_button_passes_its_own_command_and_nothing_else() -> None:
    [ribbon] = [module for module in MODULES if module.name == "JixiaoRibbon"]
    for procedure in procedures(ribbon.code):
        if procedure.name != "JixiaoUndo":
            command = procedure.name.removeprefix("Press_")
            assert f'    Press "{command}"\n' in ribbon.code
            assert len(procedure.lines) == 1


def test_calls_into_windows_are_declared_for_64_and_32_bit_and_not_for_the_mac() -> None:
    for module in CODE:
        state: list[str] = []
        for line in logical_lines(module.code):
            if line.startswith(("#If", "#ElseIf", "#Else")):
                if not line.startswith("#If"):
                    state.pop()
                state.append(line)
            elif line.startswith("#End If"):
                state.pop()
            if " Declare " not in f" {line}":
                continue
            [condition] = state
            modern = condition in ("#ElseIf VBA7 Then", "#ElseIf Win64 Then")
            assert modern or condition == "#Else", f"{module.name}: {condition}"
            assert ("PtrSafe" in line) == modern
            assert ("LongPtr" in line) <= modern
    mac = [line for module in CODE for line in logical_lines(module.code) if line.startswith("#If")]
    assert set(mac) == {"#If Mac Then", "#If Not Mac Then"}


def test_the_library_is_the_one_of_the_pinned_xlwings() -> None:
    with open(ROOT / "pyproject.toml", "rb") as stream:
        dependencies = tomllib.load(stream)["project"]["dependencies"]
    [pinned] = [one.partition("==")[2] for one in dependencies if one.startswith("xlwings")]
    assert pinned
    code = "\n".join(module.code for module in MODULES)
    assert set(re.findall(r"xlwings(?:32|64)-([\d.]+)\.dll", code)) == {pinned}
    assert pinned in TEXTS["library.missing"]


def test_every_text_is_used_and_every_used_text_exists() -> None:
    used = set(re.findall(r'Said\("([^"]+)"\)', "\n".join(module.code for module in MODULES)))
    assert used == set(TEXTS)


def test_the_texts_in_the_add_in_read_as_they_were_written() -> None:
    [texts] = [module for module in MODULES if module.name == "JixiaoTexts"]
    joined = texts.code.replace('" & _\n            "', "")
    found = dict(re.findall(r'Case "([^"]+)"\n        Said = Plain\("([^\n]*)"\)', joined))
    assert {key: unescaped(text.replace('""', '"')) for key, text in found.items()} == TEXTS


@pytest.mark.parametrize(("key", "text"), TEXTS.items())
def test_a_text_says_what_to_do_next(key: str, text: str) -> None:
    assert key == "title" or any(word in text for word in ("请", "可以使用", "仍可")), text


def test_the_text_for_the_places_is_filled_in_by_the_code() -> None:
    code = "\n".join(line for module in MODULES for line in module.code.split("\n"))
    for key, text in TEXTS.items():
        places = {int(number) for number in re.findall(r"%(\d)", text)}
        calls = re.findall(r'Filled\(Said\("' + re.escape(key) + r'"\)((?:, [^()\n]+(?:\([^()]*\))?)+)\)', code)
        if places:
            assert calls, key
        for call in calls:
            assert len(places) <= call.count(","), (key, call)


def test_a_sheet_of_the_add_in_holds_no_code() -> None:
    assert [module.code for module in MODULES if module.kind == SHEET] == [""]


def test_the_check_of_names_and_blocks_finds_a_slip_of_the_pen() -> None:
    good = "Option Explicit\n\nPublic Function Half(ByVal amount As Double) As Double\n    Half = amount / 2\nEnd Function\n"
    assert unknown_names(good, set()) == []
    assert unknown_names(good.replace("amount / 2", "amonut / 2"), set()) == ["Half: amonut"]
    with pytest.raises(AssertionError):
        procedures(good.replace("End Function", "End Sub"))
    with pytest.raises(AssertionError):
        procedures(good.replace("    Half", "    If amount > 0 Then\n    Half"))
