"""The zip around a workbook: what is refused, and the bytes a writer copies."""

import io
import struct
import zipfile
import zlib

import pytest
from support.packages import workbook, zipped

from addin.package import container as module
from addin.package.container import Container
from addin.package.problems import PackageProblem


def refused(data: bytes) -> PackageProblem:
    with pytest.raises(PackageProblem) as caught:
        Container(data)
    return caught.value


def test_names_come_in_the_order_of_the_zip_and_members_inflate() -> None:
    box = Container(zipped({"b.xml": "<b/>", "文件夹/a.xml": "<a/>"}))
    assert box.names() == ["b.xml", "文件夹/a.xml"]
    assert box.read("文件夹/a.xml") == b"<a/>"
    assert box.find("/B.XML") == "b.xml"
    assert box.find("c.xml") is None
    assert "b.xml" in box


def test_raw_members_hold_the_compressed_bytes_and_header_fields() -> None:
    data = zipped({"a.xml": "<a>" + "重复" * 500 + "</a>"})
    raw = Container(data).raw("a.xml")
    assert zlib.decompress(raw.data, -15) == ("<a>" + "重复" * 500 + "</a>").encode()
    assert raw.crc == zlib.crc32(zlib.decompress(raw.data, -15))
    assert (raw.method, raw.size, raw.name_bytes) == (8, len("<a></a>") + 3000, b"a.xml")
    assert raw.data in data


def test_members_with_a_data_descriptor_are_read_and_copied() -> None:
    out = io.BytesIO()
    # a target that cannot seek makes zipfile write the sizes behind the data
    out.seek = None  # type: ignore[assignment,method-assign]

    class Pipe(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            return out.write(data)

    with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        archive.writestr("a.xml", "<a/>")
    box = Container(out.getvalue())
    raw = box.raw("a.xml")
    assert raw.flags & 8
    assert box.read("a.xml") == b"<a/>" == zlib.decompress(raw.data, -15)


def test_large_members_stream_and_are_checked_at_their_end() -> None:
    text = b"".join(b"<c>%d</c>" % i for i in range(600_000))
    box = Container(zipped({"a.xml": text}))
    assert box.open("a.xml").read() == text
    broken = bytearray(box.data)
    broken[-len(b"a.xml") - 22 - 46 + 16 : -len(b"a.xml") - 22 - 46 + 20] = b"\0\0\0\0"  # the CRC in the directory
    with pytest.raises(PackageProblem) as caught:
        Container(bytes(broken)).open("a.xml").read()
    assert caught.value.code == "zip.broken"


@pytest.mark.parametrize("name", ["../x.xml", "a/../../x.xml", "/etc/passwd", "C:/x.xml", "..\\x.xml"])
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    assert refused(zipped({name: "x"})).code == "zip.name"


def test_backslashes_of_some_writers_are_folders() -> None:
    assert Container(zipped({"xl\\workbook.xml": "x"})).names() == ["xl/workbook.xml"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["a.xml", "A.XML"])
def test_two_members_of_one_name_are_refused(second: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.xml", "1")
        archive.writestr(second, "2")
    problem = refused(out.getvalue())
    assert problem.code == "zip.duplicate"
    assert "a.xml" in problem.message.lower()


def test_a_member_that_inflates_to_hundreds_of_times_its_size_is_a_bomb() -> None:
    problem = refused(zipped({"xl/worksheets/sheet1.xml": b" " * 30_000_000}))
    assert problem.code == "zip.bomb"
    assert "压缩炸弹" in problem.message


def test_a_false_size_is_found_without_inflating_the_rest() -> None:
    data = bytearray(zipped({"a.xml": b" " * 20_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature) + offset
        data[at : at + 4] = struct.pack("<I", 100)
    with pytest.raises(PackageProblem) as caught:
        Container(bytes(data)).read("a.xml")
    assert caught.value.code == "zip.broken"


def test_members_that_overlap_are_a_bomb() -> None:
    data = bytearray(zipped({"a.xml": "1234567890" * 9, "b.xml": "1234567890" * 9}))
    # the second entry of the directory is pointed at a header inside the first member's bytes
    second = data.rfind(b"PK\x01\x02")
    inner = bytes(data[data.rfind(b"PK\x03\x04") : second])
    first = bytearray(zipped({"a.xml": inner + b"x" * 10}))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        info = archive.getinfo("a.xml")
    assert info.header_offset == 0
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", inner + b"x" * 10)
        archive.writestr("b.xml", "1234567890" * 9)
    overlapping = bytearray(stored.getvalue())
    entry = overlapping.rfind(b"PK\x01\x02")
    overlapping[entry + 10 : entry + 12] = struct.pack("<H", 8)
    overlapping[entry + 16 : entry + 28] = bytes(data[second + 16 : second + 28])
    overlapping[entry + 42 : entry + 46] = struct.pack("<I", 30 + len("a.xml"))
    assert refused(bytes(overlapping)).code == "zip.bomb"


def test_too_many_members_are_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MEMBERS", 3)
    assert refused(zipped({f"{i}.xml": "" for i in range(4)})).code == "zip.bomb"


def test_too_much_in_all_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TOTAL_BYTES", 1000)
    assert refused(zipped({f"{i}.xml": "x" * 400 for i in range(3)})).code == "zip.bomb"


def test_encrypted_members_ask_to_remove_the_password() -> None:
    data = bytearray(workbook(""))
    at = data.find(b"PK\x01\x02") + 8
    data[at : at + 2] = struct.pack("<H", 1)
    problem = refused(bytes(data))
    assert problem.code == "zip.encrypted"
    assert "密码" in problem.message


def test_other_compressions_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.xml", "1")
    assert refused(out.getvalue()).code == "zip.method"


def test_a_missing_part_is_named() -> None:
    with pytest.raises(PackageProblem) as caught:
        Container(zipped({"a.xml": "1"})).read("b.xml")
    assert caught.value.code == "part.missing"
    assert "b.xml" in caught.value.message
