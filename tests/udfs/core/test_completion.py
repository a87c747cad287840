"""Completion: actual over target, whatever the sign."""

from decimal import Decimal

import pytest

from udfs.core.completion import completion
from udfs.core.rules import load


@pytest.mark.parametrize(
    ("name", "target", "actual", "expected"),
    [
        ("over", "≥16万人", "20万人", "1.25"),
        ("a limit kept counts as incomplete", "<=50万元", "40万元", "0.8"),
        ("percent text against a percent cell", "≥80%", 0.6, "0.75"),
        ("a date kept", "2024年12月10日前", "2024年12月10日", "1"),
        ("a date missed", "2024年12月10日前", "2025年5月", "0"),
        ("a date serial: 45636 is 2024-12-10", "2024年12月10日", 45636, "1"),
        ("words met", "明显提升", "达到预期指标", "1"),
        ("at least again as the actual", ">=90%", "≥90%", "1"),
        ("in one sentence", "≥4期", "出刊 3 期《职教动态》", "0.75"),
    ],
)
def test_ratio(name, target, actual, expected):
    assert completion(target, actual, load("全国")).completion == Decimal(expected)


@pytest.mark.parametrize(
    ("name", "target", "actual", "code"),
    [
        ("a target of 0", "=0", "5", "#DIV/0!"),
        ("a target of 0, met", "0%", "0%", "#DIV/0!"),
        ("no target", "", "5", "#N/A"),
        ("no actual", "≥5", None, "#N/A"),
        ("words that nobody listed", "明显提升", "有所提升", "#N/A"),
        ("unlike units", "≥2个", "4所", "#N/A"),
        ("about a number", "≥80", "110余人次", "#N/A"),
        ("a range as the target", "80%-90%", "85%", "#VALUE!"),
        ("more than ten times a percent target", "≥90%", 95, "#VALUE!"),
        ("a truth value", "≥90%", True, "#VALUE!"),
    ],
)
def test_undecided_has_a_code_and_a_reason(name, target, actual, code):
    outcome = completion(target, actual, load("全国"))
    assert outcome.completion is None
    assert outcome.code == code
    assert outcome.undecided


def test_the_profile_says_what_counts_as_met():
    assert completion("持续改善", "明显改善", load("衡阳2024")).completion == 1
    assert completion("持续改善", "明显改善", load("全国")).completion is None


def test_a_target_that_cannot_be_read_is_met_when_it_is_repeated():
    assert completion("80%-90%", "80%-90%", load("全国")).completion == 1
