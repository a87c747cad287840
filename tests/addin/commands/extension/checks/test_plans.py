"""申报表、监控表的校验和填写."""

from decimal import Decimal

from support.gridkit import draw
from support.plan_tables import DECLARATION, MONITORING, OF_SEVEN_MONTHS, TWO_YEARS

from addin.commands.check import check
from addin.commands.compute import compute
from addin.commands.profile import choose_profile
from addin.forms.recognise import recognise


def form_of(text):
    return recognise([draw(text)]).forms[0]


def found(form):
    return [(one.code, one.severity, one.cell) for one in check(form, choose_profile(form).profile)]


def test_a_declaration_that_adds_up_is_right_and_nothing_is_filled_in():
    form = form_of(DECLARATION)
    assert found(form) == []
    assert compute(form, choose_profile(form).profile).edits == []


def test_parts_that_do_not_add_up_to_the_year_or_the_several_years_are_errors():
    assert found(form_of(DECLARATION.replace("| 20 |", "| 30 |"))) == [("budget.sum", "error", "D4")]
    assert found(form_of(TWO_YEARS)) == [("budget.sum", "error", "D3")]  # 200+90 against 300


def test_a_blank_target_is_a_hint():
    assert found(form_of(DECLARATION.replace("≥2次", "."))) == [("value.missing", "hint", "D9")]


def test_weights_may_leave_ten_points_for_the_budget_and_no_others():
    assert found(form_of(DECLARATION.replace("| 50", "| 60"))) == []
    assert found(form_of(DECLARATION.replace("| 50", "| 45"))) == [("weight.sum", "warning", "E11")]
    stated = DECLARATION + "合计 | < | < | < | 100"
    assert found(form_of(stated)) == [("weight.sum", "error", "E12")]


def test_the_blank_rates_of_a_monitoring_table_are_filled_in():
    form = form_of(MONITORING)
    filled = {one.cell: one.value for one in compute(form, choose_profile(form).profile).filled}
    assert Decimal(str(filled["E4"]).rstrip("%")) in (Decimal("0.3"), Decimal(30))  # 30/100


def test_a_wrong_rate_is_an_error_and_a_wrong_light_a_hint():
    text = MONITORING.replace("| 30 | . |", "| 30 | 33% |").replace("红灯", "绿灯")
    assert ("rate.mismatch", "error", "E4") in found(form_of(text))
    assert ("monitor.light", "hint", "G4") in found(form_of(text))  # 0.3/(7/12) = 51.43 %, below 60 %
    assert not [one for one in found(form_of(MONITORING)) if one[0] == "monitor.light"]


def test_parts_of_the_executed_amount_add_up():
    assert ("budget.sum", "error", "D4") in found(form_of(MONITORING.replace("| 25 |", "| 20 |")))


def test_more_executed_than_budgeted_is_a_warning():
    assert found(form_of(OF_SEVEN_MONTHS)) == [("value.range", "warning", "C4")]
