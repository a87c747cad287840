"""Reading an open workbook: the same grids as from the file, and what only an open workbook has."""

import datetime as dt
import io
import os
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Protection
from support.fake_excel.books import ChartSheet, Name

from addin.grid import Range
from addin.package.reading import open_workbook
from addin.problems import Problem
from udfs.core.errors import CellError

ROOT = Path(__file__).parents[4]
PUBLISHED = sorted(
    os.fspath(path.relative_to(ROOT))
    for path in [*ROOT.glob("templates/**/*.xlsx"), *ROOT.glob("workbooks/*-published.xlsx")]
)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("source", PUBLISHED)
def test_the_grids_of_an_open_workbook_are_those_of_its_file(desktop, source):
    book = desktop.open(source)
    reading = desktop.workbook.read()
    grids = open_workbook(ROOT / source).grids()
    assert [grid.name for grid in reading.grids] == [grid.name for grid in grids]
    for ours, theirs in zip(reading.grids, grids, strict=True):
        assert ours.merges == sorted(theirs.merges, key=lambda one: (one.top, one.left))
        assert (ours.hidden, ours.protection, ours.names) == (theirs.hidden, theirs.protection, theirs.names)
        # openpyxl, which the stand-in reads with, forgets the looks of cells that a merge covers
        covered = {w for w in {*ours.cells, *theirs.cells} if theirs.anchor(*w) != w}
        for where in {*ours.cells, *theirs.cells} - covered:
            assert ours[where] == theirs[where], f"{source} {ours.name} {where}"
        last_column = theirs.size[1]
        assert ours.hidden_rows == {row for row in theirs.hidden_rows if row <= ours.size[0]}
        assert ours.hidden_columns == {c for c in theirs.hidden_columns if c <= max(last_column, ours.size[1])}
    assert reading.profile_name == open_workbook(ROOT / source).name_value("PERF_PROFILE")
    assert reading.active == book.ActiveSheet.Name
    assert reading.selection == Range(1, 1, 1, 1)


@pytest.fixture
def sheet(desktop):
    desktop.open(saved(openpyxl.Workbook()))
    return desktop.excel.ActiveSheet


def only(desktop):
    return desktop.workbook.read().grids[0]


def test_a_large_form_takes_few_questions(desktop, sheet, monkeypatch):
    """One question for contents, a few for looks: not one for each cell."""
    from support.fake_excel.ranges import Range as FakeRange

    for row in range(1, 201):
        for column in range(1, 11):
            sheet._cell((row, column)).value = float(row)
    asked = []
    for name in ("Value2", "Formula", "NumberFormat", "MergeCells", "RowHeight"):
        former = getattr(FakeRange, name)
        counted = property(lambda self, f=former, n=name: (asked.append(n), f.fget(self))[1], former.fset)
        monkeypatch.setattr(FakeRange, name, counted)
    assert len(only(desktop).cells) == 2000
    assert len(asked) < 20


def test_mixed_formats_are_told_apart(desktop, sheet):
    for row in range(1, 5):
        for column in range(1, 5):
            cell = sheet._cell((row, column))
            cell.value = 0.9927
            cell.number_format = ["0.00%", "General", "0.0", "@"][(row + column) % 4]
            cell.locked = row != column
    grid = only(desktop)
    assert {where: cell.number_format for where, cell in grid.cells.items()} == {
        (r, c): ["0.00%", "General", "0.0", "@"][(r + c) % 4] for r in range(1, 5) for c in range(1, 5)
    }
    assert (grid[1, 3].text, grid[1, 4].text) == ("99.27%", "0.9927")
    assert (grid[2, 2].locked, grid[2, 3].locked) == (False, True)


def test_errors_truth_values_and_texts(desktop, sheet):
    for column, raw in enumerate((-2146826281, True, "≥3个", -2146828288 + 2045), 1):
        sheet._cell((1, column)).value = raw
    grid = only(desktop)
    assert [grid[1, c].value for c in (1, 2, 3, 4)] == [CellError("#DIV/0!"), True, "≥3个", CellError("#SPILL!")]
    assert [grid[1, c].text for c in (1, 2, 3)] == ["#DIV/0!", "TRUE", "≥3个"]


