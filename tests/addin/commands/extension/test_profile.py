"""选用规则方案 for a form."""

import pytest
from support.hand_forms import UNIT, basic_form, form_of, indicator

from addin.commands.profile import choose_profile


def form(**more):
    return form_of([indicator(10, "≥1个", "1个", 10)], **more)


def test_the_place_and_the_year_choose_the_rule():
    chosen = choose_profile(form(kind=UNIT, region_text="湖南省株洲市教育局", year=2021))
    assert (chosen.profile.id, chosen.fallback, chosen.findings) == ("cn/hunan/zhuzhou-2021", False, [])


def test_no_rule_that_fits_falls_back_to_the_national_one_and_says_so():
    chosen = choose_profile(form(region_text="甲省乙市"), file="甲.xlsx")
    assert (chosen.profile.id, chosen.fallback) == ("cn/national", True)
    assert [(one.code, one.severity, one.file) for one in chosen.findings] == [
        ("profile.fallback", "warning", "甲.xlsx")
    ]


def test_the_argument_comes_before_the_workbooks_own_name():
    assert choose_profile(form(), "株洲2021", "cn/national").profile.id == "cn/hunan/zhuzhou-2021"
    assert choose_profile(form(), "", "株洲2021").profile.id == "cn/hunan/zhuzhou-2021"


def test_a_year_after_the_last_one_checked_is_told_and_computed_all_the_same():
    chosen = choose_profile(form(kind=UNIT, region_text="湖南省株洲市", year=2031), "cn/hunan/zhuzhou-2023")
    assert chosen.profile is not None
    assert [one.code for one in chosen.findings] == ["profile.outdated"]


def test_a_table_of_plain_arithmetic_needs_no_rule():
    assert choose_profile(basic_form([])).findings == []


def test_a_name_that_no_rule_has_is_refused():
    with pytest.raises(ValueError, match="没有"):
        choose_profile(form(), "cn/atlantis")


@pytest.mark.parametrize(
    ("kind", "expected"), [("unit", "cn/xinjiang/unit-2024"), ("project", "cn/xinjiang/project-2024")]
)
def test_a_workbook_of_several_kinds_names_a_rule_for_each(kind, expected):
    chosen = choose_profile(form(kind=kind, year=2024), defined_name="cn/xinjiang/unit-2024;cn/xinjiang/project-2024")
    assert chosen.profile.id == expected
    assert chosen.findings == []
