"""总分: the printed total against the printed points."""

from support.hand_forms import budget, form_of, indicator

from addin.commands.check import check
from addin.grid import Cell
from udfs.core.rules import load

ZHUZHOU = load("cn/hunan/zhuzhou-2023")
ROWS = [indicator(50, "≥10个", "12个", "50"), indicator(40, "取得成效", "协调解决", "38.5")]


def totals(total, rows=ROWS):
    found = check(form_of(rows, budget(100, 100, "100%", "10"), total=total), ZHUZHOU)
    return [(one.severity, one.printed, one.expected) for one in found if one.code == "total.mismatch"]


def test_the_sum_of_what_is_printed_counts_whatever_the_rule_says():
    # 10 + 50 + 38.5
    assert totals("98.5") == []
    assert totals("98.50分") == []
    assert totals(Cell(98.5, "98.50分", None, '0.00"分"')) == []


def test_a_wrong_sum_is_an_error():
    assert totals("99") == [("hint", "99", "98.5")]  # rounded to whole points
    assert totals("97") == [("error", "97", "98.5")]
    assert totals("98.6") == [("error", "98.6", "98.5")]


def test_blank_scores_make_it_a_warning():
    rows = [indicator(50, "≥10个", "12个", "50"), indicator(40, "取得成效", "协调解决", None)]
    assert totals("98.5", rows) == [("warning", "98.5", "60")]


def test_a_total_of_words_is_unreadable():
    found = check(form_of(ROWS, total="优秀"), ZHUZHOU)
    assert ("value.unreadable", "error", "H40") in [(one.code, one.severity, one.cell) for one in found]
