"""表内文字所述的数."""

from support.hand_forms import UNIT, budget, form_of

from addin.commands.check import check
from addin.grid import Cell
from udfs.core.rules import load


def stated(text, executed="1,980.00"):
    form = form_of([], budget("2,000.00", executed), kind=UNIT)
    form.grid.cells[9, 6] = Cell(text, text)
    return [
        (one.severity, one.cell, one.printed, one.expected)
        for one in check(form, load("cn/national"))
        if one.code == "stated.mismatch"
    ]


def test_a_sentence_that_agrees_with_the_money_table_says_nothing():
    assert stated("2024年本单位全年预算数为2,000.00万元，全年执行数为1,980.00万元，总预算执行率为99.00%。") == []
    assert stated("本单位全年预算数0.2亿元，全年执行数1980万元，预算执行率99%") == []


def test_each_figure_that_differs_is_an_error():
    assert stated("本单位全年预算数为2,100.00万元，全年执行数为1,980.00万元，总预算执行率为94.00%。") == [
        ("error", "F9", "2,100.00万元", "2,000.00万元"),
        ("error", "F9", "94.00%", "99.00%"),
    ]


def test_sentences_about_projects_are_left_to_the_folder():
    assert stated("预算绩效评价项目47个，全年预算数10,495.09万元，全年执行数10,464.39万元。") == []
