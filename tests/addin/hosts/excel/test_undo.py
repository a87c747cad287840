"""One step in Excel's undo list for the whole of a button."""

import io

import openpyxl
import pytest
from support.fake_excel.state import state_of

from addin.edits import AddSheet, InsertRows, SetComment, SetFill, SetFormula, SetValue
from addin.note import Note

FORM = "自评表"
EDITS = (
    SetValue(FORM, 2, 2, "95%"), SetValue(FORM, 2, 3, 9.5, "0.00"), SetFormula(FORM, 3, 3, "SUM(D1:D2)", 3), SetFill(FORM, 2, 2, "FFEB9C"),
    SetComment(FORM, 2, 2, "批注"), AddSheet("绩效校验结果", [["位置"], ["H9"]], (9,), ((2, 1, "'自评表'!H9"),)), InsertRows(FORM, 3, 2, 2),
)  # fmt: skip


@pytest.fixture
def book(desktop):
    made = openpyxl.Workbook()
    made.active.title = FORM
    for row in range(1, 6):
        for column in range(1, 5):
            made.active.cell(row, column, f"第{row}行" if column < 3 else row * column)
    made.active["B2"] = "=C2*2"
    out = io.BytesIO()
    made.save(out)
    return desktop.open(out.getvalue())


def pressed(desktop, title="绩效自评：计算", edits=EDITS):
    workbook = desktop.workbook
    with workbook.transaction(title):
        workbook.write(edits, workbook.read().note)


def undo(desktop):
    """What the macro JixiaoUndo does when the user clicks 撤销."""
    from addin.hosts.excel import entry

    assert desktop.excel._undo[1] == "'jixiao.xlam'!JixiaoUndo"
    return entry.undo(desktop.excel)


def test_the_entry_names_the_button_and_comes_after_the_last_change(desktop, book):
    pressed(desktop)
    assert desktop.excel._undo == ("撤销 绩效自评：计算", "'jixiao.xlam'!JixiaoUndo")


def test_everything_is_taken_back_in_one_step(desktop, book):
    before = state_of(book)
    workbook = desktop.workbook
    with workbook.transaction("绩效自评：计算"):
        note = workbook.read().note
        workbook.write(EDITS[:3], note)
        workbook.set_profile("株洲2021")
        workbook.write(EDITS[3:], note)
    assert state_of(book) != before
    assert undo(desktop) == ""
    assert state_of(book) == before
    assert desktop.windows.boxes == []
    assert not desktop.workbook.read().note


def test_it_is_taken_back_on_a_protected_sheet_too(desktop, book):
    book.Worksheets.Item(FORM).Protect(AllowSorting=True)
    before = state_of(book)
    pressed(desktop)
    assert undo(desktop) == ""
    assert state_of(book)["cells"] == before["cells"]
    assert book.Worksheets.Item(FORM).ProtectContents


def test_a_second_time_there_is_nothing_to_undo(desktop, book):
    pressed(desktop)
    undo(desktop)
    state = state_of(book)
    desktop.excel._undo = ("", "'jixiao.xlam'!JixiaoUndo")
    assert undo(desktop) == ""
    assert "没有可以撤销的操作" in desktop.windows.last
    assert state_of(book) == state


def test_cells_that_the_user_changed_since_are_not_overwritten(desktop, book):
    pressed(desktop, edits=EDITS[:3])
    book.Worksheets.Item(FORM).Range("C2").Formula = 8.0
    desktop.excel._undo = ("撤销 绩效自评：计算", "'jixiao.xlam'!JixiaoUndo")
    state = state_of(book)
    assert undo(desktop) == ""
    assert "“绩效自评：计算”之后 自评表!C2 又改过" in desktop.windows.last
    assert state_of(book) == state


def test_changes_elsewhere_do_not_hinder_it(desktop, book):
    pressed(desktop, edits=EDITS[:3])
    book.Worksheets.Item(FORM).Range("D5").Formula = 8.0
    desktop.excel._undo = ("撤销 绩效自评：计算", "'jixiao.xlam'!JixiaoUndo")
    assert undo(desktop) == ""
    assert desktop.windows.boxes == []
    assert book.Worksheets.Item(FORM)._cell((2, 2)).formula == "=C2*2"
    assert book.Worksheets.Item(FORM)._cell((5, 4)).value == 8.0


def test_a_form_that_is_gone_is_told(desktop, book):
    pressed(desktop, edits=EDITS[:3])
    book.Worksheets.Item(FORM)._name = "改了名"
    assert undo(desktop) == ""
    assert "工作表“自评表” 又改过" in desktop.windows.last


def test_another_excel_has_its_own_undo(desktop, book, windows):
    from support.fake_excel.application import Excel

    from addin.hosts.excel import entry

    pressed(desktop)
    other = Excel(hwnd=99)
    other.new()
    assert entry.undo(other) == ""
    assert "没有可以撤销的操作" in windows.last


def test_reading_buttons_leave_the_undo_list_alone(desktop, book):
    pressed(desktop)
    workbook = desktop.workbook
    with workbook.transaction("绩效自评：校验"):
        workbook.read()
        workbook.write([], Note())
    assert desktop.excel._undo == ("撤销 绩效自评：计算", "'jixiao.xlam'!JixiaoUndo")
    assert undo(desktop) == ""
    assert desktop.windows.boxes == []


def test_a_transaction_inside_another_is_part_of_it(desktop, book):
    before = state_of(book)
    workbook = desktop.workbook
    with workbook.transaction("外"):
        with workbook.transaction("内"):
            workbook.write(EDITS[:1], workbook.read().note)
        workbook.write(EDITS[1:3], workbook.read().note)
    assert desktop.excel._undo[0] == "撤销 外"
    undo(desktop)
    assert state_of(book) == before
