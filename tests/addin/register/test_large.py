"""A register of a whole province: more cells than a form may have, read as a list with the same outcome."""

from __future__ import annotations

import openpyxl
import pytest
from support.make_units import FILE
from support.registers import HEAD, write_register

from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from addin.register import large
from addin.register.large import open_register
from addin.register.read import read_register


def as_large(path):
    """The same workbook, read as if every sheet were too large for a form."""
    book = open_workbook(path)
    book.load = lambda name: large._large(book, name)
    return book


def test_it_says_the_same_as_the_reader_of_forms():
    small, findings = read_register(FILE)
    found, others = read_register(FILE, as_large(FILE))
    assert others == findings
    assert found.units == small.units
    assert found.lines == small.lines
    assert (found.pack, found.columns) == (small.pack, small.columns)


def test_percentages_dates_and_errors_are_read_alike(tmp_path):
    head = (*HEAD, "完成率", "日期", "错误")
    path = write_register(tmp_path / "某省 名册.xlsx", [("1", "甲", "", "乙", 0.95, None, "#N/A")], head)
    book = openpyxl.load_workbook(path)
    book.active["E3"].number_format = "0%"
    book.active["F3"].value, book.active["F3"].number_format = 45657, "yyyy-mm-dd"
    book.active["G3"].data_type = "e"
    book.save(path)
    assert read_register(path, as_large(path)) == read_register(path)
    assert read_register(path)[0].units["1"].shown == {"完成率": "95%", "日期": "2024-12-31"}


def test_more_cells_than_a_form_has_are_read(tmp_path, monkeypatch):
    path = tmp_path / "某省 名册.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.append([*HEAD, *(f"列{at}" for at in range(96))])
    for at in range(2600):
        sheet.append([f"{at:05d}", f"第{at}小学", "", "", *([at] * 96)])
    book.save(path)
    with pytest.raises(PackageProblem, match="250,000"):
        open_workbook(path).grid("名册")
    register, findings = read_register(path)
    assert (len(register.units), findings) == (2600, [])
    assert register.units["02599"].values["列95"] == 2599


def test_formulas_in_a_large_register_are_refused_with_what_to_do(tmp_path):
    path = write_register(tmp_path / "名册.xlsx", [("1", "甲", "", "=1+1")])
    with pytest.raises(PackageProblem, match="选择性粘贴为数值"):
        read_register(path, as_large(path))


def test_a_small_register_is_read_as_forms_are(monkeypatch):
    monkeypatch.setattr(large, "_large", None)
    assert len(read_register(FILE, open_register(FILE))[0].units) == 30
