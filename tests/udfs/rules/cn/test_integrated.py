"""一体化: the behaviour that public text describes; always unverified, never chosen by itself."""

import pytest
from support.rows import UNDECIDED, points

from udfs.core.rules import load
from udfs.core.scoring import score_indicator

PROFILE = "一体化"


@pytest.mark.parametrize(
    ("name", "weight", "target", "actual", "expected"),
    [
        ("at least: met", 10, "≥90%", "95%", 10),
        ("at least: 10×85/90 = 9.444…", 10, "≥90%", "85%", 9.44),
        ("more than: 10×15/20", 10, ">20人", "15人", 7.5),
        ("equal: met", 10, "=2门", "2门", 10),
        ("equal: over-completion keeps the weight", 10, "=2门", "5门", 10),
        ("equal: 10×1/2", 10, "=2门", "1门", 5),
        ("equal to 0: nothing happened", 10, "=0起", "0起", 10),
        ("equal to 0: less than nothing", 10, "=0%", "-1%", 10),
        ("equal to 0: something happened", 10, "=0起", "1起", 0),
        ("at most: kept", 10, "≤50万元", "40万元", 10),
        ("at most: 10×(1−0.5/50)", 10, "≤50万元", "50.5万元", 9.9),
        ("at most: 10×(1−(140−100)/100)", 10, "≤100", "140", 6),
        ("at most: just below twice, 10×(1−99/100)", 10, "≤100", "199", 0.1),
        ("at most: twice", 10, "≤100", "200", 0),
        ("at most: far beyond twice", 10, "<100", "500", 0),
        ("less than: the limit itself costs nothing, 10×(1−0)", 10, "<100", "100", 10),
        ("at most 0: kept", 10, "≤0起", "0起", 10),
        ("at most 0: passed", 10, "≤0起", "1起", 0),
        ("no sign, not equal: nothing is known", 10, "22个", "25个", UNDECIDED),
        ("words met", 10, "明显提升", "达成预期指标", 10),
        ("words not known", 10, "明显提升", "有所提升", UNDECIDED),
    ],
)
def test_row(name, weight, target, actual, expected):
    assert points(PROFILE, weight, target, actual) == expected


def test_every_outcome_says_that_nobody_could_confirm_the_rule():
    assert load(PROFILE).unverified
    assert score_indicator(10, "≥90%", "95%", "", load(PROFILE)).unverified


def test_a_result_of_1_2_times_the_target_is_flagged_but_scored():
    outcome = score_indicator(10, "≥100", "120", "", load(PROFILE))
    assert outcome.points == 10
    assert "1.2 倍" in outcome.steps[-1]
    assert "1.2 倍" not in "".join(score_indicator(10, "≥100", "119", "", load(PROFILE)).steps)
