"""定稿文件: what is submitted holds no formula and nothing of ours."""

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from addin.commands.freeze_file import freeze_file
from addin.commands.score import score_file
from addin.hosts import files
from addin.package.problems import PackageProblem

DEMO = Path(__file__).parents[3] / "workbooks" / "folder-example" / "01 实训基地建设项目.xlsx"


@pytest.fixture
def book(tmp_path):
    path = Path(shutil.copy(DEMO, tmp_path / "自评表.xlsx"))
    form = files.read(path).forms[0]
    workbook = openpyxl.load_workbook(path)
    for row in [*form.indicators, form.total]:
        workbook[form.sheet][row["score"].label] = None
    workbook.save(path)
    score_file(path, style="functions")
    return path


def test_functions_become_values_and_the_note_is_gone(book):
    out = book.with_name("报送.xlsx")
    assert freeze_file(book, out) > 0
    form = files.read(out).forms[0]
    assert form.total["score"].cell.formula is None
    assert form.total.text("score") == files.read(book).forms[0].total.text("score") != ""
    assert not [name for name in zipfile.ZipFile(out).namelist() if name.startswith("customXml")]
    assert [name for name in zipfile.ZipFile(book).namelist() if name.startswith("customXml")]


def test_a_formula_without_a_value_to_trust_is_refused(book):
    workbook = openpyxl.load_workbook(book)  # openpyxl drops every cached value
    workbook.worksheets[0]["Z99"] = "=A1+B1"
    workbook.save(book)
    out = book.with_name("报送.xlsx")
    with pytest.raises(PackageProblem) as problem:
        freeze_file(book, out)
    assert problem.value.code == "value.stale"
    assert not out.exists()


def test_the_working_copy_is_never_frozen_in_place_and_others_not_overwritten(book):
    with pytest.raises(PackageProblem, match="另一个文件名"):
        freeze_file(book, book, force=True)
    out = book.with_name("报送.xlsx")
    out.write_bytes(b"x")
    with pytest.raises(PackageProblem, match="--force"):
        freeze_file(book, out)
