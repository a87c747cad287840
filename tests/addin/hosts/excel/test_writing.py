"""Writing into an open workbook: what is asked for, nothing else, all or nothing."""

import io
from decimal import Decimal

import openpyxl
import pytest
from support.fake_excel.com import REJECTED, refusal
from support.fake_excel.ranges import Comment
from support.fake_excel.state import state_of
from support.pywin32_stub import com_error

from addin.edits import AddSheet, InsertRows, RemoveSheet, SetComment, SetFill, SetFormula, SetValue
from addin.grid import Range
from addin.note import FormerFill, Note
from addin.problems import Cancelled, Problem
from udfs.core.errors import CellError

FORM = "自评表"
FINDINGS = "绩效校验结果"


@pytest.fixture
def book(desktop):
    made = openpyxl.Workbook()
    made.active.title = FORM
    for row in range(1, 13):
        for column in range(1, 7):
            made.active.cell(row, column, f"{row}.{column}" if column < 4 else row * column)
    made.create_sheet("底稿")
    out = io.BytesIO()
    made.save(out)
    opened = desktop.open(out.getvalue())
    opened._active = opened._sheets[0]
    return opened


def cell(book, row, column, sheet=FORM):
    return book.Worksheets.Item(sheet)._cell((row, column))


def held(book, row, column):
    one = cell(book, row, column)
    return one.value, one.formula, one.number_format


def write(desktop, *edits, note=None):
    note = desktop.workbook.read().note if note is None else note
    desktop.workbook.write(edits, note)
    return note


# ---- contents


@pytest.mark.parametrize(
    "text",
    ["95%", "95.30%", "=A1", "+5", "-", "—", "@王", "3-4", "2024年12月", "12月10日", "1,234.5", "TRUE", "true", "#N/A", "1e5", "10:30",
     "(5)", "¥5", "１２", "'引号", "\"引号\"", "优", "≥16万人", "一等", "二〇二四年", " 5 ", "/", "\\", "0.5", "1/2"],
)  # fmt: skip
def test_text_stays_the_text_it_is_and_keeps_the_form_s_format(desktop, book, text):
    write(desktop, SetValue(FORM, 2, 2, text))
    assert held(book, 2, 2) == (text, None, "General")


def test_text_in_a_text_cell(desktop, book):
    cell(book, 2, 2).number_format = "@"
    write(desktop, SetValue(FORM, 2, 2, "=95%"))
    assert held(book, 2, 2) == ("=95%", None, "@")
    assert cell(book, 2, 2).prefix == ""


def test_numbers_are_doubles_whatever_they_come_as(desktop, book):
    for column, value in enumerate((9.55, Decimal("0.123456789"), 10, 2**40), 1):
        write(desktop, SetValue(FORM, 2, column, value))
        assert held(book, 2, column) == (float(value), None, "General")


def test_a_number_or_formula_in_a_text_cell_stays_one(desktop, book):
    for column in (2, 3):
        cell(book, 2, column).number_format = "@"
    write(desktop, SetValue(FORM, 2, 2, Decimal("9.5")), SetFormula(FORM, 2, 3, "SUM(D2:E2)", 5))
    assert held(book, 2, 2) == (9.5, None, "@")
    assert held(book, 2, 3) == ("", "=SUM(D2:E2)", "@")


def test_errors_truth_values_and_nothing(desktop, book):
    write(
        desktop, SetValue(FORM, 2, 1, CellError("#N/A")), SetValue(FORM, 2, 2, True), SetValue(FORM, 2, 3, None),
    )  # fmt: skip
    assert [held(book, 2, c)[0] for c in (1, 2, 3)] == [-2146826246, True, None]


def test_number_formats(desktop, book):
    write(
        desktop,
        SetValue(FORM, 2, 4, 0.9927, "0.00%"),
        SetValue(FORM, 2, 5, 0.5),
        SetFormula(FORM, 3, 4, "D2*2", 1, "0.0"),
    )
    assert held(book, 2, 4) == (0.9927, None, "0.00%")
    assert held(book, 2, 5) == (0.5, None, "General")
    assert held(book, 3, 4) == ("", "=D2*2", "0.0")


