"""Rows inserted as Excel does it: expectations written by hand from how Excel moves things."""

from __future__ import annotations

import io

import openpyxl
import pytest
from support.books import MAIN, REL, book, changed_parts, part, sheet, unzipped

from addin.edits import InsertRows, SetFormula, SetValue
from addin.package.note import read_note
from addin.package.writing import PackageProblem, apply, apply_edits

S = "自评表"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


def inserted(rows: str = "", after: str = "", before: str = "", *, at: int = 5, count: int = 2, like: int = 4) -> str:
    return part(apply_edits(book(sheet(rows, after, before)), [InsertRows(S, at, count, like)]))


def test_rows_and_cells_below_move_and_nothing_above_changes():
    rows = '<row r="4" ht="33" customHeight="1"><c r="A4" s="1"><v>4</v></c><c r="C4"/></row>\n<row r="5" spans="1:1"><c r="A5" t="s"><v>0</v></c></row>'
    assert inserted(rows) == sheet(
        '<row r="4" ht="33" customHeight="1"><c r="A4" s="1"><v>4</v></c><c r="C4"/></row>\n'
        '<row r="5" ht="33" customHeight="1"><c r="A5" s="1"/></row><row r="6" ht="33" customHeight="1"><c r="A6" s="1"/></row>'
        '<row r="7" spans="1:1"><c r="A7" t="s"><v>0</v></c></row>'
    )


def test_rows_without_numbers_get_them():
    assert inserted("<row r='5'><c><v>1</v></c></row><row><c><v>2</v></c></row>", like=1) == sheet(
        '<row r="7"><c><v>1</v></c></row><row r="8"><c><v>2</v></c></row>'
    )


def test_new_rows_are_visible_even_when_like_a_hidden_one():
    assert '<row r="5" ht="9"/><row r="6" ht="9"/>' in inserted('<row r="4" hidden="1" ht="9"/>')


def test_merges_grow_move_and_repeat():
    after = (
        '<mergeCells count="5"><mergeCell ref="A1:H1"/><mergeCell ref="A3:A9"/><mergeCell ref="C4:D4"/>'
        '<mergeCell ref="A4:B4"/><mergeCell ref="E5:F6"/></mergeCells>'
    )
    got = inserted('<row r="4"/>', after)
    # A4:B4 overlaps the grown A3:A11 in the new rows (an impossible input, kept harmless): not repeated
    assert got.endswith(
        '<mergeCells count="7"><mergeCell ref="A1:H1"/><mergeCell ref="A3:A11"/><mergeCell ref="C4:D4"/>'
        '<mergeCell ref="A4:B4"/><mergeCell ref="E7:F8"/><mergeCell ref="C5:D5"/><mergeCell ref="C6:D6"/></mergeCells></worksheet>'
    )


def test_rules_follow_and_take_in_new_rows_at_their_end():
    after = (
        '<conditionalFormatting sqref="H2:H4 J9"><cfRule type="expression" priority="1"><formula>$H2&gt;$B$5</formula></cfRule></conditionalFormatting>'
        '<dataValidations count="1"><dataValidation type="list" sqref="C3:C8"><formula1>$K$5:$K$9</formula1><formula2>"C5"</formula2></dataValidation></dataValidations>'
        '<hyperlinks><hyperlink ref="B5" location="说明!A5"/></hyperlinks>'
    )
    got = inserted("", after)
    assert 'sqref="H2:H6 J11"' in got
    assert "<formula>$H2&gt;$B$7</formula>" in got
    assert 'sqref="C3:C10"><formula1>$K$7:$K$11</formula1><formula2>"C5"</formula2>' in got
    # Excel moves the link, and leaves its target as the text that it is
    assert '<hyperlink ref="B7" location="说明!A5"/>' in got


