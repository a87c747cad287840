"""Indicator tables as bureaus print them."""

import pytest
from support import formtables
from support.gridkit import draw

from addin.forms.recognise import recognise

HEAD = "项目支出绩效自评表 | < | < | < | < | <\n项目名称 | 某项目 | < | < | < | <\n"


def form_of(text, **options):
    result = recognise([draw(text, **options)])
    assert not result.near
    (form,) = result.forms
    return form


def rows_of(form, *fields):
    return [tuple(row.text(name) for name in fields) for row in form.indicators]


def test_the_official_project_form_is_bound_field_by_field():
    form = form_of(formtables.PROJECT)
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        ("产出指标", "数量指标", "软件套数"),
        ("产出指标", "质量指标", "验收合格率"),
        ("效益指标", "社会效益指标", "信息化水平"),
        ("满意度指标", "服务对象满意度", "师生满意度"),
    ]
    assert rows_of(form, "target", "actual", "weight", "score")[0] == ("≥13套", "13套", "20", "20")
    assert [row.group_weights for row in form.indicators] == [
        {"level1": "50"},
        {"level1": "50"},
        {"level1": "30"},
        {"level1": "10"},
    ]
    assert {name: bound.label for name, bound in form.indicators[0].fields.items()} == {
        "level1": "B12", "level2": "C12", "level3": "D12", "target": "E12", "actual": "F12", "weight": "G12", "score": "H12",
        "deviation": "I12",
    }  # fmt: skip
    assert (form.total["weight"].label, form.total["score"].label) == ("G18", "H18")
    assert form.grade.label == "I18"
    assert form.goals == [("采购软件13套", "采购了13套")]


def test_blank_rows_and_dots_are_no_indicators_but_a_row_with_a_weight_is():
    form = form_of(
        HEAD
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值
        产出 | 数量 | 指标1： | | |
        ^ | ^ | 指标2：人数 | | |
        ^ | 质量 | | | | 5
        ^ | 时效 | | | |
        ^ | ^ | ...... | | |
        """
    )
    assert [(row.row, row.name, row.text("weight")) for row in form.indicators] == [(6, "人数", ""), (7, "质量", "5")]


def test_levels_without_merges_are_inherited_downward_until_the_next_name():
    form = form_of(
        HEAD
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分
        产出指标 | 数量指标 | 甲 | 1 | 1 | 1
         |  | 乙 | 1 | 1 | 1
         | 质量指标 | 丙 | 1 | 1 | 1
        效益指标 |  | 丁 | 1 | 1 | 1
        """
    )
    assert [(row.level1, row.level2) for row in form.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", ""),
    ]


def test_points_beside_each_level_belong_to_that_level():
    form = form_of(
        """
        部门整体支出绩效评价指标评分表 | < | < | < | < | < | < | < | <
        一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 评价标准 | 指标说明 | 得分
        投入 | 13 | 预算配置 | 13 | 在职人员控制率 | 5 | 以100%为标准 | 说明 | 5
        ^ | ^ | ^ | ^ | “三公经费”变动率 | 8 | ≦0,计8分 | 说明 | 8
        """
    )
    assert form.columns["weight"] == 6
    assert form.indicators[1].group_weights == {"level1": "13", "level2": "13"}


def test_two_indicators_that_share_merged_points_are_one_row():
    form = form_of(formtables.SCORECARD)
    assert [row.name for row in form.indicators] == [
        "在职人员控制率",
        "“三公经费”变动率",
        "经济效益、社会效益",
        "行政效能",
    ]
    assert [row.text("weight") for row in form.indicators] == ["5", "5", "10", "80"]
    assert form.indicators[0].level1 == "投入"
    assert form.indicators[0].group_weights == {"level1": "10", "level2": "10"}


