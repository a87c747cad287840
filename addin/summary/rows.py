"""行的写法 (rows): a sheet's rows as XML, one after the other, in constant memory.

openpyxl's own streaming writer takes some twenty times as long for cells with styles; a summary of 100,000 units has millions.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..stored_text import attribute_text, number_text
from . import looks
from .links import MAX_LINKS, Link
from .looks import Style
from .sheet import Formula, Look, Row, Sheet, letter
from .text import FORMULA_SIGNS, cell_text

#: day 0 of the serial numbers of dates
_EPOCH = datetime.datetime(1899, 12, 30)
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
        self._links: list[tuple[str, str, str]] = []
        self._styles = styles
        self._letters = [letter(at) for at in range(1, max(len(sheet.columns), 12) + 1)]
        self._looks = [styles[one.look] for one in sheet.columns]

    def __iter__(self) -> Iterator[str]:
        for row in self.sheet.rows:
            self.last += 1
            yield self._row(row)

    def _row(self, row: Row | tuple[Any, ...]) -> str:
        number = self.last
        if isinstance(row, Row):
            extra = f' outlineLevel="{row.outline}"' if row.outline else ""
            extra += f' ht="{row.height:g}" customHeight="1"' if row.height else ""
            values = row.values
        else:
            extra, values = "", row
        cells = [f'<row r="{number}"{extra}>']
        for column, value in enumerate(values):
            if isinstance(value, Look):
                cells.append(self._cell(column, value.value, self._styles[value.look]))
            else:
                cells.append(self._cell(column, value, self._looks[column]))
        cells.append("</row>")
        return "".join(cells)

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
            return f'<c r="{where}" s="{style.plain}"><v>{number_text(round(serial, 6))}</v></c>'
        raise TypeError(f"{self.sheet.name}!{where}: {kind.__name__} 不是单元格的值")

    def _link(self, where: str, link: Link, style: Style) -> str:
        if not (link.target or link.location):
            return _text(where, link.text, self._styles[looks.TEXT])
        if len(self._links) >= MAX_LINKS:
            self.dropped += 1
            return _text(where, link.text, self._styles[looks.TEXT])
        self._links.append((where, link.target, link.location))
        return _text(where, link.text, style)

    def hyperlinks(self) -> str:
        """链接部分: what goes into the sheet after its rows."""
        if not self._links:
            return ""
        parts = [f'<hyperlinks xmlns:r="{_RELATIONSHIPS}">']
        for number, (where, target, location) in enumerate(self._links, 1):
            outside = f' r:id="link{number}"' if target else ""
            inside = f' location="{attribute_text(location)}"' if location else ""
            parts.append(f'<hyperlink ref="{where}"{outside}{inside}/>')
        return "".join(parts) + "</hyperlinks>"

    def relationships(self) -> str:
        """链接的目标: what goes into the sheet's relationships."""
        return "".join(
            f'<Relationship Id="link{number}" Type="{_HYPERLINK}" Target="{attribute_text(target)}" TargetMode="External"/>'
            for number, (_, target, _) in enumerate(self._links, 1)
            if target
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
