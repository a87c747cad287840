"""What the cells of a worksheet hold and show."""

from datetime import datetime, time

import pytest
from support.packages import formats, workbook, workbook_members, zipped

from addin.grid import Cell, Grid, Range
from addin.package.reading import open_workbook
from udfs.core.errors import CellError


def first(*args: object, **options: object) -> Grid:
    return open_workbook(workbook(*args, **options)).grids()[0]


def test_each_type_of_cell_gives_its_value() -> None:
    grid = first(
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>9.23</v></c><c r="C1"><v>10</v></c><c r="D1" t="b"><v>1</v></c>'
        '<c r="E1" t="e"><v>#DIV/0!</v></c><c r="F1" t="inlineStr"><is><t>质量</t></is></c>'
        '<c r="G1" t="str"><f>A1&amp;"x"</f><v>甲x</v></c><c r="H1" t="d"><v>2024-03-05T08:30:00</v></c></row>',
        strings=["产出", "效益"],
    )
    values = [grid[1, column].value for column in range(1, 9)]
    assert values == ["效益", 9.23, 10, True, CellError("#DIV/0!"), "质量", "甲x", datetime(2024, 3, 5, 8, 30)]
    assert isinstance(grid[1, 3].value, int)
    assert grid[1, 7].formula == 'A1&"x"'
    assert [grid[1, column].text for column in (1, 2, 4, 5)] == ["效益", "9.23", "TRUE", "#DIV/0!"]


def test_rich_text_is_joined_and_phonetic_guides_are_left_out() -> None:
    grid = first(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>满意度</t></r><r><t xml:space="preserve"> ≥</t></r></is></c></row>',
        strings=["<si><r><rPr><b/></rPr><t>绩效</t></r><r><t>目标</t></r><rPh sb='0' eb='2'><t>jixiao</t></rPh></si>"],
    )
    assert grid[1, 1].value == "绩效目标"
    assert grid[1, 2].value == "满意度 ≥"


def test_escaped_characters_come_back_and_escaped_underscores_stay_text() -> None:
    grid = first('<row r="1"><c r="A1" t="inlineStr"><is><t>一_x000D_二_x005F_x000D_</t></is></c></row>')
    assert grid[1, 1].value == "一\r二_x000D_"


def test_a_formula_without_a_stored_value_has_no_value_but_is_not_blank() -> None:
    grid = first('<row r="1"><c r="A1"><f>SUM(B1:C1)</f></c><c r="B1"><f>1+1</f><v></v></c></row>')
    assert grid[1, 1] == Cell(None, "", "SUM(B1:C1)")
    assert grid[1, 2].value is None
    assert not grid[1, 1].is_blank


