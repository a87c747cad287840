"""申报表、监控表的识别: bound by labels, without touching the other forms."""

import pytest
from support.gridkit import draw, shift
from support.plan_tables import DECLARATION, MONITORING, OF_SEVEN_MONTHS, SIDE_BY_SIDE, TWO_YEARS

from addin.forms.recognise import recognise


def only(text, **options):
    result = recognise([draw(text, **options)])
    assert result.near == []
    assert len(result.forms) == 1
    return result.forms[0]


def money(rows, name):
    return [(row.role, row.text(name)) for row in rows]


def test_a_declaration_has_its_money_and_its_targets_and_no_score():
    form = only(DECLARATION)
    assert (form.kind, form.year, form.scored, form.money_unit) == ("declaration", 2025, False, "万元")
    assert (form.project, form.department, form.unit_name) == ("防火演练", "林业局", "林场")
    assert money(form.budget, "full_year") == [("total", "100"), ("part", "80"), ("part", "20")]
    assert [(row.name, row.level1, row.text("target"), row.text("weight")) for row in form.indicators] == [
        ("演练次数", "产出指标", "≥2次", "50"),
        ("知晓率", "效益指标", "≥90%", "30"),
        ("群众满意度", "满意度指标", "≥90%", "10"),
    ]


def test_the_columns_of_the_year_are_taken_beside_those_of_several_years():
    form = only(TWO_YEARS)
    assert money(form.budget, "full_year") == [("total", "100"), ("part", "80"), ("part", "20")]
    assert money(form.medium, "full_year") == [("total", "300"), ("part", "200"), ("part", "90")]
    assert [(row.name, row.text("target")) for row in form.indicators] == [("演练次数", "≥2次")]


def test_amounts_below_their_labels_are_read_too():
    assert money(only(SIDE_BY_SIDE).budget, "full_year") == [("total", "100"), ("part", "60"), ("part", "40")]


def test_a_monitoring_table_has_rates_a_month_and_what_is_reached_so_far():
    form = only(MONITORING)
    assert (form.kind, form.month, form.scored) == ("monitoring", 7, False)
    total = form.budget[0]
    assert [total.text(name) for name in ("initial", "full_year", "executed", "rate", "pace", "light")] == [
        "90", "100", "30", "", "51.43%", "红灯",
    ]  # fmt: skip
    row = form.indicators[0]
    assert [row.text(name) for name in ("target", "actual", "forecast")] == ["≥2次", "1次", "2次"]
    assert "deviation" in row.fields


def test_months_in_the_head_are_the_executed_amount_and_tell_the_month():
    form = only(OF_SEVEN_MONTHS)
    assert (form.month, form.year) == (7, 2024)
    assert [form.budget[0].text(name) for name in ("initial", "executed", "rate", "forecast")] == [
        "100", "110", "110%", "120",
    ]  # fmt: skip
    assert form.indicators[0].text("actual") == "1次"


@pytest.mark.parametrize("text", [DECLARATION, TWO_YEARS, SIDE_BY_SIDE, MONITORING, OF_SEVEN_MONTHS])
def test_where_the_table_stands_does_not_matter(text):
    grid = draw(text)
    here, there = (recognise([one]).forms[0] for one in (grid, shift(grid, 4, 3)))
    values = [[(path, bound.text) for path, bound in form.bound_cells()] for form in (here, there)]
    assert values[0] == values[1]


def test_the_sheet_name_tells_the_kind_where_no_title_is_printed():
    untitled = DECLARATION.strip().partition("\n")[2]
    assert only(untitled, name="绩效目标申报表").kind == "declaration"


@pytest.mark.parametrize("title", ["项目支出绩效目标申报汇总表", "项目支出绩效目标批复表"])
def test_tables_of_other_titles_are_left_alone(title):
    text = DECLARATION.replace("项目支出绩效目标申报表（2025年度）", title)
    assert recognise([draw(text)]).forms == []


def test_two_declarations_on_one_sheet_are_two_forms():
    result = recognise([draw(SIDE_BY_SIDE + ". | . | . | .\n" + SIDE_BY_SIDE.strip())])
    assert [form.kind for form in result.forms] == ["declaration", "declaration"]
    assert result.forms[0].area.bottom < result.forms[1].area.top
