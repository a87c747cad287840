"""The listing at the size of a province: Excel takes so many links on a sheet and no more."""

from __future__ import annotations

import io

import openpyxl
import pytest

from addin.handout import listing as module
from addin.handout.listing import listing
from addin.handout.manifest import Entry, Head, Issued, entry_line
from addin.register.model import Unit

HEAD = Head("cn/national", 1, 2024, "全国通用绩效表格", "", "名册.xlsx")


def units(count):
    for at in range(1, count + 1):
        unit = Unit(f"{at:06d}", f"第{at}小学", "", "", at)
        files = (
            Issued(f"{unit.folder}/{unit.folder}.xlsx", 5, "a" * 64),
            Issued(f"{unit.folder}/报告.docx", 6, "b" * 64),
        )
        yield unit, entry_line(Entry(unit.code, unit.name, folder=unit.folder, files=files))


@pytest.mark.parametrize(("most", "books", "reports"), [(20, True, True), (19, True, False), (9, False, False)])
def test_links_stay_within_what_a_sheet_takes(monkeypatch, most, books, reports):
    monkeypatch.setattr(module, "_MOST_LINKS", most)
    sheet = openpyxl.load_workbook(io.BytesIO(listing(HEAD, units(10), 10))).active
    assert (sheet["F4"].hyperlink is not None, sheet["H4"].hyperlink is not None) == (books, reports)
    assert sheet["F4"].value == ("" if books else "000001_第1小学/") + "000001_第1小学.xlsx"
    assert sheet["H13"].value == ("" if reports else "000010_第10小学/") + "报告.docx"


def test_a_unit_that_was_not_handed_out_is_said_so():
    unit = Unit("1", "甲", "", "", 1)
    sheet = openpyxl.load_workbook(io.BytesIO(listing(HEAD, [(unit, "")], 1))).active
    assert (sheet["C4"].value, sheet["F4"].value, sheet["I4"].value) == ("甲", None, "没有下发成功，请再运行一次")


def test_signs_that_mean_something_in_a_link_are_written_so_that_it_opens():
    unit = Unit("1", "甲#50%", "", "", 1)
    line = entry_line(Entry("1", unit.name, folder=unit.folder, files=(Issued("1_甲#50%/1_甲#50%.xlsx", 5, "a" * 64),)))
    sheet = openpyxl.load_workbook(io.BytesIO(listing(HEAD, [(unit, line)], 1))).active
    assert sheet["F4"].hyperlink.target == "1_甲%2350%25/1_甲%2350%25.xlsx"
    assert sheet["F4"].value == "1_甲#50%.xlsx"
