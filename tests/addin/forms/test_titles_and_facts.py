"""Titles broken and spaced, years, units, departments and projects."""

import pytest
from support import formtables
from support.gridkit import draw

from addin.forms import model
from addin.forms.recognise import recognise

TABLE = "\n一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分\n产出 | 甲 | 1 | 1 | 90 | 90"


def form_of(head, **options):
    return recognise([draw(head + TABLE, **options)]).forms[0]


@pytest.mark.parametrize(
    ("title", "kind", "year"),
    [
        ("2023 年度部门 (单位) 整体支出绩效自评表", model.UNIT, 2023),
        ("2023 年度部门 (单位)\n整体支出绩效自评表", model.UNIT, 2023),
        ("部 门 整 体 支 出 绩 效 自 评 表\n（2022年度）", model.UNIT, 2022),
        ("某某局2021年度部门整体支出绩效自评表（公开13表）", model.UNIT, 2021),
        ("单位整体支出绩效自评表\n(2024年度)", model.UNIT, 2024),
        ("附件3\n2023 年度项目支出绩效自评表", model.PROJECT, 2023),
        ("2023年度项目支出\n绩效自评表", model.PROJECT, 2023),
        ("部门预算项目支出绩效自评表(2023年度)", model.PROJECT, 2023),
        ("2020年度长江禁捕项目自评表", model.PROJECT, 2020),
        ("二〇二二年度项目支出绩效自评表", model.PROJECT, 2022),
        ("公开14表\n项目支出绩效自评表", model.PROJECT, None),
        ("2020年度县级专项资金绩效目标自评表", model.FUND, 2020),
        ("中央对地方专项转移支付绩效目标自评表", model.FUND, None),
    ],
)
def test_titles_and_years(title, kind, year):
    form = form_of(title)
    assert (form.kind, form.year) == (kind, year)


def test_a_title_in_two_rows_is_joined():
    assert form_of("2023 年度部门 (单位)\n整体支出绩效自评表").title == "2023年度部门(单位)整体支出绩效自评表"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("单位名称 | 某某学院", "某某学院"),
        ("单位名称：某某学院 | ", "某某学院"),
        ("部门（单位）名称： | 某某学院", "某某学院"),
        ("市级预算部门 (单位) 名称 | < | 某某学院", "某某学院"),
        ("填报单位（盖章）：某某学院    单位：万元 | ", "某某学院"),
        ("填报单位: 某某学院　　填报日期：2024年1月 | ", "某某学院"),
        ("*部门名称 | 某某学院", "某某学院"),
        ("单位名称 | | ", ""),
        ("单位名称：______ | ", ""),
    ],
)
def test_the_unit_is_read_beside_its_label_or_behind_a_colon(line, name):
    assert form_of(f"部门整体支出绩效自评表\n{line}").unit_name == name


def test_a_label_is_never_taken_for_the_value_of_the_label_before_it():
    form = form_of("项目支出绩效自评表\n项目名称 | 某项目\n主管部门 | 实施单位 | 某某学院")
    assert (form.department, form.unit_name) == ("", "某某学院")


def test_project_department_and_unit_of_the_official_form():
    form = recognise([draw(formtables.PROJECT, name="表一")]).forms[0]
    assert (form.project, form.department, form.unit_name) == ("信息化标杆校建设", "某州教育局", "某某学院")
    assert "某州教育局" in form.region_text
    assert str(form.area) == "A1:I19"


def test_words_inside_the_indicators_are_no_facts():
    form = recognise(
        [draw("单位整体支出绩效自评表\n一级指标 | 三级指标 | 指标值 | 完成值 | 得分\n产出 | 主管部门 | 某局 | 1 | 2")]
    ).forms[0]
    assert form.department == ""


def test_a_footer_below_the_form_names_the_unit_and_opens_no_form():
    result = recognise([draw("部门整体支出绩效自评表" + TABLE + "\n填报单位：某某学院 | | | | |")])
    assert len(result.forms) == 1
    assert result.forms[0].unit_name == "某某学院"
