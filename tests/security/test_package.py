"""Workbooks made to harm: what they hold is written, copied or refused, never believed."""

from __future__ import annotations

import io
import zipfile

import pytest
from support.books import book, changed_parts, part, sheet, unzipped, zipped

from addin.edits import RemoveSheet, SetFill, SetValue
from addin.package.note import SHEET_PREFIX, Note, parse_note, read_note
from addin.package.reading import open_workbook
from addin.package.writing import PackageProblem, apply_edits, freeze_package

S = "自评表"
ROWS = '<row r="1"><c r="A1" s="2"><v>1</v></c><c r="B1"><v>2</v></c></row>'


def with_note(inner: str, data: bytes | None = None) -> bytes:
    """A workbook with a note of somebody else's making."""
    made = apply_edits(data or book(sheet(ROWS)), [SetValue(S, 9, 9, 1)])
    parts: dict[str, str | bytes] = {**unzipped(made)}
    parts["customXml/item1.xml"] = f'<note xmlns="urn:jixiao:note" version="1">{inner}</note>'
    return zipped(parts)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_text_that_starts_like_a_formula_is_stored_as_text(start):
    text = start + "cmd|' /C calc'!A0"
    data = apply_edits(book(sheet()), [SetValue(S, 1, 1, text)])
    cell = open_workbook(data).grid(S)[1, 1]
    assert cell.formula is None
    assert cell.value == text
    assert "<f" not in part(data)


def test_text_cannot_break_out_of_its_cell():
    text = '</t></is></c><c r="B1"><f>1+1</f></c>]]>'
    grid = open_workbook(apply_edits(book(sheet()), [SetValue(S, 1, 1, text)])).grid(S)
    assert grid[1, 1].value == text
    assert grid[1, 2].value is None


def test_a_forged_note_cannot_make_the_users_form_a_sheet_of_ours():
    data = with_note(f'<sheet name="{S}"/><sheet name="{SHEET_PREFIX}表"/>')
    with pytest.raises(PackageProblem, match="不是我们生成的"):
        apply_edits(data, [RemoveSheet(S)])
    assert open_workbook(freeze_package(data)).sheets == (S,)


def test_a_forged_note_cannot_recolour_cells():
    forged = '<fill sheet="自评表" at="A1" style="1" former="&lt;fill/&gt;" colour="FFFFFF"/>'
    data = with_note(forged)
    # the cell's colour is not the one the note claims to be ours: it stays
    assert '<c r="A1" s="2">' in part(apply_edits(data, [SetFill(S, 1, 1, None)]))
    matching = with_note(forged.replace("FFFFFF", "00B050"))
    new = apply_edits(matching, [SetFill(S, 1, 1, None)])
    # style 1 looks different in more than the fill, and the fill named is not in the workbook: no fill, nothing else
    changed = {name for name in changed_parts(matching, new) if "customXml" not in name}
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    assert "<fill/>" not in part(new, "xl/styles.xml")


@pytest.mark.parametrize(
    "note",
    [
        b"", b"<", b"<note/>", b'<note xmlns="urn:other"/>', b'<!DOCTYPE note [<!ENTITY a "b">]><note xmlns="urn:jixiao:note">&a;</note>',
        b'<note xmlns="urn:jixiao:note"><cell sheet="a" at="ZZZ9" type="n" value="1"/><cell at="A1"/><cell sheet="a" at="A1" type="n" value="nan"/>'
        b'<cell sheet="a" at="A1" type="x" value="1"/><fill sheet="a" at="A1" style="-1"/><sheet name="a"/><x/></note>',
        b'<note xmlns="urn:jixiao:note"><cell sheet="' + b"a" * 32 + b'" at="A1" type="n" value="1"/></note>',
        b'<note xmlns="urn:jixiao:note"><cell sheet="a" at="A1" type="s" value="' + b"a" * 40_000 + b'"/></note>',
    ],
)  # fmt: skip
def test_a_broken_note_is_an_empty_one(note):
    assert parse_note(note) == Note()


def test_a_note_that_is_too_long_is_not_read(monkeypatch):
    data = apply_edits(book(sheet(ROWS)), [SetValue(S, 1, 1, 5)])
    assert read_note(data)
    monkeypatch.setattr("addin.package.note.MAX_BYTES", 100)
    assert not read_note(data)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "C:/x", "xl/../../x"])
def test_member_names_that_climb_out_are_refused(name):
    with pytest.raises(PackageProblem, match="指向包外"):
        apply_edits(book(sheet(), parts={name: "x"}), [SetValue(S, 1, 1, 1)])


def test_a_relationship_that_climbs_out_stays_inside_the_package():
    rels = {"1": '<Relationship Id="r1" Type="http://x/comments" Target="../../../../../../etc/passwd"/>'}
    data = book(sheet(ROWS), rels=rels)
    assert changed_parts(data, apply_edits(data, [SetValue(S, 1, 1, 3)], record=False)) == {"xl/worksheets/sheet1.xml"}


def test_a_bomb_in_a_sheet_is_refused_before_it_is_inflated():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unzipped(book(sheet())).items():
            archive.writestr(name, content if "sheet1" not in name else b" " * 60_000_000)
    with pytest.raises(PackageProblem) as caught:
        apply_edits(buffer.getvalue(), [SetValue(S, 1, 1, 1)])
    assert caught.value.code == "zip.bomb"


def test_endless_quotes_and_brackets_do_not_hang():
    bad = "'" * 5_000 + "[" * 5_000 + '"' * 4_999 + "A" * 5_000
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>{bad}</f><v>1</v></c></row>'
    apply_edits(book(sheet(rows)), [SetValue(S, 1, 1, 3)])
