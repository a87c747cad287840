"""What is almost a form is reported with what it lacks; what is none stays silent."""

import pytest
from support.gridkit import draw

from addin.forms import model
from addin.forms.recognise import recognise

HEAD = "2023年项目支出绩效自评表 | < | < | < | <\n项目名称 | 某某 | < | < | <\n"


def test_a_missing_column_is_named():
    result = recognise(
        [draw(HEAD + "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 得分\n产出 | 数量 | 人数 | 10 | 5", name="表一")]
    )
    (near,) = result.near
    assert not result.forms
    assert (near.kind, near.sheet, near.where, near.missing) == (model.PROJECT, "表一", "A1:E4", ("实际完成值",))
    assert near.found == ("一级指标", "二级指标", "三级指标", "年度指标值", "得分")


@pytest.mark.parametrize("head", ["得分 | 得分", "自评得分 | 自评分"])
def test_two_columns_of_equal_standing_are_not_bound(head):
    result = recognise([draw(HEAD + f"一级指标 | 三级指标 | 指标值 | 完成值 | {head}\n产出 | 人数 | 10 | 10 | 5 | 6")])
    assert not result.forms
    assert "得分有2列，分不清用哪一列：E3" in result.near[0].missing[0]


def test_without_any_word_for_the_kind_the_title_is_missing():
    result = recognise([draw("绩效自评表\n一级指标 | 三级指标 | 目标值 | 实际值 | 分值\n产出 | 人数 | 1 | 1 | 90")])
    assert "项目名称" in result.near[0].missing[0]


OTHERS = {
    "a plan of goals": "项目支出绩效目标申报表\n项目名称 | 某某\n一级指标 | 二级指标 | 三级指标 | 指标值\n产出 | 数量 | 人数 | 10",
    "a monitoring table": "项目支出绩效运行监控表\n项目名称 | 某某\n一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月执行情况 | 全年预计完成情况\n产出 | 数量 | 人数 | 10 | 5 | 10",
    "a summary of projects": "2023年项目支出绩效自评结果汇总表\n序号 | 项目名称 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分\n1 | 甲 | 1 | 1 | 1 | 100% | 90",
    "marks of students": "学生成绩表\n姓名 | 单位 | 指标 | 得分\n张某 | 一班 | 语文 | 90",
    "a budget": "2024年部门预算表\n项目 | 年初预算数 | 上年决算数\n基本支出 | 10 | 9",
    "execution of a budget": "预算执行情况表\n科目 | 全年预算数 | 全年执行数 | 执行率\n教育支出 | 10 | 9 | 90%",
    "a list of forms": "附件目录\n1 | 项目支出绩效自评表\n2 | 部门整体支出绩效自评表",
    "a text": "绩效自评工作的说明\n各单位应按要求填写项目支出绩效自评表，按时上报。",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=list(OTHERS))
def test_other_tables_are_neither_forms_nor_nearly_forms(text):
    result = recognise([draw(text)])
    assert (result.forms, result.near) == ([], [])
