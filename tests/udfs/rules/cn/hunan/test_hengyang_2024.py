"""衡阳2024: as 株洲, with the words that the published form takes as met."""

import pytest
from support.rows import UNDECIDED, execution, points, proposal

PROFILE = "衡阳2024"


@pytest.mark.parametrize(
    ("name", "weight", "target", "actual", "expected"),
    [
        ("a number without unit against one with", 2, "≥2800人", "3415", 2),
        ("more than a hundred", 1, "≥80", "110余人次", 1),
        ("明显改善 for 持续改善", 3, "持续改善", "明显改善", 3),
        ("but not the other way round", 3, "明显改善", "持续改善", UNDECIDED),
        ("正增长 for 实现正增长", 2, "实现正增长", "正增长", 2),
        ("not met", 1, "≥90%", "85%", UNDECIDED),
        ("a date repeated", 10, "2024年12月31日前", "2024年12月31日前", 10),
        ("at least more than at least", 5, "≥85%", "≥95%", 5),
        ("at least less than at least is open", 5, "≥95%", "≥85%", UNDECIDED),
    ],
)
def test_row(name, weight, target, actual, expected):
    assert points(PROFILE, weight, target, actual) == expected


def test_the_published_form_gave_less_than_the_proportion():
    # printed 1.1 of 2 and 0.9 of 1: judged by hand, so only a proposal
    assert proposal(PROFILE, 2, "≥12000人", "11032") == 1.84
    assert proposal(PROFILE, 1, "≥90%", "85%") == 0.94


def test_execution_row():
    assert execution(PROFILE, 10, "21,255.31", "21,245.82") == 10.00
