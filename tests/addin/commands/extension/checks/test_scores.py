"""得分: printed scores against weight, target, actual and rule."""

import pytest
from support.hand_forms import budget, form_of, indicator

from addin.commands.check import check
from addin.commands.context import Context
from addin.grid import Cell
from udfs.core.rules import load

XINJIANG = load("cn/xinjiang/project-2024")
UNIT = load("cn/xinjiang/unit-2024")
ZHUZHOU = load("cn/hunan/zhuzhou-2023")
HENGYANG = load("cn/hunan/hengyang-2024")


def scores(form, profile=ZHUZHOU, context=Context()):  # noqa: B008
    found = [one for one in check(form, profile, context) if one.code.startswith("score.")]
    return [(one.code, one.severity, one.cell, one.printed, one.expected) for one in found]


def test_full_marks_that_the_sixty_percent_floor_does_not_give_are_an_error():
    # 296.67/300 = 98.89 %, (98.89-60)/40*10 = 9.7225; the published table prints 10.00
    assert scores(form_of([], budget(300, 296.67, "98.89%", "10.00")), XINJIANG) == [
        ("score.mismatch", "error", "H5", "10.00", "9.72")
    ]


def test_the_same_figure_typed_as_a_number_is_judged_by_the_places_of_its_neighbours():
    rows = [indicator(10, ">=450人", "=442人", 9.55, method="按照完成比例赋分")]
    assert scores(form_of(rows, budget(300, 296.67, None, 10)), XINJIANG) == [
        ("score.mismatch", "error", "H5", "10", "9.72")
    ]


def test_nine_point_nine_for_nine_point_nine_nine_six_is_a_cut():
    # 26843.22/26854.92 = 99.9564 %, so 9.99564 of 10: the published unit form prints 9.9
    assert scores(form_of([], budget("26,854.92", "26,843.22", "99.96%", "9.9")), UNIT) == [
        ("score.mismatch", "hint", "H5", "9.9", "10")
    ]


def test_more_points_than_the_weight_are_an_error_of_their_own():
    assert scores(form_of([indicator(10, "≥10个", "12个", 12)])) == [
        ("score.over-weight", "error", "H11", "12", "不超过 10")
    ]


def test_points_given_by_hand_are_a_hint_with_the_proposal():
    # 11032 of ≥12000 with 2 points: 2*11032/12000 = 1.84, the published form gives 1.1
    form = form_of([indicator(2, "≥12000人", "11032", "1.1")])
    (finding,) = [one for one in check(form, HENGYANG) if one.code == "score.undecided"]
    assert (finding.severity, finding.cell, finding.printed, finding.expected) == ("hint", "H11", "1.1", "")
    assert "1.84" in finding.message
    assert "0.74" in finding.message


def test_words_not_known_as_met_are_one_hint():
    assert scores(form_of([indicator(20, "取得重大进展", "累计办理不动产权证174本", 20)])) == [
        ("score.undecided", "hint", "H11", "20", "")
    ]


def test_a_rule_that_only_stands_in_gives_warnings():
    rows = [indicator(10, "≥10个", "12个", 5)]
    context = Context(fallback=True)
    assert scores(form_of(rows), load("cn/national"), context) == [("score.mismatch", "warning", "H11", "5", "10")]


def test_more_points_than_the_weight_stay_an_error_under_a_stand_in_rule():
    rows = [indicator(10, "≥10个", "12个", 15)]
    assert scores(form_of(rows), load("cn/national"), Context(fallback=True))[0][:2] == ("score.over-weight", "error")


def test_a_score_that_is_no_number_is_told():
    found = check(form_of([indicator(10, "取得成效", "协调解决", "合格")]), ZHUZHOU)
    assert ("value.unreadable", "error", "H11") in [(one.code, one.severity, one.cell) for one in found]


@pytest.mark.parametrize("score", ["—", "/", None])
def test_placeholders_and_blanks_are_no_scores(score):
    assert scores(form_of([indicator(10, "≥10个", "12个", score)])) == []


def test_a_score_shown_with_two_places_is_judged_by_them():
    shown = Cell(10, "10.00", None, "0.00")
    assert scores(form_of([], budget(300, 296.67, None, shown)), XINJIANG)[0][1] == "error"
