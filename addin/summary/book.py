"""写出工作簿 (writing): the frame's parts with the rows put in, straight to the disk, always the same bytes for the same content."""

from __future__ import annotations

import contextlib
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ..atomic import write_beside
from ..package.same_bytes import EPOCH, same_bytes
from .frame import LAST, frame
from .rows import Rows
from .sheet import Sheet

#: bytes of XML that are gathered before they are packed
_CHUNK = 1 << 18
_LEVEL = 4
_SHEETS = "xl/worksheets/"
_SHEET = "xl/worksheets/sheet{}.xml"
_RELATIONSHIPS = "xl/worksheets/_rels/sheet{}.xml.rels"
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.S)
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_TABLE = re.compile(r"xl/tables/table(\d+)\.xml")
_NO_RELATIONSHIPS = (
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
    with contextlib.ExitStack() as stack:
        for rows in written:
            stack.callback(rows.close)
        source = stack.enter_context(zipfile.ZipFile(io.BytesIO(same_bytes(package))))
        made = stack.enter_context(zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED))
        for at, rows in enumerate(written, 1):
            _sheet(source, made, at, rows)
        for name in source.namelist():
            if not name.startswith(_SHEETS):
                made.writestr(_entry(name), _rest(name, source.read(name), written))
    return [
        f"“{rows.sheet.name}”有 {rows.dropped:,} 行没有文件链接：一张工作表最多能放 65,000 个。文件路径都在表内。"
        for rows in written
        if rows.dropped
    ]


def _sheet(source: zipfile.ZipFile, made: zipfile.ZipFile, number: int, rows: Rows) -> None:
    """One sheet, then its relationships, so that nothing of it stays in memory."""
    name, relationships = _SHEET.format(number), _RELATIONSHIPS.format(number)
    # whatever the frame has as rows gives way to ours
    head, tail = _ROWS.split(_DIMENSION.sub(b"", source.read(name)), maxsplit=1)
    place = _AFTER_LINKS.search(tail)
    at = place.start() if place else tail.index(b"</worksheet>")
    with made.open(_entry(name), "w") as member:
        member.write(head + b"<sheetData>")
        for part in _gathered(rows):
            member.write(part)
        member.write(b"</sheetData>" + _ended(tail[:at], rows.last))
        for part in _gathered(rows.after()):
            member.write(part)
        member.write(tail[at:])
    found = source.read(relationships) if relationships in source.namelist() else _NO_RELATIONSHIPS
    head, _, tail = found.partition(b"</Relationships>")
    with made.open(_entry(relationships), "w") as member:
        member.write(head)
        for part in _gathered(rows.relationships()):
            member.write(part)
        member.write(b"</Relationships>" + tail)
    rows.close()


def _gathered(parts: Iterable[str]) -> Iterator[bytes]:
    """Pieces that are worth packing."""
    waiting: list[str] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size > _CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def _rest(name: str, content: bytes, written: Sequence[Rows]) -> bytes:
    """Tables end at the last row of their sheet; so do the hidden names of filters."""
    if _TABLE.fullmatch(name):
        tables = [rows for rows in written if rows.sheet.head and rows.sheet.table]
        return _ended(content, tables[_number(name) - 1].last)
    if name == "xl/workbook.xml":
        for rows in written:
            sheet = re.escape(rows.sheet.name.encode())
            pattern = rb"('?" + sheet + rb"'?!\$[A-Z]+\$\d+:\$[A-Z]+\$)" + str(LAST).encode() + rb"\b"
            content = re.sub(pattern, rb"\g<1>" + str(rows.last).encode(), content)
    return content


def _ended(content: bytes, last: int) -> bytes:
    return re.sub(rb"(:\$?[A-Z]+\$?)" + str(LAST).encode() + rb"\b", rb"\g<1>" + str(last).encode(), content)


def _number(table: str) -> int:
    found = _TABLE.fullmatch(table)
    assert found is not None
    return int(found[1])


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # zipfile has no other way for an entry of one's own
    return entry
