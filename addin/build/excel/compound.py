"""复合文件 (compound file): the container of vbaProject.bin, folders and streams in sectors.

依据: Microsoft [MS-CFB], version 3 (512-byte sectors, streams under 4096 bytes in the mini stream).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Mapping, Union

Tree = Mapping[str, Union[bytes, "Tree"]]

_SECTOR, _MINI_SECTOR, _MINI_LIMIT = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
#: sector numbers that fit into one sector of the allocation table
_PER_SECTOR = _SECTOR // 4
#: allocation sectors that the header itself can list; some 7 MB, far more than any project of ours
_IN_HEADER = 109


@dataclass
class _Entry:
    """One directory entry."""

    name: str
    kind: int
    size: int = 0
    start: int = _END
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0" if self.name else b""
        return struct.pack(
            "<64sHBBIII16sI16sIQ",
            name, len(name), self.kind, 1, self.left, self.right, self.child, b"", 0, b"", self.start, self.size,
        )  # fmt: skip


@dataclass
class _Sectors:
    """The sectors so far, with the chain of each."""

    size: int
    data: bytearray = field(default_factory=bytearray)
    chain: list[int] = field(default_factory=list)

    def store(self, content: bytes) -> int:
        """Append ``content`` as one chain; its first sector."""
        if not content:
            return _END
        first = len(self.chain)
        count = -(-len(content) // self.size)
        self.data += content.ljust(count * self.size, b"\0")
        self.chain += [*range(first + 1, first + count), _END]
        return first


def compound_file(tree: Tree) -> bytes:
    """复合文件的字节: folders (dicts) and streams (bytes); the same bytes for the same tree.

    Raises:
        ValueError: more data than the header of such a file can list, or a name that is too long.
    """
    entries = [_Entry("Root Entry", _ROOT)]
    sectors, mini = _Sectors(_SECTOR), _Sectors(_MINI_SECTOR)
    entries[0].child = _folder(tree, entries, sectors, mini)
    entries[0].start, entries[0].size = sectors.store(bytes(mini.data)), len(mini.data)
    mini_table = _table(mini.chain)
    mini_start = sectors.store(mini_table)
    directory = b"".join(entry.packed() for entry in entries)
    directory += _Entry("", 0, start=0).packed() * (-len(entries) % 4)
    directory_start = sectors.store(directory)

    first, count = len(sectors.chain), 1
    while count * _PER_SECTOR < first + count:
        count += 1
    if count > _IN_HEADER:
        raise ValueError("VBA 工程过大，复合文件的头部列不下。")
    sectors.data += _table([*sectors.chain, *[_FAT] * count])
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, count, directory_start, 0, _MINI_LIMIT, mini_start, len(mini_table) // _SECTOR, _END, 0,
    )  # fmt: skip
    listed = [*range(first, first + count), *[_FREE] * (_IN_HEADER - count)]
    return header + struct.pack(f"<{_IN_HEADER}I", *listed) + bytes(sectors.data)


def _folder(tree: Tree, entries: list[_Entry], sectors: _Sectors, mini: _Sectors) -> int:
    """Add what lies in a folder; the entry from which the others hang."""
    placed = []
    for name, content in tree.items():
        if len(name) > 31:
            raise ValueError(f"名称“{name}”超过 31 个字符。")
        placed.append((name, len(entries)))
        if isinstance(content, bytes):
            keep = mini if len(content) < _MINI_LIMIT else sectors
            entries.append(_Entry(name, _STREAM, len(content), keep.store(content)))
        else:
            storage = _Entry(name, _STORAGE, start=0)
            entries.append(storage)
            storage.child = _folder(content, entries, sectors, mini)
    # the order of [MS-CFB] 2.6.4: shorter names first, then by upper-case letters
    placed.sort(key=lambda item: (len(item[0]), item[0].upper()))
    return _balanced([number for _, number in placed], entries)


def _balanced(numbers: list[int], entries: list[_Entry]) -> int:
    """Siblings as a search tree. All its nodes are black, which readers accept."""
    if not numbers:
        return _FREE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _balanced(numbers[:middle], entries)
    entry.right = _balanced(numbers[middle + 1 :], entries)
    return numbers[middle]


def _table(chain: list[int]) -> bytes:
    """An allocation table, filled up to whole sectors."""
    numbers = [*chain, *[_FREE] * (-len(chain) % _PER_SECTOR)]
    return struct.pack(f"<{len(numbers)}I", *numbers)
