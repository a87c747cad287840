"""The Python process that Excel starts: what VBA can call, and that nothing beside a workbook has any say."""

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest
from support import pywin32_stub
from support.pywin32_stub import Bare, Wrapped, com_error

TESTS = Path(__file__).parents[3]
ROOT = TESTS.parent
CLSID = "{12345678-1234-1234-1234-123456789ABC}"
FUNCTIONS, ENTRY = "addin.hosts.excel.functions", "addin.hosts.excel.entry"


@pytest.fixture(scope="module")
def served():
    """xlwings' real com_server, prepared as the server does; ``python`` is the object that VBA gets."""
    with pywin32_stub.installed() as windows:
        from addin.hosts.excel import server

        server.prepared()
        com_server = sys.modules["xlwings.com_server"]
        yield types.SimpleNamespace(
            python=Wrapped(com_server.XLPython()), com_server=com_server, windows=windows, server=server
        )


@pytest.fixture
def excel(served, tmp_path):
    from support.fake_excel.application import Excel

    served.windows.boxes.clear()
    return Excel()


def call(python, name, *arguments):
    """As JixiaoPython.bas: server.Var(server.Call(server.Module(ENTRY), name, server.Tuple(...)))."""
    return python.Var(python.Call(python.Module(ENTRY), name, python.Tuple(*arguments)))


# ---- what VBA calls


def test_the_version_as_vba_asks_for_it(served):
    from addin.version import version

    assert call(served.python, "version") == version()


def test_a_button_as_vba_presses_it(served, excel):
    from addin.version import version

    excel.open(ROOT / "workbooks/xinjiang-2024-project-01-blank.xlsx")
    assert call(served.python, "press", "compute", Bare(excel), version()) == ""
    assert "填写 17 格" in served.windows.last
    assert call(served.python, "undo", Bare(excel)) == ""


def test_a_cell_function_as_vba_calls_it(served):
    udf = served.python.CallUDF
    assert udf(FUNCTIONS, "PERF_SCORE", (10.0, "≥2个", "1个")) == 5.0
    assert udf(FUNCTIONS, "PERF_SCORE", (10.0, None, "1个")) == "#jixiao!2042"
    assert udf(FUNCTIONS, "PERF_GRADE", (((95.0,), (85.0,)),)) == [["优"], ["良"]]
    # xlwings hands a single row over as an array of one dimension
    assert udf(FUNCTIONS, "PERF_GRADE", (((95.0, 85.0),),)) == ["优", "良"]
    assert udf(FUNCTIONS, "PERF_TOTAL", ()) == 0.0


def test_ranges_may_come_as_objects_of_excel(served, excel):
    book = excel.open(ROOT / "workbooks/xinjiang-2024-project-01-published.xlsx")
    points = Bare(book._sheets[0].Range("I12:I18"))
    # the form's own total is 89.62, of which 9.82 for the execution of the budget
    assert served.python.CallUDF(FUNCTIONS, "PERF_TOTAL", (points,)) == 79.8


# ---- what nobody calls


@pytest.mark.parametrize("method", ["Exec", "Eval", "Builtin", "SetAttr", "GetAttr", "ShowConsole", "Dict", "Obj"])
def test_what_runs_code_is_not_there(served, method):
    with pytest.raises(com_error):
        getattr(served.python, method)


@pytest.mark.parametrize("module", ["os", "subprocess", "addin", "addin.hosts.excel.server", f"{ENTRY};import os", ""])
def test_other_modules_are_not_there(served, module):
    with pytest.raises(ValueError, match="不提供模块"):
        served.python.Module(module)


@pytest.mark.parametrize("name", ["connected", "importlib", "__class__", "buttons", ""])
def test_other_calls_are_not_there(served, name):
    with pytest.raises(ValueError, match="不提供调用"):
        served.python.Call(served.python.Module(ENTRY), name, served.python.Tuple())


def test_one_call_has_one_name(served):
    """xlwings would take the last of them."""
    python = served.python
    for names in (("version", "connected"), ("version", python.Tuple(), "active_book"), ()):
        with pytest.raises(ValueError, match="不提供调用"):
            python.Call(python.Module(ENTRY), *names, python.Tuple())


def test_calls_go_to_the_entry_alone(served):
    with pytest.raises(ValueError, match="不提供调用"):
        served.python.Call(served.python.Module(FUNCTIONS), "version", served.python.Tuple())


@pytest.mark.parametrize(
    ("module", "name"), [("os", "system"), (FUNCTIONS, "answer"), (FUNCTIONS, "xlwings"), (ENTRY, "press")]
)
def test_other_functions_are_not_there(served, module, name):
    with pytest.raises(ValueError, match="不提供函数"):
        served.python.CallUDF(module, name, ("x",))


def test_a_workbook_with_a_sheet_of_code_cannot_stop_the_cell_functions(served, excel, monkeypatch):
    """xlwings looks through the workbook that it is given; ours is never given one."""
    from xlwings import LicenseError

    book = excel.new()
    book._sheets[0]._name = "evil.py"
    real = type(served.com_server.XLPython).mro(served.com_server.XLPython)[1]
    sys.modules["xlwings.udfs"].udf_modules.clear()
    with pytest.raises(LicenseError):
        real().CallUDF(FUNCTIONS, "PERF_GRADE", (95.0,), book)
    assert served.python.CallUDF(FUNCTIONS, "PERF_GRADE", (95.0,), book, None) == "优"


