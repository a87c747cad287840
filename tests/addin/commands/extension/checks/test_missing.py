"""缺填: blanks that a figure needs, and figures that could be filled in."""

from support.hand_forms import budget, form_of, indicator

from addin.commands.check import check
from udfs.core.rules import load


def missing(form):
    return [
        (one.severity, one.cell) for one in check(form, load("cn/hunan/zhuzhou-2023")) if one.code == "value.missing"
    ]


def test_blank_amounts_and_actuals_are_warnings():
    assert missing(form_of([indicator(90, "≥10个", None, None)], budget(100, None))) == [
        ("warning", "E5"),
        ("warning", "F11"),
    ]


def test_a_blank_weight_is_a_warning():
    rows = [indicator(None, "≥10个", "12个", None), indicator(90, "≥1个", "1个", 90)]
    assert ("warning", "D11") in missing(form_of(rows))


def test_a_figure_that_could_be_filled_is_a_hint():
    assert missing(form_of([indicator(100, "≥10个", "12个", None)])) == [("hint", "H11")]


def test_rows_that_are_wholly_blank_are_spare():
    assert missing(form_of([indicator(None, None, None, None)])) == []
