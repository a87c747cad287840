"""定稿: a copy without anything of ours, made only from values that can be trusted; the open workbook stays."""

from __future__ import annotations

import os

import pytest
from support.open_books import PATH, S, blank_form, open_book, pressed, put

from addin.buttons.targets import suggested
from addin.commands.findings_sheet import NAME
from addin.grid import Cell, Grid
from udfs.core.errors import CellError

OUT = "/家 目录/上报/自评表_定稿.xlsx"


def filled(*grids, **cells):
    book = open_book(*grids)
    pressed("compute", book)
    for a1, value in cells.items():
        book.type_in(S, a1, value)
    return book


def test_what_was_checked_and_frozen_bears_no_trace_of_ours():
    book = filled(H11=18.0, H12=25.0)
    clean = (dict(book.state.comments), dict(book.state.fills))
    pressed("check", book)
    assert book.state.comments
    before = book.state.snapshot()
    desk = pressed("freeze", book, target=OUT)
    copy = book.copies[OUT]
    assert list(copy.grids) == [S]
    assert (copy.comments, copy.fills, copy.note) == (*clean, b"")
    assert copy.grids[S].cells == book.state.grids[S].cells
    assert book.state.snapshot() == before
    assert f"已定稿：{OUT}" in desk.said
    assert NAME in book.state.grids


def test_formulas_become_the_values_they_show():
    grid = blank_form()
    grid.cells[11, 8] = Cell(20.0, "20", "PERF_SCORE(G11,E11,F11)")
    book = filled(grid)
    desk = pressed("freeze", book, target=OUT)
    assert (book.copies[OUT].grids[S][11, 8].formula, book.copies[OUT].grids[S][11, 8].value) == (None, 20)
    assert book.cell(S, "H11").formula == "PERF_SCORE(G11,E11,F11)"
    assert "1 个公式转为数值" in desk.said


@pytest.mark.parametrize("value", [None, CellError("#NAME?")])
def test_a_formula_without_a_value_to_trust_is_refused_with_its_place(value):
    grid = blank_form()
    grid.cells[11, 8] = Cell(value, "", "PERF_SCORE(G11,E11,F11)")
    book = open_book(grid)
    desk = pressed("freeze", book, target=OUT)
    assert "不能定稿" in desk.said
    assert "自评表!H11 是公式 =PERF_SCORE(G11,E11,F11)" in desk.said
    assert "重新计算" in desk.said
    assert book.copies == {}


def test_errors_are_told_first_and_the_user_decides():
    book = filled(H11=18.0)  # the total is no longer the sum
    desk = pressed("freeze", book, answers=[False], target=OUT)
    assert "校验还有 1 条错误" in desk.asked[0]
    assert "自评表!H15" in desk.asked[0]
    assert "仍要定稿吗？" in desk.asked[0]
    assert book.copies == {}
    assert desk.told == []
    pressed("freeze", book, answers=[True], target=OUT)
    assert OUT in book.copies


def test_without_errors_nothing_is_asked_but_where_to():
    desk = pressed("freeze", filled(), target=OUT)
    assert desk.asked == []
    assert desk.suggested == ["/家 目录/绩效 自评/01 自评表_定稿.xlsx"]


def test_no_target_means_that_nothing_happens():
    book = filled()
    desk = pressed("freeze", book)
    assert book.copies == {}
    assert desk.told == []


def test_the_open_file_itself_is_never_written():
    book = filled()
    assert "不能写回正在编辑的文件" in pressed("freeze", book, target=PATH).said
    assert "不能写回正在编辑的文件" in pressed("freeze", book, target="/家 目录/绩效 自评/./x/../01 自评表.xlsx").said
    assert book.copies == {}