def test_rules_in_extensions_follow():
    after = (
        '<extLst><ext xmlns:x14="u"><x14:dataValidations xmlns:xm="v"><x14:dataValidation><x14:formula1><xm:f>说明!$A$5</xm:f>'
        "</x14:formula1><xm:sqref>C9</xm:sqref></x14:dataValidation><x14:sparkline><xm:f>自评表!A5:B5</xm:f>"
        "<xm:sqref>D5</xm:sqref></x14:sparkline></x14:dataValidations></ext></extLst>"
    )
    got = inserted("", after)
    assert "<x14:formula1><xm:f>说明!$A$5</xm:f></x14:formula1><xm:sqref>C11</xm:sqref>" in got
    assert "<xm:f>自评表!A7:B7</xm:f><xm:sqref>D7</xm:sqref>" in got


def test_views_breaks_filters_and_protected_ranges_follow():
    before = (
        '<dimension ref="A1:H9"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="5" topLeftCell="A6" state="frozen"/>'
        '<selection activeCell="B6" sqref="B6 C1"/></sheetView></sheetViews>'
    )
    after = (
        '<protectedRanges><protectedRange sqref="B5:B6" name="p"/></protectedRanges><autoFilter ref="A4:H9"/>'
        '<rowBreaks count="1"><brk id="6" max="16383" man="1"/></rowBreaks><colBreaks><brk id="6" max="1048575" man="1"/></colBreaks>'
        '<ignoredErrors><ignoredError sqref="C5" numberStoredAsText="1"/></ignoredErrors>'
    )
    got = inserted("", after, before)
    assert '<dimension ref="A1:H11"/>' in got
    assert '<pane ySplit="7" topLeftCell="A8" state="frozen"/><selection activeCell="B8" sqref="B8 C1"/>' in got
    assert 'sqref="B7:B8" name="p"' in got
    assert '<autoFilter ref="A4:H11"/>' in got
    assert '<brk id="8" max="16383" man="1"/></rowBreaks><colBreaks><brk id="6" max="1048575"' in got
    assert 'ignoredError sqref="C7"' in got


def test_formulas_names_and_print_areas_of_the_whole_workbook_follow():
    names = (
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">自评表!$A$1:$H$9</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">自评表!$A:$A,自评表!$1:$5</definedName>'
        '<definedName name="另一表">说明!$A$5</definedName></definedNames>'
    )
    own = sheet('<row r="9"><c r="H9"><f>SUM(H5:H8)+说明!A5</f><v>0</v></c></row>')
    other = sheet('<row r="5"><c r="A5"><f>自评表!H9+A5</f><v>0</v></c></row>')
    data = apply_edits(book(own, other, workbook=names), [InsertRows(S, 5, 2, 4)])
    assert '<row r="11"><c r="H11"><f>SUM(H7:H10)+说明!A5</f>' in part(data)
    assert '<row r="5"><c r="A5"><f>自评表!H11+A5</f>' in part(data, "xl/worksheets/sheet2.xml")
    workbook = part(data, "xl/workbook.xml")
    assert ">自评表!$A$1:$H$11<" in workbook
    assert ">自评表!$A:$A,自评表!$1:$7<" in workbook
    assert ">说明!$A$5<" in workbook


