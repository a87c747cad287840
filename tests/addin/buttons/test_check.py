"""校验: a sheet of findings with links, one comment and one colour on each cell, and no trace of the check before."""

from __future__ import annotations

import pytest
from support.open_books import S, blank_form, open_book, pressed, put

from addin.buttons.book import OpenBook
from addin.buttons.marks import comment
from addin.commands.check_book import check_book
from addin.commands.findings_sheet import HEAD, NAME
from addin.edits import AddSheet
from addin.findings import Finding
from addin.grid import Cell, Grid, position
from addin.note import parse_note


def filled(**cells):
    """A form that was filled by 计算, then changed by hand."""
    book = open_book()
    pressed("compute", book)
    for a1, value in cells.items():
        book.type_in(S, a1, value)
    book.undo.clear()
    book.done.clear()
    return book


def listed(book, name=NAME):
    """The lines of the sheet of findings below head and summary, by column."""
    grid = book.state.grids[name]
    rows = range(3, grid.size[0] + 1)
    return [{head: grid[row, column].text for column, head in enumerate(HEAD, 1)} for row in rows]


def place(a1, sheet=S):
    return sheet, position(a1)


def test_a_wrong_figure_is_listed_with_its_place_its_item_what_is_printed_and_what_it_should_be():
    book = filled(H11=18.0)
    desk = pressed("check", book)
    wrong = next(line for line in listed(book) if line["单元格"] == "H11")
    assert (wrong["工作表"], wrong["项目"], wrong["表内"], wrong["应为"]) == (S, "软件套数", "18", "20")
    assert wrong["规则"]
    assert wrong["来源"]
    assert not wrong["问题"].startswith(S)
    assert [line["序号"] for line in listed(book)] == [str(n) for n in range(1, len(listed(book)) + 1)]
    assert book.state.grids[NAME][2, HEAD.index("问题") + 1].text.startswith("01 自评表.xlsx，20")
    assert "警告" in desk.said
    assert "绩效校验结果" in desk.said


def test_every_line_with_a_cell_links_to_it():
    book = filled(H11=18.0)
    pressed("check", book)
    sheet = next(edit for edit in book.done if isinstance(edit, AddSheet))
    cells = [line["单元格"] for line in listed(book)]
    assert [target for _, _, target in sheet.links] == [f"'{S}'!{cell}" for cell in cells if cell]
    assert {column for _, column, _ in sheet.links} == {HEAD.index("单元格") + 1}
    assert len(sheet.widths) == len(HEAD) == len(sheet.rows[0])


def test_the_cells_bear_a_comment_and_a_colour_by_the_worst_finding():
    book = filled(H11=18.0, F13=None)
    pressed("check", book)
    assert book.state.comments[place("H11")].startswith("【警告】")  # the rule only stands in: no error
    assert book.state.fills[place("H11")] == "FFEB9C"
    assert parse_note(book.state.note).comments == set(book.state.comments)


def test_several_findings_of_a_cell_are_one_comment():
    found = [Finding("a", "hint", f"{S}!H9 甲", "", S, "H9"), Finding("b", "error", f"{S}!H9 乙", "", S, "H9")]
    assert comment(found) == "【错误】乙\n【提示】甲"
    assert len(comment([Finding("a", "hint", "长" * 5000)])) == 1000


def test_an_error_is_selected_before_all_others_else_the_first_finding():
    # 18 instead of 20 points is a warning, the rule only stands in; that the total is not the sum is an error
    book = filled(H11=18.0)
    desk = pressed("check", book)
    assert book.selected == [(S, "H15")]
    assert desk.warnings == 1
    book = filled(H11=18.0, H15=97.93)
    desk = pressed("check", book)
    assert book.selected == [(S, "H11")]
    assert desk.warnings == 0


def test_it_is_one_undo_step():
    book = filled(H11=18.0)
    pressed("check", book)
    assert book.undo == ["绩效自评：校验"]


def test_a_second_check_takes_away_what_the_first_one_left():
    book = filled(H11=18.0)
    book.state.fills[place("H11")] = "00B050"  # the user's own green
    before = (dict(book.state.comments), dict(book.state.fills))
    pressed("check", book)
    assert book.state.fills[place("H11")] == "FFEB9C"
    book.type_in(S, "H11", 20.0)
    book.type_in(S, "H12", 25.0)
    pressed("check", book)
    assert place("H11") not in book.state.comments
    assert book.state.fills[place("H11")] == "00B050"
    assert place("H12") in book.state.comments
    book.type_in(S, "H12", 30.0)
    pressed("settings", book, choice=next(n for n, line in enumerate(settings_of(book)) if "cn/national" in line))
    desk = pressed("check", book)
    assert "没有发现问题" in desk.said
    assert NAME not in book.state.grids
    assert (book.state.comments, book.state.fills) == before


