"""Files that cannot be read: each with its own code and a message that says what to do."""

import os
import stat
import zipfile
from pathlib import Path

import pytest
from support.biff import container, xls
from support.packages import document, workbook, workbook_members, zipped

from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook


def refused(source: object) -> PackageProblem:
    """The problem with a file whose sheets are all asked for."""
    with pytest.raises(PackageProblem) as caught:
        open_workbook(source).grids()  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "file.empty", "0 字节"),
        (b"%PDF-1.7 ...", "file.pdf", "PDF"),
        ("指标,目标值,得分\r\n数量,10,5\r\n".encode("gb18030"), "file.text", "CSV"),
        ("指标,目标值\n".encode("utf-8-sig"), "file.text", "另存为 .xlsx"),
        ("指标\t目标值".encode("utf-16"), "file.text", "纯文本"),
        ("<html><table><tr><td>得分</td></tr></table></html>".encode(), "file.html", "网页"),
        (b"\r\n<!DOCTYPE html><html>", "file.html", "网页"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "file.html", "网页"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "file.xml", "2003"),
        (b'<?xml version="1.0"?><a/>', "file.xml", "XML"),
        (b"{\\rtf1\\ansi", "file.text", "RTF"),
        (b"Rar!\x1a\x07", "file.archive", "解压"),
        (b"7z\xbc\xaf\x27\x1c", "file.archive", "解压"),
        (b"\x89PNG\r\n\x1a\n", "file.not-workbook", "图片"),
        (bytes(range(256)), "file.not-workbook", "无法识别"),
        (zipped({"说明.txt": "见附件"}), "file.not-workbook", "压缩包"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(data: bytes, code: str, words: str) -> None:
    problem = refused(data)
    assert problem.code == code
    assert words in problem.message


def test_a_password_protected_workbook_asks_to_remove_the_password() -> None:
    problem = refused(container({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}))
    assert problem.code == "file.encrypted"
    assert "去掉打开密码" in problem.message


@pytest.mark.parametrize(
    ("name", "stream", "words"),
    [
        ("表.et", "Workbook", "WPS 表格"),
        ("表.doc", "WordDocument", "旧版 Word"),
        ("表.wps", "WordDocument", "WPS 文字"),
    ],
)
def test_formats_of_other_programs_come_with_the_offer_to_convert_a_copy(
    tmp_path: Path, name: str, stream: str, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(container({stream: b"x"}))
    problem = refused(path)
    assert problem.code == "file.convert"
    assert words in problem.message
    assert "LibreOffice" in problem.message


def test_a_spreadsheet_of_libreoffice_comes_with_the_offer_to_convert_a_copy() -> None:
    problem = refused(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}))
    assert problem.code == "file.convert"


def test_an_old_file_without_a_workbook_is_refused() -> None:
    assert refused(container({"Nothing": b"x"})).code == "file.not-workbook"


def test_xlsb_and_presentations_are_explained() -> None:
    binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    assert refused(workbook("", content_type=binary)).code == "file.xlsb"
    assert refused(workbook("", content_type=slides)).code == "file.not-workbook"