def test_shared_formulas_are_written_out_before_they_move():
    rows = (
        '<row r="4"><c r="B4"><f t="shared" ref="B4:B6" si="0">A4*A$5</f><v>1</v></c></row>'
        '<row r="5"><c r="B5"><f t="shared" si="0"/><v>2</v></c></row><row r="6"><c r="B6"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    book_after = openpyxl.load_workbook(io.BytesIO(apply_edits(book(sheet(rows)), [InsertRows(S, 5, 2, 4)])))
    assert [book_after[S][f"B{row}"].value for row in (4, 5, 6, 7, 8)] == ["=A4*A$7", None, None, "=A7*A$7", "=A8*A$7"]


def test_a_sum_that_grows_keeps_its_stored_value():
    rows = '<row r="4"><c r="A4"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row><row r="6"><c r="A6"><f>SUM(A4:A5)</f><v>3</v></c></row>'
    result = apply(book(sheet(rows)), [InsertRows(S, 5, 1, 4)])
    assert '<row r="7"><c r="A7"><f>SUM(A4:A6)</f><v>3</v></c></row>' in part(result.data)
    assert result.stale == ()


def test_array_formulas_move_whole_and_are_never_split():
    rows = '<row r="5"><c r="A5"><f t="array" ref="A5:A7">B5:B7</f><v>1</v></c></row>'
    assert '<f t="array" ref="A7:A9">B7:B9</f>' in inserted(rows)
    with pytest.raises(PackageProblem, match="数组公式 A5:A7 之内"):
        inserted(rows, at=6)


def test_content_that_would_fall_off_the_sheet_is_refused():
    with pytest.raises(PackageProblem, match="移出工作表"):
        inserted('<row r="1048575"><c r="A1048575"><v>1</v></c></row>')


def test_drawings_comments_tables_charts_and_controls_follow():
    anchor = "<xdr:twoCellAnchor{}><xdr:from><xdr:row>{}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:row>{}</xdr:row><xdr:rowOff>9</xdr:rowOff></xdr:to></xdr:twoCellAnchor>"
    drawing = f'<xdr:wsDr xmlns:xdr="{XDR}">' + "".join(
        anchor.format(how, top, bottom)
        for how, top, bottom in (("", 2, 6), ("", 4, 6), (' editAs="oneCell"', 2, 6), (' editAs="absolute"', 8, 9))
    ) + '<xdr:sp textlink="自评表!$A$5"></xdr:sp></xdr:wsDr>'  # fmt: skip
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shape id="_x0000_s1025"><br><x:ClientData ObjectType="Note"><x:SizeWithCells/><x:Anchor>2, 15, 4, 4, 6, 31, 8, 9</x:Anchor>'
        "<x:Row>4</x:Row><x:Column>1</x:Column></x:ClientData></v:shape>"
        '<v:shape id="_x0000_s1026"><x:ClientData ObjectType="Checkbox"><x:Anchor>0,0,1,0,1,0,9,0</x:Anchor><x:FmlaLink>$B$5</x:FmlaLink></x:ClientData></v:shape></xml>'
    )
    kinds = {
        "drawing": "../drawings/drawing1.xml", "comments": "../comments1.xml", "vmlDrawing": "../drawings/v1.vml",
        "table": "../tables/table1.xml", "ctrlProp": "../ctrlProps/p1.xml", "threadedComment": "../threaded/t1.xml",
    }  # fmt: skip
    rels = "".join(f'<Relationship Id="r{k}" Type="{REL}/{k}" Target="{v}"/>' for k, v in kinds.items())
    parts = {
        "xl/drawings/drawing1.xml": drawing,
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>张</author></authors><commentList><comment ref="B5" authorId="0"/></commentList></comments>',
        "xl/drawings/v1.vml": vml,
        "xl/tables/table1.xml": f'<table xmlns="{MAIN}" id="1" displayName="T" ref="A3:C9"><autoFilter ref="A3:C9"/><tableColumns><tableColumn><calculatedColumnFormula>自评表!$A$5</calculatedColumnFormula></tableColumn></tableColumns></table>',
        "xl/ctrlProps/p1.xml": '<formControlPr xmlns="m" fmlaLink="$B$5" fmlaRange="说明!$B$5"/>',
        "xl/threaded/t1.xml": '<ThreadedComments xmlns="m"><threadedComment ref="B5"/></ThreadedComments>',
        "xl/charts/chart1.xml": '<c:chartSpace xmlns:c="c"><c:f>自评表!$A$4:$A$9</c:f><c:f>说明!$A$5</c:f></c:chartSpace>',
    }
    types = '<Override PartName="/xl/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>'
    after = '<legacyDrawing r:id="rvmlDrawing"/>'
    data = apply_edits(book(sheet("", after), parts=parts, rels={"1": rels}, types=types), [InsertRows(S, 5, 2, 4)])
    rows = [one.partition("<")[0] for one in part(data, "xl/drawings/drawing1.xml").split("<xdr:row>")[1:]]
    assert rows == ["2", "8", "6", "8", "2", "6", "8", "9"]
    assert 'textlink="自评表!$A$7"' in part(data, "xl/drawings/drawing1.xml")
    assert 'ref="B7"' in part(data, "xl/comments1.xml")
    moved = part(data, "xl/drawings/v1.vml")
    assert "2, 15, 6, 4, 6, 31, 10, 9" in moved
    assert "<x:Row>6</x:Row>" in moved
    assert "0,0,1,0,1,0,11,0" in moved
    assert "<x:FmlaLink>$B$7</x:FmlaLink>" in moved
    assert part(data, "xl/tables/table1.xml").count('ref="A3:C11"') == 2
    assert "自评表!$A$7" in part(data, "xl/tables/table1.xml")
    assert 'fmlaLink="$B$7" fmlaRange="说明!$B$5"' in part(data, "xl/ctrlProps/p1.xml")
    assert 'ref="B7"' in part(data, "xl/threaded/t1.xml")
    assert "<c:f>自评表!$A$4:$A$11</c:f><c:f>说明!$A$5</c:f>" in part(data, "xl/charts/chart1.xml")


