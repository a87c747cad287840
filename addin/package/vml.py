"""批注框 (VML notes): the boxes that show comments, in the legacy drawing part.

VML parts are not always well-formed XML, so they are only ever searched and patched as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..grid import Position
from .markup import Patch, apply
from .problems import PackageProblem

_SPACES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_DECLARED = b" ".join(b'xmlns:%b="%b"' % pair for pair in _SPACES.items())
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
EMPTY = b'<xml %b><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>%b</xml>' % (
    _DECLARED,
    _SHAPE_TYPE,
)
_SHAPE = re.compile(rb"<v:shape[\s>].*?</v:shape\s*>", re.DOTALL)
_NUMBER = re.compile(rb"_x0000_s(\d{1,8})")
_ROW = re.compile(rb"(<x:Row>\s*)(\d{1,7})(\s*</x:Row>)")
_COLUMN = re.compile(rb"(<x:Column>\s*)(\d{1,5})(\s*</x:Column>)")
_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_NOTE = re.compile(rb"ObjectType\s*=\s*[\"']Note[\"']")


def add_note(data: bytes, where: Position, lines: int) -> bytes:
    """添加批注框: a hidden box beside the cell, tall enough for so many lines."""
    row, column = where[0] - 1, where[1] - 1
    used = [int(one) for one in _NUMBER.findall(data)]
    number = max([1024, *used]) + 1
    spaces = b"" if all(uri in data[:2000] for uri in _SPACES.values()) else b" " + _DECLARED
    top = max(0, row - 1)
    anchor = b"%d, 15, %d, 4, %d, 31, %d, 9" % (column + 1, top, column + 5, top + max(4, min(lines, 20)) + 1)
    shape = (
        b'<v:shape%b id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;'
        b'width:200pt;height:80pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        b'<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        b'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%b</x:Anchor>'
        b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
    ) % (spaces, number, anchor, row, column)
    if b"_x0000_t202" not in data:
        shape = (_SHAPE_TYPE.replace(b"<v:shapetype", b"<v:shapetype" + spaces)) + shape
    at = data.lower().rfind(b"</xml")
    if at < 0:
        raise PackageProblem(
            "edit.drawing", "工作表的批注图形部件（VML）不完整，不能添加批注。请用 Excel 打开后另存，再试。"
        )
    return data[:at] + shape + data[at:]


def remove_note(data: bytes, where: Position) -> bytes:
    """删除批注框: the box of the comment at one cell."""
    patches: list[Patch] = []
    for found in _SHAPE.finditer(data):
        shape = found.group()
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        if not _NOTE.search(shape) or not row or not column:
            continue
        if (int(row.group(2)) + 1, int(column.group(2)) + 1) == where:
            patches.append((found.start(), found.end(), b""))
    return apply(data, patches)


def has_shapes(data: bytes) -> bool:
    """是否还有图形: shapes of any kind, pictures and controls included."""
    return re.search(rb"<v:(?!shapetype)[a-z]*(?:shape|rect|oval|line|group|image|roundrect)[\s>]", data) is not None


def insert_rows(data: bytes, before: int, count: int, formula: Callable[[str], str]) -> bytes:
    """插入行: boxes and controls move and stretch with the cells under them.

    Args:
        data: the drawing.
        before, count: rows are inserted above row ``before`` (from 1).
        formula: what to make of the cells that controls are linked to.
    """
    limit = before - 1

    def moved(shape: re.Match[bytes]) -> bytes:
        text = shape.group()
        text = _ROW.sub(lambda m: m.group(1) + _shift(m.group(2), limit, count) + m.group(3), text)
        # SizeWithCells means, against its name, that the box keeps its size; comments always follow their cell
        grows = b"<x:SizeWithCells" not in text
        return _ANCHOR.sub(lambda m: m.group(1) + _anchor(m.group(2), limit, count, grows) + m.group(3), text)

    def linked(match: re.Match[bytes]) -> bytes:
        old = match.group(2).decode("utf-8", "replace")
        new = formula(old)
        return match.group() if new == old else match.group(1) + new.encode("utf-8") + match.group(3)

    data = _SHAPE.sub(moved, data)
    return re.sub(rb"(<x:Fmla(?:Link|Range|Pict|Group|Txbx)>)([^<&]*)(</x:)", linked, data)


def _shift(number: bytes, limit: int, count: int) -> bytes:
    return b"%d" % (int(number) + count) if int(number) >= limit else number


def _anchor(text: bytes, limit: int, count: int, grows: bool) -> bytes:
    numbers = text.split(b",")
    if len(numbers) != 8 or not all(one.strip().isdigit() for one in numbers):
        return text
    top, bottom = int(numbers[2]), int(numbers[6])
    if top >= limit:
        bottom += count
        top += count
    elif grows and (bottom > limit or (bottom == limit and int(numbers[7]) > 0)):
        bottom += count
    if (top, bottom) == (int(numbers[2]), int(numbers[6])):
        return text
    numbers[2] = numbers[2].replace(numbers[2].strip(), b"%d" % top)
    numbers[6] = numbers[6].replace(numbers[6].strip(), b"%d" % bottom)
    return b",".join(numbers)
