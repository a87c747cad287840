"""A sheet repeated for each project: everything on it is the same, and names and references follow."""

import io
import re

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from support.packkit import workbook

from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from addin.package.sheet_copy import repeat_sheet
from addin.package.sheet_names import LONGEST, sheet_names

NAMES = ["甲 项目", "乙'项目", "丙"]


@pytest.fixture
def data():
    book = workbook()
    sheet = book["项目"]
    sheet["J1"] = "='项目'!A1"
    sheet.sheet_view.tabSelected = True
    sheet["J2"].comment = Comment("请填写", "填表人")
    book["报告文字"]["A9"] = "=SUM(项目!F9:F12)"
    book["报告文字"].print_title_rows = "1:1"
    book.defined_names["TITLE"] = DefinedName("TITLE", attr_text="'项目'!$A$1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_each_copy_is_like_the_sheet(data):
    made = openpyxl.load_workbook(io.BytesIO(repeat_sheet(data, "项目", NAMES)))
    assert made.sheetnames == [*NAMES, "报告文字"]
    first = openpyxl.load_workbook(io.BytesIO(data))["项目"]
    for name in NAMES:
        sheet = made[name]
        assert {str(one) for one in sheet.merged_cells.ranges} == {str(one) for one in first.merged_cells.ranges}
        assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["F9:F12"]
        assert sheet.protection.sheet
        assert sheet.row_dimensions[10].height == 31.5
        assert sheet["G10"].value == first["G10"].value
        assert sheet["C9"].border.left.style == "thin"
        assert sheet.print_title_rows == "$8:$8"
        assert sheet.print_area.endswith("$A$1:$H$13")
        assert sheet["J2"].comment.text == "请填写"
    assert made["报告文字"].print_title_rows == "$1:$1"


def test_references_to_the_sheet_itself_and_names_follow(data):
    made = repeat_sheet(data, "项目", NAMES)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert [book[name]["J1"].value for name in NAMES] == ["='甲 项目'!A1", "='乙''项目'!A1", "='丙'!A1"]
    assert book["报告文字"]["A9"].value == "=SUM('甲 项目'!F9:F12)"
    assert book.defined_names["TITLE"].attr_text == "'甲 项目'!$A$1"
    assert book["乙'项目"].defined_names["TITLE"].attr_text == "'乙''项目'!$A$1"
    read = open_workbook(made)
    assert read.grid("丙").names["PROJECT_NAME"] == (2, 2)


def test_every_part_has_its_type_and_no_id_is_used_twice(data):
    read = open_workbook(repeat_sheet(data, "项目", [f"项目{number}" for number in range(30)]))
    sheets = read.workbook.sheets
    assert (
        len({one.sheet_id for one in sheets})
        == len({one.part for one in sheets})
        == len({one.relationship for one in sheets})
        == 31
    )
    types = {read.parts.content_types.of(one.part) for one in sheets}
    assert len(types) == 1
    selected = [
        one.part for one in sheets if re.search(rb'tabSelected="(1|true)"', read.parts.container.read(one.part))
    ]
    assert len(selected) == 1


def test_the_sheet_alone_is_only_renamed(data):
    assert openpyxl.load_workbook(io.BytesIO(repeat_sheet(data, "项目", ["一"]))).sheetnames == ["一", "报告文字"]
    assert repeat_sheet(data, "项目", ["项目"]) == data


def test_what_cannot_be_done_is_refused(data):
    for names in (["甲", "甲"], ["报告文字", "乙"]):
        with pytest.raises(PackageProblem) as caught:
            repeat_sheet(data, "项目", names)
        assert caught.value.code == "edit.sheet-exists"
    with pytest.raises(PackageProblem) as caught:
        repeat_sheet(data, "没有", ["甲"])
    assert caught.value.code == "sheet.missing"


def test_names_that_excel_refuses_are_made_fit():
    names = sheet_names(
        ["2024/[中央]:补助?*\\", "很长" * 20, "很长" * 20, "History", "''", "", "甲", "甲"], taken=["甲"]
    )
    assert names[0] == "2024 中央 补助"
    assert names[1] == ("很长" * 20)[:31]
    assert names[2].endswith(" (2)")
    assert names[3:] == ["History_", "项目", "项目 (2)", "甲 (2)", "甲 (3)"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=50), max_size=12))
def test_sheet_names_are_always_valid_and_different(texts):
    names = sheet_names(texts, taken=["报告文字"])
    assert len({name.casefold() for name in [*names, "报告文字"]}) == len(texts) + 1
    for name in names:
        assert name
        assert len(name.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
