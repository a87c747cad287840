"""The check of final-accounts tables speaks of those tables only, and of each figure that does not add up."""

from support.account_grids import read, summary
from support.hand_forms import budget, form_of

from addin.commands.checks.accounts import check
from addin.commands.checks.subject import Subject
from addin.commands.context import DEFAULT
from addin.commands.figures import figures


def codes(form):
    subject = Subject(form, None, figures(form, None, DEFAULT), DEFAULT)
    return [(finding.code, finding.cell) for finding in check(subject)]


def test_a_self_evaluation_form_is_none_of_its_business():
    assert codes(form_of([], budget("100", "100"))) == []


def test_a_summary_that_adds_up_gives_nothing():
    (form,) = read(summary()).forms
    assert codes(form) == []


def test_a_total_that_is_not_the_sum_is_found_at_its_cell():
    (form,) = read(summary({"五、教育支出": 200.0})).forms  # the table has 205.5
    assert codes(form) == [("accounts.sum", "F9")]
