"""行的写法 (rows): a sheet's rows as XML, one after the other, in constant memory.

openpyxl's own streaming writer takes some ten times as long for cells with styles; a summary of 100,000 units has millions.
"""

from __future__ import annotations

import datetime
import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import IO, Any, NamedTuple

from ..stored_text import attribute_text, number_text
from . import looks
from .links import MAX_LINKS, Link
from .looks import Style
from .sheet import Formula, Look, Row, Sheet, letter
from .text import FORMULA_SIGNS, cell_text, lines, width

#: day 0 of the serial numbers of dates
_EPOCH = datetime.datetime(1899, 12, 30)
_DAY = datetime.timedelta(days=1)
#: height of a line of text, and the tallest row that Excel has, in points
_LINE, _TALLEST = 13.0, 409.0
#: the longest text that a program shows beside the pointer
_TIP = 250
#: how much of a column a text surely has: fonts differ, and a line ends where a word does
SURE = 0.9
#: characters of links that are kept in memory
_IN_MEMORY = 1 << 18
#: a text of fewer characters is remembered
_SHORT = 120
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HYPERLINK = f"{_RELATIONSHIPS}/hyperlink"


class _Text(NamedTuple):
    """A text as XML: what follows the cell's style; whether it looks like a formula; its width."""

    xml: str
    formula: bool
    width: float


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
        self._linked = 0
        self._links = _spool()
        self._targets = _spool()
        self._styles = styles
        self._opened = [f'<c r="{letter(at)}' for at in range(1, len(sheet.columns) + 1)]
        self._looks = [styles[one.look] for one in sheet.columns]
        self._rooms = [one.width * SURE if one.look in looks.WRAPPED else math.inf for one in sheet.columns]

    def __iter__(self) -> Iterator[str]:
        for row in self.sheet.rows:
            self.last += 1
            yield self._row(row.values, row) if isinstance(row, Row) else self._row(row, None)

    def _row(self, values: Sequence[Any], row: Row | None) -> str:
        number = self.last
        cells = [""]
        most = 1
        for column, value in enumerate(values):
            style = self._looks[column]
            kind = type(value)
            if kind is Look:
                style = self._styles[value.look]
                value = value.value
                kind = type(value)
            if kind is str and value:
                xml, formula, wide = _text(value)
                if wide > self._rooms[column]:
                    most = max(most, lines(value, self._rooms[column]))
                cells.append(f'{self._opened[column]}{number}" s="{style.quoted if formula else style.plain}"{xml}')
            elif kind is Link:
                if value.text and _text(value.text).width > self._rooms[column]:
                    most = max(most, lines(value.text, self._rooms[column]))
                cells.append(self._link(column, value, style))
            else:
                cells.append(f"{self._opened[column]}{number}{self._plain(value, style)}")
        extra = ""
        if row is not None and row.outline:
            extra = f' outlineLevel="{row.outline}"'
        if row is not None and row.height:
            extra += f' ht="{row.height:g}" customHeight="1"'
        elif most > 1:
            # a program works out the height anew when the row is edited; until then ours counts
            extra += f' ht="{min(_LINE * most + 4, _TALLEST):g}"'
        cells[0] = f'<row r="{number}"{extra}>'
        cells.append("</row>")
        return "".join(cells)

    def _plain(self, value: Any, style: Style) -> str:
        """A cell without text, from its style on."""
        if value is None or value == "":
            return f'" s="{style.plain}"/>'
        kind = type(value)
        if kind is Decimal or kind is int:
            return f'" s="{style.plain}"><v>{number_text(value)}</v></c>'
        if kind is Formula:
            return _formula(value, self._styles[value.look])
        if kind is datetime.datetime:
            return f'" s="{style.plain}"><v>{number_text((value - _EPOCH) / _DAY)}</v></c>'
        raise TypeError(f"{self.sheet.name}：第 {self.last} 行的 {kind.__name__} 不是单元格的值")

    def _link(self, column: int, link: Link, style: Style) -> str:
        where = f"{letter(column + 1)}{self.last}"
        text = link.text
        if self._linked >= MAX_LINKS and (link.target or link.location):
            self.dropped += 1
            text, style = link.whole or text, self._styles[looks.TEXT]
        elif link.target or link.location:
            self._linked += 1
            self._remember(where, link)
        else:
            style = self._styles[looks.TEXT]
        if not text:
            return f'<c r="{where}" s="{style.plain}"/>'
        xml, formula, _ = _text(text)
        return f'<c r="{where}" s="{style.quoted if formula else style.plain}"{xml}'

    def _remember(self, where: str, link: Link) -> None:
        outside = f' r:id="link{self._linked}"' if link.target else ""
        inside = f' location="{attribute_text(link.location)}"' if link.location else ""
        tip = f' tooltip="{attribute_text(link.whole[:_TIP])}"' if link.whole else ""
        self._links.write(f'<hyperlink ref="{where}"{outside}{inside}{tip}/>')
        if link.target:
            target = attribute_text(link.target)
            self._targets.write(
                f'<Relationship Id="link{self._linked}" Type="{_HYPERLINK}" Target="{target}" TargetMode="External"/>'
            )

    def after(self) -> Iterator[str]:
        """行后的部分: merged cells and links, which stand next to each other in a sheet."""
        if self.sheet.merged:
            yield f'<mergeCells count="{len(self.sheet.merged)}">'
            yield "".join(f'<mergeCell ref="{area}"/>' for area in self.sheet.merged)
            yield "</mergeCells>"
        if self._linked:
            yield f'<hyperlinks xmlns:r="{_RELATIONSHIPS}">'
            yield from _read(self._links)
            yield "</hyperlinks>"

    def relationships(self) -> Iterator[str]:
        """链接的目标: what goes into the sheet's relationships."""
        yield from _read(self._targets)

    def close(self) -> None:
        """放下: what was kept of the links is gone."""
        self._links.close()
        self._targets.close()


def _spool() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")


def _read(spool: IO[str]) -> Iterator[str]:
    spool.seek(0)
    while part := spool.read(_IN_MEMORY):
        yield part


def _text(value: str) -> _Text:
    # names and rules come again and again; a long text hardly does, and many of them would fill the memory
    return _known(value) if len(value) < _SHORT else _made(value)


def _made(value: str) -> _Text:
    text = cell_text(value)
    space = ' xml:space="preserve"' if text != text.strip() else ""
    # lines of their own take more room than their length says
    wide = math.inf if "\n" in value else width(value)
    return _Text(f' t="inlineStr"><is><t{space}>{text}</t></is></c>', value.startswith(FORMULA_SIGNS), wide)


_known = lru_cache(maxsize=8192)(_made)


def _formula(value: Formula, style: Style) -> str:
    text = cell_text(value.text)
    if value.value is None:
        return f'" s="{style.plain}" t="str"><f>{text}</f><v></v></c>'
    return f'" s="{style.plain}"><f>{text}</f><v>{number_text(value.value)}</v></c>'