def test_line_breaks_are_those_of_cells(desktop, book):
    write(desktop, SetValue(FORM, 2, 2, "一\r\n二\r三"))
    assert held(book, 2, 2)[0] == "一\n二\n三"


def test_long_texts_and_too_long_ones(desktop, book):
    long = "很" * 20_000
    write(desktop, SetValue(FORM, 2, 2, long), SetValue(FORM, 2, 3, "短"))
    assert (held(book, 2, 2)[0], held(book, 2, 3)[0]) == (long, "短")
    before = state_of(book)
    with pytest.raises(Problem, match=r"自评表!B3 的内容有 32,768 个字符"):
        write(desktop, SetValue(FORM, 3, 2, "长" * 32_768))
    assert state_of(book) == before


def test_adjacent_cells_are_written_together(desktop, book, monkeypatch):
    from support.fake_excel.ranges import Range as FakeRange

    written = []
    former = FakeRange.Formula
    monkeypatch.setattr(
        FakeRange, "Formula", property(former.fget, lambda self, v: (written.append(self._area), former.fset(self, v)))
    )
    write(desktop, *[SetValue(FORM, row, column, row * column) for row in range(2, 12) for column in (4, 5)])
    assert written == [Range(2, 4, 11, 5)]


def test_the_last_of_several_edits_of_one_cell_stands(desktop, book):
    note = write(desktop, SetFormula(FORM, 2, 2, "D2", 1), SetValue(FORM, 2, 2, "乙"))
    assert held(book, 2, 2)[:2] == ("乙", None)
    assert note.is_ours(FORM, (2, 2), "乙")


def test_a_cell_under_a_merge_is_refused(desktop, book):
    book.Worksheets.Item(FORM)._merges = [Range(2, 2, 2, 4)]
    before = state_of(book)
    with pytest.raises(Problem, match=r"自评表!C2 被合并单元格覆盖.*应写入其左上角 B2") as caught:
        write(desktop, SetValue(FORM, 5, 5, 1), SetValue(FORM, 2, 3, 1))
    assert caught.value.code == "edit.merged"
    assert state_of(book) == before
    write(desktop, SetValue(FORM, 2, 2, "左上角"))
    assert held(book, 2, 2)[0] == "左上角"


def test_part_of_an_array_formula_is_refused_by_excel_and_nothing_is_written(desktop, book):
    for row in (5, 6):
        cell(book, row, 6).formula, cell(book, row, 6).array = "=D5:D6*2", Range(5, 6, 6, 6)
    before = state_of(book)
    with pytest.raises(Problem, match="写入工作表“自评表”没有成功，Excel 的说明是：不能更改数组的某一部分"):
        write(desktop, SetValue(FORM, 2, 2, "先"), SetFill(FORM, 2, 2, "FFEB9C"), SetValue(FORM, 5, 6, 1))
    assert state_of(book) == before


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (SetValue("没有", 1, 1, 1), "sheet.missing"), (SetValue(FORM, 0, 1, 1), "edit.outside"),
        (SetFill(FORM, 1, 16385, "FFFFFF"), "edit.outside"), (AddSheet("自评表", [["一"]]), "edit.sheet-name"),
        (AddSheet("绩效校验:结果", [["一"]]), "edit.sheet-name"), (InsertRows(FORM, 0, 1, 1), "edit.outside"),
    ],
)  # fmt: skip
def test_impossible_edits_are_refused_and_change_nothing(desktop, book, edit, code):
    before = state_of(book)
    with pytest.raises(Problem) as caught:
        write(desktop, SetValue(FORM, 2, 2, "先"), edit)
    assert caught.value.code == code
    assert state_of(book) == before


# ---- the note


def test_the_note_lies_where_files_keep_it_and_knows_what_was_written(desktop, book):
    write(
        desktop,
        SetValue(FORM, 2, 4, Decimal("9.50")),
        SetFormula(FORM, 3, 4, "SUM( D4:D5 )", 9),
        SetValue(FORM, 2, 2, "=优"),
    )
    (part,) = book._parts
    assert part.NamespaceURI == "urn:jixiao:note"
    note = desktop.workbook.read().note
    assert note.is_ours(FORM, (2, 4), 9.5)
    assert note.is_ours(FORM, (3, 4), 1, "SUM(D4:D5)")
    assert note.is_ours(FORM, (2, 2), "=优")
    assert not note.is_ours(FORM, (2, 4), 9.0)
    write(desktop, SetValue(FORM, 5, 4, 1))
    assert len(book._parts) == 1


