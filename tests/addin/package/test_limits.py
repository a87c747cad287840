"""Limits that keep hostile files from taking all memory or time; set low here, so that the cases are small."""

import pytest
from support.packages import document, formats, workbook, workbook_members, zipped

from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook


def refused(data: bytes) -> PackageProblem:
    with pytest.raises(PackageProblem) as caught:
        open_workbook(data).grids()
    return caught.value


def test_too_many_cells_name_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.package.sheet_read.MAX_CELLS", 5)
    monkeypatch.setattr("addin.package.sheet_read.Context.__init__.__defaults__", (5,))  # the field's default
    problem = refused(workbook('<row r="1">' + "<c><v>1</v></c>" * 6 + "</row>"))
    assert problem.code == "sheet.too-large"
    assert "自评表" in problem.message


def test_too_many_merges_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.package.sheet_read.MAX_MERGES", 2)
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 4))
    assert refused(workbook("", after=f"<mergeCells>{merges}</mergeCells>")).code == "sheet.too-large"


def test_too_many_texts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.package.shared_strings.MAX_STRINGS", 2)
    assert refused(workbook("", strings=["甲", "乙", "丙"])).code == "sheet.too-large"


@pytest.mark.parametrize("junk", ["<a/>" * 3000, '<a b="1" c="2"/>' * 1000])
@pytest.mark.parametrize("place", ["before", "after"])
def test_elements_that_nobody_knows_do_not_pile_up(monkeypatch: pytest.MonkeyPatch, junk: str, place: str) -> None:
    monkeypatch.setattr("addin.package.xml.MAX_COST", 2000)
    assert refused(workbook("", **{place: f"<junk>{junk}</junk>"})).code == "xml.too-large"


def test_long_sheets_of_ordinary_rows_pass_whatever_their_length(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 20_001))
    monkeypatch.setattr("addin.package.xml.MAX_COST", 20_000)
    (grid,) = open_workbook(workbook(rows)).grids()
    assert grid[20_000, 1].value == 20_000


def test_parts_that_are_read_whole_have_a_limit_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.package.xml.MAX_COST", 500)
    assert refused(workbook('<row r="1"/>', styles=formats(*["0"] * 300))).code == "xml.too-large"
    assert refused(document("<w:tbl>" + "<w:tr/>" * 600 + "</w:tbl>")).code == "xml.too-large"


def test_arrays_that_cover_each_other_are_a_damaged_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.package.formula_groups._MAX_ARRAY_CELLS", 10)
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f t="array" ref="A1:A5">B1</f><v>1</v></c></row>' for row in range(1, 6)
    )
    assert refused(workbook(rows)).code == "sheet.broken"


def test_deeply_nested_xml_is_refused() -> None:
    members = workbook_members()
    members["xl/worksheets/sheet1.xml"] = "<a>" * 100_000 + "</a>" * 100_000
    assert refused(zipped(members)).code == "xml.broken"
