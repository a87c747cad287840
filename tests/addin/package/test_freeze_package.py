"""The file to submit: values instead of formulas, nothing of ours left, the user's content as it was."""

from __future__ import annotations

import pytest
from support.books import MAIN, REL, book, part, sheet, unzipped

from addin.edits import AddSheet, SetComment, SetFill, SetFormula, SetValue
from addin.package.writing import PackageProblem, StaleValues, apply_edits, freeze_package

S = "自评表"
CELL = '<row r="1"><c r="A1" s="2"><v>1</v></c></row>'


def test_everything_of_ours_goes_and_the_rest_is_as_it_was():
    data = book(sheet(CELL), sheet())
    ours = apply_edits(
        data,
        [
            SetFill(S, 1, 1, "FFF2CC"),
            SetComment(S, 1, 1, "说明"),
            AddSheet("绩效校验结果", [["甲"]]),
            SetFill("说明", 1, 1, "FFF2CC"),
        ],
    )
    frozen = freeze_package(ours)
    assert set(unzipped(frozen)) == set(unzipped(data))
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        assert part(frozen, name) == part(data, name)


def test_formulas_become_the_values_they_show():
    rows = (
        '<row r="1"><c r="A1"><f>B1</f><v>9.5</v></c><c r="B1" t="str"><f t="shared" ref="B1:B2" si="0">C1</f><v>优</v></c>'
        '<c r="C1" t="str" cm="1"><f t="array" ref="C1:C2">X()</f><v></v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="2"><c r="B2" t="b"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    assert part(freeze_package(book(sheet(rows)))) == sheet(
        '<row r="1"><c r="A1"><v>9.5</v></c><c r="B1" t="str"><v>优</v></c><c r="C1" t="str"><v></v></c>'
        '<c r="D1" t="e"><v>#DIV/0!</v></c></row><row r="2"><c r="B2" t="b"><v>1</v></c></row>'
    )


@pytest.mark.parametrize("cell", ["<f>B1</f>", "<f>B1</f><v/>", "<f>B1</f><v></v>"])
def test_formulas_without_a_value_are_refused_with_their_places(cell):
    with pytest.raises(StaleValues, match="自评表!A1（共 1 个公式）没有可信的计算结果") as caught:
        freeze_package(book(sheet(f'<row r="1"><c r="A1">{cell}</c></row>')))
    assert caught.value.code == "value.stale"
    assert caught.value.places == [(S, "A1")]


def test_a_function_that_the_last_program_did_not_know_is_no_value():
    with pytest.raises(StaleValues):
        freeze_package(book(sheet('<row r="1"><c r="A1" t="e"><f>PERF_SCORE(1,2)</f><v>#NAME?</v></c></row>')))


def test_values_of_a_program_that_did_not_compute_are_trusted_only_when_they_are_right():
    flag = '<calcPr fullCalcOnLoad="1"/>'
    right = '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v>4</v></c></row>'
    assert "<v>4</v>" in part(freeze_package(book(sheet(right), workbook=flag)))
    for wrong in (right.replace("<v>4</v>", "<v>0</v>"), right.replace("A1*2", "VLOOKUP(A1,C:D,2)")):
        with pytest.raises(StaleValues):
            freeze_package(book(sheet(wrong), workbook=flag))


def test_our_own_formulas_are_trusted_with_the_value_we_gave():
    data = apply_edits(
        book(sheet(CELL), workbook='<calcPr fullCalcOnLoad="1"/>'), [SetFormula(S, 1, 2, "PERF_SCORE(A1)", 9.5)]
    )
    assert '<c r="B1"><v>9.5</v></c>' in part(freeze_package(data))


def test_links_to_the_add_in_go_and_other_links_keep_working():
    def link(number: int, target: str) -> dict[str, str]:
        return {
            f"xl/externalLinks/externalLink{number}.xml": f'<externalLink xmlns="{MAIN}"/>',
            f"xl/externalLinks/_rels/externalLink{number}.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{REL}/externalLinkPath" Target="{target}" TargetMode="External"/></Relationships>',
        }

    workbook = (
        '<externalReferences><externalReference r:id="rId60"/><externalReference r:id="rId61"/></externalReferences>'
        '<definedNames><definedName name="上年">[2]Sheet1!$A$1</definedName></definedNames>'
    )
    rels = "".join(
        f'<Relationship Id="rId6{n}" Type="{REL}/externalLink" Target="externalLinks/externalLink{n + 1}.xml"/>'
        for n in (0, 1)
    )
    parts = {**link(1, "file:///C:\\Users\\zhang\\XLSTART\\jixiao.xlam"), **link(2, "last.xlsx")}
    data = book(
        sheet('<row r="1"><c r="A1"><f>[1]!PERF_SCORE(1,2,3)</f><v>8</v></c></row>'),
        workbook=workbook,
        workbook_rels=rels,
        parts=parts,
    )
    frozen = freeze_package(data)
    assert "xl/externalLinks/externalLink1.xml" not in unzipped(frozen)
    assert "zhang" not in "".join(one.decode("utf-8", "replace") for one in unzipped(frozen).values())
    assert '<externalReferences><externalReference r:id="rId61"/></externalReferences>' in part(
        frozen, "xl/workbook.xml"
    )
    assert ">[1]Sheet1!$A$1<" in part(frozen, "xl/workbook.xml")


def test_a_sheet_with_a_password_is_not_frozen():
    lock = '<sheetProtection sheet="1" password="CC1A"/>'
    with pytest.raises(PackageProblem, match="设有保护密码"):
        freeze_package(book(sheet('<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>', lock)))


def test_freezing_twice_changes_nothing_more():
    data = apply_edits(book(sheet(CELL)), [SetValue(S, 3, 3, "甲"), SetFill(S, 1, 1, "FFF2CC")])
    assert freeze_package(freeze_package(data)) == freeze_package(data)