def test_each_member_of_a_shared_formula_reads_its_own_formula() -> None:
    grid = first(
        '<row r="5"><c r="H5"><f t="shared" ref="H5:H7" si="0">ROUND(G5/$F$5*$E5,2)&amp;"G5"</f><v>1</v></c></row>'
        '<row r="6"><c r="H6"><f t="shared" si="0"/><v>2</v></c></row><row r="7"><c r="I7"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    assert grid[6, 8].formula == 'ROUND(G6/$F$5*$E6,2)&"G5"'
    assert grid[7, 9].formula == 'ROUND(H7/$F$5*$E7,2)&"G5"'


def test_a_shared_formula_whose_first_cell_comes_later_is_still_read() -> None:
    grid = first(
        '<row r="1"><c r="A1"><f t="shared" si="3"/><v>1</v></c><c r="B1"><f t="shared" ref="A1:B1" si="3">B2</f><v>1</v></c></row>'
    )
    assert grid[1, 1].formula == "A2"


def test_members_of_an_array_formula_and_of_a_data_table_are_formula_cells() -> None:
    grid = first(
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="C2"><f t="dataTable" ref="C2:C3" r1="B1"/><v>1</v></c></row>'
        '<row r="3"><c r="A3"><v>5</v></c><c r="C3"><v>9</v></c></row>'
    )
    assert [grid[row, 1].formula for row in (1, 2, 3)] == ["B1:B2*2", "B1:B2*2", None]
    assert [grid[row, 3].formula for row in (2, 3)] == ["TABLE(B1)", "TABLE(B1)"]


def test_a_number_with_a_date_format_is_a_date_and_shows_as_one() -> None:
    styles = formats('yyyy"年"m"月"d"日"', "h:mm", "[h]:mm")
    row = (
        '<row r="1"><c r="A1" s="1"><v>45356</v></c><c r="B1" s="2"><v>0.5</v></c><c r="C1" s="3"><v>1.5</v></c></row>'
    )
    grid = first(row, styles=styles)
    assert (grid[1, 1].value, grid[1, 1].text) == (datetime(2024, 3, 5), "2024年3月5日")
    assert (grid[1, 2].value, grid[1, 2].text) == (time(12), "12:00")
    assert (grid[1, 3].value, grid[1, 3].text) == (1.5, "36:00")


def test_a_workbook_that_counts_from_1904_gives_the_same_dates() -> None:
    data = workbook_members('<row r="1"><c r="A1" s="1"><v>43894</v></c></row>', styles=formats("yyyy/m/d"))
    data["xl/workbook.xml"] = str(data["xl/workbook.xml"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    book = open_workbook(zipped(data))
    assert book.date1904
    assert book.grids()[0][1, 1].value == datetime(2024, 3, 5)


def test_rows_and_cells_without_an_address_follow_the_one_before() -> None:
    grid = first(
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="7"/><row><c><v>4</v></c></row>'
    )
    assert {where: cell.value for where, cell in grid} == {(1, 1): 1, (1, 4): 2, (1, 5): 3, (8, 1): 4}


def test_prefixed_xml_reads_like_any_other() -> None:
    members = workbook_members()
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{space}"><x:sheetData><x:row r="2"><x:c r="B2" t="str"><x:v>值</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert open_workbook(zipped(members)).grids()[0][2, 2].value == "值"


def test_comments_and_processing_instructions_between_cells_do_no_harm() -> None:
    grid = first(
        '<!-- 说明 --><row r="1"><!-- a --><c r="A1"><?x y?><v>1<!-- b -->2</v></c> <c r="B1"><v>2</v></c></row>'
    )
    assert (grid[1, 1].value, grid[1, 2].value) == (12, 2)


def test_alternate_content_is_read_from_its_fallback_only() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    alternate = (
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="v2"><c r="A1"><v>1</v></c></mc:Choice>'
        '<mc:Fallback><c r="A1"><v>2</v></c></mc:Fallback></mc:AlternateContent>'
    )
    grid = first(f'<row r="1">{alternate}<c r="B1"><v>3</v></c></row>')
    assert (grid[1, 1].value, grid[1, 2].value) == (2, 3)


def test_locks_come_from_the_cell_its_row_or_its_column() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"><protection locked="0"/></xf></cellXfs>'
    grid = first(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/></row><row r="3" s="1" customFormat="1"/>',
        styles=styles,
        before='<cols><col min="5" max="6" style="1"/></cols>',
        after='<sheetProtection sheet="1" objects="1"/><mergeCells><mergeCell ref="A5:C5"/></mergeCells>',
    )
    assert [grid[1, column].locked for column in (1, 2, 3, 5)] == [True, False, True, False]
    assert not grid[3, 9].locked
    assert grid[1, 2].number_format == "0.00%"
    assert grid.protection == "open"
    assert grid.merges == [Range(5, 1, 5, 3)]


@pytest.mark.parametrize(
    ("element", "protection"),
    [
        ("", ""),
        ('<sheetProtection objects="1"/>', ""),
        ('<sheetProtection sheet="true"/>', "open"),
        ('<sheetProtection sheet="1" password="CF7A"/>', "password"),
        (
            '<sheetProtection sheet="1" algorithmName="SHA-512" hashValue="q==" saltValue="a==" spinCount="1"/>',
            "password",
        ),
    ],
)
def test_protection_is_told_apart_by_its_password(element: str, protection: str) -> None:
    assert first("", after=element).protection == protection


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    data = workbook_members(
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3"><c r="B3"><v>1</v></c><c r="C3"><v>1</v></c></row>',
        before='<cols><col min="3" max="3" hidden="1"/></cols>',
    )
    data["xl/workbook.xml"] = str(data["xl/workbook.xml"]).replace('sheetId="1"', 'sheetId="1" state="veryHidden"')
    grid = open_workbook(zipped(data)).grids()[0]
    assert grid.hidden
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {3})
    assert [grid[where].hidden for where in ((2, 1), (3, 2), (3, 3))] == [True, False, True]


def test_names_of_single_cells_are_known_to_their_sheet_and_the_profile_to_the_workbook() -> None:
    names = (
        '<definedNames><definedName name="总分">自评表!$H$20</definedName><definedName name="区域">自评表!$A$1:$B$2</definedName>'
        '<definedName name="率">\'汇 总\'!$B$2</definedName><definedName name="PERF_PROFILE">"cn/national"</definedName>'
        '<definedName name="地区">自评表!$A$1</definedName><definedName name="当页" localSheetId="0">自评表!$C$3</definedName></definedNames>'
    )
    book = open_workbook(
        workbook(
            '<row r="1"><c r="A1" t="str"><v>株洲市</v></c></row>', workbook=names, sheets={"汇 总": "<sheetData/>"}
        )
    )
    assert book.sheets == ("自评表", "汇 总")
    assert book.grid("自评表").names == {"总分": (20, 8), "地区": (1, 1), "当页": (3, 3)}
    assert book.grid("汇 总").names == {"率": (2, 2)}
    assert book.name_value("perf_profile") == "cn/national"
    assert book.name_value("地区") == "株洲市"
    assert book.name_value("没有") == ""


def test_the_last_cell_of_the_sheet_costs_no_more_than_any_other() -> None:
    grid = first(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells>',
    )
    assert grid.size == (1048576, 16384)
    assert len(grid.cells) == 1


def test_blank_cells_with_a_style_are_not_kept_beyond_the_first_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.package.styled_cells.PASS_BYTES", 50_000)
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}" s="1"/>' for column in ("A", "B", "CV", "XFD")) + "</row>"
        for row in range(1, 20_001)
    )
    grid = first(rows + '<row r="20001"><c r="B20001" t="str"><v>末行</v></c></row>', styles=formats("0.00"))
    assert len(grid.cells) < 10_000
    assert grid[20001, 2].value == "末行"
    assert grid[1, 1].number_format == "0.00"


def test_cells_without_an_address_behind_many_blank_ones_keep_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.package.styled_cells.PASS_BYTES", 50_000)
    blanks = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1, 5_001))
    grid = first(blanks + '<row><c r="A5001" s="1"/><c t="str"><v>乙</v></c></row>', styles=formats("0.00"))
    assert grid[5001, 2].value == "乙"


def test_a_sheet_name_is_found_whatever_its_case() -> None:
    book = open_workbook(workbook("", sheets={"Sheet2": "<sheetData/>"}))
    assert book.grid("SHEET2").name == "Sheet2"


def test_strict_ooxml_is_read_and_says_that_it_cannot_be_written() -> None:
    book = open_workbook(workbook('<row r="1"><c r="A1"><v>1.5</v></c></row>', strict=True))
    assert book.grids()[0][1, 1].value == 1.5
    assert not book.writable
    assert not book.grids()[0].writable
    assert "Strict" in book.why_not_writable
