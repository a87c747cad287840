"""Laws of scoring: what holds for every figure."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs.core.rules import all_profiles, load
from udfs.core.scoring import score_execution, score_indicator

FEW = settings(max_examples=60, deadline=None)
weights = st.decimals(0, 100, places=2)
figures = st.decimals(-1000, 100000, places=2)
positive = st.decimals("0.01", 100000, places=2)
signs = st.sampled_from(["≥", ">", "≤", "<", "=", ""])
PROFILES = [profile.id for profile in all_profiles()]


def methods(profile):
    return ["", *load(profile).methods]


@pytest.mark.parametrize("profile", PROFILES)
@FEW
@given(weights, signs, figures, figures, st.data())
def test_points_lie_between_0_and_the_weight(profile, weight, sign, target, actual, data):
    method = data.draw(st.sampled_from(methods(profile)))
    outcome = score_indicator(weight, f"{sign}{target}", f"{actual}", method, load(profile))
    assert outcome.decided or (outcome.undecided and outcome.code)
    for points in (outcome.points, outcome.proposal, outcome.exact):
        assert points is None or 0 <= points <= weight


@pytest.mark.parametrize("profile", PROFILES)
@FEW
@given(weights, st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_execution_points_lie_between_0_and_the_weight(profile, weight, budget, executed):
    outcome = score_execution(weight, budget, executed, load(profile))
    assert outcome.decided or (outcome.undecided and outcome.code)
    assert outcome.points is None or 0 <= outcome.points <= weight


@pytest.mark.parametrize("profile", ["cn/national", "cn/integrated", "cn/xinjiang/unit-2024"])
@FEW
@given(weights, positive, positive, positive)
def test_more_done_of_an_at_least_target_never_scores_less(profile, weight, target, one, other):
    less, more = sorted((one, other))
    points = [score_indicator(weight, f"≥{target}", f"{done}", "", load(profile)).points for done in (less, more)]
    assert points[0] <= points[1]


@FEW
@given(weights, positive, positive, positive)
def test_more_spent_of_an_at_most_target_never_scores_more(weight, target, one, other):
    less, more = sorted((one, other))
    points = [score_indicator(weight, f"≤{target}", f"{done}", "", load("一体化")).points for done in (less, more)]
    assert points[0] >= points[1]


@FEW
@given(weights, st.sampled_from(["≥", "≤", "=", ""]), positive)
def test_exactly_met_is_full_in_every_profile_that_scores(weight, sign, target):
    for profile in all_profiles():
        if profile.id == "cn/hunan/hengshan-2020":
            continue
        for method in methods(profile.id):
            outcome = score_indicator(weight, f"{sign}{target}", f"{target}", method, profile)
            assert outcome.points == Decimal(weight)


@FEW
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_text_gives_an_outcome_never_an_exception(weight, target, actual):
    for profile in ("cn/national", "新疆项目2024"):
        outcome = score_indicator(weight, target, actual, "", load(profile))
        assert outcome.decided or (outcome.undecided and outcome.code)
