"""单元格的样子 (looks): the few kinds of cells that the summary has, and their numbers in the workbook's style table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

TITLE, NOTE, HEADING, HEAD, PLAIN = "title", "note", "heading", "head", "plain"
TEXT, WRAP, CENTRE, CODE, LINK = "text", "wrap", "centre", "code", "link"
MONEY, NUMBER, RATE, POINTS, COUNT, DATE = "money", "number", "rate", "points", "count", "date"
PARAGRAPH, STRONG, PLAIN_LINK, CENTRE_LINK = "paragraph", "strong", "plain link", "centre link"
GOOD, WARN, BAD = "good", "warn", "bad"
BOLD = ":bold"  # after another look: a line that adds others up
INDENT = ":indent"  # after text: INDENT + "1" to "7"

#: looks whose texts go on on a further line
WRAPPED = frozenset({TEXT, WRAP, CODE, LINK})

_BODY, _HEAD_FONT = "宋体", "黑体"
_LINE = Side(style="thin", color="FFBFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFDCE6F1")
_SUM_FILL = PatternFill("solid", fgColor="FFF2F2F2")
_LINK_COLOUR = "FF0563C1"

_FORMATS = {
    MONEY: "#,##0.00", NUMBER: "#,##0.00##", RATE: "0.00%", POINTS: "0.00", COUNT: "#,##0", DATE: "yyyy-mm-dd hh:mm",
}  # fmt: skip
_FILLS = {GOOD: ("FFE2F0D9", "FF375623"), WARN: ("FFFFF2CC", "FF7F6000"), BAD: ("FFFCE4D6", "FFC00000")}
_SIZE = 10
#: of a workbook without any style; it is the measure of the widths of columns
DEFAULT_FONT = Font(name=_BODY, size=_SIZE, family=3, charset=134)


@dataclass(frozen=True, slots=True)
class Style:
    """样式号: ``plain`` for any value, ``quoted`` for a text that a program could take for a formula."""

    plain: int
    quoted: int


def register(sheet: Worksheet) -> Mapping[str, Style]:
    """登记样式: every look in the style table of the sheet's workbook; the sheet is left as it was."""
    looks = {}
    for name in _names():
        plain = _number(sheet, name, quoted=False)
        looks[name] = Style(plain, _number(sheet, name, quoted=True) if name in _TEXTS else plain)
    return looks


_TEXTS = {
    TITLE,
    NOTE,
    HEADING,
    HEAD,
    PLAIN,
    TEXT,
    WRAP,
    CENTRE,
    CODE,
    LINK,
    GOOD,
    WARN,
    BAD,
    PARAGRAPH,
    PLAIN_LINK,
    CENTRE_LINK,
    STRONG,
}
_TEXTS |= {f"{TEXT}{INDENT}{level}" for level in range(1, 8)}
_TEXTS |= {f"{one}{BOLD}" for one in _TEXTS if one.startswith((TEXT, CENTRE, CODE))}


def _names() -> list[str]:
    return sorted(_TEXTS) + [name for one in _FORMATS for name in (one, one + BOLD)]


def _number(sheet: Worksheet, name: str, quoted: bool) -> int:
    base, bold = name.removesuffix(BOLD), name.endswith(BOLD)
    base, _, indent = base.partition(INDENT)
    cell = sheet.cell(1, 1)
    cell.font = _font(base, bold)
    cell.alignment = _alignment(base, int(indent or 0))
    cell.number_format = _FORMATS.get(base, "General")
    if base not in (TITLE, NOTE, HEADING, PLAIN, PARAGRAPH, STRONG, PLAIN_LINK):
        cell.border = _GRID
    if base == HEAD:
        cell.fill = _HEAD_FILL
    elif base in _FILLS:
        cell.fill = PatternFill("solid", fgColor=_FILLS[base][0])
    elif bold:
        cell.fill = _SUM_FILL
    cell.quotePrefix = quoted
    number = int(cell.style_id)
    del sheet._cells[(1, 1)]
    return number


def _font(base: str, bold: bool) -> Font:
    if base == TITLE:
        return Font(name=_HEAD_FONT, size=16, bold=True)
    if base == HEADING:
        return Font(name=_HEAD_FONT, size=12, bold=True)
    if base == NOTE:
        return Font(name=_BODY, size=_SIZE, color="FF595959")
    if base in (LINK, PLAIN_LINK, CENTRE_LINK):
        return Font(name=_BODY, size=_SIZE, color=_LINK_COLOUR, underline="single")
    if base in _FILLS:
        return Font(name=_BODY, size=_SIZE, color=_FILLS[base][1])
    return Font(name=_BODY, size=_SIZE, bold=bold or base in (HEAD, STRONG))


def _alignment(base: str, indent: int) -> Alignment:
    if base == HEAD:
        return Alignment(horizontal="center", vertical="center", wrap_text=True)
    if base in (CENTRE, CENTRE_LINK, GOOD, WARN, BAD, DATE):
        return Alignment(horizontal="center", vertical="center")
    if base in _FORMATS:
        return Alignment(horizontal="right", vertical="center")
    wrap = base in WRAPPED or base == PARAGRAPH
    return Alignment(horizontal="left", vertical="center", wrap_text=wrap, indent=indent)
