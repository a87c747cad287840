"""Writing into an open workbook: all or nothing, and Excel as it was."""

import pytest
from support.fake_excel.com import REJECTED, refusal
from support.fake_excel.form import FINDINGS, FORM, LIST, cell, form_file, held, write
from support.fake_excel.state import state_of
from support.pywin32_stub import com_error

from addin.edits import AddSheet, InsertRows, RemoveSheet, SetComment, SetFill, SetFormula, SetValue
from addin.note import Note
from addin.problems import Cancelled, Problem


@pytest.fixture
def book(desktop):
    opened = desktop.open(form_file())
    opened._active = opened._sheets[0]
    return opened


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
