"""输入的问题: error cells, unreadable numbers, stale formulas, figures out of range."""

from support.hand_forms import budget, form_of, indicator

from addin.commands.check import check
from addin.commands.compute import compute
from addin.grid import Cell
from udfs.core.errors import CellError
from udfs.core.rules import load

ZHUZHOU = load("cn/hunan/zhuzhou-2023")


def found(form):
    return [(one.code, one.severity, one.cell) for one in check(form, ZHUZHOU)]


def test_an_error_cell_as_input_is_told_and_nothing_is_computed_from_it():
    form = form_of([indicator(10, "≥10个", CellError("#REF!"))])
    assert ("value.unreadable", "error", "F11") in found(form)
    assert compute(form, ZHUZHOU).edits == []


def test_a_formula_without_its_cached_value_is_stale():
    form = form_of([indicator(10, "≥10个", Cell(None, "", "Sheet2!B3"))])
    assert ("value.stale", "error", "F11") in found(form)
    assert compute(form, ZHUZHOU).edits == []


def test_a_stale_amount_gives_no_rate():
    form = form_of([], budget(Cell(None, "", "SUM(D6:D8)"), 50))
    assert ("value.stale", "error", "D5") in found(form)
    assert compute(form, ZHUZHOU).edits == []


def test_a_stale_total_is_a_warning_and_no_mismatch():
    form = form_of([indicator(100, "≥10个", "12个", 100)], total=Cell(None, "", "SUM(H11:H30)"))
    assert ("value.stale", "warning", "H40") in found(form)
    assert "total.mismatch" not in [code for code, _, _ in found(form)]


def test_a_budget_of_zero_and_a_negative_budget_are_told():
    assert ("value.range", "warning", "D5") in found(form_of([], budget(0, 5)))
    assert ("value.range", "warning", "D5") in found(form_of([], budget(-3, 5)))


def test_an_amount_of_words_is_unreadable():
    assert ("value.unreadable", "error", "D5") in found(form_of([], budget("一百万", 5)))


def test_a_target_that_nobody_can_read_is_a_warning_beside_the_hint():
    form = form_of([indicator(10, "≥2.5.1个", "3个", 10)])
    codes = [code for code, _, _ in found(form)]
    assert "score.undecided" in codes
    assert compute(form, ZHUZHOU).edits == []


def test_a_target_of_zero_that_is_missed_is_undecided():
    form = form_of([indicator(10, "=0起", "2起", None)])
    assert compute(form, ZHUZHOU).edits == []
    assert ("score.undecided", "hint", "H11") in found(form)
