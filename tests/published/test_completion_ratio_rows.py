"""新疆 2024: every row scored by completion ratio follows from its printed completion by the rule of the exact double."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from support.cases import WHY_ABSENT, case_ids, load_cases
from support.judgement import number

from udfs.core.rules import load
from udfs.core.scoring import score_indicator

pytestmark = pytest.mark.skipif(not case_ids(), reason=WHY_ABSENT)
METHOD = "按照完成比例赋分"


def rows():
    return [
        (case["id"], row)
        for case in load_cases()
        for row in case["indicators" if "indicators" in case else "rows"]
        if isinstance(row, dict) and row.get("scoring") == METHOD
    ]


def test_all_156_rows_follow_from_their_printed_completion():
    profile = load("cn/xinjiang/project-2024")
    found = rows()
    assert len(found) == 156
    for case_id, row in found:
        outcome = score_indicator(row["weight"], "=100%", f"={row['completion']}", METHOD, profile)
        assert outcome.points == number(row["score"]), (case_id, row["level3"])


def test_rows_whose_points_end_in_a_five_on_paper_are_rounded_by_the_exact_double():
    """Half up on paper would give 0.01 more than the three forms print."""
    profile = load("cn/xinjiang/project-2024")
    ties = missed_on_paper = 0
    for _, row in rows():
        paper = max(Decimal(0), (number(row["completion"]) - 60) / 40 * number(row["weight"]))
        if number(row["completion"]) > 100 or paper == paper.quantize(Decimal("0.01")) or paper * 1000 % 10 != 5:
            continue
        ties += 1
        missed_on_paper += paper.quantize(Decimal("0.01"), ROUND_HALF_UP) != number(row["score"])
        outcome = score_indicator(row["weight"], "=100%", f"={row['completion']}", METHOD, profile)
        assert outcome.points == number(row["score"])
    assert missed_on_paper == ties == 3
