"""计算: the blank figures of the open workbook are filled in one step, and only those."""

from __future__ import annotations

import pytest
from support.open_books import FIRST, TOTAL, S, blank_form, open_book, pressed, put

from addin.edits import SetValue
from addin.grid import Cell, Grid


def test_the_blank_figures_are_filled_and_the_summary_says_what_came_out():
    book = open_book()
    desk = pressed("compute", book)
    # 694.9/700 = 99.27 %, of 10 points: 9.927 -> 9.93; 9.93 + 20 + 30 + 30 + 10 = 99.93
    assert book.cell(S, "H6").text == "99.27%"
    assert [book.cell(S, f"H{row}").value for row in range(FIRST, TOTAL + 1)] == [20, 30, 30, 10, 99.93]
    assert book.cell(S, "I6").value == 9.93
    assert book.cell(S, "I15").text == "等级：优"
    assert desk.told[0].startswith("填写 8 格。\n· 自评表（项目支出绩效自评表）：填写 8 格，总分 99.93，等级 优")
    assert desk.warnings == 0


def test_it_is_one_undo_step_with_the_buttons_name():
    book = open_book()
    pressed("compute", book)
    assert book.undo == ["绩效自评：计算"]


def test_a_second_time_there_is_nothing_to_do_and_no_undo_step():
    book = open_book()
    pressed("compute", book)
    before = book.state.snapshot()
    desk = pressed("compute", book)
    assert desk.told[0].startswith("没有需要填写的空白格，工作簿没有改动。")
    assert book.state.snapshot() == before
    assert len(book.undo) == 1


def test_a_second_time_cells_that_stay_blank_are_not_called_filled():
    book = open_book(blank_form(F13="还在推进", F12=None))
    pressed("compute", book)
    desk = pressed("compute", book)
    assert desk.told[0].startswith("能按规则填写的都已填好，工作簿没有改动。")
    assert "仍空着" in desk.told[0]


def test_what_people_typed_stays_and_the_total_adds_it():
    book = open_book(blank_form(H12=29.0))
    desk = pressed("compute", book)
    assert book.cell(S, "H12").value == 29
    assert book.cell(S, "H15").value == 98.93
    assert "填写 7 格" in desk.said


def test_our_figures_follow_a_changed_input():
    book = open_book()
    pressed("compute", book)
    book.type_in(S, "G6", "10")
    book.type_in(S, "F6", "350")  # 350/700 = 50 %
    pressed("compute", book)
    assert book.cell(S, "H6").text == "50.00%"
    assert book.cell(S, "I6").value == 5
    assert book.cell(S, "H15").value == 95


def test_cells_that_no_rule_decides_stay_blank_and_the_reason_is_told():
    book = open_book(blank_form(F13="还在推进", F12=None))
    desk = pressed("compute", book)
    assert book.cell(S, "H13").value is None
    assert book.cell(S, "H15").value is None
    assert "仍空着" in desk.said
    assert "自评表!H13 “信息化水平”的得分：" in desk.said
    assert desk.said.index("自评表!H13") < desk.said.index("总分")


def test_a_long_list_of_blanks_ends_with_where_to_find_the_rest():
    grids = [blank_form(f"自评表{n}", F11=None, F12=None, F13=None, F14=None) for n in range(4)]
    said = pressed("compute", open_book(*grids)).told[0]
    assert len(said.splitlines()) <= 14
    assert "点“校验”后见“绩效校验结果”" in said


def test_several_forms_are_filled_in_one_step_and_listed():
    book = open_book(blank_form("甲项目"), blank_form("乙项目"))
    desk = pressed("compute", book)
    assert book.undo == ["绩效自评：计算"]
    assert "· 甲项目（项目支出绩效自评表）：填写 8 格" in desk.said
    assert "· 乙项目（项目支出绩效自评表）：填写 8 格" in desk.said
    assert [text for text, _, _ in desk.steps] == ["正在计算：甲项目", "正在计算：乙项目"]
    assert [(done, total) for _, done, total in desk.steps] == [(0, 2), (1, 2)]