def test_a_forged_note_is_an_empty_one(desktop, book):
    book.CustomXMLParts.Add(
        '<note xmlns="urn:jixiao:note"><sheet name="自评表"/><cell sheet="x" at="A0" type="n" value="1"/></note>'
    )
    assert not desktop.workbook.read().note


# ---- fills and comments


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


# ---- sheets of ours

LIST = AddSheet(
    FINDINGS, [["位置", "问题"], ["自评表!H9", "=得分不对"], ["自评表!H10", 9.5]], (12, 60), ((2, 1, "'自评表'!H9"),)
)


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


# ---- rows


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


# ---- protection and settings


def test_a_protection_without_a_password_is_lifted_and_put_back(desktop, book):
    sheet = book.Worksheets.Item(FORM)
    sheet.Protect(DrawingObjects=False, Scenarios=True, AllowFormattingCells=True, AllowSorting=True)
    sheet.EnableSelection = 1
    write(desktop, SetValue(FORM, 2, 2, "写"), SetFill(FORM, 2, 2, "FFEB9C"), SetComment(FORM, 2, 2, "批"))
    assert held(book, 2, 2)[0] == "写"
    assert (sheet._protected, sheet._password, sheet.EnableSelection) == (True, "", 1)
    assert (sheet.ProtectDrawingObjects, sheet.ProtectScenarios) == (False, True)
    assert [name for name, allowed in sheet._options.items() if allowed and name.startswith("Allow")] == [
        "AllowFormattingCells", "AllowSorting",
    ]  # fmt: skip


def test_it_is_put_back_even_if_the_write_fails(desktop, book):
    sheet = book.Worksheets.Item(FORM)
    sheet.Protect(Password="")
    before = state_of(book)["cells"]
    desktop.excel._fail_at = desktop.excel._writes + 2
    with pytest.raises(Problem):
        write(desktop, SetValue(FORM, 2, 2, "写"), SetFill(FORM, 2, 2, "FFEB9C"))
    assert sheet._protected
    assert state_of(book)["cells"] == before


def test_a_protection_with_a_password_is_refused(desktop, book):
    book.Worksheets.Item("底稿").Protect(Password="")
    book.Worksheets.Item(FORM).Protect(Password="1234")
    before = state_of(book)
    with pytest.raises(Problem, match="工作表“自评表”设有保护密码") as caught:
        write(desktop, SetValue("底稿", 2, 2, "写"), SetValue(FORM, 2, 2, "写"))
    assert caught.value.code == "sheet.password"
    after = state_of(book)
    assert (after["cells"], after["protected"].keys()) == (before["cells"], before["protected"].keys())
    assert book.Worksheets.Item("底稿")._protected


def test_a_protection_for_the_user_alone_needs_no_lifting(desktop, book):
    sheet = book.Worksheets.Item(FORM)
    sheet.Protect(Password="1234", UserInterfaceOnly=True)
    write(desktop, SetValue(FORM, 2, 2, "写"))
    assert (held(book, 2, 2)[0], sheet._password) == ("写", "1234")


@pytest.mark.parametrize("calculation", [-4105, -4135, 2])
def test_excel_s_settings_are_as_before_and_formulas_are_calculated(desktop, book, calculation):
    desktop.excel.Calculation = calculation
    desktop.excel.EnableEvents = False
    before, calculated = desktop.settings(), desktop.excel._calculations
    write(desktop, SetValue(FORM, 2, 2, 1), SetValue(FORM, 9, 2, 1), SetValue(FORM, 9, 6, 1))
    assert desktop.settings() == before
    if calculation != 2:
        assert desktop.excel._calculations == calculated + 1


# ---- all or nothing

EVERYTHING = (
    SetValue(FORM, 2, 2, "95%"), SetValue(FORM, 2, 3, 9.5, "0.00"), SetFormula(FORM, 3, 3, "SUM(D1:D2)", 3), SetFill(FORM, 2, 2, "FFEB9C"),
    SetComment(FORM, 2, 2, "批注"), SetComment(FORM, 9, 2, None), SetFill(FORM, 9, 2, None), InsertRows(FORM, 5, 2, 4),
    SetValue(FORM, 5, 4, None), AddSheet(FINDINGS, [["新"]]), RemoveSheet("绩效校验旧表"), SetValue(FORM, 12, 4, "=文字"),
)  # fmt: skip


