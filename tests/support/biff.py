"""A minimal writer of .xls (BIFF8 in an OLE container), for tests only: nothing at hand writes that format.

Record layouts are those of [MS-XLS]; the container is that of [MS-CFB] with one FAT sector and no mini stream.
"""

from __future__ import annotations

import struct

_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_SECTOR = 512


def xls(
    cells: dict[tuple[int, int], object],
    *,
    formats: list[str] | None = None,
    styles: dict[tuple[int, int], int] | None = None,
    merges: list[tuple[int, int, int, int]] | None = None,
    sheet: str = "自评表",
    date1904: bool = False,
    unlocked: int = -1,
) -> bytes:
    """A workbook with one sheet.

    Args:
        cells: (row, column) from 1 -> text, number, bool or an error such as ``#N/A``.
        formats: number format codes; style 1 has the first one.
        styles: cells with a style other than 0 (General).
        merges: (top, left, bottom, right), from 1.
        unlocked: the style whose cells are not locked.
    """
    codes = formats or []
    head = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6)), _record(0x0042, b"\xb0\x04")]
    head.append(_record(0x0022, struct.pack("<H", int(date1904))))
    font = struct.pack("<HHHHHBBBx", 200, 0, 0x7FFF, 400, 0, 0, 0, 0) + b"\x05\x00Arial"
    head += [_record(0x0031, font)] * 4
    head += [_record(0x041E, struct.pack("<H", 164 + i) + _text16(code)) for i, code in enumerate(codes)]
    head += [_xf(0, 0xFFF5)] * 15
    head += [_xf(0, 0x0001)] + [_xf(164 + i, 0x0000 if i + 1 == unlocked else 0x0001) for i in range(len(codes))]
    body = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6))]
    for (row, column), value in sorted(cells.items()):
        place = struct.pack("<HHH", row - 1, column - 1, 15 + (styles or {}).get((row, column), 0))
        if value is None:
            body.append(_record(0x0201, place))
        elif isinstance(value, bool):
            body.append(_record(0x0205, place + struct.pack("<BB", int(value), 0)))
        elif isinstance(value, str) and value in _CODES:
            body.append(_record(0x0205, place + struct.pack("<BB", _CODES[value], 1)))
        elif isinstance(value, str):
            body.append(_record(0x0204, place + _text16(value)))
        else:
            body.append(_record(0x0203, place + struct.pack("<d", value)))
    if merges:
        ranges = b"".join(struct.pack("<HHHH", t - 1, b - 1, left - 1, r - 1) for t, left, b, r in merges)
        body.append(_record(0x00E5, struct.pack("<H", len(merges)) + ranges))
    end = _record(0x000A, b"")
    name = sheet.encode("utf-16-le")
    bound_size = 4 + 4 + 2 + 2 + len(name)
    start = sum(map(len, head)) + bound_size + len(end)
    bound = _record(0x0085, struct.pack("<IHBB", start, 0, len(sheet), 1) + name)
    return container({"Workbook": b"".join([*head, bound, end, *body, end])})


def container(streams: dict[str, bytes]) -> bytes:
    """An OLE container with the streams in its root; each is padded so that it needs no mini stream."""
    fat: list[int] = []
    data = b""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, 1 if streams else 0xFFFFFFFF)]
    names = list(streams)
    for at, name in enumerate(names):
        content = streams[name].ljust(4096, b"\0")
        count = -(-len(content) // _SECTOR)
        first = len(fat)
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        data += content.ljust(count * _SECTOR, b"\0")
        right = at + 2 if at + 1 < len(names) else 0xFFFFFFFF
        entries.append(_entry(name, 2, first, len(content), 0xFFFFFFFF, right))
    while len(entries) % 4:
        entries.append(_entry("", 0, 0, 0, 0xFFFFFFFF))
    directory = len(fat)
    sectors = len(entries) // 4
    fat += [*range(directory + 1, directory + sectors), 0xFFFFFFFE, 0xFFFFFFFD]
    assert len(fat) <= _SECTOR // 4, "one FAT sector holds 64 kB"
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<I", len(fat) - 1) + b"\xff" * 4 * 108
    return header + data + b"".join(entries) + table


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text16(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _xf(number_format: int, flags: int) -> bytes:
    return _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, number_format, flags, 0x20, 0, 0, 0, 0, 0, 0x20C0))


def _entry(name: str, kind: int, first: int, size: int, child: int, right: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw) + 2 if name else 0, kind, 1, 0xFFFFFFFF, right, child)
    return head + bytes(36) + struct.pack("<IQ", first, size)
