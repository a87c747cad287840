"""Money tables: total first, last or alone; columns and units as printed; amounts by kind."""

import pytest
from support import formtables
from support.gridkit import draw

from addin.forms.recognise import recognise

INDICATORS = "\n一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | \n产出 | 甲 | 1 | 1 | 90 | 90 |"
HEAD = "项目支出绩效自评表 | < | < | < | < | < | <\n项目名称 | 某项目 | < | < | < | < | <\n"


def form_of(money, head=HEAD):
    result = recognise([draw(head + money.strip("\n") + INDICATORS)])
    assert not result.near
    return result.forms[0]


def budget_of(form, *fields):
    return [(row.role, row.name, *(row.text(name) for name in fields)) for row in form.budget]


def test_total_and_parts_of_the_official_table():
    form = recognise([draw(formtables.PROJECT)]).forms[0]
    assert budget_of(form, "full_year", "executed", "weight", "score") == [
        ("total", "年度资金总额", "700", "694.9", "10", "9.82"),
        ("part", "其中：当年财政拨款", "700", "694.9", "—", "—"),
        ("part", "其他资金", "0", "0", "—", "—"),
    ]
    assert form.money_unit == "万元"


def test_the_total_may_come_last():
    form = form_of(
        """
        资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值权重 | 执行率 | 得分
        上级资金 | 1 | 2 | 2 | - | - | -
        本级资金 | 3 | 4 | 4 | - | - | -
        合计 | 4 | 6 | 6 | 10 | 100% | 10
        """
    )
    assert [(role, name) for role, name in budget_of(form)] == [
        ("part", "上级资金"),
        ("part", "本级资金"),
        ("total", "合计"),
    ]


def test_a_total_named_in_the_head_row():
    form = form_of(
        """
        年度预算申请\\n(万元) | 年度资金总额 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
        ^ | | 23,604.79 | 21,255.31 | 21,245.82 | 99.96% | 10.00
        """
    )
    assert budget_of(form, "initial", "executed") == [("total", "年度资金总额", "23,604.79", "21,245.82")]


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("全年预算数（A） | 全年执行数（B） | 执行率（B／A）", ["full_year", "executed", "rate"]),
        ("年初预算 | 调整后预算数 | 预算执行数", ["initial", "full_year", "executed"]),
        ("预算数(A) | 实际支出 | 预算执行率", ["full_year", "executed", "rate"]),
        ("全年执行数 | 全年\\n预算数 | 年初预算数", ["executed", "full_year", "initial"]),
        ("调整预算数 | 执行数 | 得分（20分*执行率）", ["full_year", "executed", "score"]),
    ],
)
def test_synonyms_and_orders_of_the_columns(head, fields):
    form = form_of(f"项目资金 | | {head} | | \n^ | 年度资金总额 | 1 | 2 | 3 | |")
    assert list(form.budget[0].fields) == [
        name for name in ("initial", "full_year", "executed", "weight", "rate", "score") if name in fields
    ]
    assert [form.budget[0].text(name) for name in fields] == ["1", "2", "3"]


def test_a_head_of_two_rows():
    form = form_of(
        """
        项目资金（元） | 预算数 | < | 全年执行数 | 执行率 | 分值 | 得分
        ^ | 年初预算数 | 全年预算数 | ^ | ^ | ^ | ^
        年度资金总额 | 1 | 2 | 3 | 4% | 10 | 5
        """
    )
    assert budget_of(form, "initial", "full_year", "executed", "rate") == [
        ("total", "年度资金总额", "1", "2", "3", "4%")
    ]
    assert form.money_unit == "元"


def test_the_column_of_items_may_be_called_after_the_budget():
    form = form_of(
        """
        年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分
        总额 | 238.93 | 251.89 | 251.89 | 100.00% | 10 |
        其中：财政资金 | 238.93 | 251.89 | 251.89 | 100.00% | / | /
        """
    )
    assert budget_of(form, "initial", "full_year") == [
        ("total", "总额", "238.93", "251.89"),
        ("part", "其中：财政资金", "238.93", "251.89"),
    ]


def test_label_and_figure_side_by_side():
    form = form_of(
        """
        预算执行情况\\n（万元） | 预算数： | 100 | < | 执行数： | 98 |
        ^ | 其中：财政拨款 | 90 | < | 其中：财政拨款 | 88 |
        ^ | 其他资金 | 10 | < | 其他资金 | 10 |
        """
    )
    assert budget_of(form, "full_year", "executed") == [
        ("total", "预算数", "100", "98"),
        ("part", "其中：财政拨款", "90", "88"),
        ("part", "其他资金", "10", "10"),
    ]


def test_parts_of_a_part_lie_deeper():
    form = form_of(
        """
        项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | |
        年度资金总额 | 3 | 3 | 3 | 100% | |
        财政拨款 | 2 | 2 | 2 | 100% | |
        其中：中央资金 | 1 | 1 | 1 | 100% | |
        """
    )
    assert [row.depth for row in form.budget] == [0, 1, 2]


def test_the_money_table_may_stand_below_the_indicators():
    text = (
        HEAD
        + INDICATORS.strip("\n")
        + "\n部门资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分 |\n合计 | 2 | 2 | 2 | 100% | 10 |\n总分 | | | | 100 | 100 |"
    )
    form = recognise([draw(text)]).forms[0]
    assert [row.name for row in form.indicators] == ["甲"]
    assert budget_of(form, "score") == [("total", "合计", "10")]
    assert form.total.text("score") == "100"


def test_amounts_by_kind_in_the_label_cell_or_in_the_next():
    form = recognise([draw(formtables.UNIT)]).forms[0]
    income, expenditure = form.amounts
    assert [(name, bound.label) for name, bound in income.items] == [("一般公共预算", "B7"), ("政府性基金拨款", "B8")]
    assert [(name, bound.label) for name, bound in expenditure.items] == [("基本支出", "E7"), ("项目支出", "E8")]
    form = form_of(
        """
        年度预算申请 | 年度资金总额 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
        ^ | | 3 | 3 | 3 | 100% | 10
        ^ | 按收入性质分： | < | < | 按支出性质分： | < | <
        ^ | 一般公共预算： | 16187.49 | < | 基本支出： | 17920.74 | <
        ^ | 政府性基金拨款： | | < | 项目支出： | 3325.08 | <
        """
    )
    assert [(name, bound.label) for name, bound in form.amounts[0].items] == [
        ("一般公共预算", "C6"),
        ("政府性基金拨款", "C7"),
    ]
    assert [(name, bound.text) for name, bound in form.amounts[1].items] == [
        ("基本支出", "17920.74"),
        ("项目支出", "3325.08"),
    ]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位：元", "元"),
        ("（单位：人民币万元）", "万元"),
        ("金额单位：人民币元", "元"),
        ("单位：某某局", ""),
    ],
)
def test_the_money_unit_is_read_and_never_guessed(line, unit):
    head = f"项目支出绩效自评表 | < | < | < | < | < | <\n{line} | | | | | |\n项目名称 | 某项目 | < | < | < | < | <\n"
    assert (
        form_of("项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | | | \n总额 | 1 | 1 | 1 | | |", head).money_unit
        == unit
    )
