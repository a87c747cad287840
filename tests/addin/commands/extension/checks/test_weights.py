"""分值: rows against total, a hundred and the level cells."""

from support.hand_forms import budget, form_of, indicator

from addin.commands.check import check
from udfs.core.rules import load

ZHUZHOU = load("cn/hunan/zhuzhou-2023")


def weights(form):
    return [
        (one.severity, one.cell, one.printed, one.expected) for one in check(form, ZHUZHOU) if one.code == "weight.sum"
    ]


def test_weights_that_add_to_a_hundred_with_the_execution_row_are_right():
    rows = [indicator(50, "≥10个", "12个", 50), indicator(40, "≥10个", "12个", 40)]
    assert weights(form_of(rows, budget(1, 1), total=100, total_weight=100)) == []


def test_a_total_weight_that_is_not_the_sum_is_an_error():
    rows = [indicator(50, "≥10个", "12个", 50), indicator(30, "≥10个", "12个", 30)]
    assert weights(form_of(rows, budget(1, 1), total=90, total_weight=100)) == [("error", "D40", "100", "90")]


def test_weights_that_do_not_add_to_a_hundred_are_an_error():
    rows = [indicator(50, "≥10个", "12个", 50), indicator(30, "≥10个", "12个", 30)]
    assert weights(form_of(rows, budget(1, 1))) == [("error", "D12", "90", "100")]


def test_without_an_execution_row_ninety_points_may_be_right():
    rows = [indicator(50, "≥10个", "12个", 50), indicator(40, "≥10个", "12个", 40)]
    assert [one[0] for one in weights(form_of(rows))] == ["warning"]


def test_a_level_cell_that_says_other_points_than_its_rows_is_a_warning():
    level = {"level1": "产出指标", "group_weights": {"level1": "50"}}
    rows = [
        indicator(30, "≥10个", "12个", 30, **level),
        indicator(10, "≥10个", "12个", 10, **level),
        indicator(50, "≥1个", "1个", 50),
    ]
    assert weights(form_of(rows, budget(1, 1))) == [("warning", "D11", "50", "40")]


def test_a_weight_of_words_is_unreadable_and_the_sum_is_not_claimed():
    found = check(form_of([indicator("十分", "≥10个", "12个", 10), indicator(50, "≥1个", "1个", 50)]), ZHUZHOU)
    assert ("value.unreadable", "error", "D11") in [(one.code, one.severity, one.cell) for one in found]
    assert not [one for one in found if one.code == "weight.sum"]
