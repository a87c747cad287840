"""金额单位: the same throughout a form."""

from support.hand_forms import budget, form_of

from addin.commands.check import check
from addin.grid import Cell
from udfs.core.rules import load


def units(*texts):
    form = form_of([], budget(1, 1))
    for number, text in enumerate(texts):
        form.grid.cells[2 + number, 1] = Cell(text, text)
    return [(one.severity, one.cell) for one in check(form, load("cn/national")) if one.code == "unit.differs"]


def test_one_statement_or_the_same_twice_is_right():
    assert units("金额单位：万元") == []
    assert units("金额单位：万元", "单位：万元") == []


def test_two_statements_that_differ_are_a_warning():
    assert units("金额单位：万元", "（单位：元）", "金额单位：元") == [("warning", "A4")]
