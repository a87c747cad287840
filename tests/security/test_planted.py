"""Nothing that lies in or beside a workbook is run, imported or believed."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

JIXIAO = Path(sys.executable).with_name("jixiao")
EXAMPLE = Path(__file__).resolve().parents[2] / "workbooks" / "xinjiang-2024-project-01-blank.xlsx"
TRAP = "import pathlib; pathlib.Path({mark!r}).write_text('run')\n"


def jixiao(folder, *arguments):
    return subprocess.run([str(JIXIAO), *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path):
    """A folder of a subordinate unit with traps beside the workbook; the mark appears if one of them is run."""
    work = tmp_path / "下级 单位"
    work.mkdir()
    mark = str(tmp_path / "mark")
    for name in ("addin/__init__.py", "addin/cli.py", "udfs/__init__.py", "udfs.py", "sitecustomize.py", "openpyxl.py"):
        path = work / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TRAP.format(mark=mark), encoding="utf-8")
    (work / "xlwings.conf").write_text(f'"INTERPRETER_WIN","{mark}"\n"PYTHONPATH","{work}"\n', encoding="utf-8")
    (work / "自评表.xlsx").write_bytes(EXAMPLE.read_bytes())
    return work


@pytest.mark.parametrize("command", ["score", "check", "explain"])
def test_modules_and_settings_planted_beside_a_workbook_change_nothing(folder, tmp_path, command):
    plain = tmp_path / "别处"
    plain.mkdir()
    (plain / "自评表.xlsx").write_bytes(EXAMPLE.read_bytes())
    trapped = jixiao(folder, command, "自评表.xlsx", "--json")
    untouched = jixiao(plain, command, "自评表.xlsx", "--json")
    assert trapped.returncode == untouched.returncode
    assert trapped.stdout == untouched.stdout
    assert not (tmp_path / "mark").exists()


def test_a_sheet_named_xlwings_conf_changes_nothing(tmp_path):
    book = load_workbook(EXAMPLE)
    sheet = book.create_sheet("xlwings.conf")
    sheet.append(["INTERPRETER_LINUX", "/bin/false"])
    sheet.append(["UDF Modules", "evil"])
    path = tmp_path / "自评表.xlsx"
    book.save(path)
    answer = jixiao(tmp_path, "score", "自评表.xlsx")
    assert answer.returncode == 0, answer.stderr
    after = load_workbook(path)
    assert after["xlwings.conf"]["B1"].value == "/bin/false"
    assert after["项目支出绩效自评表"]["I19"].value is not None


def test_a_zip_file_beside_the_workbook_is_neither_opened_nor_imported(folder):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("addin/__init__.py", "raise SystemExit('run')")
    (folder / "addin.zip").write_bytes(data.getvalue())
    answer = jixiao(folder, "check", ".", "--json")
    assert '"files": 1' in answer.stdout
    assert answer.returncode == 0


def test_a_document_type_declaration_with_entities_is_refused_and_the_file_left_alone(tmp_path):
    book = Workbook()
    book.active["A1"] = "项目支出绩效自评表"
    raw = io.BytesIO()
    book.save(raw)
    path = tmp_path / "实体.xlsx"
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + content
            made.writestr(name, content)
    before = path.read_bytes()
    answer = jixiao(tmp_path, "score", "实体.xlsx")
    assert answer.returncode == 2
    assert "DTD" in answer.stderr or "实体" in answer.stderr
    assert "root:" not in answer.stdout + answer.stderr
    assert path.read_bytes() == before


def test_a_profile_name_is_looked_up_and_never_opened_as_a_path(folder):
    (folder / "evil.toml").write_text("alias = '坏'\n", encoding="utf-8")
    for name in ("../evil", "evil", "./evil.toml", "cn/../../evil"):
        answer = jixiao(folder, "score", "自评表.xlsx", "--profile", name)
        assert answer.returncode == 2
        assert "没有名为" in answer.stderr
    assert (folder / "自评表.xlsx").read_bytes() == EXAMPLE.read_bytes()
