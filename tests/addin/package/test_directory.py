"""The directory of an ordinary zip is read as zipfile reads it; everything else is left to zipfile."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.package.container import Container
from addin.package.directory import Entry, of_zipfile, ordinary_entries

names = st.text(st.sampled_from("abc/._-绩效表1"), min_size=1, max_size=12)


class Unseekable(io.BytesIO):
    """A stream as a download is: sizes follow each member in a data descriptor."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError("unseekable")


def archive(members: dict[str, bytes], method=zipfile.ZIP_DEFLATED, target=None, comment=b"") -> bytes:
    kept = target if target is not None else io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
        made.comment = comment
    return kept.getvalue()


def by_zipfile(data: bytes) -> list[Entry]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return [of_zipfile(info) for info in opened.infolist()]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(names, st.binary(max_size=60), max_size=6), st.booleans(), st.booleans())
def test_what_zipfile_reads(members, stored, streamed):
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    data = archive(members, method, Unseekable() if streamed else None)
    assert ordinary_entries(data) == by_zipfile(data)


PLAIN = archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>" * 50})


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x05\x06", PLAIN[:-1], PLAIN + b"\0", b"prefix" + PLAIN, archive({"a": b"b"}, comment=b"hello"),
     PLAIN.replace(b"PK\x01\x02", b"PK\x01\x03", 1)],
    ids=["empty", "head", "cut", "longer", "prefixed", "comment", "broken entry"],
)  # fmt: skip
def test_the_unusual_is_left_to_zipfile(data):
    assert ordinary_entries(data) is None


def test_a_large_member_and_extra_fields_are_left_to_zipfile():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made, made.open(zipfile.ZipInfo("a"), "w", force_zip64=True) as member:
        member.write(b"x")
    data = kept.getvalue()
    found = ordinary_entries(data)
    assert found is None or found == by_zipfile(data)
    info = zipfile.ZipInfo("b")
    info.extra = b"\x99\x99\x02\x00ab"
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr(info, b"x")
    assert ordinary_entries(kept.getvalue()) is None
    assert Container(kept.getvalue()).read("b") == b"x"


def test_every_cut_of_a_directory_is_left_to_zipfile_or_read_the_same():
    for at in range(len(PLAIN) - 120, len(PLAIN)):
        for byte in (0, 0xFF):
            changed = PLAIN[:at] + bytes([byte]) + PLAIN[at + 1 :]
            found = ordinary_entries(changed)
            if found is not None:
                assert found == by_zipfile(changed)
