"""整体支出指标公式: values worked out by hand from published basic data tables."""

from decimal import Decimal

import pytest

from udfs.core.data import DataError
from udfs.core.indicators import derive, figure_names, find_indicator, indicators, read_indicators

D = Decimal


def test_staff_of_173_against_180_posts_is_96_11_percent():
    result = derive("在职人员控制率", {"staff.approved": D(180), "staff.actual": D(173)})
    assert result.value == D(173) / D(180)
    assert result.how == "在职人员控制率=在职人员数/编制数=173/180=96.11%"
    assert "衡山" in result.source
    assert not result.unverified


def test_change_of_the_three_public_items_is_the_difference_over_last_year():
    figures = {"three_public.previous_budget": D(200), "three_public.budget": D(150)}
    assert derive("“三公经费”变动率", figures).value == D("-0.25")


def test_budget_completion_counts_what_was_carried_in_and_added():
    figures = {"budget.carry_in": D(100), "budget.initial": D(800), "budget.added": D(100), "budget.carry_out": D(50)}
    result = derive("预算完成率", figures)
    assert result.value == D("0.95")
    assert result.how.endswith("=(100+800+100-50)/(100+800+100)=95%")


def test_procurement_of_hengshan_2020_is_274_percent():
    figures = {"procurement.budget": D(1530000), "procurement.current": D("4192327.62")}
    assert derive("政府采购执行率", figures).how.endswith("=274.01%")


@pytest.mark.parametrize("name", ["新建楼堂馆所面积控制率", "楼堂馆所面积控制率", "规模控制率"])
@pytest.mark.parametrize("blank", [None, D(0)])
def test_no_building_project_is_said_and_not_computed(name, blank):
    result = derive(name, {"buildings.area_approved": blank, "buildings.area_actual": blank})
    assert result.no_project
    assert result.value is None


def test_a_building_without_approval_is_a_zero_denominator_and_no_missing_project():
    result = derive("楼堂馆所面积控制率", {"buildings.area_approved": D(0), "buildings.area_actual": D(300)})
    assert not result.no_project
    assert result.value is None
    assert "分母为0" in result.how


def test_a_missing_figure_is_named_in_chinese():
    result = derive("公用经费控制率", {"public_funds.current": D(5)})
    assert result.missing == ("public_funds.budget",)
    assert result.how == "缺少公用经费预算安排数，不能计算公用经费控制率"


def test_an_unknown_indicator_is_not_guessed():
    result = derive("群众幸福率", {})
    assert result.name == ""
    assert result.value is None
    assert "没有“群众幸福率”的计算公式" in result.how


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("“三公经费”控制率", "三公经费控制率"),
        ("三公经费\n变动率（%）", "三公经费变动率"),
        ("指标3：政府采购执行率", "政府采购执行率"),
        ("1.在职人员控制率", "在职人员控制率"),
        ("新建楼堂馆所投资概算控制率", "楼堂馆所投资概算控制率"),
    ],
)
def test_names_are_found_as_forms_print_them(printed, name):
    assert find_indicator(printed).name == name


def test_every_formula_states_its_source_and_known_figures():
    for one in indicators():
        assert one.source
        assert set(one.figures) <= set(figure_names())


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"source": ""}, "没有写明来源"),
        ({"numerator": ["staff.dreamt"]}, "没有定义的数字“staff.dreamt”"),
        ({"also": ["甲率"]}, "“甲率”出现了两次"),
    ],
)
def test_faulty_data_is_refused_with_the_place(entry, words):
    good = {"name": "甲率", "numerator": ["a"], "denominator": ["a"], "source": "s", **entry}
    data = {
        "figures": {"a": "甲"},
        "sources": {"s": {"document": "某文件", "kind": "practice", "checked": "2026-11-22"}},
        "indicator": [good],
    }
    with pytest.raises(DataError, match=words):
        read_indicators(data)
