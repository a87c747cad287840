"""The package around the edits: members, refusals, the note, saving, backup and undo."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from support.books import REL, book, changed_parts, part, sheet, unzipped, zipped

from addin.edits import SetFill, SetFormula, SetValue
from addin.package.container import Container
from addin.package.note import Note, Written, parse_note
from addin.package.writing import (
    PackageProblem,
    apply,
    apply_edits,
    as_intended,
    backup_path,
    freeze_package,
    make_backup,
    read_note,
    restore_backup,
    save_atomically,
)
from udfs.core.errors import CellError

S = "自评表"
SHEET1 = "xl/worksheets/sheet1.xml"
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_other_members_are_copied_with_their_compressed_bytes_in_their_order():
    data = book(sheet(CELL), sheet(), parts={"xl/vbaProject.bin": os.urandom(999), "图片/图 1.png": b"x" * 999})
    new = apply_edits(data, [SetValue(S, 1, 1, 2)], record=False)
    before, after = Container(data), Container(new)
    assert after.names() == before.names()
    for name in before.names():
        if name != SHEET1:
            assert after.raw(name).data == before.raw(name).data
            assert after.raw(name).name_bytes == before.raw(name).name_bytes


def test_members_with_data_descriptors_and_zip64_headers_are_taken_over():
    buffer = io.BytesIO()

    class Unseekable:
        write, flush = buffer.write, buffer.flush

    with zipfile.ZipFile(Unseekable(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unzipped(book(sheet(CELL))).items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content)
    data = buffer.getvalue()
    assert struct.unpack_from("<H", data, 6)[0] & 8  # the source does use descriptors
    new = apply_edits(data, [SetValue(S, 1, 1, 2)], record=False)
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        assert archive.testzip() is None
        assert not any(info.flag_bits & 8 for info in archive.infolist())
    assert changed_parts(data, new) == {SHEET1}


def test_no_edits_give_back_the_same_bytes():
    data = book(sheet(CELL))
    assert apply_edits(data, []) == data


def test_the_same_edits_give_the_same_bytes():
    data = book(sheet(CELL))
    edits = [SetValue(S, 1, 1, 2), SetFill(S, 1, 1, "FFF2CC")]
    assert apply_edits(data, edits) == apply_edits(data, edits)


def test_recording_adds_the_note_and_no_more():
    data = book(sheet(CELL))
    new = apply_edits(data, [SetValue(S, 1, 1, 2)])
    assert changed_parts(data, new) == {
        SHEET1, "customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels",
        "[Content_Types].xml", "xl/_rels/workbook.xml.rels",
    }  # fmt: skip
    again = apply_edits(new, [SetValue(S, 1, 1, 3)])
    assert changed_parts(new, again) == {SHEET1, "customXml/item1.xml"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"%PDF-1.7", "file.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "file.not-writable"),
        (zipped({"a.txt": "x"}), "file.not-workbook"),
        (book(sheet(CELL).replace('"http://schemas.openxmlformats.org/spreadsheetml/2006/main"', '"http://purl.oclc.org/ooxml/spreadsheetml/main"')), "file.strict"),
        (book(sheet(), root_rels='<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'), "file.signed"),
        (book('<?xml version="1.0" encoding="gb18030"?>' + sheet()), "xml.encoding"),
        (book('<?xml version="1.0" encoding="iso-8859-1"?>' + sheet()), "edit.encoding"),
        (book("<!DOCTYPE x>" + sheet()), "xml.dtd"),
        (book(sheet() + "<"), "xml.broken"),
        (book("<worksheet/>"), "sheet.broken"),
        (book("<chartsheet/>"), "edit.not-worksheet"),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_is_refused_with_its_reason(data, code):
    with pytest.raises(PackageProblem) as caught:
        apply_edits(data, [SetValue(S, 1, 1, 1)])
    assert caught.value.code == code


def test_a_macro_workbook_keeps_its_macros():
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts = unzipped(book(sheet(CELL), parts={"xl/vbaProject.bin": b"\x00macro"}))
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(old, kind.encode())
    new = apply_edits(zipped(parts), [SetValue(S, 1, 1, 2)])
    assert unzipped(new)["xl/vbaProject.bin"] == b"\x00macro"
    assert kind in part(new, "[Content_Types].xml")


def test_a_workbook_without_styles_gets_some():
    parts = unzipped(book(sheet(CELL)))
    del parts["xl/styles.xml"]
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        f'<Relationship Id="rId90" Type="{REL}/styles" Target="styles.xml"/>'.encode(), b""
    )
    new = apply_edits(zipped(parts), [SetValue(S, 1, 1, 0.5, "0.00%")])
    assert 's="1"' in part(new)
    assert 'numFmtId="10"' in part(new, "xl/styles.xml")


def test_every_reason_to_refuse_is_on_the_page():
    root = Path(__file__).resolve().parents[3]
    sources = "".join(one.read_text("utf-8") for one in (root / "addin/package").glob("*.py"))
    raised = set(re.findall(r'"(edit\.[a-z-]+)"', sources)) | {"edit.array", "edit.datatable"}
    assert raised <= set(re.findall(r"`([a-z]+\.[a-z-]+)`", (root / "docs/edits.md").read_text("utf-8")))


# --- the note


def test_the_note_knows_what_we_wrote_until_somebody_changes_it():
    note = Note()
    for column, value in enumerate([9.5, "优", True, CellError("#N/A"), None], 1):
        note.record(S, (1, column), value)
    note.record(S, (2, 1), 8, "A1*2")
    read = parse_note(note.to_xml())
    assert read == note
    assert all(
        read.is_ours(S, (1, at), value) for at, value in enumerate([9.5, "优", True, CellError("#N/A"), None], 1)
    )
    assert read.is_ours(S, (1, 5), "")
    assert not read.is_ours(S, (1, 1), 9.4)
    assert not read.is_ours(S, (1, 1), "9.5")
    assert not read.is_ours(S, (1, 1), 9.5, "A2")
    assert not read.is_ours("别的表", (1, 1), 9.5)
    assert read.is_ours(S, (2, 1), 99, " A1 * 2")
    assert not read.is_ours(S, (2, 1), 8)


def test_text_with_line_ends_and_markup_survives_the_note():
    note = Note(cells={(S, (1, 1)): Written("s", '一\r\n二\t"<&>"\n')})
    assert parse_note(note.to_xml()) == note
    assert note.is_ours(S, (1, 1), '一\n二\t"<&>"\n')


def test_the_note_accumulates_over_runs_and_follows_our_own_changes():
    first = apply_edits(book(sheet(CELL)), [SetValue(S, 1, 1, 2), SetFormula(S, 1, 2, "A1", 2)])
    second = apply(first, [SetValue(S, 1, 1, 3)])
    assert second.note == read_note(second.data)
    assert second.note.is_ours(S, (1, 1), 3)
    assert second.note.is_ours(S, (1, 2), 3, "A1")


# --- saving


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "部门 绩效"
    folder.mkdir()
    path = folder / "自评 表.xlsx"
    path.write_bytes(book(sheet(CELL)))
    return path


def test_saving_replaces_the_file_and_keeps_its_permissions(saved):
    saved.chmod(0o640)
    data = apply_edits(saved.read_bytes(), [SetValue(S, 1, 1, 2)])
    save_atomically(saved, data)
    assert saved.read_bytes() == data
    assert stat.S_IMODE(saved.stat().st_mode) == 0o640
    assert os.listdir(saved.parent) == [saved.name]


def test_saving_through_a_link_writes_what_it_points_at(saved, tmp_path):
    link = tmp_path / "链接.xlsx"
    link.symlink_to(saved)
    data = apply_edits(saved.read_bytes(), [SetValue(S, 1, 1, 2)])
    save_atomically(link, data)
    assert link.is_symlink()
    assert saved.read_bytes() == data


def test_what_was_written_is_read_back_before_the_file_is_replaced(saved):
    old = saved.read_bytes()
    edits = [SetValue(S, 1, 1, "=优"), SetFormula(S, 1, 2, "A1", "=优"), SetValue(S, 2, 1, 0.95, "0.00%")]
    result = apply(old, edits)
    with pytest.raises(PackageProblem, match="自评表!A1 写入后读回的内容不一致"):
        save_atomically(saved, old, check=as_intended(result, edits))
    assert saved.read_bytes() == old
    save_atomically(saved, result.data, check=as_intended(result, edits))
    assert saved.read_bytes() == result.data


def test_a_failed_check_leaves_the_old_file_and_no_rubbish(saved):
    old = saved.read_bytes()

    def refuse(data: bytes) -> None:
        raise PackageProblem("save.failed", "读回的内容不对")

    with pytest.raises(PackageProblem, match="读回的内容不对"):
        save_atomically(saved, apply_edits(old, [SetValue(S, 1, 1, 2)]), check=refuse)
    with pytest.raises(PackageProblem):
        save_atomically(saved, b"not a zip")
    assert saved.read_bytes() == old
    assert os.listdir(saved.parent) == [saved.name]


@pytest.mark.parametrize("lock", ["~$自评 表.xlsx", ".~lock.自评 表.xlsx#"])
def test_a_file_open_elsewhere_is_not_written(saved, lock):
    (saved.parent / lock).write_bytes(b"")
    with pytest.raises(PackageProblem, match="正被别的程序打开") as caught:
        save_atomically(saved, saved.read_bytes())
    assert caught.value.code == "file.locked"


def test_a_read_only_file_is_not_written(saved):
    saved.chmod(0o444)
    with pytest.raises(PackageProblem, match="只读"):
        save_atomically(saved, saved.read_bytes())


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PackageProblem, match="无法保存"):
        save_atomically(tmp_path / "没有" / "a.xlsx", book(sheet()))


def test_undo_brings_the_first_file_back_bit_for_bit_after_two_runs(saved):
    first = saved.read_bytes()
    for value in (2, 3):
        assert make_backup(saved) == backup_path(saved)
        save_atomically(saved, apply_edits(saved.read_bytes(), [SetValue(S, 1, 1, value)]))
    assert backup_path(saved).name == "自评 表.备份.xlsx"
    restore_backup(saved)
    assert saved.read_bytes() == first
    assert not backup_path(saved).exists()
    with pytest.raises(PackageProblem, match="没有备份文件"):
        restore_backup(saved)


def test_a_backup_of_another_original_is_kept_under_a_number(saved):
    older = saved.read_bytes()
    make_backup(saved)
    saved.write_bytes(book(sheet(), sheet()))  # next year's form under the old name, never written to by us
    make_backup(saved)
    assert backup_path(saved).read_bytes() == saved.read_bytes()
    assert (saved.parent / "自评 表.备份1.xlsx").read_bytes() == older


def test_a_note_that_libreoffice_related_from_the_package_is_found_and_taken_away():
    """LibreOffice 7.4 keeps the part, but points at it from the package, climbing out of it: ../customXml/item1.xml."""
    data = apply_edits(book(sheet(CELL)), [SetValue(S, 1, 1, 5)])
    parts = {**unzipped(data)}
    relationship = f'<Relationship Id="rId9" Type="{REL}/customXml" Target="../customXml/item1.xml"/>'
    main = "xl/_rels/workbook.xml.rels"
    parts[main] = re.sub(rb'<Relationship [^>]*customXml/item1.xml"/>', b"", bytes(parts[main]))
    parts["_rels/.rels"] = part(data, "_rels/.rels").replace("</Relationships>", relationship + "</Relationships>")
    moved = zipped(parts)
    assert read_note(moved).is_ours(S, (1, 1), 5)
    assert read_note(apply_edits(moved, [SetValue(S, 1, 2, 6)])).is_ours(S, (1, 2), 6)
    frozen = freeze_package(moved)
    assert not [name for name in unzipped(frozen) if name.startswith("customXml")]
    assert "customXml" not in part(frozen, "_rels/.rels")