def test_a_link_to_the_open_file_is_the_open_file(tmp_path):
    real = tmp_path / "自评 表.xlsx"
    real.write_bytes(b"x")
    link = tmp_path / "快捷.xlsx"
    os.symlink(real, link)
    book = open_book(path=str(real))
    pressed("compute", book)
    assert "不能写回正在编辑的文件" in pressed("freeze", book, target=str(link)).said


def test_a_name_without_suffix_gets_one_and_a_file_of_that_name_is_asked_about(tmp_path):
    target = tmp_path / "上 报"
    book = filled()
    pressed("freeze", book, target=str(target))
    assert f"{target}.xlsx" in book.copies
    (tmp_path / "上 报.xlsx").write_bytes(b"x")
    book = filled()
    desk = pressed("freeze", book, target=str(target), answers=[False])
    assert "已存在，要替换它吗" in desk.asked[-1]
    assert book.copies == {}


def test_a_bare_name_is_no_target():
    assert "不是完整的路径" in pressed("freeze", filled(), target="定稿.xlsx").said


def test_a_new_workbook_suggests_a_bare_name_and_saves_where_the_user_says():
    book = open_book(path="", name="未命名 1")
    pressed("compute", book)
    desk = pressed("freeze", book, target=OUT)
    assert desk.suggested == ["未命名 1_定稿.xlsx"]
    assert OUT in book.copies


@pytest.mark.parametrize(
    ("path", "name", "wanted"),
    [
        ("", '2024/25: "自评"?', "2024_25_ _自评___定稿.xlsx"),
        ("", "...", "自评表_定稿.xlsx"),
        ("", "自评.v2", "自评.v2_定稿.xlsx"),
        ("/甲/自评.ods", "自评.ods", "/甲/自评_定稿.xlsx"),
        ("/甲/自评.XLSM", "自评.XLSM", "/甲/自评_定稿.xlsx"),
    ],
)
def test_the_suggested_name_is_one_that_every_system_takes(path, name, wanted):
    book = open_book(path=path, name=name)
    assert suggested(book, "_定稿", ".xlsx").replace("\\", "/") == wanted


def test_a_read_only_workbook_can_be_frozen():
    book = filled()
    book.read_only = True
    pressed("freeze", book, target=OUT)
    assert OUT in book.copies


def test_formulas_on_a_sheet_with_a_password_are_refused():
    grid = blank_form()
    put(grid, "H11", 20.0, "G11")
    grid.protection = "password"
    book = open_book(grid)
    desk = pressed("freeze", book, target=OUT)
    assert "设有保护密码" in desk.said
    assert book.copies == {}


def test_a_hidden_sheet_is_frozen_too():
    hidden = Grid("底稿", {(1, 1): Cell(3.0, "3", "1+2")}, hidden=True)
    book = filled(blank_form(), hidden)
    pressed("freeze", book, target=OUT)
    assert book.copies[OUT].grids["底稿"][1, 1].formula is None


def test_a_summary_sheet_with_our_functions_can_be_frozen_without_a_form():
    book = open_book(Grid("汇总", {(1, 1): Cell(98.0, "98", "org.jixiao.sheet.PerfAddin.PERF_TOTAL(B1:B9)")}))
    pressed("freeze", book, target=OUT)
    assert book.copies[OUT].grids["汇总"][1, 1].formula is None


def test_dates_become_the_serial_numbers_that_their_format_shows():
    from datetime import datetime

    grid = blank_form()
    grid.cells[20, 1] = Cell(datetime(2024, 12, 31), "2024-12-31", "TODAY()", "yyyy-mm-dd")
    book = filled(grid)
    pressed("freeze", book, target=OUT)
    assert book.copies[OUT].grids[S][20, 1].value == 45657
    assert book.copies[OUT].grids[S][20, 1].text == "2024-12-31"


def test_cancelling_the_check_before_freezing_makes_no_copy():
    book = filled()
    assert pressed("freeze", book, cancel_at=1, target=OUT).said == "已取消，工作簿没有改动。"
    assert book.copies == {}
