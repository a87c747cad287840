"""A copy of the open workbook, saved or not, in another file."""

import io
import os
from pathlib import Path

import openpyxl
import pytest
from support import books
from support.fake_excel.com import refusal
from support.fake_excel.state import state_of

from addin.edits import SetValue
from addin.package.note import read_note
from addin.package.reading import open_workbook
from addin.problems import Problem

FORM = "自评表"


@pytest.fixture
def book(desktop):
    made = openpyxl.Workbook()
    made.active.title = FORM
    made.active["A1"], made.active["B1"] = "=B1*2", 4
    out = io.BytesIO()
    made.save(out)
    opened = desktop.open(out.getvalue())
    opened._sheets[0]._cell((1, 1)).value = 8.0
    return opened


def test_unsaved_changes_are_in_the_copy_and_our_note_is_not(desktop, book):
    desktop.workbook.write([SetValue(FORM, 2, 1, "刚填的")], desktop.workbook.read().note)
    before, target = state_of(book), desktop.folder / "副 本.xlsx"
    desktop.workbook.save_copy(str(target), [SetValue(FORM, 1, 1, 8)])
    grid = open_workbook(target).grids()[0]
    assert (grid[1, 1].value, grid[1, 1].formula, grid[2, 1].value) == (8, None, "刚填的")
    assert not read_note(target.read_bytes())
    assert state_of(book) == before
    assert os.listdir(desktop.folder) in (["副 本.xlsx", "自评 表.xlsx"], ["自评 表.xlsx", "副 本.xlsx"])


def test_a_new_workbook_that_was_never_saved(desktop):
    book = desktop.excel.new()
    book._sheets[0]._cell((1, 1)).value = "新"
    desktop.workbook.save_copy(str(desktop.folder / "新.xlsx"), [])
    assert open_workbook(desktop.folder / "新.xlsx").grids()[0][1, 1].value == "新"


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")  # openpyxl, of a package made by hand
def test_array_formulas_and_dates_counted_from_1904_are_submitted_as_excel_stored_them(desktop, monkeypatch):
    """A column that one formula of ours fills, and a date: by hand as Excel saves them."""
    rows = (
        '<row r="1"><c r="A1" t="str"><f t="array" ref="A1:A2">PERF_GRADE(B1:B2)</f><v>优</v></c><c r="B1"><v>95</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>良</v></c><c r="B2"><v>85</v></c><c r="C2" s="1"><f>TODAY()</f><v>43820</v></c></row>'
    )
    data = books.book(books.sheet(rows), names=(FORM,), workbook='<workbookPr date1904="1"/>')
    desktop.open(data)
    workbook = desktop.workbook
    monkeypatch.setattr(
        type(desktop.excel.ActiveWorkbook), "SaveCopyAs", lambda self, Filename: Path(Filename).write_bytes(data)
    )
    target = desktop.folder / "定 稿.xlsx"
    # the second cell of the array is no formula to Excel
    workbook.save_copy(str(target), [SetValue(FORM, 1, 1, "优"), SetValue(FORM, 2, 3, 45282)])
    grid = open_workbook(target).grids()[0]
    assert [grid[where].value for where in ((1, 1), (2, 1), (2, 3))] == ["优", "良", 43820]
    assert not any(cell.formula for cell in grid.cells.values())


@pytest.mark.parametrize(("number", "suffix"), [(52, ".xlsm"), (56, ".xls")])
def test_a_workbook_of_another_kind_is_converted_by_excel_with_macros_off(desktop, book, number, suffix, monkeypatch):
    book._format = number
    calm, opened = desktop.settings(), []
    monkeypatch.setattr(
        type(desktop.excel), "open", lambda self, path: (opened.append(str(path)), copied(self, book))[1]
    )
    desktop.workbook.save_copy(str(desktop.folder / "副 本.xlsx"), [SetValue(FORM, 2, 1, "乙")])
    assert opened[0].endswith(suffix)
    assert open_workbook(desktop.folder / "副 本.xlsx").grids()[0][2, 1].value == "乙"
    assert desktop.settings() == calm
    assert desktop.excel.ActiveWorkbook is book
    assert desktop.excel._books == [book]


def copied(excel, book):
    from support.fake_excel.books import Workbook
    from support.fake_excel.files import _fill

    made = Workbook(excel, "副本", "", book._source)
    _fill(made, book._source)
    excel._books.append(made)
    excel._active_book = made
    return made


@pytest.mark.parametrize(
    ("name", "words"),
    [("表.pdf", "不能存为 .pdf"), ("表", "不能存为 没有后缀的文件"), ("没有的文件夹/表.xlsx", "不存在，没有保存")],
)
def test_targets_that_cannot_be_are_refused(desktop, book, name, words):
    with pytest.raises(Problem, match=words):
        desktop.workbook.save_copy(str(desktop.folder / name), [])
    assert os.listdir(desktop.folder) == ["自评 表.xlsx"]


def test_a_failure_leaves_no_file_behind(desktop, book, monkeypatch):
    def refuse(self, Filename):
        raise refusal("磁盘已满。")

    monkeypatch.setattr(type(book), "SaveCopyAs", refuse)
    with pytest.raises(Problem, match="保存副本没有成功，Excel 的说明是：磁盘已满"):
        desktop.workbook.save_copy(str(desktop.folder / "副 本.xlsx"), [])
    assert os.listdir(desktop.folder) == ["自评 表.xlsx"]


def test_a_copy_with_a_password_is_refused_in_words(desktop, book, monkeypatch):
    def encrypted(self, Filename):
        with open(Filename, "wb") as out:
            out.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)

    monkeypatch.setattr(type(book), "SaveCopyAs", encrypted)
    with pytest.raises(Problem) as caught:
        desktop.workbook.save_copy(str(desktop.folder / "副 本.xlsx"), [])
    assert caught.value.message
    assert os.listdir(desktop.folder) == ["自评 表.xlsx"]
