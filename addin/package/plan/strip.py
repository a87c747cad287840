"""切条 (strip): one part of the package, cut into what is the same in every unit and the spots that differ."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

from .constant import END, Constant, pack_live

#: between spots, shorter constants are deflated together with them: cutting costs size (no match reaches across a cut)
_LONG = 1_500


class Packed(NamedTuple):
    """压好的部件: deflated bytes with the size and CRC of the inflated ones."""

    data: bytes
    size: int
    crc: int


def deflated(content: bytes, level: int) -> Packed:
    """压缩整个部件: 1 fast to 9 small."""
    deflater = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Packed(deflater.compress(content) + deflater.flush(), len(content), zlib.crc32(content))


class _Live(NamedTuple):
    """Short constants with spots between them: ``pieces[1::2]`` are spots ``first`` to ``last`` - 1."""

    pieces: list[bytes]
    first: int
    last: int


class Strip:
    """切条.

    Args:
        content: the part. spots: (start, end) of what differs, in order, without overlap.

    Raises:
        ValueError: spots that overlap.
    """

    def __init__(self, content: bytes, spots: Sequence[tuple[int, int]]) -> None:
        self._runs: list[Constant | _Live] = []
        at = 0
        for number, (start, end) in enumerate(spots):
            if start < at:
                raise ValueError(f"单元格重叠：{start} 在 {at} 之前")
            self._add(content[at:start], number)
            at = end
        self._close(content[at:])

    def _add(self, before: bytes, number: int) -> None:
        last = self._runs[-1] if self._runs else None
        if len(before) > _LONG or last is None or isinstance(last, Constant):
            if len(before) > _LONG:
                self._runs.append(Constant(before))
                before = b""
            self._runs.append(_Live([before, b"", b""], number, number + 1))
            return
        last.pieces[-1] = before
        last.pieces.extend((b"", b""))
        self._runs[-1] = last._replace(last=number + 1)

    def _close(self, rest: bytes) -> None:
        last = self._runs[-1] if self._runs else None
        if isinstance(last, _Live) and len(rest) <= _LONG:
            last.pieces[-1] = rest
        else:
            self._runs.append(Constant(rest))

    def pack(self, fillings: Sequence[bytes]) -> Packed:
        """装配: the deflated part with these bytes at its spots."""
        out: list[bytes] = []
        crc = size = 0
        for run in self._runs:
            if isinstance(run, Constant):
                out.append(run.packed)
                crc = run.after(crc)
                size += run.size
                continue
            pieces, first, last = run
            pieces[1::2] = fillings[first:last]
            live = b"".join(pieces)
            crc = zlib.crc32(live, crc)
            size += len(live)
            out.append(pack_live(live))
        out.append(END)
        return Packed(b"".join(out), size, crc)
