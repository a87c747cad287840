"""压缩包容器 (container): the zip around a workbook, opened without trusting it.

Everything that a reader could be hurt by is refused before one byte is inflated: bombs, members that overlap or
share a name, names that climb out, encryption. The raw bytes of each member stay at hand, so that a writer can
copy untouched members byte for byte.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO, Dict, Hashable, List, Optional, Tuple

from .directory import Entry, of_zipfile, ordinary_entries
from .problems import PackageProblem

STORED, DEFLATED = 0, 8

#: limits that no mandated form comes near; beyond them a file is taken for an attack or an accident
MAX_FILE_BYTES = 200_000_000
MAX_MEMBERS = 10_000
MAX_TOTAL_BYTES = 1_000_000_000
MAX_PART_BYTES = 256_000_000
MAX_RATIO = 250
#: small members may be any ratio: an empty sheet of styled rows packs well
RATIO_COUNTS_FROM = 10_000_000

_LOCAL = struct.Struct("<4s5H3L2H")
_CHUNK = 1 << 16


@dataclass(frozen=True)
class RawMember:
    """压缩成员原样: one member as it lies in the zip, with what its headers say.

    Args:
        name: the member's name as ``Container.names`` gives it.
        name_bytes: the name as stored.
        data: the compressed bytes, verbatim.
        method: 0 stored, 8 deflated.
        flags: the general purpose flags; bit 3 means that a data descriptor follows in the source.
        crc, size: of the inflated bytes.
        dos_time, dos_date: as stored.
        create_version, extract_version, create_system, internal_attributes, external_attributes: as stored.
        local_extra, central_extra, comment: as stored.
    """

    name: str
    name_bytes: bytes
    data: bytes
    method: int
    flags: int
    crc: int
    size: int
    dos_time: int
    dos_date: int
    create_version: int
    create_system: int
    extract_version: int
    internal_attributes: int
    external_attributes: int
    local_extra: bytes
    central_extra: bytes
    comment: bytes


class Container:
    """打开的压缩包: the members of a zip held in memory, checked on opening.

    Args:
        data: the whole file.
        path: the file's name for messages.

    Raises:
        PackageProblem: ``zip.*`` codes, see docs/files.md.
    """

    def __init__(self, data: bytes, path: str = "") -> None:
        self.data = data
        self.path = path
        if len(data) > MAX_FILE_BYTES:
            raise self._problem(
                "zip.bomb", f"文件有 {len(data):,} 字节，超过上限 {MAX_FILE_BYTES:,} 字节。请核实文件来源。"
            )
        infos = self._directory()
        if len(infos) > MAX_MEMBERS:
            raise self._problem(
                "zip.bomb", f"压缩包内有 {len(infos):,} 个成员，超过上限 {MAX_MEMBERS:,} 个，疑似恶意文件。"
            )
        self._infos: Dict[str, Entry] = {}
        self._folded: Dict[str, str] = {}
        self._start: Dict[str, int] = {}
        for info in infos:
            self._admit(info)
        self._check_size()
        self._check_overlap()

    def _problem(self, code: str, message: str) -> PackageProblem:
        return PackageProblem(code, message, self.path)

    def _directory(self) -> List[Entry]:
        if b"PK\x05\x06" not in self.data[-65_557 - 20 :]:
            raise self._problem(
                "zip.truncated",
                "文件不完整：压缩包末尾的目录缺失，多为下载或传输中断。请重新取得文件。",
            )
        entries = ordinary_entries(self.data)
        if entries is not None:
            return entries
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return [of_zipfile(info) for info in archive.infolist()]
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, EOFError, OSError) as cause:
            raise self._broken("目录无法读取") from cause

    def _broken(self, what: str) -> PackageProblem:
        return self._problem("zip.broken", f"压缩包已损坏：{what}。请重新取得文件，或用 Excel、WPS 打开后另存。")

    def _admit(self, info: Entry) -> None:
        name = info.filename.replace("\\", "/")
        if info.orig_filename != info.filename or "\x00" in name:
            raise self._problem("zip.name", f"压缩包成员名含非法字符：{info.orig_filename!r}。已拒绝读取。")
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
            raise self._problem(
                "zip.name", f"压缩包成员名指向包外：{info.filename!r}。正常的工作簿没有这种名称，已拒绝读取。"
            )
        if name.lower() in self._folded:
            raise self._problem(
                "zip.duplicate",
                f"压缩包内有两个同名成员：{name!r}，不同程序会读到不同内容。请用 Excel、WPS 打开核对后另存。",
            )
        if info.flag_bits & 0x41:
            raise self._problem("zip.encrypted", f"压缩包成员 {name!r} 已加密。请去掉密码后再试。")
        if info.compress_type not in (STORED, DEFLATED):
            raise self._problem(
                "zip.method",
                f"压缩包成员 {name!r} 用了不支持的压缩方法 {info.compress_type}。请用 Excel、WPS 打开后另存。",
            )
        self._infos[name] = info
        self._folded[name.lower()] = name
        self._start[name] = self._data_start(name, info)

    def _data_start(self, name: str, info: Entry) -> int:
        header = self.data[info.header_offset : info.header_offset + _LOCAL.size] if info.header_offset >= 0 else b""
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            raise self._broken(f"成员 {name!r} 的位置不对")
        fields = _LOCAL.unpack(header)
        start = info.header_offset + _LOCAL.size + fields[9] + fields[10]
        if start + info.compress_size > len(self.data):
            raise self._broken(f"成员 {name!r} 超出文件末尾")
        stored = self.data[info.header_offset + _LOCAL.size : info.header_offset + _LOCAL.size + fields[9]]
        encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
        if stored != info.orig_filename.encode(encoding, "replace"):
            raise self._broken(f"成员 {name!r} 在目录与正文中的名称不一致")
        return start

    def _check_size(self) -> None:
        total = 0
        for name, info in self._infos.items():
            total += info.file_size
            if info.file_size > RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise self._problem(
                    "zip.bomb",
                    f"压缩包成员 {name!r} 解压后有 {info.file_size:,} 字节，是压缩前的 {MAX_RATIO} 倍以上，疑似压缩炸弹，已拒绝读取。",
                )
        if total > MAX_TOTAL_BYTES:
            raise self._problem(
                "zip.bomb",
                f"压缩包解压后共 {total:,} 字节，超过上限 {MAX_TOTAL_BYTES:,} 字节，疑似压缩炸弹，已拒绝读取。",
            )

    def _check_overlap(self) -> None:
        spans: List[Tuple[int, int, str]] = sorted(
            (info.header_offset, self._start[name] + info.compress_size, name) for name, info in self._infos.items()
        )
        for (_, end, _), (begin, _, name) in zip(spans, spans[1:]):
            if begin < end:
                raise self._problem("zip.bomb", f"压缩包成员 {name!r} 与其他成员重叠，疑似压缩炸弹，已拒绝读取。")

    def names(self) -> List[str]:
        """成员名: in the order of the zip's directory, with ``/`` between folders."""
        return list(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def find(self, name: str) -> Optional[str]:
        """查找成员: the member's own spelling of a part name, which differs at most in case; None when absent."""
        return name if name in self._infos else self._folded.get(name.lstrip("/").lower())

    def size(self, name: str) -> int:
        """解压后字节数: as the directory declares it."""
        return self._infos[name].file_size

    def _compressed(self, name: str) -> memoryview:
        if name not in self._infos:
            raise self._problem("part.missing", f"文件缺少部件 {name!r}。请用 Excel、WPS 打开后另存，再试。")
        start = self._start[name]
        return memoryview(self.data)[start : start + self._infos[name].compress_size]

    def packed(self, name: str) -> Tuple[bytes, int, int]:
        """成员的压缩字节, with the size and CRC that the directory declares: equal ones inflate to the same."""
        info = self._infos[name]
        return bytes(self._compressed(name)), info.file_size, info.CRC

    def spelling(self, name: str) -> Hashable:
        """成员的标识: equal ones read the same; found without inflating anything."""
        return self.packed(name)

    def read(self, name: str) -> bytes:
        """读取成员: the inflated bytes, checked against the declared size and CRC.

        Raises:
            PackageProblem: ``part.missing``, ``zip.broken``, or ``zip.bomb`` for a member over 256 MB.
        """
        packed = self._compressed(name)
        info = self._infos[name]
        if info.file_size > MAX_PART_BYTES:
            raise self._problem(
                "zip.bomb",
                f"部件 {name!r} 解压后有 {info.file_size:,} 字节，超过上限 {MAX_PART_BYTES:,} 字节，已拒绝读取。",
            )
        if info.compress_type == STORED:
            content = bytes(packed)
        else:
            try:
                # one byte more than declared, so that a false size is seen without inflating the rest
                content = zlib.decompressobj(-15).decompress(packed, info.file_size + 1)
            except zlib.error as cause:
                raise self._broken(f"部件 {name!r} 无法解压") from cause
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise self._broken(f"部件 {name!r} 的内容与校验值不符")
        return content

    def open(self, name: str) -> BinaryIO:
        """逐段读取成员: a readable stream, for parts too large to hold at once."""
        packed = self._compressed(name)
        info = self._infos[name]
        if info.file_size <= 4_000_000 or info.compress_type == STORED:
            return io.BytesIO(self.read(name))
        if info.file_size > MAX_PART_BYTES:
            raise self._problem(
                "zip.bomb",
                f"部件 {name!r} 解压后有 {info.file_size:,} 字节，超过上限 {MAX_PART_BYTES:,} 字节，已拒绝读取。",
            )
        return io.BufferedReader(_Inflating(self, name, packed, info), _CHUNK)

    def raw(self, name: str) -> RawMember:
        """原样取出成员: compressed bytes and header fields, to be copied verbatim."""
        packed = self._compressed(name)
        info = self._infos[name]
        local = _LOCAL.unpack_from(self.data, info.header_offset)
        at = info.header_offset + _LOCAL.size
        return RawMember(
            name=name,
            name_bytes=self.data[at : at + local[9]],
            data=bytes(packed),
            method=info.compress_type,
            flags=info.flag_bits,
            crc=info.CRC,
            size=info.file_size,
            dos_time=local[4],
            dos_date=local[5],
            create_version=info.create_version,
            create_system=info.create_system,
            extract_version=info.extract_version,
            internal_attributes=info.internal_attr,
            external_attributes=info.external_attr,
            local_extra=self.data[at + local[9] : self._start[name]],
            central_extra=info.extra,
            comment=info.comment,
        )


class _Inflating(io.RawIOBase):
    """A stream over one deflated member; a wrong size or CRC ends it with a PackageProblem."""

    def __init__(self, owner: Container, name: str, packed: memoryview, info: Entry) -> None:
        self._owner, self._name, self._packed, self._info = owner, name, packed, info
        self._inflater = zlib.decompressobj(-15)
        self._pending: bytes = b""
        self._at = self._given = self._crc = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._next(len(buffer))
        except zlib.error as cause:
            raise self._owner._broken(f"部件 {self._name!r} 无法解压") from cause
        self._given += len(piece)
        self._crc = zlib.crc32(piece, self._crc)
        if self._given > self._info.file_size or (
            not piece and (self._given != self._info.file_size or self._crc != self._info.CRC)
        ):
            raise self._owner._broken(f"部件 {self._name!r} 的内容与校验值不符")
        buffer[: len(piece)] = piece
        return len(piece)

    def _next(self, limit: int) -> bytes:
        while not self._inflater.eof:
            if not self._pending and self._at < len(self._packed):
                self._pending = bytes(self._packed[self._at : self._at + _CHUNK])
                self._at += _CHUNK
            had = self._pending
            piece = self._inflater.decompress(had, limit)
            self._pending = self._inflater.unconsumed_tail
            if piece:
                return piece
            if not had and self._at >= len(self._packed):
                break
        return b""
