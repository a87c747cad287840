"""说明: the figures of the selected rows, and where there are some when there are none."""

from __future__ import annotations

from support.open_books import blank_form, open_book, pressed

from addin.grid import Cell, Grid, Range


def explained(selection, book=None, **more):
    book = book or open_book()
    book.selection = selection
    before = book.state.snapshot()
    desk = pressed("explain", book, **more)
    assert book.state.snapshot() == before
    assert book.done == []
    return desk.said


def test_the_figures_of_the_selected_row_are_explained_with_rule_and_source():
    said = explained(Range(11, 4, 11, 4))
    assert "自评表!H11 “软件套数”的得分：表内空白，应为 20。" in said
    assert "取自 G11“20”、E11“≥13套”、F11“13套”" in said
    assert "规则：" in said
    assert "来源：" in said
    assert "H12" not in said


def test_all_figures_of_a_row_are_explained():
    said = explained(Range(6, 1, 6, 1))
    assert "自评表!H6" in said
    assert "自评表!I6" in said


def test_several_rows_are_explained_together_and_too_many_are_cut_short():
    assert "H12" in explained(Range(11, 1, 12, 9))
    said = explained(Range(1, 1, 1_048_576, 1))
    assert "所选行共有 9 个数，以上是前 6 个" in said


def test_a_merged_cell_counts_for_all_its_rows():
    grid = blank_form()
    grid.merges.append(Range(15, 8, 17, 8))  # the total reaches down three rows
    assert "总分" in explained(Range(17, 1, 17, 1), open_book(grid))


def test_where_a_mark_stands_there_is_nothing_to_explain():
    assert "I7" not in explained(Range(6, 1, 7, 1))


def test_a_row_without_figures_is_told_where_they_are():
    said = explained(Range(2, 1, 2, 1))
    assert "所选的第 2 行没有由规则计算的数" in said
    assert "H 列第 6—15 行" in said
    assert "第 8—9 行" in explained(Range(8, 1, 9, 1))


def test_a_chart_in_front_is_told_which_sheets_have_forms():
    book = open_book()
    book.active = ""
    said = explained(None, book)
    assert "不是普通工作表（可能是图表）" in said
    assert "请到工作表“自评表”" in said


def test_a_selected_picture_is_told_to_select_a_row():
    assert "当前选中的不是单元格" in explained(None)


def test_a_sheet_without_a_form_in_front_is_told_which_sheets_have_one():
    book = open_book(Grid("封面", {(1, 1): Cell("封面", "封面")}), blank_form())
    book.active = "封面"
    assert "当前工作表“封面”上没有绩效表单。请到工作表“自评表”" in explained(Range(1, 1, 1, 1), book)


def test_a_figure_that_nobody_can_compute_says_why():
    said = explained(Range(13, 1, 13, 1), open_book(blank_form(F13="还在推进")))
    assert "不能由规则算出" in said


def test_a_rule_that_only_stands_in_is_told_in_the_words_of_the_buttons():
    said = explained(Range(11, 1, 11, 1))
    assert "注意：" in said
    assert "请点“评分规则”选定方案" in said


def test_two_forms_below_one_another_are_told_apart_by_their_rows():
    both = blank_form()
    below = blank_form()
    for (row, column), cell in below.cells.items():
        both.cells[row + 20, column] = cell
    both.merges += [Range(m.top + 20, m.left, m.bottom + 20, m.right) for m in below.merges]
    said = explained(Range(31, 1, 31, 1), open_book(both))
    assert "自评表!H31" in said
    assert "H11" not in said
