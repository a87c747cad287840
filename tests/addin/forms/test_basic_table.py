"""The basic data table in its two layouts."""

from support import formtables
from support.gridkit import draw

from addin.forms.recognise import recognise


def form_of(text):
    result = recognise([draw(text)])
    assert not result.near
    return result.forms[0]


def test_staff_amounts_and_buildings_of_the_list_layout():
    form = form_of(formtables.BASIC)
    assert {name: bound.text for name, bound in form.staff.items()} == {
        "approved": "16",
        "actual": "15",
        "rate": "93.75%",
    }
    assert {name: bound.text for name, bound in form.buildings.items()} == {
        "area_approved": "100", "area_actual": "98", "area_rate": "98%", "cost_approved": "40", "cost_actual": "39", "cost_rate": "97.5%",
    }  # fmt: skip
    assert (form.year, form.money_unit) == (2023, "万元")
    first = form.items[0]
    assert [first.text(name) for name in ("previous", "budget", "current")] == ["2.95", "6", "2.69"]


def test_items_know_their_place_and_their_plain_name():
    form = form_of(formtables.BASIC)
    assert [(row.key, row.role, row.depth) for row in form.items] == [
        ("三公经费", "top", 0),
        ("公务用车购置和维护经费", "whole", 1),
        ("公车购置", "part", 2),
        ("公车运行维护", "part", 2),
        ("出国经费", "part", 1),
        ("项目支出", "top", 0),
        ("市级专项资金", "whole", 1),
        ("职业发展教育专项经费", "part", 2),
        ("公用经费", "top", 0),
        ("办公经费", "part", 1),
        ("水费、电费、差旅费", "part", 1),
        ("政府采购金额", "top", 0),
    ]
    assert form.items[1].name == "1、公务用车购置和维护经费"
    assert form.items[3].level1 == "三公经费"


def test_labels_spread_over_three_columns():
    form = form_of(formtables.BASIC_SPREAD)
    assert [(row.level1, row.key, row.depth) for row in form.items] == [
        ("三公经费", "公车购置", 2),
        ("三公经费", "公车运行维护", 2),
        ("三公经费", "出国经费", 1),
        ("项目支出", "本级专项资金", 1),
        ("项目支出", "预征预储", 2),
        ("公用经费", "办公经费", 1),
        ("", "政府采购金额", 0),
    ]
    assert form.items[0].text("previous") == "17.98"


def test_last_year_and_this_year_may_be_words():
    text = (
        formtables.BASIC.replace("2022 年决算数", "上年决算数")
        .replace("2023 年预算数", "本年预算数")
        .replace("2023 年决算数", "本年决算数")
    )
    assert [form_of(text).items[0].text(name) for name in ("previous", "budget", "current")] == ["2.95", "6", "2.69"]


def test_the_three_columns_may_stand_in_any_order():
    text = (
        formtables.BASIC.replace("2022 年决算数", "2023年度决算数x")
        .replace("2023 年决算数", "2022年决算数")
        .replace("2023年度决算数x", "2023年度决算数")
    )
    assert [form_of(text).items[0].text(name) for name in ("previous", "budget", "current")] == ["2.69", "6", "2.95"]


def test_final_accounts_without_years_are_not_guessed():
    text = formtables.BASIC.replace("2022 年决算数", "决算数").replace("2023 年决算数", "决算数")
    result = recognise([draw(text)])
    assert not result.forms
    assert "分不清上年和本年" in result.near[0].missing[0]


def test_staff_with_labels_and_figures_side_by_side():
    text = formtables.BASIC.replace(
        "财政供养人员情况 | 编制数 | < | 2023 年实际在职人数 | < | 控制率 | <\n^ | 16 | < | 15 | < | 93.75% | <",
        "财政供养人员情况 | 编制数 | 16 | 实际在职人数 | 15 | 控制率 | 93.75%",
    )
    assert {name: bound.text for name, bound in form_of(text).staff.items()} == {
        "approved": "16",
        "actual": "15",
        "rate": "93.75%",
    }
