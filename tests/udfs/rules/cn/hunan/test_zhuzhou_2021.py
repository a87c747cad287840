"""株洲2021: met is full; what is not met is judged by hand, with W×B/A as a proposal."""

import pytest
from support.rows import UNDECIDED, execution, points, proposal

PROFILE = "cn/hunan/zhuzhou-2021"


@pytest.mark.parametrize(
    ("name", "weight", "target", "actual", "expected"),
    [
        ("met", 2, "≥16万人", "19.8万人", 2),
        ("an amount without 元", 4, "≥8000万", "13700万", 4),
        ("no accident", 2, "0%", "0%", 2),
        ("kept a limit", 5, "≤100万元", "90万元", 5),
        ("passed a limit", 5, "≤100万元", "110万元", UNDECIDED),
        ("not met", 2, "≥12000人", "11032", UNDECIDED),
        ("a month as a limit, earlier", 1, "10月前", "5月前", 1),
        ("a late date", 2, "9月30日前", "12月15日前", UNDECIDED),
        ("more than, only reached", 20, ">15万", "15万元", UNDECIDED),
        ("the figure that was added, not the stock", 10, "22个", "2023年新增工作室22个，当前共有91个。", 10),
        ("words of its own", 5, "全省前列", "被教育部确定为全国典型案例", UNDECIDED),
        ("at least again as the actual", 10, "≥98%", "≥98%", 10),
    ],
)
def test_row(name, weight, target, actual, expected):
    assert points(PROFILE, weight, target, actual) == expected


def test_what_is_judged_by_hand_has_a_proposal():
    assert proposal(PROFILE, 2, "≥12000人", "11032") == 1.84  # 2×11032/12000 = 1.8386…
    assert proposal(PROFILE, 5, "≤100万元", "110万元") is None  # W×B/A would exceed the weight
    assert proposal(PROFILE, 2, "9月30日前", "12月15日前") is None


def test_execution_row_is_weight_times_rate():
    assert execution(PROFILE, 10, "469.32", "439.45") == 9.36  # 10×0.93635…
    assert execution(PROFILE, 10, 30, "29.74") == 9.91
    assert execution(PROFILE, 10, 100, 120) == 10
