"""Heads seen in other provinces: columns under one label, amounts beside their label, scores of another party."""

from __future__ import annotations

from support.gridkit import draw

from addin.forms.recognise import recognise

INDICATORS = """
一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 复核得分
产出 | 甲 | 1 | 1 | 90 | 90 | 88
合计 | < | < | < | 100 | | 98
"""


def form_of(money: str):
    found = recognise(
        [draw("2023年度项目支出绩效自评表 | < | < | < | < | < | <\n项目名称 | 某项目\n" + money.strip() + INDICATORS)]
    )
    assert not found.near
    return found.forms[0]


def test_the_column_of_the_whole_is_bound_where_a_head_is_divided_into_sources_of_money():
    form = form_of(
        """
        任务 | 全年预算数 | < | 全年执行数 | < | 执行率 | 得分
        ^ | 总额 | 财政拨款 | 总额 | 财政拨款 | ^ | ^
        任务一 | 100 | 90 | 95 | 90 | |
        金额合计 | 100 | 90 | 95 | 90 | 95% | 9.5
        """
    )
    assert [(row.role, row.text("full_year"), row.text("executed")) for row in form.budget] == [
        ("part", "100", "95"),
        ("total", "100", "95"),
    ]


def test_amounts_beside_a_label_merged_down_from_the_head_are_the_total():
    form = form_of(
        """
        部门支出预算数 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 权重 | 得分
        ^ | 10 | 12 | 11 | | 10 |
        """
    )
    assert [(row.role, row.name, row.text("full_year")) for row in form.budget] == [("total", "部门支出预算数", "12")]


def test_the_score_of_another_party_is_never_the_total_of_ours():
    total = form_of("资金 | 预算数 | 执行数 | 执行率 | 分值 | 得分\n总额 | 1 | 1 | | 10 |\n").total
    assert total is not None
    assert total.text("weight") == "100"
    assert total.text("score") == ""
    assert total["score"].column == 6


def test_a_form_below_another_one_without_a_title_is_of_the_same_year():
    one = "项目名称 | 某项目\n资金 | 预算数 | 执行数 | 执行率 | 分值 | 得分\n总额 | 1 | 1 | | 10 |" + INDICATORS
    found = recognise([draw("2023年度项目支出绩效自评表 | < | < | < | < | < | <\n" + one + one)])
    assert [form.year for form in found.forms] == [2023, 2023]


def test_the_money_unit_may_stand_in_the_cell_beside_its_label():
    assert (
        form_of("金额单位 | 千元\n资金 | 预算数 | 执行数 | 执行率 | 分值 | 得分\n总额 | 1 | 1 | | 10 |\n").money_unit
        == "千元"
    )


def test_a_second_row_of_any_wording_under_a_wider_label_belongs_to_the_head():
    form = recognise([draw(
        """
        2023年度项目支出绩效自评表 | < | < | < | < | <
        项目名称 | 某项目
        一级指标 | 三级指标 | 年度指标值 | < | 实际完成值 | 分值
        ^ | ^ | 年初设定数额 | 调整后指标值 | ^ | ^
        产出 | 甲 | 1 | 2 | 2 | 90
        """
    )]).forms[0]  # fmt: skip
    assert [(row.name, row.text("target"), row.text("actual")) for row in form.indicators] == [("甲", "2", "2")]