@pytest.mark.parametrize(
    "head",
    [
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | 得分\n^ | ^ | ^ | 目标值 | 实际完成值 | ^",
        "一级指标 | 二级指标 | 三级指标 | 指标值 | < | 得分\n| | | 年初目标值 | 全年实际值 |",
        "绩效指标 | < | < | 年度指标值 | 实际完成值 | 得分\n一级指标 | 二级指标 | 三级指标 | ^ | ^ | ^",
        "绩效指标 | | | 年度指标值 | 实际完成值 | 得分\n一级指标 | 二级指标 | 三级指标 | | |",
        "一级\\n指标 | 二级 指标 | 三级指标★ | 年度指标值（A） | 全年\\n完成值（B） | 得分：",
        "一级指标 | 二级指标 | 指标名称 | 计划值 | 实际值 | 自评分",
    ],
)
def test_heads_of_one_and_of_two_rows(head):
    form = form_of(HEAD + head + "\n产出 | 数量 | 人数 | 10 | 9 | 8")
    (row,) = form.indicators
    assert (row.level1, row.level2, row.name) == ("产出", "数量", "人数")
    assert [row.text(name) for name in ("target", "actual", "score")] == ["10", "9", "8"]


def test_one_label_over_three_level_columns_is_divided():
    form = form_of(
        HEAD
        + """
        绩效指标 | < | < | 年度指标值 | 全年实际值 | 得分
        产出 | 数量 | 人数 | 10 | 10 | 8
        ^ | ^ | 次数 | 10 | 10 | 8
        ^ | 质量 | 合格率 | 10 | 10 | 8
        """
    )
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        ("产出", "数量", "人数"), ("产出", "数量", "次数"), ("产出", "质量", "合格率"),
    ]  # fmt: skip


def test_sign_and_unit_in_columns_of_their_own():
    form = form_of(
        HEAD
        + """
        一级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析
        产出 | 覆盖率 | ≥ | 100 | % | 98 | 60 | 59 | 无
        """
    )
    assert rows_of(form, "sign", "target", "unit", "actual", "weight", "score", "deviation") == [
        ("≥", "100", "%", "98", "60", "59", "无")
    ]


def test_goal_blocks_number_their_indicators():
    text = """
    年度绩效目标1 | 培训教师 | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分
    产出 | 数量 | 教师人数 | 1 | 1 | 1
    年度绩效目标2 | 培训学生 | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分
    产出 | 数量 | 学生人数 | 1 | 1 | 1
    合计 | < | < | < | < | 2
    """
    form = form_of(HEAD + text)
    assert [(row.name, row.block) for row in form.indicators] == [("教师人数", 1), ("学生人数", 2)]
    assert [goal for goal, _ in form.goals] == ["培训教师", "培训学生"]
    assert form.total.text("score") == "2"


def test_goal_blocks_named_at_the_side_of_one_table():
    form = form_of(
        HEAD
        + """
         | 一级指标 | 三级指标 | 指标值 | 完成值 | 得分
        年度绩效目标1 | 产出 | 甲 | 1 | 1 | 1
        ^ | ^ | 乙 | 1 | 1 | 1
        年度绩效目标2 | 产出 | 丙 | 1 | 1 | 1
        """
    )
    assert [row.block for row in form.indicators] == [1, 1, 2]


def test_the_execution_rate_as_an_indicator_row():
    text = """
    一级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分
    管理 | 预算执行率（%） | 100% | 98% | 20 | 19.6
    产出 | 人数 | 1 | 1 | 80 | 80
    """
    money = "项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | \n年度资金总额 | 1 | 1 | 1 | 100% |\n"
    assert [row.role for row in form_of(HEAD + text).indicators] == ["execution", "indicator"]
    assert [row.role for row in form_of(HEAD + money + text).indicators] == ["execution", "indicator"]
    scored = "项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分\n年度资金总额 | 1 | 1 | 1 | 10 | 10\n"
    assert [row.role for row in form_of(HEAD + scored + text).indicators] == ["indicator", "indicator"]


def test_a_form_without_scores_says_so():
    form = form_of(formtables.FUND)
    assert not form.scored
    assert [row.name for row in form.indicators] == ["举办体育赛事", "举办考试场次", "家长满意度"]
    assert form.indicators[0].level1 == "产出指标"
    assert form.total is None


@pytest.mark.parametrize("label", ["总分", "合计", "总计", "总 分", "自评得分：", "总得分", "总分（100分）"])
def test_words_of_the_total_row(label):
    form = form_of(
        HEAD
        + f"一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分\n产出 | 甲 | 1 | 1 | 100 | 98\n{label} | < | < | < | 100 | 98"
    )
    assert (form.total["weight"].label, form.total["score"].label) == ("E5", "F5")
    assert len(form.indicators) == 1