def test_settings_planted_in_the_workbook_are_not_read(served, excel, tmp_path):
    import openpyxl

    from addin.version import version

    made = openpyxl.load_workbook(ROOT / "workbooks/xinjiang-2024-project-01-blank.xlsx")
    planted = made.create_sheet("xlwings.conf")
    for row in (
        ("Interpreter_Win", "C:\\evil\\python.exe"),
        ("PYTHONPATH", str(tmp_path)),
        ("UDF Modules", "evil"),
        ("ONEDRIVE_CONSUMER_WIN", str(tmp_path)),
    ):
        planted.append(row)
    path = tmp_path / "回报 表.xlsx"
    made.save(path)
    (tmp_path / "xlwings.conf").write_text('"PYTHONPATH","evil"\n')
    excel.open(path)
    before = list(sys.path)
    assert call(served.python, "press", "compute", Bare(excel), version()) == ""
    assert "填写 17 格" in served.windows.last
    assert sys.path == before


def test_xlwings_own_settings_file_is_not_read(served):
    import xlwings
    from xlwings.utils import read_user_config

    assert os.devnull == xlwings.USER_CONFIG_FILE
    assert read_user_config() == {}


# ---- how it starts


def run(*arguments, cwd=ROOT, env=None, flags=("-I", "-B", "-m", "addin.hosts.excel.server")):
    return subprocess.run(
        [sys.executable, *flags, *arguments], cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, timeout=60,
        encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [(), ("x",), (CLSID, "extra"), (CLSID + ";import os",), ("{0}",)])
def test_it_is_not_started_by_hand(arguments):
    done = run(*arguments)
    assert (done.returncode, "由 Excel 加载项启动" in done.stderr) == (2, True)


def test_not_isolated_it_does_not_run():
    done = run(CLSID, flags=("-B", "-m", "addin.hosts.excel.server"))
    assert (done.returncode, "缺少参数 -I" in done.stderr) == (4, True)


def test_without_pywin32_it_says_what_to_install():
    done = run(CLSID)
    assert (done.returncode, "pip install jixiao" in done.stderr) == (5, True)
    assert "Traceback" not in done.stderr


def test_an_old_python_is_told(served, monkeypatch, capsys):
    monkeypatch.setattr(served.server, "OLDEST", (99, 0))
    assert served.server.main([CLSID]) == 3
    assert "需要 Python 99.0 或更新版本，现为 3." in capsys.readouterr().err


def test_planted_files_are_never_imported(tmp_path):
    """A folder addin/, udfs.py, xlwings.py, sitecustomize.py beside the workbook, and settings wherever they could lie."""
    folder = tmp_path / "回报 资料"
    evil = "import pathlib; pathlib.Path(__file__).with_name('RAN').write_text('x')\n"
    for name in ("addin/__init__.py", "addin/hosts/__init__.py", "udfs.py", "udfs/__init__.py", "xlwings.py", "sitecustomize.py",
                 "usercustomize.py", "json.py", "win32api.py", "perf_score.py"):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(evil, "utf-8")
    home = tmp_path / "家 目录"
    for place in (folder, home / ".xlwings"):
        place.mkdir(parents=True, exist_ok=True)
        (place / "xlwings.conf").write_text(
            f'"INTERPRETER_WIN","{folder}"\n"PYTHONPATH","{folder}"\n"LICENSE_KEY","noncommercial"\n'
        )
    out = tmp_path / "所见.json"
    done = run(
        str(out), cwd=folder, flags=("-I", "-B", str(TESTS / "support" / "excel_server_probe.py")),
        env={"PYTHONPATH": str(folder), "PYTHONSTARTUP": str(folder / "udfs.py"), "PYTHONUSERBASE": str(folder), "HOME": str(home),
             "XLWINGS_PYTHONPATH": str(folder), "XLWINGS_ON_SERVER": "true", "XLWINGS_LICENSE_KEY": "",
             "XDG_CONFIG_HOME": str(home)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(out.read_text("utf-8"))
    assert (seen["code"], seen["served"]) == (0, [CLSID])
    assert not list(tmp_path.rglob("RAN"))
    assert not any(str(folder) in entry for entry in [*seen["path"], *seen["files"].values(), seen["cwd"]])
    assert "" not in seen["path"]
    assert Path(seen["files"]["addin"]).parent == ROOT / "addin"
    assert Path(seen["files"]["udfs"]).parent == ROOT / "udfs"
    assert seen["cwd"] == os.path.realpath(sys.prefix)
    assert (seen["environment"], seen["settings"]) == ([], os.devnull)
    assert seen["methods"] == ["Module", "Tuple", "Call", "Var", "CallUDF"]
    # and at its end it ends nobody's Excel, as xlwings' own server would
    assert not Path(f"{out}.killed").exists()
