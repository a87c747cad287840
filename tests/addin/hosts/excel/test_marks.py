"""Colours, comments, sheets of ours and inserted rows."""

import pytest
from support.fake_excel.cells import Comment
from support.fake_excel.form import FINDINGS, FORM, LIST, cell, form_file, write
from support.fake_excel.state import state_of

from addin.edits import AddSheet, InsertRows, RemoveSheet, SetComment, SetFill, SetValue
from addin.grid import Range
from addin.note import FormerFill, Note
from addin.problems import Problem


@pytest.fixture
def book(desktop):
    opened = desktop.open(form_file())
    opened._active = opened._sheets[0]
    return opened


def test_a_colour_is_given_and_taken_back(desktop, book):
    sheet = book.Worksheets.Item(FORM)
    sheet._cell((3, 3)).pattern, sheet._cell((3, 3)).color = 1, float(0x50B000)
    sheet._cell((4, 4)).pattern, sheet._cell((4, 4)).theme, sheet._cell((4, 4)).tint = 1, 5, 0.4
    before = state_of(book)["cells"]
    note = write(desktop, *[SetFill(FORM, at, at, "FFEB9C") for at in (2, 3, 4)])
    assert {cell(book, at, at).color for at in (2, 3, 4)} == {float(0x9CEBFF)}
    assert note.fills[FORM, (3, 3)].plain == "00B050"
    write(desktop, *[SetFill(FORM, at, at, "FFC7CE") for at in (2, 3, 4)])
    note = write(desktop, *[SetFill(FORM, at, at, None) for at in (2, 3, 4)])
    assert not note.fills
    after = state_of(book)["cells"]
    assert {where: one[2][:2] + one[2][3:] for where, one in after.items()} == {
        where: one[2][:2] + one[2][3:] for where, one in before.items()
    }
    assert cell(book, 3, 3).color == float(0x50B000)


def test_a_colour_that_the_user_changed_since_is_the_user_s(desktop, book):
    note = write(desktop, SetFill(FORM, 2, 2, "FFEB9C"))
    cell(book, 2, 2).color = float(0x0000FF)
    note = write(desktop, SetFill(FORM, 2, 2, None), note=note)
    assert cell(book, 2, 2).color == float(0x0000FF)
    assert not note.fills


def test_a_pattern_or_gradient_is_left_alone(desktop, book):
    cell(book, 2, 2).pattern = 4000  # xlPatternLinearGradient
    note = write(desktop, SetFill(FORM, 2, 2, "FFEB9C"))
    assert (cell(book, 2, 2).pattern, note.fills) == (4000, {})


def test_a_fill_recorded_by_the_file_commands_is_given_back(desktop, book):
    for fill, expected in {
        '<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill>': (
            "color",
            float(0x50B000),
        ),
        '<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.6"/></patternFill></fill>': ("theme", 5),
        '<fill><patternFill patternType="solid"><fgColor indexed="10"/></patternFill></fill>': ("color", 3.0),
        '<fill><patternFill patternType="none"/></fill>': ("pattern", -4142),
        "<forged>": ("pattern", -4142),
    }.items():
        note = Note(fills={(FORM, (2, 2)): FormerFill(7, fill, "FFEB9C")})
        cell(book, 2, 2).pattern, cell(book, 2, 2).color = 1, float(0x9CEBFF)
        write(desktop, SetFill(FORM, 2, 2, None), note=note)
        assert getattr(cell(book, 2, 2), expected[0]) == expected[1]


def test_a_merge_is_coloured_as_a_whole(desktop, book):
    book.Worksheets.Item(FORM)._merges = [Range(2, 2, 3, 3)]
    write(desktop, SetFill(FORM, 2, 2, "FFEB9C"))
    assert {cell(book, r, c).pattern for r in (2, 3) for c in (2, 3)} == {1}


def test_comments_of_ours_come_and_go(desktop, book):
    note = write(desktop, SetComment(FORM, 2, 2, "得分应为 9.5"))
    made = cell(book, 2, 2).comment
    assert (made.Text(), made.Visible) == ("绩效校验：\n得分应为 9.5", False)
    assert note.comments == {(FORM, (2, 2))}
    write(desktop, SetComment(FORM, 2, 2, "得分应为 9"))
    assert cell(book, 2, 2).comment.Text() == "绩效校验：\n得分应为 9"
    note = write(desktop, SetComment(FORM, 2, 2, None))
    assert (cell(book, 2, 2).comment, note.comments) == (None, set())


def test_a_comment_of_ours_from_a_file_is_known_by_its_author(desktop, book):
    one = cell(book, 2, 2)
    one.comment = Comment(desktop.excel, one, "得分应为 9.5", "绩效校验")
    write(desktop, SetComment(FORM, 2, 2, None), note=Note(comments={(FORM, (2, 2))}))
    assert one.comment is None