def test_dates_by_the_date_system_of_the_workbook(desktop):
    for base, name in ((1900, "一.xlsx"), (1904, "二.xlsx")):
        made = openpyxl.Workbook()
        if base == 1904:
            made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        made.active["A1"] = dt.datetime(2024, 12, 10)
        made.active["A1"].number_format = 'yyyy"年"m"月"d"日"'
        made.active["A2"] = dt.datetime(2024, 12, 10)  # the system's short date
        made.active["A2"].number_format = "mm-dd-yy"
        desktop.open(saved(made), name)
        grid = only(desktop)
        assert (grid[1, 1].value, grid[1, 1].text) == (dt.datetime(2024, 12, 10), "2024年12月10日")
        assert (grid[2, 1].value, grid[2, 1].text) == (dt.datetime(2024, 12, 10), "2024/12/10")


def test_currency_is_not_rounded(desktop, sheet):
    cell = sheet._cell((1, 1))
    cell.value, cell.number_format = 1234.56789, '"¥"#,##0.00'
    assert (only(desktop)[1, 1].value, only(desktop)[1, 1].text) == (1234.56789, "¥1,234.57")


def test_a_text_that_looks_like_a_formula_is_none(desktop, sheet):
    sheet._cell((1, 1)).value = "=说明"
    sheet._cell((2, 1)).value, sheet._cell((2, 1)).formula = 9.0, "=SUM(A3:A4)"
    grid = only(desktop)
    assert (grid[1, 1].value, grid[1, 1].formula) == ("=说明", None)
    assert (grid[2, 1].value, grid[2, 1].formula) == (9, "SUM(A3:A4)")


def test_our_functions_are_known_in_every_spelling(desktop, sheet):
    for row, spelled in enumerate(
        ("=[1]!PERF_GRADE(H9)", "='C:\\加载 项\\jixiao.xlam'!PERF_GRADE(H9)", "=PERF_GRADE(H9)"), 1
    ):
        cell = sheet._cell((row, 1))
        cell.formula, cell.value = spelled, "优"
    grid = only(desktop)
    assert {grid[row, 1].formula for row in (1, 2, 3)} == {"PERF_GRADE(H9)"}


def test_hidden_rows_and_columns(desktop, sheet):
    for row in range(1, 31):
        sheet._cell((row, 1)).value = sheet._cell((row, 5)).value = 1.0
        sheet._heights[row] = 14.25 + row % 3
    sheet._hidden_rows, sheet._hidden_columns = {3, 4, 30}, {2}
    grid = only(desktop)
    assert (grid.hidden_rows, grid.hidden_columns) == ({3, 4, 30}, {2})
    assert (grid[3, 1].hidden, grid[5, 1].hidden, grid[5, 2].hidden) == (True, False, True)


def test_merges_side_by_side_and_large_ones(desktop, sheet):
    merges = [Range(1, 1, 1, 8), Range(2, 1, 9, 1), Range(2, 2, 3, 3), Range(4, 2, 4, 3), Range(5, 2, 5, 3)]
    sheet._merges = merges[:]
    sheet._cell((1, 1)).value = "标题"
    assert only(desktop).merges == merges


def test_a_hidden_sheet_and_a_chart_sheet_in_front(desktop):
    made = openpyxl.Workbook()
    made.create_sheet("底稿").sheet_state = "hidden"
    book = desktop.open(saved(made))
    book._active = ChartSheet(book, "图表")
    book._sheets.append(book._active)
    reading = desktop.workbook.read()
    assert [(grid.name, grid.hidden) for grid in reading.grids] == [("Sheet", False), ("底稿", True)]
    assert (reading.active, reading.selection) == ("", None)


def test_a_selected_picture_is_no_selection(desktop, sheet):
    from support.fake_excel.application import Picture

    desktop.excel._selection = Picture(desktop.excel)
    reading = desktop.workbook.read()
    assert (reading.active, reading.selection) == ("Sheet", None)


def test_selected_cells(desktop, sheet):
    desktop.excel._selection = sheet.Range("B2:D5")
    assert desktop.workbook.read().selection == Range(2, 2, 5, 4)


def test_formats_far_below_the_form_are_not_read(desktop, sheet):
    sheet._cell((3, 2)).value = "得分"
    sheet._cell((1_000_000, 3)).number_format = "0.00"
    grid = only(desktop)
    assert grid[3, 2].value == "得分"
    assert grid.size == (3, 2)