def test_pivot_tables_and_their_sources_are_refused():
    cache = '<pivotCacheDefinition xmlns="m"><cacheSource><worksheetSource ref="A1:C9" sheet="自评表"/></cacheSource></pivotCacheDefinition>'
    link = f'<Relationship Id="rId50" Type="{REL}/pivotCacheDefinition" Target="pivotCache/c1.xml"/>'
    data = book(sheet(), parts={"xl/pivotCache/c1.xml": cache}, workbook_rels=link)
    with pytest.raises(PackageProblem, match="数据源"):
        apply_edits(data, [InsertRows(S, 5, 1, 4)])
    apply_edits(data, [InsertRows(S, 10, 1, 4)])


def test_the_calculation_chain_goes_and_other_parts_stay():
    link = f'<Relationship Id="rId50" Type="{REL}/calcChain" Target="calcChain.xml"/>'
    kind = '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>'
    parts = {
        "xl/calcChain.xml": '<calcChain><c r="A5"/></calcChain>',
        "docProps/app.xml": "<x/>",
        "xl/media/a.png": b"\x89PNG",
    }
    data = book(sheet(), sheet(), parts=parts, workbook_rels=link, types=kind)
    new = apply_edits(data, [InsertRows(S, 5, 1, 4)])
    assert changed_parts(data, new) == {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/calcChain.xml"}
    assert "xl/calcChain.xml" not in unzipped(new)
    assert "calcChain" not in part(new, "[Content_Types].xml") + part(new, "xl/_rels/workbook.xml.rels")


def test_edits_after_an_insertion_use_the_new_addresses_and_the_note_moves_along():
    first = apply_edits(book(sheet()), [SetValue(S, 5, 1, 8), SetFormula(S, 9, 1, "A5", 8)])
    second = apply(first, [InsertRows(S, 5, 2, 4), SetValue(S, 5, 1, 7)])
    note = read_note(second.data)
    assert {where for _, where in note.cells} == {(5, 1), (7, 1), (11, 1)}
    assert note.is_ours(S, (7, 1), 8)
    assert '<c r="A11"><f>A7</f><v>8</v></c>' in part(second.data)


@pytest.mark.parametrize(("before", "count"), [(0, 1), (5, 0), (1_048_577, 1), (5, 1_048_576)])
def test_impossible_insertions_are_refused(before, count):
    with pytest.raises(PackageProblem, match="超出范围"):
        apply_edits(book(sheet()), [InsertRows(S, before, count, 1)])
