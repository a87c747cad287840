"""压缩包目录 (zip directory): the central directory of an ordinary archive, read without opening each entry."""

from __future__ import annotations

import struct
import zipfile
from typing import List, NamedTuple, Optional

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_UTF8 = 0x800
#: what zipfile reads: later versions of the format are not understood
_NEWEST = 63


class Entry(NamedTuple):
    """目录项: one member as the directory lists it; the fields are named as in ``zipfile.ZipInfo``."""

    filename: str
    orig_filename: str
    flag_bits: int
    compress_type: int
    CRC: int
    compress_size: int
    file_size: int
    header_offset: int
    extra: bytes
    comment: bytes
    create_version: int
    create_system: int
    extract_version: int
    internal_attr: int
    external_attr: int


def ordinary_entries(data: bytes) -> Optional[List[Entry]]:
    """普通压缩包的目录项: None for an archive with anything unusual in it, which ``zipfile`` is to read.

    Unusual are: a comment, something before or behind, several disks, more than 65,534 members, zip64, extra fields.
    """
    at = len(data) - _END.size
    if at < 0 or data[at : at + 4] != b"PK\x05\x06":
        return None
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, at)
    if disk or first_disk or here != count or count == 0xFFFF or comment or start + size != at:
        return None
    found = []
    for _ in range(count):
        if start + _CENTRAL.size > at:
            return None
        (mark, version, system, extract, _, flags, method, _, _, crc, packed, full, name_size, extra, comment, volume,
         internal, external, offset) = _CENTRAL.unpack_from(data, start)  # fmt: skip
        begin = start + _CENTRAL.size
        start = begin + name_size
        raw = data[begin:start]
        if mark != b"PK\x01\x02" or extract > _NEWEST or extra or comment or volume or b"\0" in raw or start > at:
            return None
        if 0xFFFFFFFF in (packed, full, offset):
            return None
        if raw.isascii():
            name = raw.decode("ascii")
        elif flags & _UTF8:
            try:
                name = raw.decode("utf-8")
            except UnicodeDecodeError:
                return None
        else:
            return None
        found.append(
            Entry(
                name, name, flags, method, crc, packed, full, offset, b"", b"", version, system, extract, internal, external
            )
        )  # fmt: skip
    return found if start == at else None


def of_zipfile(info: zipfile.ZipInfo) -> Entry:
    """目录项: as ``zipfile`` read it."""
    return Entry(*(getattr(info, name) for name in Entry._fields))