def test_a_total_row_whose_label_covers_the_weight_column():
    form = form_of(
        HEAD
        + "一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分\n产出 | 甲 | 100 | 1 | 1 | 98\n总分 | < | < | < | < | 98.5分"
    )
    assert set(form.total.fields) == {"score"}
    assert form.total.text("score") == "98.5分"


def test_a_total_row_merged_otherwise_than_the_columns():
    form = form_of(
        HEAD
        + "一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分\n产出 | 甲 | 100 | 1 | 1 | 98\n总分 | < | < | 100 | 98 | <"
    )
    assert (form.total.text("weight"), form.total.text("score")) == ("100", "98")


def test_a_lone_hundred_beside_an_empty_score_is_not_taken_for_the_score():
    form = form_of(
        HEAD + "一级指标 | 三级指标 | 分值 | 指标值 | 完成值 | 得分\n产出 | 甲 | 100 | 1 | 1 | \n总分 | < | < | 100 | |"
    )
    assert form.total.text("score") == ""


def test_subtotals_are_no_indicators():
    form = form_of(
        HEAD
        + "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分\n产出 | 甲 | 1 | 1 | 60 | 60\n^ | 小计 | | | 60 | 60\n总分 | < | < | < | 60 | 60"
    )
    assert [row.name for row in form.indicators] == ["甲"]


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        ("100 | 98 | 等级：优", "G5"),
        ("100 | 98 | 优", "G5"),
        ("100 | 98 | （自评等级）良", "G5"),
        ("100 | 98 | 等级：", "G5"),
    ],
)
def test_the_grade_beside_the_total(cells, label):
    form = form_of(
        HEAD
        + f"一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因分析\n产出 | 甲 | 1 | 1 | 100 | 98 |\n总分 | < | < | < | {cells}"
    )
    assert form.grade.label == label


def test_total_and_grade_outside_the_table():
    form = form_of(
        """
        项目绩效自评表 | < | < | < | < | <
        项目名称 | 某项目 | 自评总分（分） | 98.5 | 自评等级 | 优
        一级指标 | 指标名称 | 指标值 | 完成值 | 指标权重（分） | 指标得分（分）
        产出 | 甲 | 1 | 1 | 100 | 98.5
        """
    )
    assert (form.total["score"].label, form.grade.label) == ("D2", "F2")


def test_self_evaluation_is_bound_and_the_review_is_left_alone():
    for head in ("自评得分 | 财政评分", "自评得分 | 复核得分", "得分 | 复核得分", "自评得分 | 得分"):
        form = form_of(HEAD + f"一级指标 | 三级指标 | 指标值 | 完成值 | {head}\n产出 | 甲 | 1 | 1 | 8 | 7")
        assert form.columns["score"] == 5, head
    two_rows = "一级指标 | 三级指标 | 指标值 | 完成值 | 得分 | <\n^ | ^ | ^ | ^ | 复核 | 自评"
    assert form_of(HEAD + two_rows + "\n产出 | 甲 | 1 | 1 | 7 | 8").columns["score"] == 6


def test_the_adjusted_target_is_preferred_to_the_initial_one():
    form = form_of(
        HEAD + "指标名称 | 年初指标值 | 调整指标值 | 全年完成值 | 指标权重 | 指标得分\n甲 | 1 | 2 | 2 | 10 | 10"
    )
    assert rows_of(form, "target") == [("2",)]


def test_a_cell_merged_over_target_and_result_is_the_target_only():
    form = form_of(HEAD + "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分\n产出 | 甲 | 全部完成 | < | 10 | 10")
    assert "actual" not in form.indicators[0].fields


def test_no_row_below_the_notes_is_an_indicator():
    form = form_of(
        HEAD
        + """
        一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分
        产出 | 甲 | 1 | 1 | 100 | 98
        其他需要说明事项 | 无 | | | |
        总分 | < | < | < | 100 | 98
        填表人：某某 | 联系电话 | | | 1 | 2
        """
    )
    assert len(form.indicators) == 1
    assert form.total.row == 7
