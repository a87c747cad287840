"""全部重算: asks first and names what would change; what agrees with the rule is left."""

from __future__ import annotations

import pytest
from support.open_books import S, blank_form, open_book, pressed, put

from addin.grid import Cell


def typed(**cells):
    return open_book(blank_form(**cells))


def test_it_asks_and_names_each_figure_that_somebody_typed_and_the_rule_does_not_give():
    book = typed(H11=15.0, H12=30.0, H15=94.0)
    desk = pressed("recompute", book)
    assert "表内已有的 2 个数会被改写" in desk.asked[0]
    assert "自评表!H11：15.0 → 20" in desk.asked[0]
    assert "自评表!H15：94.0 → 99.93" in desk.asked[0]
    assert "H12" not in desk.asked[0]
    assert "可以撤销" in desk.asked[0]
    assert book.cell(S, "H11").value == 20
    assert book.cell(S, "H15").value == 99.93
    assert book.undo == ["绩效自评：全部重算"]


def test_no_means_that_nothing_happens():
    book = typed(H11=15.0)
    before = book.state.snapshot()
    desk = pressed("recompute", book, answers=[False])
    assert book.state.snapshot() == before
    assert desk.told == []


def test_blank_cells_are_filled_without_a_question():
    book = open_book()
    desk = pressed("recompute", book)
    assert desk.asked == []
    assert "填写 8 格" in desk.said


def test_nothing_to_change_is_said_and_leaves_no_undo_step():
    book = open_book()
    pressed("compute", book)
    before = book.state.snapshot()
    desk = pressed("recompute", book)
    assert desk.asked == []
    assert desk.told[0].startswith("各计算项与规则一致，没有要改写的，工作簿没有改动。")
    assert book.state.snapshot() == before


def test_a_formula_that_shows_what_the_rule_gives_is_left_another_is_named_and_replaced():
    grid = blank_form()
    grid.cells[11, 8] = Cell(20.0, "20", "G11")
    put(grid, "H12", 15.0, "G12/2")
    book = open_book(grid)
    desk = pressed("recompute", book)
    assert "表内已有的 1 个公式会被改写" in desk.asked[0]
    assert "H12：15.0（=G12/2）→ 30" in desk.asked[0]
    assert book.cell(S, "H11").formula == "G11"
    assert (book.cell(S, "H12").formula, book.cell(S, "H12").value) == (None, 30)


def test_a_mark_that_stands_for_a_rate_is_left():
    book = open_book()
    pressed("recompute", book)
    assert book.cell(S, "H7").text == "—"


def test_many_changes_are_counted_and_not_all_listed():
    grids = [blank_form(f"项目{n}", H11=1.0, H12=1.0, H13=1.0, H14=1.0) for n in range(5)]
    asked = pressed("recompute", open_book(*grids), answers=[False]).asked[0]
    assert "20 个数" in asked
    assert "另有 13 处" in asked
    assert len(asked.splitlines()) <= 12


def test_a_sheet_with_a_password_is_refused_before_the_question():
    grid = blank_form(H11=15.0)
    grid.protection = "password"
    book = open_book(grid)
    desk = pressed("recompute", book)
    assert desk.asked == []
    assert "设有保护密码" in desk.said
    assert book.done == []


def test_a_read_only_workbook_is_refused_before_the_question():
    book = typed(H11=15.0)
    book.read_only = True
    desk = pressed("recompute", book)
    assert desk.asked == []
    assert "以只读方式打开" in desk.said


@pytest.mark.parametrize("at", [1, 4])
def test_cancelling_takes_everything_back(at):
    book = open_book(*[blank_form(f"项目{n}", H11=1.0) for n in range(4)])
    before = book.state.snapshot()
    assert pressed("recompute", book, cancel_at=at).said == "已取消，工作簿没有改动。"
    assert book.state.snapshot() == before