def prepared(desktop, book):
    """A second run: something of ours is there already."""
    cell(book, 9, 2).pattern, cell(book, 9, 2).color = 1, float(0x50B000)
    cell(book, 2, 3).value, cell(book, 2, 3).number_format = "007", "@"
    write(
        desktop,
        LIST,
        AddSheet("绩效校验旧表", [["旧"], ["表"]], (9,)),
        SetFill(FORM, 9, 2, "FFC7CE"),
        SetComment(FORM, 9, 2, "旧批注"),
    )


def test_wherever_excel_fails_everything_is_as_before(desktop, book):
    prepared(desktop, book)
    before, note = state_of(book), desktop.workbook.read().note
    known = note.copy()
    failures = 0
    while True:
        desktop.excel._fail_at = desktop.excel._writes + failures + 1
        raised = None
        try:
            desktop.workbook.write(EVERYTHING, note)
        except Problem as problem:
            raised = problem
        if raised is None:
            break
        assert (raised.code, "内存不足" in raised.message) == ("host.refused", True)
        assert comparable(state_of(book)) == comparable(before), f"change {failures + 1}"
        assert note == known
        failures += 1
        assert failures < 60
    assert failures > 12
    assert state_of(book) != before


def comparable(state):
    """Sheets of ours are made anew: their looks are those of new ones, what they hold counts."""
    cells = {where: one if where[0] == FORM else one[:2] for where, one in state["cells"].items()}
    return {
        **state,
        "cells": {w: c for w, c in cells.items() if c not in ((None, None),)},
        "sheets": sorted(state["sheets"]),
    }


def test_an_interruption_by_the_user_takes_the_whole_transaction_back(desktop, book):
    before = state_of(book)
    workbook = desktop.workbook
    note = workbook.read().note

    def interrupted():
        with workbook.transaction("绩效自评：计算"):
            workbook.write([SetValue(FORM, 2, 2, "一")], note)
            workbook.write([SetValue(FORM, 3, 2, "二"), LIST], note)
            raise Cancelled

    with pytest.raises(Cancelled):
        interrupted()
    assert state_of(book) == before
    assert desktop.excel._undo is None


def test_an_error_that_excel_does_not_let_us_take_back_is_told_plainly(desktop, book, monkeypatch):
    from addin.hosts.excel.journal import Contents

    def refuse(self, book):
        raise refusal("对象已断开连接")

    monkeypatch.setattr(Contents, "undo", refuse)
    desktop.excel._fail_at = desktop.excel._writes + 2
    with pytest.raises(Problem, match=r"没能全部撤回.*请不要保存") as caught:
        write(desktop, SetValue(FORM, 2, 2, "写"), SetFill(FORM, 2, 2, "FFEB9C"))
    assert caught.value.code == "host.half-done"


def test_excel_closed_in_the_middle(desktop, book):
    desktop.excel._fail_at, desktop.excel._failure = (
        desktop.excel._writes + 1,
        com_error(-2147023174, "RPC 服务器不可用。"),
    )
    with pytest.raises(Problem, match="Excel 或这个工作簿已经关闭") as caught:
        write(desktop, SetValue(FORM, 2, 2, "写"))
    assert caught.value.code in ("host.gone", "host.half-done")


def test_a_dialog_opened_in_the_middle(desktop, book):
    before = state_of(book)
    desktop.excel._fail_at, desktop.excel._failure = (
        desktop.excel._writes + 1,
        com_error(REJECTED, "被呼叫方拒绝接收呼叫。"),
    )
    with pytest.raises(Problem, match="请按 Esc 或回车结束编辑"):
        write(desktop, SetValue(FORM, 2, 2, "写"))
    assert state_of(book) == before


def test_nothing_to_write_touches_nothing(desktop, book):
    desktop.excel.OnUndo("撤销键入", "x")
    desktop.workbook.write([], Note())
    assert desktop.excel._undo == ("撤销键入", "x")
    assert book._parts == []
