"""完成率: printed completions against target and actual."""

from support.hand_forms import form_of, indicator

from addin.commands.check import check
from udfs.core.rules import load

XINJIANG = load("cn/xinjiang/project-2024")


def mismatches(target, actual, completion, method="按照完成比例赋分"):
    form = form_of([indicator(10, target, actual, completion=completion, method=method)])
    return [
        (one.severity, one.printed, one.expected) for one in check(form, XINJIANG) if one.code == "completion.mismatch"
    ]


def test_a_printed_completion_that_agrees_says_nothing():
    assert mismatches("<=630万元", "=624.9万元", "99.19%") == []


def test_a_completion_cut_instead_of_rounded_is_a_hint():
    assert mismatches(">=90%", "=95%", "105.55%") == [("hint", "105.55%", "105.56%")]
    assert mismatches(">=90%", "=95%", "105.5%") == [("hint", "105.5%", "105.56%")]


def test_a_completion_that_hides_a_shortfall_is_an_error():
    assert mismatches("<=123.20万元", "=119.87万元", "100%") == [("error", "100%", "97.30%")]


def test_over_completion_that_the_rule_flags_is_a_warning():
    # 一体化: 2023 is far beyond 1.2 times 1000
    form = form_of([indicator(10, "≥1000人", "2023人", score=10)])
    found = [one for one in check(form, load("cn/integrated")) if one.code == "completion.over"]
    assert [(one.severity, one.cell) for one in found] == [("warning", "F11")]
    assert "202.30%" in found[0].message
