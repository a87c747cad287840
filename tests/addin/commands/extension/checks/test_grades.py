"""等级: the printed grade against the printed total."""

import pytest
from support.hand_forms import form_of, indicator

from addin.commands.check import check
from udfs.core.rules import load


def grades(total, grade):
    form = form_of([indicator(100, "≥10个", "12个", total)], total=total, grade=grade)
    return [
        (one.severity, one.printed, one.expected)
        for one in check(form, load("cn/hunan/zhuzhou-2021"))
        if one.code == "grade.mismatch"
    ]


@pytest.mark.parametrize(
    ("total", "grade"), [("90", "优"), ("89.99", "良"), ("80", "良"), ("79.9", "中"), ("60", "中"), ("59.99", "差")]
)
def test_the_bands_of_zhuzhou(total, grade):
    assert grades(total, grade) == []
    assert grades(total, f"等级：{grade}") == []


def test_a_ticked_grade_among_all_of_them_is_the_one_that_counts():
    assert grades("85", "□优 ☑良 □中 □差") == []
    assert grades("85", "☑优 □良 □中 □差") == [("error", "☑优 □良 □中 □差", "良")]
    assert grades("85", "优（  ） 良（  ） 中（  ） 差（  ）") == []


def test_a_grade_of_another_band_is_an_error():
    assert grades("89.99", "优") == [("error", "优", "良")]
