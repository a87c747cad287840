"""What the VBA expects of Python, and the other way round: the two sides are written by different hands."""

from __future__ import annotations

import importlib
import inspect
import re

from support.vba_text import procedures

from addin.build.excel.modules import modules
from addin.commands.spellings import calls, plain
from addin.hosts.excel import entry, errors, functions, server, undo
from addin.version import version
from udfs.registry import functions as registered

CODE = {module.name: module.code for module in modules(version())}
PYTHON = CODE["JixiaoPython"]


def constant(name: str, code: str) -> str:
    return re.search(rf"Const {name} As \w+ = (\S+)", code)[1].strip('"')


def test_the_modules_that_vba_names_exist_and_are_let_through() -> None:
    assert constant("FUNCTIONS", PYTHON) == server.FUNCTIONS == functions.__name__
    assert constant("ENTRY", PYTHON) == server.ENTRY == entry.__name__
    started = re.search(r"-m (\S+) ", CODE["JixiaoLogic"])[1]
    assert importlib.import_module(started) is server


def test_the_calls_that_vba_makes_exist_and_take_what_it_passes() -> None:
    made = re.findall(r'server\.Call\(server\.Module\(ENTRY\), "(\w+)", server\.Tuple\(([^)]*)\)', PYTHON)
    assert {name for name, _ in made} == set(server.CALLS)
    for name, passed in made:
        inspect.signature(getattr(entry, name)).bind(*(part for part in passed.split(", ") if part))
    assert [passed for name, passed in made if name == "press"] == ["command, Application, VERSION"]


def test_vba_uses_only_what_the_server_offers() -> None:
    used = set(re.findall(r"\bserver\.(\w+)\(", PYTHON))

    class Given:
        class XLPython:
            pass

    assert used == set(server.narrowed(Given)._public_methods_)


def test_a_cell_function_is_called_without_workbook_and_caller() -> None:
    assert "server.CallUDF(FUNCTIONS, name, arguments)" in PYTHON


def test_errors_are_marked_alike() -> None:
    assert constant("MARK", CODE["JixiaoCells"]) == functions.ERROR_MARK
    assert int(constant("VALUE_ERROR", CODE["JixiaoCells"])) == errors.NUMBERS["#VALUE!"]
    assert int(constant("VALUE_ERROR", PYTHON)) == errors.NUMBERS["#VALUE!"]
    assert int(constant("NAME_ERROR", PYTHON)) == errors.NUMBERS["#NAME?"]


def test_the_macro_that_undoes_is_there() -> None:
    name = undo.MACRO.partition("!")[2]
    assert undo.MACRO.startswith("'jixiao.xlam'!")
    assert name in [procedure.name for procedure in procedures(CODE["JixiaoRibbon"])]


def test_the_long_name_that_is_rebound_is_libreoffices() -> None:
    long_name = constant("LONG_NAME", CODE["JixiaoRebind"])
    for function in registered():
        formula = f"{long_name}{function.name}(A1)"
        assert calls(formula) == [(long_name, function.name)]
        assert plain(formula) == f"{function.name}(A1)"
