"""Choosing a profile: the argument, the defined name, the one that fits, the national one."""

import pytest

from udfs.core.rules import FormFacts, UnknownProfile, choose

XINJIANG_COLUMNS = frozenset({"weight", "target", "actual", "completion", "score", "method"})
PLAIN_COLUMNS = frozenset({"weight", "target", "actual", "score"})
METHODS = ("按照完成比例赋分", "满意度赋分")


def form(kind="unit", region="", year=None, columns=PLAIN_COLUMNS, methods=()):
    return FormFacts(kind, columns, methods, region, year)


def chosen(facts, **given):
    choice = choose(facts, **given)
    return (choice.profile.id if choice.profile else None), choice.code


@pytest.mark.parametrize(
    ("name", "facts", "profile", "code"),
    [
        ("株洲 2021", form(region="株洲市教育局", year=2021), "cn/hunan/zhuzhou-2021", ""),
        ("株洲 2022: checked up to 2021", form(region="株洲市教育局", year=2022), "cn/hunan/zhuzhou-2021", "profile.outdated"),
        ("株洲 2023", form(region="株洲职业教育科技园管理办公室", year=2023), "cn/hunan/zhuzhou-2023", ""),
        ("株洲 project", form("project", "株洲职业教育科技园", 2023), "cn/hunan/zhuzhou-2023", ""),
        ("株洲 2025: a year after the last one checked", form(region="株洲", year=2025), "cn/hunan/zhuzhou-2023", "profile.outdated"),
        ("株洲 before any form was seen", form(region="株洲", year=2019), "cn/national", "profile.fallback"),
        ("衡阳 2024", form(region="衡阳技师学院", year=2024), "cn/hunan/hengyang-2024", ""),
        ("衡阳 with spaces between", form(region="衡 阳 市", year=2024), "cn/hunan/hengyang-2024", ""),
        ("衡阳 without a year: only one fits", form(region="衡阳技师学院"), "cn/hunan/hengyang-2024", ""),
        ("衡山 scorecard", form("scorecard", "衡山县第二中学", 2020), "cn/hunan/hengshan-2020", ""),
        ("衡山 within 衡阳", form("fund", "衡阳市衡山县教育局", 2020), "cn/hunan/hengshan-2020", ""),
        ("衡山 is not 衡阳", form("unit", "衡阳市衡山县教育局", 2024), "cn/national", "profile.fallback"),
        ("新疆 unit", form("unit", "昌吉职业技术学院", 2024), "cn/xinjiang/unit-2024", ""),
        ("新疆 project", form("project", "新疆", 2024, XINJIANG_COLUMNS, METHODS), "cn/xinjiang/project-2024", ""),
        ("the 赋分规则 words alone", form("project", "", 2024, XINJIANG_COLUMNS, METHODS), "cn/xinjiang/project-2024", ""),
        ("the words alone, no year", form("project", "", None, XINJIANG_COLUMNS, METHODS), "cn/xinjiang/project-2024", ""),
        ("the column left blank, the place named", form("project", "新疆", 2024, XINJIANG_COLUMNS), "cn/xinjiang/project-2024", ""),
        ("the column left blank, no place", form("project", "", 2024, XINJIANG_COLUMNS), "cn/national", "profile.fallback"),
        ("新疆 without the column", form("project", "新疆", 2024), "cn/national", "profile.fallback"),
        ("新疆 before 2024", form("project", "新疆", 2023, XINJIANG_COLUMNS, METHODS), "cn/national", "profile.fallback"),
        ("兵团 has a system of its own", form("unit", "新疆生产建设兵团第八师", 2024), "cn/national", "profile.fallback"),
        ("a street of that name elsewhere", form(region="某市衡阳路小学", year=2024), "cn/national", "profile.fallback"),
        ("a street there", form(region="衡阳市衡阳北路小学", year=2024), "cn/hunan/hengyang-2024", ""),
        ("an unknown place", form(region="某市财政局", year=2024), "cn/national", "profile.fallback"),
        ("nothing known", form(), "cn/national", "profile.fallback"),
    ],
)  # fmt: skip
def test_the_one_that_fits(name, facts, profile, code):
    assert chosen(facts) == (profile, code)


def test_two_that_fit_are_ambiguous_and_nothing_is_chosen():
    choice = choose(form(region="株洲市教育局"))
    assert choice.profile is None
    assert choice.code == "profile.ambiguous"
    assert choice.candidates == ("cn/hunan/zhuzhou-2021", "cn/hunan/zhuzhou-2023")
    for word in ("没有写明年度", "株洲2021", "株洲2023", "--profile", "PERF_PROFILE"):
        assert word in choice.message


def test_the_argument_goes_before_the_defined_name_and_both_before_the_form():
    facts = form(region="株洲市教育局", year=2021)
    assert chosen(facts, argument="一体化", defined_name="衡阳2024") == ("cn/integrated", "")
    assert chosen(facts, defined_name="衡阳2024") == ("cn/hunan/hengyang-2024", "")
    assert chosen(facts, argument=" ", defined_name="") == ("cn/hunan/zhuzhou-2021", "")


def test_integrated_is_never_chosen_by_itself():
    for word in ("一体化", "预算管理一体化系统", "广西"):
        assert chosen(form("project", word, 2024)) == ("cn/national", "profile.fallback")


def test_a_named_profile_past_its_last_checked_year_is_outdated_too():
    assert chosen(form(year=2026), argument="衡阳2024") == ("cn/hunan/hengyang-2024", "profile.outdated")
    assert chosen(form(year=2026), argument="全国") == ("cn/national", "")


def test_messages_name_the_year_the_profile_and_the_next_step():
    message = choose(form(region="株洲", year=2025)).message
    for word in ("2025 年度", "株洲2023", "只核对到 2023 年度", "仍按该方案计算"):
        assert word in message
    assert "--profile" in choose(form()).message


@pytest.mark.parametrize("given", [{"argument": "株州2021"}, {"defined_name": "株州2021"}])
def test_an_unknown_name_is_an_error_that_lists_the_nearest(given):
    with pytest.raises(UnknownProfile, match="株洲2021"):
        choose(form(), **given)
