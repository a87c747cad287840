"""The VBA functions and their help against the registry."""

from __future__ import annotations

import importlib
import io
import re
from types import SimpleNamespace

import pytest
from support import pywin32_stub
from support.vba_text import procedures

from addin.build.excel.vba import escaped, literal, unescaped
from addin.build.excel.wrappers import functions_module, help_module
from udfs.registry import Argument, CellFunction, functions

FUNCTIONS = functions()
WRAPPERS = {procedure.name: procedure for procedure in procedures(functions_module(FUNCTIONS))}
HELP = help_module(FUNCTIONS)

names = pytest.mark.parametrize("function", FUNCTIONS, ids=[function.name for function in FUNCTIONS])


def test_every_function_has_a_wrapper_and_nothing_else_is_there() -> None:
    assert sorted(WRAPPERS) == [function.name for function in FUNCTIONS]


@names
def test_the_arguments_are_those_of_the_registry(function: CellFunction) -> None:
    wrapper = WRAPPERS[function.name]
    assert wrapper.kind == "Function"
    assert wrapper.public
    assert wrapper.parameters == [argument.name for argument in function.arguments]
    declared = [part.strip() for part in wrapper.arguments.split(",")]
    for argument, text in zip(function.arguments, declared):
        if argument.repeats:
            assert text == f"ParamArray {argument.name}() As Variant"
        else:
            assert text == f"{'Optional ' * argument.optional}ByVal {argument.name} As Variant"


@names
def test_the_call_names_the_function_and_passes_every_argument(function: CellFunction) -> None:
    code = functions_module([function])
    assert f'{function.name} = Answer("{function.name}", ' in code
    for argument in function.arguments:
        passed = f"every = {argument.name}" if argument.repeats else rf"\b{argument.name}\b(?! As)"
        assert re.search(passed, code.split("As Variant\n")[-1])
    assert ("GivenRanges" in code) == function.reduces
    assert "Volatile" not in code


@names
def test_the_wizards_texts_decode_to_the_registrys_chinese(function: CellFunction) -> None:
    [block] = re.findall(rf"Private Sub Help{function.name}\(\)\n(.*?)End Sub", HELP, re.DOTALL)
    joined = re.sub(r'" & _\n\s+"', "", block)
    arguments = re.findall(r'arguments\((\d+)\) = (?:Plain\()?"(.*)"\)?\n', joined)
    assert [int(number) for number, _ in arguments] == list(range(1, len(function.arguments) + 1))
    assert [decoded(text) for _, text in arguments] == [argument.help for argument in function.arguments]
    assert f"Dim arguments(1 To {len(function.arguments)}) As String" in block
    [(name, description)] = re.findall(r'Register "(\w+)", (?:Plain\()?"(.*)"\)?, arguments', joined)
    assert (name, decoded(description)) == (function.name, function.description)
    # Excel refuses longer ones
    assert all(0 < len(text) <= 255 for text in [function.description, *(a.help for a in function.arguments)])
    assert f"    Help{function.name}\n" in HELP


def decoded(text: str) -> str:
    return unescaped(text.replace('""', '"'))


def test_the_category_is_the_registrys() -> None:
    [category] = re.findall(r'Category:=Plain\("([^"]+)"\)', HELP)
    assert {unescaped(category)} == {function.category for function in FUNCTIONS}


def test_the_names_for_rebinding_are_all_there() -> None:
    [listed] = re.findall(r"FunctionNames = Array\((.*)\)", HELP)
    assert listed == ", ".join(f'"{function.name}"' for function in FUNCTIONS)


def declared(*arguments: Argument, description: str = "说明") -> CellFunction:
    return CellFunction("PERF_X", "某", description, arguments, False, "m", lambda *_: 0)


def test_an_argument_that_is_a_word_of_the_language_is_refused() -> None:
    with pytest.raises(ValueError, match="参数名 next 在 VBA 中不能用"):
        functions_module([declared(Argument("next", "下", "说明"))])


def test_repeated_arguments_behind_others_are_refused() -> None:
    with pytest.raises(ValueError, match="可重复的参数之前不能有别的参数"):
        functions_module([declared(Argument("a", "甲", "说明"), Argument("b", "乙", "说明", repeats=True))])


def test_help_that_excel_would_refuse_is_refused() -> None:
    # a character outside the basic plane counts as two there
    with pytest.raises(ValueError, match="说明超过 255"):
        help_module([declared(Argument("a", "甲", "说明"), description="𠮷" * 128)])


@pytest.mark.parametrize("text", ["", "plain", '引"号"', "C:\\甲", "换\n行", "𠮷", "~" * 400, "长" * 255, "%1 “%2”"])
def test_texts_survive_the_way_into_vba(text: str) -> None:
    assert unescaped(escaped(text)) == text
    source = literal(text)
    assert source.isascii()
    assert max(len(line) for line in source.split("\n")) < 200
    joined = re.sub(r'" & _\n\s+"', "", source)
    inner = joined[len("Plain(") : -1] if joined.startswith("Plain(") else joined
    assert decoded(inner[1:-1]) == text


def test_xlwings_own_wrapper_would_show_an_error_as_text_and_ask_the_active_workbook() -> None:
    """Why there are wrappers of our own (docs/excel.md): the text that xlwings' real generator writes for our functions."""
    written = io.StringIO()
    with pywin32_stub.installed():
        theirs = importlib.import_module("xlwings.udfs")
        module = importlib.import_module("addin.hosts.excel.functions")
        theirs.generate_vba_wrapper(module.__name__, module, written, SimpleNamespace(Name="jixiao.xlam"))
    text = written.getvalue()
    assert "Function PERF_SCORE(weight, target, actual, Optional method, Optional profile)" in text
    assert "PERF_SCORE = Err.Description" in text
    assert "Array(weight, target, actual, method, profile), ActiveWorkbook, Application.Caller)" in text
    ours = functions_module(FUNCTIONS)
    assert "Err.Description" not in ours
    assert "ActiveWorkbook" not in ours
