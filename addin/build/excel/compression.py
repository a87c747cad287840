"""VBA 源码压缩 (MS-OVBA compression): the container in which a VBA project keeps its streams.

依据: Microsoft [MS-OVBA] 2.4.1 (Compression and Decompression).
"""

from __future__ import annotations

import struct

#: the decompressed size of every chunk but the last
CHUNK = 4096
_SIGNATURE = b"\x01"
_SHORTEST = 3
#: repetitions looked at before the best is taken; source text gains nothing beyond
_TRIES = 64


def compress(data: bytes) -> bytes:
    """压缩: the compressed container of ``data``; the same bytes for the same data.

    Args:
        data: the text of a module in the project's code page, or the project's ``dir`` stream.

    Raises:
        ValueError: the last, shorter piece of data does not get smaller. The format has no way to say that without adding
            bytes to it; text never gets there.
    """
    return _SIGNATURE + b"".join(_chunk(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK))


def _chunk(piece: bytes) -> bytes:
    tokens = _tokens(piece)
    if len(tokens) <= CHUNK:
        return struct.pack("<H", 0xB000 | len(tokens) - 1) + tokens
    if len(piece) < CHUNK:
        raise ValueError(f"最后 {len(piece)} 字节压缩后反而变长，格式容不下。")
    return struct.pack("<H", 0x3000 | CHUNK - 1) + piece


def _tokens(piece: bytes) -> bytes:
    """Groups of eight tokens behind a byte that says which of them are copies of earlier bytes."""
    out, position = bytearray(), 0
    while position < len(piece):
        flags_at = len(out)
        out.append(0)
        for bit in range(8):
            if position >= len(piece):
                break
            offset, length = _repetition(piece, position)
            if length < _SHORTEST:
                out.append(piece[position])
                position += 1
                continue
            out[flags_at] |= 1 << bit
            out += struct.pack("<H", (offset - 1) << (16 - _offset_bits(position)) | length - _SHORTEST)
            position += length
    return bytes(out)


def _offset_bits(position: int) -> int:
    """How many of a copy token's 16 bits tell the distance: enough for every byte already written."""
    return max(4, (position - 1).bit_length())


def _repetition(piece: bytes, position: int) -> tuple[int, int]:
    """The longest earlier run that the bytes at ``position`` repeat: distance and length (0 when there is none)."""
    best_offset = best_length = 0
    longest = min((0xFFFF >> _offset_bits(position)) + _SHORTEST, len(piece) - position)
    start = piece[position : position + _SHORTEST]
    if len(start) < _SHORTEST:
        return 0, 0
    candidate = piece.rfind(start, 0, position + _SHORTEST - 1)
    for _ in range(_TRIES):
        if candidate < 0 or best_length == longest:
            break
        length = _SHORTEST
        while length < longest and piece[candidate + length] == piece[position + length]:
            length += 1
        if length > best_length:
            best_offset, best_length = position - candidate, length
        candidate = piece.rfind(start, 0, candidate + _SHORTEST - 1)
    return best_offset, best_length
