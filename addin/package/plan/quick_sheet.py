"""直接找单元格 (quick sheet): a few cells found by their names in the bytes of a sheet, without reading the others.

Only sheets as Excel, WPS, LibreOffice, openpyxl and we write them; whatever is spelled in another way raises Odd, and
the sheet is then read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...grid import Position, Value, address, column_letters
from ..cell_read import CellReader
from ..quick_text import Odd, read_text
from ..shared_strings import unescape
from ..sheet_index import MAIN
from ..sheet_problems import Place
from ..styles_read import DEFAULT, Style

_AFTER_NAME = (
    rb"\"(?: s=\"([0-9]{1,6})\")?(?: t=\"(n|s|str|b|e|inlineStr)\")?"
    rb"(?:/>|>(<f[^<>]*(?:/>|>[^<]*</f>))?(?:(<v>[^<]*)</v>"
    rb"|<is><t(?: xml:space=\"preserve\")?(>[^<]*)</t></is>)?</c>)"
)  # fmt: skip
#: name, style, type, formula, ``<v>`` and its text, ``>`` and the text of is; b"" for what is not there
Found = tuple[bytes, bytes, bytes, bytes, bytes, bytes]


class Finder:
    """找单元格: of one sheet of the template, in any number of workbooks.

    Args:
        cells: the cells to find.
    """

    def __init__(self, cells: Iterable[Position]) -> None:
        self._names = {where: address(*where).encode() for where in cells}
        rows = [row for row, _ in self._names]
        self._first, self._last = min(rows), max(rows)
        columns = {column_letters(column) for _, column in self._names}
        single, longer = sorted(one for one in columns if len(one) == 1), sorted(one for one in columns if len(one) > 1)
        letters = "|".join([*([f"[{''.join(single)}]"] if single else []), *longer])
        self._pattern = re.compile(rb"<c r=\"((?:" + letters.encode() + rb")[0-9]+)" + _AFTER_NAME)

    def find(self, data: bytes) -> dict[Position, Found]:
        """找到的单元格: those that the sheet lists.

        Raises:
            Odd: a spelling that is not known here.
        """
        begin, end = _sheet_data(data)
        # rows stand in order in whatever a program saved; a cell that is not found here is looked for everywhere
        first = max(begin, data.find(b'<row r="%d"' % self._first, begin, end))
        behind = data.find(b'<row r="%d"' % (self._last + 1), first, end)
        listed = self._pattern.findall(data, first, end if behind < 0 else behind)
        by_name = {one[0]: one for one in listed}
        if len(by_name) != len(listed):
            raise Odd("twice")
        found = {where: by_name[name] for where, name in self._names.items() if name in by_name}
        if len(found) < len(self._names):
            # cells that state no address take the one after their left neighbour
            if data.count(b"<c ", begin, end) + data.count(b"<c>", begin, end) != data.count(b'<c r="', begin, end):
                raise Odd("address")
            absent = (name for name in self._names.values() if name not in by_name)
            if any(data.find(b'<c r="%b"' % name, begin, end) >= 0 for name in absent):
                raise Odd("cell")
        return found


def _sheet_data(data: bytes) -> tuple[int, int]:
    begin = data.find(b"<sheetData>")
    end = data.rfind(b"</sheetData>")
    head = data[: max(begin, 0)]
    if begin < 0 or end < begin or MAIN not in head or not data.endswith((b"</worksheet>", b"</worksheet>\n")):
        raise Odd("sheetData")
    # one rare character is looked for first: that is much quicker than two of which one is everywhere
    if b"!" in data and b"<!" in data:
        raise Odd("comment")
    if (data.find(b"?", begin) >= 0 and data.find(b"<?", begin) >= 0) or head.count(b"<?") > 1:
        raise Odd("instruction")
    if data.find(b"AlternateContent", begin, end) >= 0:
        raise Odd("alternatives")
    return begin, end


class Values:
    """单元格的值: of one workbook.

    Args:
        strings, styles, date1904: of the workbook. sheet, path: for messages.
    """

    def __init__(self, sheet: str, strings: Sequence[str], styles: Sequence[Style], date1904: bool, path: str) -> None:
        self._styles = styles
        self._reader = CellReader(Place(sheet, path), strings, date1904)

    def of(self, found: Found | None, where: Position) -> Value:
        """单元格的值, as ``Grid`` has it.

        Raises:
            Odd: a spelling that is not known here. PackageProblem: ``sheet.broken``.
        """
        if found is None:
            return None
        _, style, kind, _, raw, inline = found
        if kind == b"inlineStr":
            if not inline:
                raise Odd("inline")
            return unescape(read_text(inline[1:]))
        if inline:
            raise Odd("inline")
        if not raw:
            return None
        number = int(style) if style else 0
        code = (self._styles[number] if number < len(self._styles) else DEFAULT).number_format
        return self._reader.value(kind.decode() if kind else "n", read_text(raw[3:]), *where, code)
