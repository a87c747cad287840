"""衡山2020: points come from the 评价标准 texts, the fund form has none at all."""

from support.rows import UNDECIDED, execution, points

from udfs.core.completion import completion
from udfs.core.rules import load
from udfs.core.scoring import score_indicator

PROFILE = "衡山2020"


def test_target_and_actual_give_no_points():
    assert points(PROFILE, 5, "≥5次", "5次") == UNDECIDED
    assert "PERF_STANDARD" in score_indicator(5, "≥5次", "5次", "", load(PROFILE)).undecided


def test_there_is_no_execution_row():
    assert execution(PROFILE, 10, 131.76, 228.67) == "#N/A"


def test_completion_is_computed_all_the_same():
    assert completion("20", "15", load(PROFILE)).completion * 4 == 3


def test_steps_are_counted_whole():
    assert load(PROFILE).standard.steps == "whole"