def test_a_sheet_that_is_too_large_is_refused_in_words(desktop, sheet):
    sheet._cell((1, 1)).value = sheet._cell((1_000_000, 200)).value = 1.0
    with pytest.raises(Problem, match=r"工作表“Sheet”的内容一直到第 1,000,000 行第 200 列.*请删去") as caught:
        desktop.workbook.read()
    assert caught.value.code == "sheet.too-large"


def test_too_many_cells_are_refused_in_words(desktop, sheet, monkeypatch):
    from addin.hosts.excel import reading

    monkeypatch.setattr(reading.Budget, "cells", 10)
    monkeypatch.setattr(reading, "Budget", lambda: reading_budget)
    reading_budget = type("Budget", (), {"cells": 10})()
    monkeypatch.setattr("addin.hosts.excel.workbook.Budget", lambda: reading_budget)
    for row in range(1, 12):
        sheet._cell((row, 1)).value = 1.0
    with pytest.raises(Problem, match="另存为一个较小的工作簿"):
        desktop.workbook.read()


def test_protection_without_and_with_a_password_is_left_as_it_was(desktop):
    made = openpyxl.Workbook()
    made.active.title = "没有密码"
    made.active.protection.sheet = True
    made.active.protection.formatCells = False
    closed = made.create_sheet("有密码")
    closed.protection.sheet = True
    closed.protection.password = "1234"
    closed["A1"].protection = Protection(locked=False)
    book = desktop.open(saved(made))
    before = [(one._protected, one._password, dict(one._options)) for one in book._sheets]
    assert [grid.protection for grid in desktop.workbook.read().grids] == ["open", "password"]
    after = [(one._protected, one._password, one._options) for one in book._sheets]
    assert after[1] == before[1]
    assert after[0][0] is True
    assert after[0][2]["AllowFormattingCells"] is True
    assert after[0][2]["AllowSorting"] is False
    assert book.Saved


def test_names_of_one_cell(desktop):
    made = openpyxl.Workbook()
    made.active.title = "自评 表"
    made.active["A1"] = "  株洲2021 "
    from openpyxl.workbook.defined_name import DefinedName

    for name, text in {
        "总分": "'自评 表'!$H$42",
        "区域": "'自评 表'!$A$1:$B$2",
        "PERF_PROFILE": "'自评 表'!$A$1",
    }.items():
        made.defined_names[name] = DefinedName(name, attr_text=text)
    made.active.defined_names["Print_Area"] = DefinedName("Print_Area", attr_text="'自评 表'!$A$1")
    made.active.defined_names["等级"] = DefinedName("等级", attr_text="'自评 表'!$H$43")
    desktop.open(saved(made))
    reading = desktop.workbook.read()
    assert reading.grids[0].names == {"总分": (42, 8), "PERF_PROFILE": (1, 1), "等级": (43, 8)}
    assert reading.profile_name == "株洲2021"


def test_thousands_of_broken_names_do_not_keep_us_from_the_profile(desktop, sheet):
    book = desktop.excel.ActiveWorkbook
    book._names += [Name(desktop.excel, book._names, f"坏名{number}", "=#REF!") for number in range(2500)]
    book.Names.Add("PERF_PROFILE", '="新疆项目2024"')
    assert desktop.workbook.read().profile_name == "新疆项目2024"


def test_a_new_workbook_was_never_saved(desktop):
    desktop.excel.new()
    workbook = desktop.workbook
    assert (workbook.name, workbook.path, workbook.read_only) == ("工作簿1", "", False)
    (grid,) = workbook.read().grids
    assert all(cell.is_blank for cell in grid.cells.values())


def test_a_workbook_on_a_server_has_no_path(desktop, sheet):
    desktop.excel.ActiveWorkbook._path = "https://d.docs.live.net/1/自评表.xlsx"
    assert desktop.workbook.path == ""


def test_reading_changes_nothing(desktop, sheet):
    sheet._cell((1, 1)).value = 1.0
    before = desktop.settings()
    desktop.excel.OnUndo("撤销键入", "x")
    desktop.workbook.read()
    assert desktop.settings() == before
    assert desktop.excel._undo == ("撤销键入", "x")
