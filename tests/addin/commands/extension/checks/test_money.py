"""资金表的合计."""

from support.hand_forms import UNIT, budget, form_of

from addin.commands.check import check
from udfs.core.rules import load


def sums(form, code="budget.sum"):
    return [
        (one.severity, one.cell, one.printed, one.expected)
        for one in check(form, load("cn/hunan/hengyang-2024"))
        if one.code == code
    ]


def part(full_year, executed):
    return {"full_year": full_year, "executed": executed}


def test_parts_that_add_up_are_right():
    parts = [part("5,303.92", "5,303.92"), part("15,003.56", "15,003.56"), part("6,547.44", "6,535.74")]
    assert sums(form_of([], budget("26,854.92", "26,843.22"), parts=parts)) == []


def test_parts_that_do_not_add_up_are_an_error():
    assert sums(form_of([], budget("130", "100"), parts=[part("60", "60"), part("60", "40")])) == [
        ("error", "D5", "130", "120")
    ]


def test_blank_parts_are_no_zeros():
    assert sums(form_of([], budget("2079.21", "2079.21"), parts=[part("2079.21", ""), part("", "")])) == []
    assert sums(form_of([], budget("100", "100"), parts=[part("60", "60"), part("", "")])) == []


def test_a_part_greater_than_the_whole_is_an_error_even_so():
    assert sums(form_of([], budget("100", "100"), parts=[part("160", "60"), part("", "")]))[0][:2] == ("error", "D5")


def test_expenditure_by_nature_adds_up_to_what_was_executed():
    items = ("expenditure", [("基本支出", "17920.74"), ("项目支出", "3325.08")])
    assert sums(form_of([], budget("21,255.31", "21,245.82"), kind=UNIT, amounts=[items])) == []
    wrong = ("expenditure", [("基本支出", "17920.74"), ("项目支出", "3925.08")])
    assert sums(form_of([], budget("21,255.31", "21,245.82"), kind=UNIT, amounts=[wrong]))[0][0] == "error"


def test_income_that_fits_neither_column_is_a_warning():
    # 16187.49 + 3301.24 + 1757 = 21245.73, the form prints 21,255.31 and 21,245.82
    items = ("income", [("一般公共预算", "16187.49"), ("非税收入", "3301.24"), ("其他资金", "1757")])
    assert sums(form_of([], budget("21,255.31", "21,245.82"), kind=UNIT, amounts=[items]))[0][0] == "warning"


def test_amounts_behind_their_names_in_one_cell_are_read():
    items = ("expenditure", [("基本支出", "其中：基本支出：420.7"), ("项目支出", "项目支出：18.75")])
    assert sums(form_of([], budget("469.32", "439.45"), kind=UNIT, amounts=[items])) == []


def test_more_executed_than_budgeted_is_a_warning():
    assert sums(form_of([], budget("131.76", "228.67")), "value.range")[0][:2] == ("warning", "E5")
