"""Whatever people type, whenever the program breaks: a button ends in words, and a workbook is whole or as it was."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.open_books import S, blank_form, open_book, pressed, put

from addin.grid import Range
from udfs.core.errors import CellError

TYPED = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.integers(-(10**6), 10**6),
    st.sampled_from([
        "", " ", "—", "/", "无", "≥95%", "95%", "0", "-3", "1/3", "３５", "1,234.5万元", "12月31日前", "优", "等级：", "明显提升", "达到预期指标",
        "=1+1", "#N/A", "'", "\ud83d\ude00", "\x07", "一\n二", "9" * 400, "部分达到预期指标并具有一定效果", CellError("#DIV/0!"), CellError("#NAME?"), True,
    ]),
)  # fmt: skip
#: inputs and figures of the blank form
CELLS = st.sampled_from(
    ["A2", "C3", "F6", "E6", "G6", "H6", "I6", "D11", "E11", "F11", "G11", "H11", "E12", "F12", "G12", "H12", "F13", "H13", "G14", "H14", "G15", "H15", "I15"]
)  # fmt: skip
FORMULA = st.sampled_from([None, None, None, "G11", "SUM(H11:H14)", "PERF_SCORE(G11,E11,F11)"])
MESS = st.lists(st.tuples(CELLS, TYPED, FORMULA), max_size=6)
QUIET = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(autouse=True)
def user_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "设 置"))


def messy(mess):
    grid = blank_form()
    for a1, value, formula in mess:
        put(grid, a1, value, formula)
    return open_book(grid)


@QUIET
@given(MESS)
def test_computing_never_ends_in_a_traceback_and_a_second_time_changes_nothing(mess):
    book = messy(mess)
    desk = pressed("compute", book)
    assert "没有预料到" not in desk.said
    before = book.state.snapshot()
    again = pressed("compute", book)
    assert book.state.snapshot() == before
    assert "没有预料到" not in again.said


@QUIET
@given(MESS)
def test_checking_and_freezing_leave_no_trace(mess):
    book = messy(mess)
    clean = (dict(book.state.comments), dict(book.state.fills))
    out = "/上 报/定稿.xlsx"
    said = pressed("check", book).said + pressed("freeze", book, target=out).said
    assert "没有预料到" not in said
    if out in book.copies:
        copy = book.copies[out]
        assert (copy.comments, copy.fills, copy.note, list(copy.grids)) == (*clean, b"", [S])
        assert all(cell.formula is None for cell in copy.grids[S].cells.values())
    else:
        assert "不能定稿" in said


@QUIET
@given(MESS, st.integers(1, 12), st.sampled_from(["compute", "recompute", "check"]))
def test_a_press_that_breaks_or_is_cancelled_leaves_the_workbook_as_it_was(mess, at, command):
    book = messy(mess)
    before = book.state.snapshot()
    book.fail_at = at
    desk = pressed(command, book)
    if "没有预料到" in desk.said:
        assert book.state.snapshot() == before
        assert book.undo == []
    book = messy(mess)
    desk = pressed(command, book, cancel_at=at)
    if "已取消" in desk.said:
        assert book.state.snapshot() == before


@QUIET
@given(MESS, st.integers(1, 20), st.integers(1, 20))
def test_explaining_changes_nothing_whatever_is_selected(mess, one, other):
    book = messy(mess)
    book.selection = Range(min(one, other), 1, max(one, other), 3)
    before = book.state.snapshot()
    assert "没有预料到" not in pressed("explain", book).said
    assert book.state.snapshot() == before


@QUIET
@given(MESS)
def test_recomputing_settles_and_names_what_it_changes(mess):
    book = messy(mess)
    assert "没有预料到" not in pressed("recompute", book).said
    desk = pressed("recompute", book)
    assert "没有预料到" not in desk.said
    assert desk.asked == []
