"""Sheets that are called otherwise in every unit: as if the sheet had been renamed by hand."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.package.plan import Plan
from addin.package.plan.plan import same_content
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from addin.package.sheet_copy import rename_sheets, repeat_sheet
from addin.package.sheet_names import sheet_names
from addin.packs.list import load_pack

FORM = "项目支出绩效自评表"


@pytest.fixture(scope="module")
def plan():
    data = load_pack("cn/national").workbook.read_bytes()
    return Plan(repeat_sheet(data, FORM, ["_1_", "_2_"]), [("_1_", 3, 4), ("_2_", 3, 4)], titles=["_1_", "_2_"])


@settings(max_examples=30, deadline=None)
@given(names=st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=2))
def test_any_two_projects_name_their_sheets_as_renaming_does(plan, names):
    titles = sheet_names(names)
    values = [f"项目 {one}" for one in ("甲", "乙")]
    made = plan.fill(values, names=titles)
    assert plan.why_slow == ""
    assert same_content(made, plan._long_way(values, {}, titles))
    book = open_workbook(made)
    assert list(book.sheets[:2]) == titles
    assert [book.grid(title)[3, 4].value for title in titles] == values


def test_names_of_a_renamed_sheet_point_at_it(plan):
    book = openpyxl.load_workbook(io.BytesIO(plan.fill(["甲", "乙"], names=["O'Neil 校舍", "设备<&>"])))
    # the first sheet keeps the names of the whole workbook, as Excel's own copies do
    assert book.defined_names["project_project"].attr_text == "'O''Neil 校舍'!$D$3"
    assert book["设备<&>"].defined_names["project_project"].attr_text == "'设备<&>'!$D$3"


def test_a_formula_elsewhere_that_names_the_sheet_follows_the_long_way():
    made = openpyxl.Workbook()
    made.active.title = "表"
    made.create_sheet("汇总")["A1"] = "=表!A1"
    kept = io.BytesIO()
    made.save(kept)
    plan = Plan(kept.getvalue(), [("表", 1, 1)], titles=["表"])
    for name in ("甲 项目", "乙项目"):
        book = openpyxl.load_workbook(io.BytesIO(plan.fill([5], names=[name])))
        assert book.sheetnames == [name, "汇总"]
        assert book["汇总"]["A1"].value == f"='{name}'!A1"
    assert plan.why_slow


def test_a_name_that_another_sheet_has_is_refused():
    data = load_pack("cn/national").workbook.read_bytes()
    with pytest.raises(PackageProblem, match="已经用了"):
        rename_sheets(data, {FORM: "报告文字"})
