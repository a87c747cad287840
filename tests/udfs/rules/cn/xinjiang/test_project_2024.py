"""新疆项目2024: each row names its 赋分规则; the system computes in doubles."""

import pytest
from support.rows import UNDECIDED, execution, points

from udfs.core.rules import load
from udfs.core.scoring import score_indicator

PROFILE = "cn/xinjiang/project-2024"
BY_COMPLETION, SATISFACTION, DIRECT, BY_LEVEL = "按照完成比例赋分", "满意度赋分", "直接赋分", "按评判等级赋分"


@pytest.mark.parametrize(
    ("name", "weight", "target", "actual", "method", "expected"),
    [
        ("met", 20, ">=13套", "=13套", BY_COMPLETION, 20),
        ("98.22 %: 10×38.22/40 = 9.555, a double just below", 10, ">=450人", "=442人", BY_COMPLETION, 9.55),
        ("72.52 %: 20×12.52/40", 20, ">=1270人", "=921人", BY_COMPLETION, 6.26),
        (
            "a cost below its limit is incomplete all the same: 99.19 %",
            10,
            "<=630万元",
            "=624.9万元",
            BY_COMPLETION,
            9.8,
        ),
        ("exactly 60 %", 10, ">=10人", "6人", BY_COMPLETION, 0),
        ("just above 60 %: 10×(61−60)/40", 10, ">=100人", "61人", BY_COMPLETION, 0.25),
        ("below 60 %", 10, "<=0.60万元", "=0.24万元", BY_COMPLETION, 0),
        ("over-completion is taken off: 10×(2−1.4928)", 10, ">=209人", "=312人", BY_COMPLETION, 5.07),
        ("twice", 10, ">=1次", "=2次", BY_COMPLETION, 0),
        ("more than twice", 20, ">=335人", "=1104人", BY_COMPLETION, 0),
        ("a limit passed: 8×(2−1.01)", 8, "<=50万", "=50.5万元", BY_COMPLETION, 7.92),
        ("a date kept", 10, "=2024年10月31日前", "2024年10月31日", BY_COMPLETION, 10),
        ("a date missed", 5, "=2024年7月30日", "2024年10月28日之前", BY_COMPLETION, 0),
        ("words met", 20, "减轻", "达到预期指标", BY_COMPLETION, 20),
        ("at least again as the actual", 10, ">=90%", "≥90%", BY_COMPLETION, 10),
        ("a bound is no figure", 10, ">=90%", "≥95%", BY_COMPLETION, UNDECIDED),
        ("about a number has no ratio", 10, ">=100人", "约110人", BY_COMPLETION, UNDECIDED),
        ("unlike kinds", 20, "＝1次", "=1%", BY_COMPLETION, UNDECIDED),
        ("a target of 0, met exactly", 10, "=0起", "0起", BY_COMPLETION, 10),
        ("a target of 0, not met", 10, "=0起", "1起", BY_COMPLETION, UNDECIDED),
        ("satisfaction above target is not reduced", 10, ">=90%", "=95%", SATISFACTION, 10),
        ("satisfaction below target is not settled", 15, ">=100%", "=97.24%", SATISFACTION, UNDECIDED),
        ("satisfaction far below target neither", 15, ">=90%", "=30%", SATISFACTION, UNDECIDED),
        ("direct: met", 10, "2024年12月10日前", "2024年12月10日", DIRECT, 10),
        ("direct: late", 10, "=2024年12月10日前", "2025年5月", DIRECT, 0),
        ("direct: short", 10, ">=2次", "1次", DIRECT, 0),
        ("direct: words met", 10, "有效减轻", "达到预期指标", DIRECT, 10),
        ("direct: words not known", 10, "有效减轻", "有所减轻", DIRECT, UNDECIDED),
        ("by level: met", 20, "明显提升", "达到预期指标", BY_LEVEL, 20),
        ("by level: repeated", 20, "有效减轻", "有效减轻", BY_LEVEL, 20),
        ("by level: lower grades are a person's", 20, "明显提升", "部分达成预期指标", BY_LEVEL, UNDECIDED),
        ("blank, all agree on full", 10, ">=4人", "=4人", "", 10),
        ("blank, over-completed: they disagree", 10, ">=4人", "=5人", "", UNDECIDED),
        ("blank, short: they disagree", 10, ">=4人", "=3人", "", UNDECIDED),
        ("blank, words met", 10, "提升", "达到预期指标", "", 10),
        ("a rule nobody knows", 10, ">=4人", "=4人", "按心情赋分", UNDECIDED),
        ("the rule's words with spaces", 10, ">=4人", "=4人", " 按照完成 比例赋分 ", 10),
    ],
)
def test_row(name, weight, target, actual, method, expected):
    assert points(PROFILE, weight, target, actual, method) == expected


@pytest.mark.parametrize(
    ("name", "budget", "executed", "expected"),
    [
        ("99.27 %: 10×39.27/40 = 9.8175", "700.00", "694.90", 9.82),
        ("96.19 %: 10×36.19/40 = 9.0475", "200.00", "192.38", 9.05),
        ("fully executed", "12.54", "12.54", 10),
        ("60 %", 100, 60, 0),
        ("half", 100, 50, 0),
        ("no budget", 0, 5, "#DIV/0!"),
        ("over 100 %: the published forms have none", 100, 101, "#N/A"),
    ],
)
def test_execution_row(name, budget, executed, expected):
    assert execution(PROFILE, 10, budget, executed) == expected


def test_the_completion_that_was_used_is_told():
    outcome = score_indicator(10, ">=450人", "=442人", BY_COMPLETION, load(PROFILE))
    assert float(outcome.completion_printed) == 0.9822
    assert abs(float(outcome.completion) - 442 / 450) < 1e-15


def test_unsettled_rows_say_that_the_rule_is_unverified():
    assert score_indicator(15, ">=100%", "=97.24%", SATISFACTION, load(PROFILE)).unverified
    assert not score_indicator(15, ">=90%", "=97.24%", SATISFACTION, load(PROFILE)).unverified


def test_an_unknown_rule_names_the_nearest():
    outcome = score_indicator(10, ">=4人", "=4人", "按完成比例赋分", load(PROFILE))
    assert outcome.code == "#N/A"
    assert "按照完成比例赋分" in outcome.undecided