def settings_of(book):
    return pressed("settings", book).offered


def test_checking_twice_without_a_change_gives_the_same_sheet():
    book = filled(H11=18.0)
    pressed("check", book)
    first = listed(book)
    pressed("check", book)
    assert listed(book) == first
    assert list(book.state.grids) == [S, NAME]


def test_a_comment_and_a_colour_of_the_user_stay_the_users():
    book = filled(H11=18.0)
    book.state.comments[place("H11")] = "请核实（科长）"
    pressed("check", book)
    assert book.state.comments[place("H11")] == "请核实（科长）"
    book.state.fills[place("H11")] = "FF0000"  # recoloured by hand after the check
    book.type_in(S, "H11", 20.0)
    pressed("check", book)
    assert book.state.fills[place("H11")] == "FF0000"


def test_the_sheet_of_findings_is_no_form_and_states_no_sums():
    book = filled(H11=18.0)
    pressed("check", book)
    again = pressed("compute", book)
    assert NAME not in again.said
    assert [text for text, _, _ in pressed("check", book).steps] == [f"正在校验：{S}"]


def test_a_sheet_of_that_name_that_is_the_users_stays_and_ours_takes_another_name():
    mine = Grid(NAME, {(1, 1): Cell("我的记录", "我的记录")})
    book = open_book(blank_form(H11=18.0), mine)
    pressed("check", book)
    assert book.state.grids[NAME][1, 1].text == "我的记录"
    assert listed(book, NAME + "2")


def test_a_read_only_workbook_gets_its_findings_in_the_dialog():
    book = filled(H11=18.0)
    book.read_only = True
    before = book.state.snapshot()
    desk = pressed("check", book)
    assert "自评表!H11 警告：" in desk.said
    assert "只读" in desk.said
    assert len(desk.told[0].splitlines()) <= 13
    assert book.state.snapshot() == before


def test_a_locked_structure_gets_its_findings_in_the_dialog_and_no_marks():
    book = filled(H11=18.0)
    book.structure_locked = True
    before = book.state.snapshot()
    desk = pressed("check", book)
    assert "自评表!H11 警告：" in desk.said
    assert "结构受保护" in desk.said
    assert book.state.snapshot() == before


def test_a_sheet_with_a_password_is_checked_without_marks():
    grid = blank_form(H11=18.0)
    grid.protection = "password"
    book = open_book(grid)
    desk = pressed("check", book)
    assert "没有加批注和底色" in desk.said
    assert [line for line in listed(book) if line["单元格"] == "H11"]
    assert book.state.comments == {}


def test_marks_on_a_sheet_that_is_gone_do_no_harm():
    book = open_book(blank_form("甲", H11=18.0), blank_form("乙"))
    pressed("check", book)
    del book.state.grids["甲"]
    desk = pressed("check", book)
    assert "甲" not in desk.said
    assert "没有预料" not in desk.said


def test_forms_of_one_workbook_are_tied_together():

    book = open_book(blank_form("甲"), blank_form("乙", C3="另一个项目", E6="800"))
    found = check_book(OpenBook.read(book))
    assert {finding.sheet for finding in found} >= {"甲", "乙"}


@pytest.mark.parametrize("at", range(1, 6))
def test_a_program_that_breaks_in_the_middle_leaves_the_workbook_as_it_was(at, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "设 置"))
    book = filled(H11=18.0, H12=25.0)
    before = book.state.snapshot()
    book.fail_at = at
    assert "没有预料到的问题" in pressed("check", book).said
    assert book.state.snapshot() == before


def test_cancelling_changes_nothing():
    book = filled(H11=18.0)
    before = book.state.snapshot()
    assert pressed("check", book, cancel_at=1).said == "已取消，工作簿没有改动。"
    assert book.state.snapshot() == before


def test_names_with_quotes_can_be_linked():
    grid = blank_form("李某's 表")
    put(grid, "H11", 18.0)
    book = open_book(grid)
    pressed("check", book)
    sheet = next(edit for edit in book.done if isinstance(edit, AddSheet))
    assert sheet.links[0][2].startswith("'李某''s 表'!")
