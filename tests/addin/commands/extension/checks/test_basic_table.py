"""基础数据表的勾稽."""

from support.hand_forms import basic_form

from addin.commands.check import check

ZHUZHOU = [
    ("三公经费", "2.95", "6", "2.69"),
    ("1、公务用车购置和维护经费", "2.4", "4", "2.4"),
    ("其中：公车购置", "0", "0", "0"),
    ("公车运行维护", "2.4", "4", "2.4"),
    ("2、出国经费", "0", "0", "0"),
    ("3、公务接待", "0.55", "2", "0.29"),
    ("项目支出：", "79.94", "30", "18.74"),
    ("1、业务工作经费", "40", "0", "0"),
    ("2、运行维护经费", "0", "0", "0"),
    ("3、市级专项资金（一个专项一行）", "39.94", "30", "18.74"),
    ("职业发展教育专项经费", "19.94", "30", "18.74"),
    ("教育经费", "20", "", "0"),
    ("公用经费", "101.6", "152.43", "136.60"),
    ("其中：办公经费", "45.28", "50.53", "66.26"),
    ("水费、电费、差旅费", "7.38", "11.22", "7.25"),
    ("政府采购金额", "65.2", "72.32", "64.35"),
]


def sums(changed=None):
    rows = [list(row) for row in ZHUZHOU]
    for (row, column), value in (changed or {}).items():
        rows[row][column] = value
    form = basic_form([tuple(row) for row in rows])
    return [
        (one.severity, one.cell, one.printed, one.expected) for one in check(form, None) if one.code == "budget.sum"
    ]


def test_the_published_table_is_consistent():
    assert sums() == []


def test_three_public_expenses_are_the_sum_of_their_parts():
    # 2.4 + 0 + 0.29 = 2.69
    assert sums({(0, 3): "2.99"}) == [("error", "D5", "2.99", "2.69")]


def test_vehicles_are_purchase_and_running():
    assert ("error", "C6", "5", "4") in sums({(1, 2): "5"})


def test_projects_are_the_sum_of_their_groups_and_each_group_of_its_projects():
    assert ("error", "B11", "80.94", "79.94") in sums({(6, 1): "80.94"})
    assert ("error", "D14", "19.74", "18.74") in sums({(9, 3): "19.74"})


def test_a_part_of_the_public_funds_stays_within_the_whole():
    assert ("error", "D18", "166.26", "不大于 136.60") in sums({(13, 3): "166.26"})


def test_blank_parts_are_no_zeros_but_their_sum_may_not_exceed_the_whole():
    assert sums({(4, 3): ""}) == []
    assert sums({(4, 3): "", (0, 3): "1.00"}) == [("error", "D5", "1.00", "不小于 2.69")]