def test_a_truncated_zip_is_an_incomplete_download() -> None:
    data = workbook("<row/>")
    assert refused(data[: len(data) // 2]).code == "zip.truncated"


def test_a_damaged_member_is_found_by_its_check_sum() -> None:
    data = bytearray(workbook('<row r="1"><c r="A1"><v>1</v></c></row>'))
    with zipfile.ZipFile(__import__("io").BytesIO(data)) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    start = info.header_offset + 30 + len(info.filename)
    data[start + info.compress_size // 2] ^= 0xFF
    assert refused(bytes(data)).code == "zip.broken"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x "10">]><a>&x;</a>',
        '<?xml version="1.0"?><!-- c --><!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_dtd_is_refused_in_any_part_and_encoding(text: str, encoding: str, part: str) -> None:
    members = workbook_members()
    members[part] = text.encode(encoding)
    assert refused(zipped(members)).code == "xml.dtd"


def test_encodings_that_could_hide_a_dtd_are_refused() -> None:
    members = workbook_members()
    members["xl/worksheets/sheet1.xml"] = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'
    assert refused(zipped(members)).code == "xml.encoding"
    members["xl/worksheets/sheet1.xml"] = "<a/>".encode("utf-32")
    assert refused(zipped(members)).code == "xml.encoding"


def test_a_huge_prolog_is_refused() -> None:
    members = workbook_members()
    members["xl/worksheets/sheet1.xml"] = b"<!-- " + b"x" * 100_000 + b" --><a/>"
    assert refused(zipped(members)).code == "xml.dtd"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"]
)
def test_missing_parts_are_named(part: str) -> None:
    members = workbook_members()
    del members[part]
    assert refused(zipped(members)).code in ("part.missing", "workbook.broken")


@pytest.mark.parametrize(
    ("inner", "code", "words"),
    [
        ('<row r="1"><c r="A1"><v>1</v></row>', "xml.broken", "sheet1.xml"),
        ('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', "sheet.broken", "“自评表”!A1"),
        ('<row r="1"><c r="A1"><v>一百</v></c></row>', "sheet.broken", "一百"),
        ('<row r="1"><c r="A1"><v>nan</v></c></row>', "sheet.broken", "nan"),
        ('<row r="1"><c r="A1" t="q"><v>1</v></c></row>', "sheet.broken", "类型"),
        ('<row r="1"><c r="A1" t="d"><v>昨天</v></c></row>', "sheet.broken", "日期"),
        ('<row r="1"><c r="11"><v>1</v></c></row>', "sheet.broken", "地址"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "sheet.broken", "两次"),
        ('<row r="x"><c><v>1</v></c></row>', "sheet.broken", "应为整数"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "cell.outside", "XFE1"),
        ('<row r="1"><c r="A1048577"><v>1</v></c></row>', "cell.outside", "A1048577"),
        ('<row r="1048577"/>', "cell.outside", "1048577"),
        ('<row r="1"><c r="XFD1"><v>1</v></c><c><v>1</v></c></row>', "cell.outside", "第 1 行"),
    ],
)
def test_damaged_cells_are_named(inner: str, code: str, words: str) -> None:
    problem = refused(workbook(inner))
    assert problem.code == code
    assert words in problem.message


@pytest.mark.parametrize("reference", ["A1:B", "甲", "A0:B2", "A1:XFE9"])
def test_damaged_merges_are_named(reference: str) -> None:
    problem = refused(workbook("", after=f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'))
    assert problem.code == "sheet.broken"


def test_two_sheets_of_one_name_are_refused() -> None:
    members = workbook_members("", sheets={"表": "<sheetData/>"})
    members["xl/workbook.xml"] = str(members["xl/workbook.xml"]).replace('"表"', '"自评表"')
    assert refused(zipped(members)).code == "workbook.broken"


def test_an_unknown_sheet_lists_those_there_are() -> None:
    with pytest.raises(PackageProblem) as caught:
        open_workbook(workbook("")).grid("自评表2")
    assert caught.value.code == "sheet.missing"
    assert "自评表" in caught.value.message


def test_paths_that_cannot_be_read_each_say_why(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.xlsx").code == "file.missing"
    assert refused(tmp_path).code == "file.directory"
    assert refused("坏\0名.xlsx").code == "file.unreadable"


def test_a_path_is_part_of_the_message(tmp_path: Path) -> None:
    path = tmp_path / "自评 表.xlsx"
    path.write_bytes(b"")
    assert str(refused(path)).startswith(str(path))


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook(""))
    path.chmod(0)

    def denied(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    # root reads everything, so the operating system's refusal is played when the tests run as root
    if os.access(path, os.R_OK):
        monkeypatch.setattr("builtins.open", denied)
    problem = refused(path)
    monkeypatch.undo()
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert problem.code == "file.permission"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("此系统没有命名管道")
    os.mkfifo(tmp_path / "管道.xlsx")
    assert refused(tmp_path / "管道.xlsx").code == "file.unreadable"


def test_a_damaged_xls_is_refused() -> None:
    data = xls({(1, 1): "指标"})
    assert refused(data[:600]).code in ("xls.broken", "file.not-workbook")
    assert refused(container({"Workbook": b"\x00" * 100})).code == "xls.broken"


def test_a_document_without_tables_is_refused() -> None:
    assert refused(document("<w:p><w:r><w:t>报告</w:t></w:r></w:p>")).code == "docx.no-table"
