"""行的写法 (rows): a sheet's rows as XML, one after the other, in constant memory.

openpyxl's own streaming writer takes some twenty times as long for cells with styles; a summary of 100,000 units has millions.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..stored_text import attribute_text, number_text
from . import looks
from .links import MAX_LINKS, Link
from .looks import Style
from .sheet import Formula, Look, Row, Sheet, letter
from .text import FORMULA_SIGNS, cell_text, lines

#: day 0 of the serial numbers of dates
_EPOCH = datetime.datetime(1899, 12, 30)
#: height of a line of text, and the tallest row that Excel has, in points
_LINE, _TALLEST = 13.0, 409.0
#: the longest text that a program shows beside the pointer
_TIP = 250
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HYPERLINK = f"{_RELATIONSHIPS}/hyperlink"


class Rows:
    """一张表的各行: gives the XML, and knows afterwards how many rows and which links there were.

    Args:
        sheet: what to write; its rows are gone through once. styles: look -> numbers in the style table.
    """

    def __init__(self, sheet: Sheet, styles: Mapping[str, Style]) -> None:
        self.sheet = sheet
        self.last = 0
        #: links that the sheet has no room for
        self.dropped = 0
        self._links: list[tuple[str, Link]] = []
        self._styles = styles
        self._letters = [letter(at) for at in range(1, max(len(sheet.columns), 12) + 1)]
        self._wrapped = [(at, one.width) for at, one in enumerate(sheet.columns) if one.look in looks.WRAPPED]
        self._looks = [styles[one.look] for one in sheet.columns]

    def __iter__(self) -> Iterator[str]:
        for row in self.sheet.rows:
            self.last += 1
            yield self._row(row)

    def _row(self, row: Row | tuple[Any, ...]) -> str:
        number = self.last
        if isinstance(row, Row):
            extra = f' outlineLevel="{row.outline}"' if row.outline else ""
            values = row.values
            extra += f' ht="{row.height:g}" customHeight="1"' if row.height else self._height(values)
        else:
            values = row
            extra = self._height(values)
        cells = [f'<row r="{number}"{extra}>']
        for column, value in enumerate(values):
            if isinstance(value, Look):
                cells.append(self._cell(column, value.value, self._styles[value.look]))
            else:
                cells.append(self._cell(column, value, self._looks[column]))
        cells.append("</row>")
        return "".join(cells)

    def _height(self, values: Sequence[Any]) -> str:
        """Programs work out the height of a row themselves at last when it is edited; until then ours counts."""
        most = 1
        for column, room in self._wrapped:
            value = values[column] if column < len(values) else None
            text = value if type(value) is str else value.text if type(value) is Link else ""
            if text:
                most = max(most, lines(text, room))
        return f' ht="{min(_LINE * most + 4, _TALLEST):g}"' if most > 1 else ""

    def _cell(self, column: int, value: Any, style: Style) -> str:
        where = f"{self._letters[column]}{self.last}"
        if value is None or value == "":
            return f'<c r="{where}" s="{style.plain}"/>'
        kind = type(value)
        if kind is str:
            return _text(where, value, style)
        if kind is Decimal or kind is int:
            return f'<c r="{where}" s="{style.plain}"><v>{number_text(value)}</v></c>'
        if kind is Link:
            return self._link(where, value, style)
        if kind is Formula:
            return _formula(where, value, self._styles[value.look])
        if kind is datetime.datetime:
            serial = (value - _EPOCH) / datetime.timedelta(days=1)
            return f'<c r="{where}" s="{style.plain}"><v>{number_text(round(serial, 9))}</v></c>'
        raise TypeError(f"{self.sheet.name}!{where}: {kind.__name__} 不是单元格的值")

    def _link(self, where: str, link: Link, style: Style) -> str:
        if not (link.target or link.location):
            return _text(where, link.text, self._styles[looks.TEXT])
        if len(self._links) >= MAX_LINKS:
            self.dropped += 1
            return _text(where, link.whole or link.text, self._styles[looks.TEXT])
        self._links.append((where, link))
        return _text(where, link.text, style)

    def after(self) -> str:
        """行后的部分: merged cells and links, which stand next to each other in a sheet."""
        merged = "".join(f'<mergeCell ref="{area}"/>' for area in self.sheet.merged)
        if merged:
            merged = f'<mergeCells count="{len(self.sheet.merged)}">{merged}</mergeCells>'
        if not self._links:
            return merged
        parts = [merged, f'<hyperlinks xmlns:r="{_RELATIONSHIPS}">']
        for number, (where, link) in enumerate(self._links, 1):
            outside = f' r:id="link{number}"' if link.target else ""
            inside = f' location="{attribute_text(link.location)}"' if link.location else ""
            tip = f' tooltip="{attribute_text(link.whole[:_TIP])}"' if link.whole else ""
            parts.append(f'<hyperlink ref="{where}"{outside}{inside}{tip}/>')
        return "".join(parts) + "</hyperlinks>"

    def relationships(self) -> str:
        """链接的目标: what goes into the sheet's relationships."""
        return "".join(
            f'<Relationship Id="link{number}" Type="{_HYPERLINK}" Target="{attribute_text(link.target)}" TargetMode="External"/>'
            for number, (_, link) in enumerate(self._links, 1)
            if link.target
        )


def _text(where: str, value: str, style: Style) -> str:
    number = style.quoted if value.startswith(FORMULA_SIGNS) else style.plain
    text = cell_text(value)
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{where}" s="{number}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _formula(where: str, value: Formula, style: Style) -> str:
    if value.value is None:
        return f'<c r="{where}" s="{style.plain}" t="str"><f>{cell_text(value.text)}</f><v></v></c>'
    return f'<c r="{where}" s="{style.plain}"><f>{cell_text(value.text)}</f><v>{number_text(value.value)}</v></c>'
