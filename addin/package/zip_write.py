"""写压缩包 (zip writing): untouched members keep their compressed bytes, order and names; changed ones are deflated anew."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from .container import RawMember
from .problems import PackageProblem

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_SIZES = struct.Struct("<3L")
_LIMIT = 0xFFFFFFFF
#: 1 January 1980: new members carry no clock, so that the same edits give the same bytes
_DOS_DATE = 0x21


def build(members: Iterable[tuple[str, RawMember | None, bytes | None]]) -> bytes:
    """生成压缩包.

    Args:
        members: (name, the member as it was, new content) in order; content None copies the member as it is.

    Returns:
        The bytes of the zip; the same input gives the same bytes.

    Raises:
        PackageProblem: ``edit.too-large`` beyond what the plain zip format holds.
    """
    pieces: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for name, old, content in members:
        if content is None:
            if old is None:
                raise AssertionError(f"没有可复制的成员：{name}")
            member, packed = old, old.data
        else:
            member, packed = pack(name, content, old)
        if at > _LIMIT - len(packed) - 1000 or max(member.size, len(packed)) >= _LIMIT:
            raise PackageProblem("edit.too-large", "写出的文件超过 4 GB，不能保存。")
        pieces += (_local(member, len(packed)), member.name_bytes, packed)
        central.append(_entry(member, len(packed), at))
        at += _LOCAL.size + len(member.name_bytes) + len(packed)
    return b"".join((*pieces, *_directory(central, at)))


class Mould:
    """压缩包模子: members that stay the same joined once, so that many packages that differ in a few parts are cheap.

    Args:
        members: (name, the member as it is) in order; they come first in each package.

    Raises:
        PackageProblem: ``edit.too-large``.
    """

    def __init__(self, members: Iterable[tuple[str, RawMember]]) -> None:
        pieces: list[bytes] = []
        self._central: list[bytes] = []
        self._size = 0
        for _, member in members:
            pieces += (_local(member, len(member.data)), member.name_bytes, member.data)
            self._central.append(_entry(member, len(member.data), self._size))
            self._size += _LOCAL.size + len(member.name_bytes) + len(member.data)
        self._body = b"".join(pieces)

    def build(self, members: Iterable[tuple[str, RawMember | None, bytes]], level: int = 6) -> bytes:
        """生成压缩包: the fixed members and these, deflated at the level; the same input gives the same bytes.

        Raises:
            PackageProblem: ``edit.too-large``.
        """
        pieces, central, at = [self._body], list(self._central), self._size
        for name, old, content in members:
            member, packed = pack(name, content, old, level)
            if at > _LIMIT - len(packed) - 1000 or member.size >= _LIMIT:
                raise PackageProblem("edit.too-large", "写出的文件超过 4 GB，不能保存。")
            pieces += (_local(member, len(packed)), member.name_bytes, packed)
            central.append(_entry(member, len(packed), at))
            at += _LOCAL.size + len(member.name_bytes) + len(packed)
        return b"".join((*pieces, *_directory(central, at)))

    def join(self, members: Iterable[tuple[Frame, bytes, int, int]]) -> bytes:
        """拼成压缩包: the fixed members and these, which are deflated already.

        Args:
            members: frame, deflated bytes, size and CRC of the inflated ones.

        Raises:
            PackageProblem: ``edit.too-large``.
        """
        pieces, central, at = [self._body], list(self._central), self._size
        for frame, packed, size, crc in members:
            if at > _LIMIT - len(packed) - 1000 or size >= _LIMIT:
                raise PackageProblem("edit.too-large", "写出的文件超过 4 GB，不能保存。")
            local, entry = frame.heads(len(packed), size, crc, at)
            pieces += (local, packed)
            central.append(entry)
            at += len(local) + len(packed)
        return b"".join((*pieces, *_directory(central, at)))


class Frame:
    """成员的头部: of a member that is replaced again and again; only sizes, CRC and place differ.

    Args:
        name: for a new member. old: the member that it replaces, None for a new one.
    """

    def __init__(self, name: str, old: RawMember | None) -> None:
        member = described(name, old, 0, 0)
        local, entry = _local(member, 0) + member.name_bytes, _entry(member, 0, 0)
        self._local = local[:14], local[26:]
        self._entry = entry[:16], entry[28:42], entry[46:]

    def heads(self, packed: int, size: int, crc: int, at: int) -> tuple[bytes, bytes]:
        """两处头部: the one before the member, name included, and the one in the directory.

        Args:
            packed: deflated size. size, crc: of the inflated bytes. at: where the member begins.
        """
        sizes = _SIZES.pack(crc, packed, size)
        first, middle, last = self._entry
        return (
            self._local[0] + sizes + self._local[1],
            b"".join((first, sizes, middle, at.to_bytes(4, "little"), last)),
        )


def _directory(central: list[bytes], at: int) -> tuple[bytes, bytes]:
    directory = b"".join(central)
    return directory, _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), len(directory), at, 0)


def pack(name: str, content: bytes, old: RawMember | None, level: int = 6) -> tuple[RawMember, bytes]:
    """压缩一个成员: its header fields and its deflated bytes.

    Args:
        name: for a new member.
        content: the inflated bytes.
        old: the member that it replaces, whose name and dates it keeps.
        level: of zlib, 1 fast to 9 small.
    """
    deflater = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = deflater.compress(content) + deflater.flush()
    return described(name, old, len(content), zlib.crc32(content)), packed


def described(name: str, old: RawMember | None, size: int, crc: int) -> RawMember:
    """改后成员的说明: deflated, with the name and dates of the member it replaces; its ``data`` is left empty."""
    name_bytes = old.name_bytes if old else name.encode("utf-8")
    flags = old.flags if old else (0 if name.isascii() else 0x800)
    return RawMember(
        name=name,
        name_bytes=name_bytes,
        data=b"",
        method=8,
        flags=flags & ~0x06,
        crc=crc,
        size=size,
        dos_time=old.dos_time if old else 0,
        dos_date=old.dos_date if old else _DOS_DATE,
        create_version=old.create_version if old else 20,
        create_system=old.create_system if old else 0,
        extract_version=20,
        internal_attributes=old.internal_attributes if old else 0,
        external_attributes=old.external_attributes if old else 0,
        local_extra=b"",
        central_extra=old.central_extra if old else b"",
        comment=old.comment if old else b"",
    )


def _local(member: RawMember, packed: int) -> bytes:
    # sizes are known here, so no data descriptor follows (bit 3) whatever the source did
    return _LOCAL.pack(
        b"PK\x03\x04",
        min(member.extract_version, 20),
        member.flags & ~0x08,
        member.method,
        member.dos_time,
        member.dos_date,
        member.crc,
        packed,
        member.size,
        len(member.name_bytes),
        0,
    )


def _entry(member: RawMember, packed: int, at: int) -> bytes:
    extra = _without_zip64(member.central_extra)
    head = _CENTRAL.pack(
        b"PK\x01\x02",
        member.create_version | member.create_system << 8,
        min(member.extract_version, 20),
        member.flags & ~0x08,
        member.method,
        member.dos_time,
        member.dos_date,
        member.crc,
        packed,
        member.size,
        len(member.name_bytes),
        len(extra),
        len(member.comment),
        0,
        member.internal_attributes,
        member.external_attributes,
        at,
    )
    return head + member.name_bytes + extra + member.comment


def _without_zip64(extra: bytes) -> bytes:
    kept = b""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind != 1:
            kept += extra[: 4 + size]
        extra = extra[4 + size :]
    return kept
