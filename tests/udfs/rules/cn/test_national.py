"""全国通用: what 财预〔2020〕10号 is commonly understood to say, and where it says nothing."""

import pytest
from support.rows import UNDECIDED, execution, points, proposal

from udfs.core.rules import load

PROFILE = "cn/national"


@pytest.mark.parametrize(
    ("name", "weight", "target", "actual", "expected"),
    [
        ("met", 10, "≥16万人", "19.8万人", 10),
        ("met exactly", 10, "≥2个", "2个", 10),
        ("half done: 10×1/2", 10, "≥2个", "1个", 5),
        ("in proportion: 7×442/450 = 6.8755…", 7, "≥450人", "442人", 6.88),
        ("a rate in a percent cell: 1×0.85/0.90", 1, "≥90%", 0.85, 0.94),
        ("more than, reached but not passed: 20×15/15", 20, ">15万", "15万元", 20),
        ("nothing done", 10, "≥5场", "0场", 0),
        ("below zero gives nothing, never less", 10, "≥5%", "-2%", 0),
        ("far above target: no number is given nationally, so the full weight", 10, "≥1次", "9次", 10),
        ("a limit met exactly", 10, "≤70万元", "70万元", 10),
        ("a limit kept: no text at hand", 10, "≤630万元", "624.9万元", UNDECIDED),
        ("a limit passed: no text at hand", 10, "≤50万元", "50.5万元", UNDECIDED),
        ("below a limit", 10, "<5起", "3起", UNDECIDED),
        ("equal, met exactly", 10, "=100%", "=100%", 10),
        ("equal, less", 10, "=100%", "98%", UNDECIDED),
        ("equal, more", 10, "=2门", "5门", UNDECIDED),
        ("bare, the same", 10, "22个", "22个", 10),
        ("bare, more", 10, "22个", "25个", UNDECIDED),
        ("bare, less", 10, "22个", "20个", UNDECIDED),
        ("a target of 0, met exactly", 2, "0%", "0%", 2),
        ("a target of 0, not met", 2, "=0起", "1起", UNDECIDED),
        ("words repeated", 5, "持续提升", "持续提升", 5),
        ("words repeated with a full stop and quotes", 5, "持续提升", "“持续提升”。", 5),
        ("words stated as met", 5, "明显提升", "达到预期指标", 5),
        ("words stated as wholly met", 5, "明显提升", "已全部达成预期指标", 5),
        ("words stated as not met", 5, "明显提升", "未达到预期指标", UNDECIDED),
        ("words stated as met in part", 5, "明显提升", "部分达成预期指标", UNDECIDED),
        ("words that merely contain the target", 5, "及时办理", "未能及时办理", UNDECIDED),
        ("words that nobody listed", 5, "持续改善", "明显改善", UNDECIDED),
        ("a long target repeated", 5, "根据上级部门规定时间准时举办", "根据上级部门规定时间准时举办", 5),
        ("a date kept", 10, "2024年12月10日前", "2024年12月10日", 10),
        ("a date missed: bands are for people", 10, "2024年12月10日前", "2025年5月", UNDECIDED),
        ("unlike units", 7, "≥2个", "4所", UNDECIDED),
        ("about a number, surely above", 1, "≥80", "110余人次", 1),
        ("about a number, perhaps below", 1, "≥600篇", "近600篇", UNDECIDED),
        ("nothing filled in", 3, "≥3个", "", UNDECIDED),
        ("a dash", 3, "≥3个", "—", UNDECIDED),
        ("no target", 3, None, "3个", UNDECIDED),
        ("full-width signs and figures", 10, "≥１００人", "５０人", 5),
        ("weight as text", "10分", "≥2个", "1个", 5),
    ],
)
def test_row(name, weight, target, actual, expected):
    assert points(PROFILE, weight, target, actual) == expected


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("完成值达到指标值，记满分；未达到指标值，按B/A或A/B×该指标分值记分。", 5),
        ("达到目标值得满分，未达到的按 Ｂ／Ａ 计分", 5),
        ("—", 5),
        ("按照完成比例赋分", UNDECIDED),
        ("由专家评定", UNDECIDED),
    ],
)
def test_a_form_s_own_words_for_the_rule(method, expected):
    assert points(PROFILE, 10, "≥2个", "1个", method) == expected


def test_a_kept_limit_comes_with_the_full_weight_as_proposal():
    assert proposal(PROFILE, 10, "≤630万元", "624.9万元") == 10
    assert proposal(PROFILE, 10, "≤50万元", "50.5万元") is None


def test_a_date_without_a_year_uses_the_form_s():
    assert points(PROFILE, 10, "12月底前", "2024年12月20日") == UNDECIDED
    assert points(PROFILE, 10, "12月底前", "2024年12月20日", year=2024) == 10


@pytest.mark.parametrize(
    ("name", "weight", "budget", "executed", "expected"),
    [
        ("10×694.90/700.00 = 9.927…", 10, "700.00", "694.90", 9.93),
        ("over 100 %: never above the weight", 10, 100, 110, 10),
        ("thousands separators", 10, "21,255.31", "21,245.82", 10.00),
        ("nothing spent", 10, 100, 0, 0),
        ("no budget", 10, 0, 0, "#DIV/0!"),
        ("a negative budget", 10, -5, 1, "#NUM!"),
        ("a negative figure spent", 10, 5, -1, "#NUM!"),
        ("a blank", 10, None, 1, "#N/A"),
        ("text", 10, "百万", 1, "#VALUE!"),
        ("a negative weight", -10, 5, 1, "#NUM!"),
        ("a weight that is no number", "十分", 5, 1, "#VALUE!"),
    ],
)
def test_execution_row(name, weight, budget, executed, expected):
    assert execution(PROFILE, weight, budget, executed) == expected


def test_what_no_text_confirms_is_marked_unverified():
    profile = load(PROFILE)
    assert all(method.unverified for method in profile.methods.values())
    assert profile.execution.unverified
    assert profile.weights.parts == {"execution": 10, "output": 50, "benefit": 30, "satisfaction": 10}
    assert [band.start for band in profile.qualitative.bands] == [80, 60, 0]
