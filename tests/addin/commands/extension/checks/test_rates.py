"""执行率与控制率: printed rates against their amounts."""

import pytest
from support.hand_forms import basic_form, budget, form_of

from addin.commands.check import check
from udfs.core.rules import load

XINJIANG = load("cn/xinjiang/project-2024")


def rates(form):
    return [
        (one.severity, one.cell, one.printed, one.expected)
        for one in check(form, XINJIANG)
        if one.code == "rate.mismatch"
    ]


def test_the_published_rate_of_a_college_agrees_with_its_amounts():
    assert rates(form_of([], budget("700.00", "694.90", "99.27%", "9.82"))) == []


@pytest.mark.parametrize(
    ("printed", "severity"),
    [("99.2%", "hint"), ("99%", "hint"), ("99.26%", "hint"), ("99.25%", "error"), ("100%", "error")],
)
def test_rounding_and_cutting_are_hints_and_anything_else_an_error(printed, severity):
    # 694.90/700.00 = 99.2714 %
    assert rates(form_of([], budget("700.00", "694.90", printed))) == [(severity, "G5", printed, "99.27%")]


def test_a_rate_stored_as_a_ratio_is_read_as_one():
    assert rates(form_of([], budget(700, 694.9, 0.992714))) == []
    assert rates(form_of([], budget(700, 694.9, 0.95))) == [("error", "G5", "0.95", "99.27%")]


def test_a_dash_is_no_figure():
    assert rates(form_of([], budget(100, 50, "—"))) == []


def test_a_rate_without_a_budget_is_told_unless_it_is_the_usual_zero():
    assert rates(form_of([], budget(0, 0, "0"))) == []
    assert rates(form_of([], budget(0, 0, "85%"))) == [("warning", "G5", "85%", "")]


def test_the_control_rate_of_the_hengshan_table_is_a_slip():
    # 173 of 180 posts are 96.11 %, the table prints 100%
    form = basic_form([], staff={"approved": "180", "actual": "173", "rate": "100%"})
    assert rates(form) == [("error", "C3", "100%", "96.11%")]