def test_the_user_s_comments_and_conversations_are_never_touched(desktop, book):
    one, other = cell(book, 2, 2), cell(book, 3, 2)
    one.comment, other.thread = Comment(desktop.excel, one, "请核对", "李四"), "conversation"
    # a forged note names the user's comment as ours
    note = Note(comments={(FORM, (2, 2))})
    write(
        desktop,
        SetComment(FORM, 2, 2, "我们的"),
        SetComment(FORM, 3, 2, "我们的"),
        SetComment(FORM, 2, 2, None),
        note=note,
    )
    assert (one.comment.Text(), other.comment, note.comments) == ("请核对", None, set())


def test_a_sheet_of_ours_is_added_last_with_links_and_the_form_stays_in_front(desktop, book):
    note = write(desktop, LIST)
    assert [one._name for one in book._sheets] == [FORM, "底稿", FINDINGS]
    sheet = book._sheets[-1]
    assert sheet.Range("A1:B3").Value2 == (("位置", "问题"), ("自评表!H9", "=得分不对"), ("自评表!H10", 9.5))
    assert [(one.Range.Row, one.Range.Column, one.SubAddress) for one in sheet._links] == [(2, 1, "'自评表'!H9")]
    assert (sheet._widths, sheet._window["SplitRow"], sheet._window["FreezePanes"]) == ({1: 12, 2: 60}, 1, True)
    assert book.ActiveSheet.Name == FORM
    assert note.sheets == {FINDINGS}


def test_a_second_list_takes_the_place_of_the_first(desktop, book):
    write(desktop, LIST)
    write(desktop, AddSheet(FINDINGS, [["位置"], ["新的"]]))
    sheet = book._sheets[-1]
    assert len(book._sheets) == 3
    assert {where: one.value for where, one in sheet._cells.items() if one.value is not None} == {
        (1, 1): "位置",
        (2, 1): "新的",
    }
    assert sheet._links == []


def test_a_list_that_the_user_has_hidden_is_replaced_and_stays_hidden(desktop, book):
    write(desktop, LIST)
    book._sheets[-1]._visible = 0
    write(desktop, AddSheet(FINDINGS, [["位置"], ["新的"]]))
    assert book._sheets[-1]._visible == 0
    assert book._sheets[-1]._cell((2, 1)).value == "新的"


def test_a_sheet_of_the_user_s_is_neither_replaced_nor_removed(desktop, book):
    book._sheets[1]._name = FINDINGS
    before = state_of(book)
    for edit in (LIST, RemoveSheet(FINDINGS)):
        with pytest.raises(Problem, match="不是我们生成的") as caught:
            write(desktop, SetValue(FORM, 2, 2, "先"), edit)
        assert caught.value.code == "edit.sheet-not-ours"
    assert state_of(book) == before


def test_a_sheet_of_ours_is_removed_without_a_question(desktop, book):
    write(desktop, LIST)
    note = write(desktop, RemoveSheet(FINDINGS), RemoveSheet("绩效校验别的"))
    assert ([one._name for one in book._sheets], note.sheets) == ([FORM, "底稿"], set())


def test_the_last_visible_sheet_is_not_removed(desktop, book):
    note = write(desktop, LIST)
    for sheet in book._sheets[:2]:
        sheet._visible = 0
    book._active = book._sheets[2]
    with pytest.raises(Problem, match="唯一可见的工作表"):
        write(desktop, RemoveSheet(FINDINGS), note=note)


def test_a_workbook_with_a_protected_structure(desktop, book):
    book._structure = True
    before = state_of(book)
    with pytest.raises(Problem, match="结构受保护") as caught:
        write(desktop, SetFill(FORM, 2, 2, "FFEB9C"), LIST)
    assert caught.value.code == "workbook.locked"
    assert state_of(book) == before


def test_rows_are_inserted_formatted_like_their_model(desktop, book):
    sheet = book.Worksheets.Item(FORM)
    sheet._merges = [Range(2, 1, 9, 1), Range(5, 3, 5, 4)]
    sheet._heights[5] = 30
    sheet._cell((5, 6)).number_format = "0.00%"
    write(desktop, InsertRows(FORM, 6, 2, 5), SetValue(FORM, 6, 2, "新"))
    assert sorted(sheet._merges, key=str) == [
        Range(2, 1, 11, 1),
        Range(5, 3, 5, 4),
        Range(6, 3, 6, 4),
        Range(7, 3, 7, 4),
    ]
    assert (sheet._cell((6, 6)).number_format, sheet._cell((6, 6)).value, sheet._height(7)) == ("0.00%", None, 30)
    assert (sheet._cell((8, 2)).value, sheet._cell((6, 2)).value) == ("6.2", "新")
