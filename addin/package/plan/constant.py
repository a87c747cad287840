"""压好的一段 (constant): bytes that are the same in every unit, deflated once, with their checksum as an operator.

A deflate stream is a row of blocks. A full flush ends a block at a byte border and forgets what came before, so that a
stretch deflated by itself may stand anywhere in a stream. The CRC of bytes that follow others is an affine function of
the others' CRC, so that four look-ups stand for reading the stretch again.
"""

from __future__ import annotations

import zlib

#: the last block: no more bytes
END = b"\x03\x00"
#: a stored block holds no more
_STORED = 0xFFFF
#: shorter live stretches are stored: deflating them costs more than it saves
_WORTH = 160


class Constant:
    """不变的一段.

    Args:
        content: its bytes, not empty.

    Example:
        >>> one = Constant(b"<row><c/></row>")
        >>> one.after(zlib.crc32(b"<sheetData>")) == zlib.crc32(b"<sheetData><row><c/></row>")
        True
    """

    __slots__ = ("_tables", "packed", "size")

    def __init__(self, content: bytes) -> None:
        deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
        self.packed = deflater.compress(content) + deflater.flush(zlib.Z_FULL_FLUSH)
        self.size = len(content)
        base = zlib.crc32(content, 0)
        bits = [zlib.crc32(content, 1 << bit) ^ base for bit in range(32)]
        low, *high = (_combinations(bits[at : at + 8]) for at in range(0, 32, 8))
        self._tables = [base ^ one for one in low], *high

    def after(self, crc: int) -> int:
        """接续校验值: the CRC of what had ``crc``, followed by this."""
        a, b, c, d = self._tables
        return a[crc & 255] ^ b[crc >> 8 & 255] ^ c[crc >> 16 & 255] ^ d[crc >> 24]


def _combinations(bits: list[int]) -> list[int]:
    found = [0]
    for bit in bits:
        found += [bit ^ one for one in found]
    return found


def pack_live(content: bytes) -> bytes:
    """压缩变化的一段: blocks that may stand between constants."""
    if len(content) < _WORTH:
        return _stored(content)
    # a small window and memory: a fresh deflater for each stretch is then nearly free
    deflater = zlib.compressobj(1, zlib.DEFLATED, -13, 5)
    return deflater.compress(content) + deflater.flush(zlib.Z_FULL_FLUSH)


def _stored(content: bytes) -> bytes:
    pieces: list[bytes] = []
    for at in range(0, len(content), _STORED):
        piece = content[at : at + _STORED]
        size = len(piece)
        pieces += (b"\x00", size.to_bytes(2, "little"), (size ^ _STORED).to_bytes(2, "little"), piece)
    return b"".join(pieces)
