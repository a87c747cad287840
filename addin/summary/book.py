"""写出工作簿 (writing): the frame's parts with the rows put in, straight to the disk, always the same bytes for the same content."""

from __future__ import annotations

import contextlib
import io
import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from ..atomic import write_beside
from ..package.same_bytes import EPOCH, same_bytes
from .frame import LAST, frame
from .rows import Rows
from .sheet import Sheet

#: bytes of XML that are gathered before they are packed
_CHUNK = 1 << 18
_LEVEL = 4
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_SHEET_RELATIONSHIPS = "xl/worksheets/_rels/sheet{}.xml.rels"
_TABLE = re.compile(r"xl/tables/table(\d+)\.xml")
_EMPTY_RELATIONSHIPS = (
    b'<?xml version="1.0"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)
#: what may stand first after the place of the hyperlinks
_AFTER_LINKS = re.compile(rb"<(?:printOptions|pageMargins|pageSetup|headerFooter|drawing|tableParts)\b")


def write_book(sheets: Sequence[Sheet], target: Path | BinaryIO, title: str) -> list[str]:
    """写出: the sheets as an .xlsx.

    Args:
        sheets: in the order of the tabs. target: a path (written beside it, then swapped in) or an open stream.
        title: of the document.

    Returns:
        what a reader of the workbook must know: links that a sheet had no room for.

    Raises:
        OSError: nothing was changed at the path.
    """
    with _opened(target) as stream:
        return _write(sheets, stream, title)


@contextlib.contextmanager
def _opened(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    if not isinstance(target, Path):
        yield target
        return
    temporary = write_beside(target, b"")
    try:
        with open(temporary, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _write(sheets: Sequence[Sheet], stream: BinaryIO, title: str) -> list[str]:
    package, styles = frame(sheets, title)
    written = [Rows(sheet, styles) for sheet in sheets]
    with (
        zipfile.ZipFile(io.BytesIO(same_bytes(package))) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        names = source.namelist()
        for name in filter(_SHEET.fullmatch, names):
            rows = written[_number(_SHEET, name) - 1]
            with made.open(_entry(name), "w") as member:
                _sheet(source.read(name), rows, cast(BinaryIO, member))
        for at, rows in enumerate(written, 1):
            name = _SHEET_RELATIONSHIPS.format(at)
            found = source.read(name) if name in names else _EMPTY_RELATIONSHIPS
            added = rows.relationships()
            if added or name in names:
                content = found.replace(b"</Relationships>", added.encode() + b"</Relationships>")
                made.writestr(_entry(name), content)
        for name in names:
            if not _SHEET.fullmatch(name) and not name.startswith("xl/worksheets/_rels/"):
                made.writestr(_entry(name), _rest(name, source.read(name), written))
    return [
        f"“{rows.sheet.name}”有 {rows.dropped:,} 行没有文件链接：一张工作表最多能放 65,000 个。文件路径都在表内。"
        for rows in written
        if rows.dropped
    ]


def _sheet(frame_part: bytes, rows: Rows, member: BinaryIO) -> None:
    frame_part = re.sub(rb"<dimension [^>]*/>", b"", frame_part)
    head, _, tail = re.sub(rb"<sheetData\s*/>", b"<sheetData></sheetData>", frame_part).partition(b"</sheetData>")
    member.write(head)
    gathered: list[str] = []
    size = 0
    for row in rows:
        gathered.append(row)
        size += len(row)
        if size > _CHUNK:
            member.write("".join(gathered).encode())
            gathered, size = [], 0
    member.write("".join(gathered).encode())
    place = _AFTER_LINKS.search(tail)
    at = place.start() if place else tail.index(b"</worksheet>")
    member.write(b"</sheetData>" + _ended(tail[:at], rows.last) + rows.after().encode() + tail[at:])


def _rest(name: str, content: bytes, written: Sequence[Rows]) -> bytes:
    """Tables end at the last row of their sheet; so do the hidden names of filters."""
    if _TABLE.fullmatch(name):
        tables = [rows for rows in written if rows.sheet.head and rows.sheet.table]
        return _ended(content, tables[_number(_TABLE, name) - 1].last)
    if name == "xl/workbook.xml":
        for rows in written:
            sheet = re.escape(rows.sheet.name.encode())
            pattern = rb"('?" + sheet + rb"'?!\$[A-Z]+\$\d+:\$[A-Z]+\$)" + str(LAST).encode() + rb"\b"
            content = re.sub(pattern, rb"\g<1>" + str(rows.last).encode(), content)
    return content


def _ended(content: bytes, last: int) -> bytes:
    return re.sub(rb"(:\$?[A-Z]+\$?)" + str(LAST).encode() + rb"\b", rb"\g<1>" + str(last).encode(), content)


def _number(pattern: re.Pattern[str], name: str) -> int:
    found = pattern.fullmatch(name)
    assert found is not None
    return int(found[1])


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # zipfile has no other way for an entry of one's own
    return entry
