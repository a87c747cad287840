"""The five mandated forms, recognised by their labels."""

import pytest
from support import formtables
from support.gridkit import draw, shift, stack

from addin.forms import model
from addin.forms.recognise import recognise
from addin.grid import Cell, Grid, Range

EVERY_KIND = {
    model.PROJECT: formtables.PROJECT,
    model.UNIT: formtables.UNIT,
    model.BASIC: formtables.BASIC,
    model.SCORECARD: formtables.SCORECARD,
    model.FUND: formtables.FUND,
}


def only_form(text, **options):
    result = recognise([draw(text, **options)])
    assert not result.near
    (form,) = result.forms
    return form


@pytest.mark.parametrize(("kind", "text"), EVERY_KIND.items())
def test_each_mandated_form_is_told_by_its_labels(kind, text):
    assert only_form(text).kind == kind


@pytest.mark.parametrize(("kind", "text"), EVERY_KIND.items())
def test_a_form_that_starts_at_d7_binds_the_same_fields(kind, text):
    here, there = only_form(text), recognise([shift(draw(text), 6, 3)]).forms[0]
    assert there.kind == kind
    moved = {path: (bound.row + 6, bound.column + 3) for path, bound in here.bound_cells()}
    assert {path: bound.position for path, bound in there.bound_cells()} == moved


def test_the_forms_of_a_stacked_sheet_are_found_one_by_one():
    result = recognise([draw(stack(*EVERY_KIND.values(), formtables.PROJECT))])
    assert [form.kind for form in result.forms] == [*EVERY_KIND, model.PROJECT]
    first, last = result.forms[0], result.forms[-1]
    assert [row.name for row in first.indicators] == [row.name for row in last.indicators]
    assert last.area.top > result.forms[-2].area.bottom
    assert not result.near


def test_two_projects_side_by_side_are_two_forms():
    text = """
    项目支出绩效自评表 | < | < | < | < | | 项目支出绩效自评表 | < | < | < | <
    项目名称 | 甲项目 | < | < | < | | 项目名称 | 乙项目 | < | < | <
    一级指标 | 三级指标 | 指标值 | 完成值 | 得分 | | 一级指标 | 三级指标 | 指标值 | 完成值 | 得分
    产出 | 人数 | 1 | 1 | 10 | | 产出 | 次数 | 2 | 2 | 9
    总分 | < | < | < | 10 | | 总分 | < | < | < | 9
    """
    forms = recognise([draw(text)]).forms
    assert [(form.project, form.indicators[0].name, form.total["score"].label) for form in forms] == [
        ("甲项目", "人数", "E5"),
        ("乙项目", "次数", "K5"),
    ]


def test_stacked_projects_without_titles_are_parted_at_the_project_name():
    untitled = "\n".join(formtables.PROJECT.strip().splitlines()[2:])
    forms = recognise([draw(stack(untitled, untitled, untitled), name="项目支出绩效自评表")]).forms
    assert [len(form.indicators) for form in forms] == [4, 4, 4]
    assert [len(form.budget) for form in forms] == [3, 3, 3]


def test_the_sheet_name_tells_the_kind_where_the_title_is_missing():
    bare = """
    单位名称 | 某某局 | < | < | <
    一级指标 | 三级指标 | 目标值 | 实际值 | 得分
    产出 | 人数 | 1 | 1 | 10
    """
    form = only_form(bare, name="2022年整体支出绩效自评表")
    assert (form.kind, form.year, form.unit_name) == (model.UNIT, 2022, "某某局")


def test_without_title_a_project_is_told_by_its_project_name():
    untitled = "\n".join(formtables.PROJECT.strip().splitlines()[1:])
    assert only_form(untitled).kind == model.PROJECT


def test_hidden_sheets_are_left_out_with_a_note():
    result = recognise([draw(formtables.PROJECT, name="旧表", hidden=True)])
    assert not result.forms
    assert "旧表" in result.notes[0]


def test_rows_and_columns_that_are_hidden_are_read_all_the_same():
    grid = draw(formtables.PROJECT)
    grid.hidden_rows = frozenset((12, 13))
    grid.hidden_columns = frozenset((9,))
    assert len(recognise([grid]).forms[0].indicators) == 4


def test_an_unfilled_form_is_recognised_with_its_empty_cells_bound():
    form = only_form(
        """
        项目支出绩效自评表 | < | < | < | < | <
        项目名称 | | | | |
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
        产出指标 | 数量指标 | 招生人数 | ≥10人 | |
        总分 | < | < | < | < |
        """
    )
    assert form.project == ""
    (row,) = form.indicators
    assert (row["actual"].label, row["score"].label, form.total["score"].label) == ("E4", "F4", "F5")


def test_values_left_behind_under_a_merge_are_not_read():
    grid = draw(formtables.PROJECT)
    grid.cells[1, 4] = Cell("别的标题", "别的标题")  # under the merged title
    grid.cells[14, 2] = Cell("成本指标", "成本指标")  # under the merged 产出指标? no: its own cell
    grid.merges.append(Range(30, 1, 31, 2))
    form = recognise([grid]).forms[0]
    assert form.title == "项目支出绩效自评表"


def test_an_empty_workbook_has_no_form():
    assert recognise([Grid("Sheet1")]).forms == []