def test_a_formula_of_the_user_is_kept_and_its_new_value_counts():
    grid = blank_form()
    put(grid, "H15", 0.0, "SUM(H11:H14)+I6")

    def recalculate(grids):
        one = grids[S]
        total = sum(one[row, 8].value or 0 for row in range(11, 15)) + (one[6, 9].value or 0)
        one.cells[15, 8] = Cell(total, f"{total:.2f}", "SUM(H11:H14)+I6")

    book = open_book(grid, recalculate=recalculate)
    pressed("compute", book)
    assert book.cell(S, "H15").formula == "SUM(H11:H14)+I6"
    assert book.cell(S, "H15").text == "99.93"
    assert book.cell(S, "I15").text == "等级：优"


def test_a_formula_of_ours_that_shows_a_value_stays_a_formula():
    from addin.edits import SetFormula
    from addin.note import Note

    book = open_book()
    note = Note()
    with book.transaction("以前写的函数"):
        book.write([SetFormula(S, 11, 8, "PERF_SCORE(G11,E11,F11)", 20)], note)
    pressed("compute", book)
    assert book.cell(S, "H11").formula == "PERF_SCORE(G11,E11,F11)"
    assert book.cell(S, "H15").value == 99.93


def test_a_new_workbook_that_was_never_saved_is_filled_like_any_other():
    book = open_book(path="")
    assert "填写 8 格" in pressed("compute", book).said


def test_it_works_on_the_workbook_whatever_sheet_is_in_front():
    book = open_book()
    book.active, book.selection = "", None
    assert "填写 8 格" in pressed("compute", book).said


def test_a_read_only_workbook_is_refused_with_what_to_do():
    book = open_book()
    book.read_only = True
    desk = pressed("compute", book)
    assert "以只读方式打开" in desk.said
    assert "另存为" in desk.said
    assert book.done == []


def test_a_sheet_with_a_password_is_refused_before_anything_is_written():
    locked = blank_form("乙项目")
    locked.protection = "password"
    book = open_book(blank_form("甲项目"), locked)
    desk = pressed("compute", book)
    assert "工作表“乙项目”设有保护密码" in desk.said
    assert "撤销工作表保护" in desk.said
    assert book.done == []


def test_an_open_protection_is_no_obstacle():
    grid = blank_form()
    grid.protection = "open"
    assert "填写 8 格" in pressed("compute", open_book(grid)).said


def test_a_password_on_a_sheet_that_needs_nothing_is_no_obstacle():
    cover = Grid("封面", {(1, 1): Cell("封面", "封面")}, protection="password")
    assert "填写 8 格" in pressed("compute", open_book(cover, blank_form())).said


@pytest.mark.parametrize("at", range(1, 9))
def test_a_program_that_breaks_in_the_middle_leaves_the_workbook_as_it_was(at, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "设 置"))
    book = open_book()
    before = book.state.snapshot()
    book.fail_at = at
    desk = pressed("compute", book)
    assert "没有预料到的问题" in desk.said
    assert book.state.snapshot() == before
    assert book.undo == []


@pytest.mark.parametrize("at", range(1, 5))
def test_cancelling_takes_everything_back_even_after_the_first_round_was_written(at):
    grids = [blank_form("甲项目"), blank_form("乙项目")]
    put(grids[0], "H15", 0.0, "SUM(H11:H14)+I6")  # a formula makes a second round
    book = open_book(*grids)
    before = book.state.snapshot()
    desk = pressed("compute", book, cancel_at=at)
    assert desk.said == "已取消，工作簿没有改动。"
    assert bool(book.done) == (at > 2)
    assert book.state.snapshot() == before
    assert book.undo == []


def test_only_figures_are_written():
    book = open_book()
    pressed("compute", book)
    assert all(isinstance(edit, SetValue) for edit in book.done)
