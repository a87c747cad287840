"""单元格的文字 (cell text): any text, made fit for a cell of an .xlsx, whoever wrote it."""

from __future__ import annotations

import re

from ..stored_text import MAX_TEXT

#: what follows a text that is longer than a cell can hold
CUT = "…（后略，全文见数据导出）"

_AWKWARD = re.compile("[&<>\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_LOST = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: Excel reads _x000D_ in a text as a character; its own way to write the words is to mark the underscore
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

#: a program that edits a cell again would take such a text for a formula
FORMULA_SIGNS = ("=", "+", "-", "@")


def cell_text(text: str) -> str:
    """写入 XML 的文字: shortened to what a cell holds, without control characters, escaped.

    Args:
        text: anything, such as a file name that is no proper Unicode.

    Returns:
        the content of a ``<t>`` element.

    >>> cell_text("a<b\\x07\\r\\n_x000D_")
    'a&lt;b\\n_x005F_x000D_'
    """
    # a character beyond the basic plane counts as two in Excel
    if len(text) > MAX_TEXT or (2 * len(text) > MAX_TEXT and _units(text) > MAX_TEXT):
        text = _cut(text)
    if not _AWKWARD.search(text):
        return text
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ESCAPE.sub("_x005F_", _LOST.sub("\ufffd", text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shown(text: str) -> str:
    """一行内的文字: without control characters, for titles that go through another library.

    >>> shown("第一\\x00行")
    '第一行'
    """
    return _LOST.sub("\ufffd", _CONTROL.sub("", text.replace("\n", " ")))


def width(text: str) -> int:
    """显示宽度: in columns of a narrow character; a Chinese one takes two.

    >>> width("3月"), width("")
    (3, 0)
    """
    # one byte for a narrow character and three for a Chinese one: twenty times as fast as to look at each
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2


def lines(text: str, room: float) -> int:
    """折行后的行数 where each line has room for so many narrow characters.

    >>> lines("一二三四五", 10), lines("一二三四五", 9.5), lines("甲\\n乙", 20)
    (1, 2, 2)
    """
    return sum(max(1, -int(-width(part) // room)) for part in text.split("\n"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str) -> str:
    room = MAX_TEXT - len(CUT)
    kept = text[:room]
    over = _units(kept) - room
    while over > 0:
        # each character dropped frees one or two places
        kept = kept[: len(kept) - (over + 1) // 2]
        over = _units(kept) - room
    return kept + CUT
