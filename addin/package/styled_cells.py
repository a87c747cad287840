"""空白样式单元格 (styled blank cells): millions of them in some files, and nothing in them to read."""

from __future__ import annotations

import re
from typing import BinaryIO

#: exactly what Excel, WPS and LibreOffice write for a cell that only has a style
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}" s="[0-9]{1,6}"(?: t="n")?\s?/>')
#: a row that is left with nothing but its number
_ROW = re.compile(rb'<row r="[0-9]{1,7}"(?: spans="[0-9: ]+")?\s?(?:/>|>\s*</row>)')
#: the first part of a sheet passes as it is: there blank cells are kept, since their lock and format matter
PASS_BYTES = 4_000_000


class StyledCellFilter:
    """样式单元格过滤器: a stream without the blank cells that lie beyond its first megabytes.

    ``removed`` tells how many were left out: cells that have no address of their own are then out of place.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._passed = 0
        self._rest = b""
        self.removed = 0

    def read(self, size: int = -1) -> bytes:
        """读取: some bytes, b"" at the end."""
        if self._passed < PASS_BYTES:
            chunk = self._stream.read(size)
            self._passed += len(chunk)
            return chunk
        while True:
            chunk = self._stream.read(1 << 16)
            whole = self._rest + chunk
            # a tag may be cut in two: what follows the last "<" waits for its end
            cut = whole.rfind(b"<") if chunk else len(whole)
            if cut <= 0 and chunk:
                cut = 0 if len(whole) < 1 << 17 else len(whole)
            kept, count = _BLANK.subn(b"", whole[:cut])
            if count:
                kept = _ROW.sub(b"", kept)
            self._rest = whole[cut:]
            self.removed += count
            if kept or not chunk:
                return kept
