"""Values and formulas written into cells: what changes in the sheet's bytes, and that nothing else does."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from support.books import book, changed_parts, part, sheet

from addin.edits import SetFill, SetFormula, SetValue
from addin.package.note import FormerFill, Note
from addin.package.reading import open_workbook
from addin.package.writing import PackageProblem, apply, apply_edits
from udfs.core.errors import CellError

S = "自评表"
SHEET1 = "xl/worksheets/sheet1.xml"


def written(rows: str, *edits, after: str = "", before: str = "") -> str:
    """The sheet part after the edits, recorded nowhere."""
    return part(apply_edits(book(sheet(rows, after, before)), list(edits), record=False))


def test_only_the_edited_cell_changes_and_its_other_attributes_stay():
    rows = '<row r="1" spans="1:3" ht="30" x14ac:dyDescent="0.2" xmlns:x14ac="u"><c r="A1" s="2"><v>1</v></c>\n<c r="B1" s="1"  t="s"><v>0</v></c></row>'
    assert written(rows, SetValue(S, 1, 2, 9.5)) == sheet(
        '<row r="1" spans="1:3" ht="30" x14ac:dyDescent="0.2" xmlns:x14ac="u"><c r="A1" s="2"><v>1</v></c>\n<c r="B1" s="1"><v>9.5</v></c></row>'
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (8, "<c r=\"A1\"><v>8</v></c>"),
        (0.1, "<c r=\"A1\"><v>0.1</v></c>"),
        (1e22, "<c r=\"A1\"><v>1e+22</v></c>"),
        (Decimal("9.50"), "<c r=\"A1\"><v>9.5</v></c>"),
        (Decimal("100"), "<c r=\"A1\"><v>100</v></c>"),
        (Decimal("0.9927"), "<c r=\"A1\"><v>0.9927</v></c>"),
        (Decimal("-0"), "<c r=\"A1\"><v>0</v></c>"),
        (True, "<c r=\"A1\" t=\"b\"><v>1</v></c>"),
        (CellError("#N/A"), "<c r=\"A1\" t=\"e\"><v>#N/A</v></c>"),
        ("=1+1", "<c r=\"A1\" t=\"inlineStr\"><is><t>=1+1</t></is></c>"),
        ("a<b & \"c\"", "<c r=\"A1\" t=\"inlineStr\"><is><t>a&lt;b &amp; \"c\"</t></is></c>"),
        (" 两端 ", "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> 两端 </t></is></c>"),
        ("a\x01b_x000D_", "<c r=\"A1\" t=\"inlineStr\"><is><t>a_x0001_b_x005F_x000D_</t></is></c>"),
        (None, "<c r=\"A1\"/>"),
    ],
)  # fmt: skip
def test_each_kind_of_value_is_stored_as_the_format_wants_it(value, cell):
    assert written('<row r="1"><c r="A1"><v>1</v></c></row>', SetValue(S, 1, 1, value)) == sheet(
        f'<row r="1">{cell}</row>'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("1E+400"), 10**400])
def test_what_is_no_number_of_a_cell_is_refused(value):
    with pytest.raises(PackageProblem, match="不是单元格能存放的数字"):
        written("", SetValue(S, 1, 1, value))


def test_text_over_the_limit_of_a_cell_is_refused():
    with pytest.raises(PackageProblem, match="32767"):
        written("", SetValue(S, 1, 1, "字" * 32_768))


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "=100%"])
def test_text_that_looks_like_a_formula_stays_text_in_every_reader(text):
    data = apply_edits(book(sheet()), [SetValue(S, 3, 2, text)])
    cell = open_workbook(data).grid(S)[3, 2]
    assert (cell.value, cell.formula) == (text, None)
    # openpyxl itself turns the text into a formula on reading; the stored type says that it is text
    assert 't="inlineStr"' in part(data)
    assert "<f" not in part(data)


def test_a_formula_is_stored_with_the_value_it_shows():
    rows = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row>'
    assert written(rows, SetFormula(S, 1, 1, 'IF(B1<>"",B1&"分","")', "9分")) == sheet(
        '<row r="1"><c r="A1" s="1" t="str"><f>IF(B1&lt;&gt;"",B1&amp;"分","")</f><v>9分</v></c></row>'
    )


def test_missing_rows_and_cells_are_made_at_their_place():
    rows = '<row r="2"><c r="B2"/><c r="D2"/></row><row r="5"/>'
    got = written(
        rows,
        SetValue(S, 2, 3, 1),
        SetValue(S, 2, 1, 2),
        SetValue(S, 3, 1, 3),
        SetValue(S, 5, 2, 4),
        SetValue(S, 9, 1, 5),
    )
    assert got == sheet(
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"/><c r="C2"><v>1</v></c><c r="D2"/></row>'
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="5"><c r="B5"><v>4</v></c></row><row r="9"><c r="A9"><v>5</v></c></row>'
    )


def test_rows_and_cells_without_addresses_keep_their_places():
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r='7'><c r='C7'/><c><v>4</v></c></row>"
    )
    data = apply_edits(book(sheet(rows)), [SetValue(S, 1, 2, 20), SetValue(S, 2, 3, 30), SetValue(S, 7, 1, 5)])
    grid = open_workbook(data).grid(S)
    assert {where: cell.value for where, cell in grid if cell.value is not None} == {
        (1, 1): 1, (1, 2): 20, (2, 1): 3, (2, 3): 30, (7, 1): 5, (7, 4): 4,
    }  # fmt: skip


def test_an_inserted_row_does_not_move_rows_that_state_no_number():
    rows = "<row r='3'><c><v>3</v></c></row><row><c><v>4</v></c></row>"
    data = apply_edits(book(sheet(rows)), [SetValue(S, 1, 1, 1)])
    grid = open_workbook(data).grid(S)
    assert [grid[row, 1].value for row in (1, 3, 4)] == [1, 3, 4]


def test_an_empty_sheet_takes_its_first_cell():
    xml = sheet().replace("<sheetData></sheetData>", "<sheetData/>")
    assert '<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>' in part(
        apply_edits(book(xml), [SetValue(S, 2, 2, 1)])
    )


def test_prefixed_xml_stays_prefixed():
    xml = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        xml = xml.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    xml = xml.replace("xmlns=", "xmlns:x=")
    got = part(apply_edits(book(xml), [SetValue(S, 1, 1, "甲"), SetFormula(S, 1, 2, "A1", "甲")], record=False))
    assert '<x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>' in got
    assert '<x:c r="B1" t="str"><x:f>A1</x:f><x:v>甲</x:v></x:c>' in got


def test_comments_and_cdata_do_not_mislead_the_search():
    rows = '<!-- <row r="1"><c r="A1"/></row> --><row r="1"><c r="A1" t="str"><v><![CDATA[</c><c r="B1">]]></v></c><c r="B1"><v>2</v></c></row>'
    got = written(rows, SetValue(S, 1, 2, 3))
    assert got == sheet(rows.replace("<v>2</v>", "<v>3</v>"))


def test_dimension_and_spans_grow_with_a_cell_outside():
    before = '<dimension ref="B2:C3"/>'
    got = written('<row r="2" spans="2:3"><c r="B2"/></row>', SetValue(S, 2, 6, 1), before=before)
    assert '<dimension ref="B2:F3"/>' in got
    assert '<row r="2" spans="2:6">' in got


def test_a_new_cell_takes_the_style_of_its_row_or_column():
    before = '<cols><col min="2" max="3" width="9" style="1"/></cols>'
    got = written('<row r="1" s="2" customFormat="1"/>', SetValue(S, 1, 2, 1), SetValue(S, 4, 2, 1), before=before)
    assert '<c r="B1" s="2"><v>1</v></c>' in got
    assert '<c r="B4" s="1"><v>1</v></c>' in got


def test_metadata_of_the_old_value_goes_with_it():
    rows = '<row r="1"><c r="A1" s="1" t="e" cm="1" vm="2"><f t="array" ref="A1">X()</f><v>#VALUE!</v></c></row>'
    assert written(rows, SetValue(S, 1, 1, 3)) == sheet('<row r="1"><c r="A1" s="1"><v>3</v></c></row>')


def test_a_cell_hidden_under_a_merge_is_refused_and_its_top_left_is_named():
    with pytest.raises(PackageProblem, match=r"B2 被合并单元格 A2:C2 覆盖.*左上角 A2"):
        written("", SetValue(S, 2, 2, 1), after='<mergeCells><mergeCell ref="A2:C2"/></mergeCells>')
    assert "<v>1</v>" in written("", SetValue(S, 2, 1, 1), after='<mergeCells><mergeCell ref="A2:C2"/></mergeCells>')


@pytest.mark.parametrize(("kind", "word"), [("array", "数组公式"), ("dataTable", "模拟运算表")])
def test_members_of_array_formulas_and_data_tables_are_refused(kind, word):
    rows = f'<row r="1"><c r="A1"><f t="{kind}" ref="A1:A3" r1="C1">B1:B3</f><v>1</v></c></row>'
    with pytest.raises(PackageProblem, match=word):
        written(rows, SetValue(S, 2, 1, 1))


SHARED = (
    '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$D$1</f><v>1</v></c></row>'
    '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>'
)


def test_the_next_member_takes_over_a_shared_formula():
    got = written(SHARED, SetValue(S, 1, 2, 7))
    assert '<c r="B1"><v>7</v></c>' in got
    assert '<c r="B2"><f t="shared" si="0" ref="B2:B3">A2*$D$1</f>' in got.replace(
        'ref="B2:B3" si="0"', 'si="0" ref="B2:B3"'
    )
    assert '<c r="B3"><f t="shared" si="0"/><v>3</v></c>' in got


def test_a_member_of_a_shared_formula_is_simply_replaced():
    assert written(SHARED, SetValue(S, 2, 2, 7)) == sheet(
        SHARED.replace('<c r="B2"><f t="shared" si="0"/><v>2</v></c>', '<c r="B2"><v>7</v></c>')
    )


def test_a_shared_formula_over_a_block_is_written_out():
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:B2" si="4">C1</f></c><c r="B1"><f t="shared" si="4"/></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="4"/></c><c r="B2"><f t="shared" si="4"/></c></row>'
    )
    got = written(rows, SetValue(S, 1, 1, 7))
    assert "<f>D1</f>" in got
    assert "<f>C2</f>" in got
    assert "<f>D2</f>" in got
    assert "shared" not in got


def test_a_number_format_is_appended_and_existing_styles_stay():
    data = book(sheet('<row r="1"><c r="A1" s="1"/><c r="B1" s="1"/></row>'))
    new = apply_edits(data, [SetValue(S, 1, 1, 0.5, "0.0%"), SetValue(S, 1, 2, 0.5, "0.0%")], record=False)
    assert changed_parts(data, new) == {SHEET1, "xl/styles.xml"}
    styles, old = part(new, "xl/styles.xml"), part(data, "xl/styles.xml")
    xf = '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"><alignment horizontal="center"/></xf>'
    assert styles == old.replace(
        "<fonts", '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><fonts', 1
    ).replace('cellXfs count="3"', 'cellXfs count="4"').replace("</cellXfs>", xf + "</cellXfs>")
    assert part(new).count('s="3"') == 2


def test_a_number_format_the_cell_has_changes_no_style():
    data = book(sheet('<row r="1"><c r="A1" s="1"/></row>'))
    assert changed_parts(data, apply_edits(data, [SetValue(S, 1, 1, 0.5, "0.00%")], record=False)) == {SHEET1}


def test_a_fill_is_taken_away_again_and_the_former_one_comes_back():
    data = book(sheet('<row r="1"><c r="A1" s="2"><v>1</v></c><c r="B1" s="1"/></row>'))
    filled = apply_edits(data, [SetFill(S, 1, 1, "FFF2CC"), SetFill(S, 1, 2, "FFF2CC")])
    workbook = openpyxl.load_workbook(io.BytesIO(filled))
    assert workbook[S]["A1"].fill.fgColor.rgb == "FFFFF2CC"
    assert workbook[S]["B1"].number_format == "0.00%"
    again = apply_edits(filled, [SetFill(S, 1, 1, "FF0000")])
    cleared = apply_edits(again, [SetFill(S, 1, 1, None), SetFill(S, 1, 2, None)])
    assert part(cleared) == part(data)


def test_a_fill_that_somebody_else_gave_since_is_theirs():
    data = apply_edits(book(sheet('<row r="1"><c r="A1"/></row>')), [SetFill(S, 1, 1, "FFF2CC")])
    # the user colours the cell green: style 2
    xml = part(data).replace('s="3"', 's="2"')
    from support.books import unzipped, zipped

    parts = {**unzipped(data), SHEET1: xml}
    assert '<c r="A1" s="2"/>' in part(apply_edits(zipped(parts), [SetFill(S, 1, 1, None)]))


def test_a_fill_of_the_user_is_not_taken_away():
    data = book(sheet('<row r="1"><c r="A1" s="2"/></row>'))
    assert apply_edits(data, [SetFill(S, 1, 1, None)]) == data


def test_writing_what_is_there_already_changes_no_byte():
    data = book(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    assert apply_edits(data, [SetValue(S, 1, 1, 1)], record=False) == data


@pytest.mark.parametrize("lock", ['password="CC1A"', 'algorithmName="SHA-512" hashValue="x" saltValue="y"'])
def test_a_sheet_locked_with_a_password_is_refused(lock):
    after = f'<sheetProtection {lock} sheet="1"/>'
    with pytest.raises(PackageProblem, match="设有保护密码") as caught:
        written("", SetValue(S, 1, 1, 1), after=after)
    assert caught.value.code == "sheet.password"


def test_a_sheet_locked_without_a_password_is_written_and_stays_locked():
    after = '<sheetProtection sheet="1" objects="1"/>'
    assert written("", SetValue(S, 1, 1, 1), after=after).endswith(after + "</worksheet>")


def test_one_bad_edit_undoes_all():
    data = book(sheet())
    with pytest.raises(PackageProblem, match="没有名为“不存在”的工作表"):
        apply(data, [SetValue(S, 1, 1, 1), SetValue("不存在", 1, 1, 1)])


def test_a_table_head_and_a_pivot_table_are_refused():
    table = '<table xmlns="m" id="1" name="T" displayName="T" ref="A1:B5" totalsRowCount="1"/>'
    rels = {"1": '<Relationship Id="rId1" Type="http://x/relationships/table" Target="../tables/table1.xml"/>'}
    data = book(sheet(), parts={"xl/tables/table1.xml": table}, rels=rels)
    for row in (1, 5):
        with pytest.raises(PackageProblem, match="标题行或汇总行"):
            apply_edits(data, [SetValue(S, row, 1, 1)])
    apply_edits(data, [SetValue(S, 2, 1, 1)])
    pivot = '<pivotTableDefinition xmlns="m"><location ref="A3:C9"/></pivotTableDefinition>'
    rels = {"1": '<Relationship Id="rId1" Type="http://x/relationships/pivotTable" Target="../pivotTables/p.xml"/>'}
    with pytest.raises(PackageProblem, match="数据透视表"):
        apply_edits(book(sheet(), parts={"xl/pivotTables/p.xml": pivot}, rels=rels), [SetValue(S, 4, 1, 1)])


def test_a_fill_of_an_open_workbook_is_taken_away_in_the_file_too():
    data = book(sheet('<row r="1"><c r="A1" s="2"><v>1</v></c></row>'))
    coloured = apply(data, [SetFill(S, 1, 1, "FFC7CE")])
    # a program wrote the note: colours alone, and it dropped the former style from styles.xml
    note = Note(fills={(S, (1, 1)): FormerFill.of_colour("FFFF00", "FFC7CE")})
    restored = apply(coloured.data, [SetFill(S, 1, 1, None)], note=note)
    assert fill_of(restored.data).fgColor.rgb == "FFFFFF00"
    none = Note(fills={(S, (1, 1)): FormerFill.of_colour("", "FFC7CE")})
    assert fill_of(apply(coloured.data, [SetFill(S, 1, 1, None)], note=none).data).patternType is None


def fill_of(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))[S]["A1"].fill
