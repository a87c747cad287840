"""标记 (marks): how a figure stays known inside rendered text, until the trace is read and the marks are taken away.

A marked text is ``OPEN id MIDDLE text CLOSE``. The signs are private-use characters that no keyboard makes, so a mark survives
concatenation, joining, escaping and the way into a Word paragraph. Users' own text that holds such a sign loses it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator, List, Tuple

OPEN, MIDDLE, CLOSE = "\U000f4a00", "\U000f4a01", "\U000f4a02"
#: one mark, or a single sign of one that was cut in two
MARK = re.compile(f"{OPEN}([0-9]+){MIDDLE}([^{OPEN}{MIDDLE}{CLOSE}]*){CLOSE}")
_SIGNS = re.compile(f"{OPEN}[0-9]*{MIDDLE}?|{MIDDLE}|{CLOSE}")

#: how a placeholder begins and ends
GAP_OPEN, GAP_CLOSE = "【待补：", "】"
#: a placeholder in text: what is to be filled in stands between
GAP = re.compile(f"{GAP_OPEN}[^{GAP_CLOSE}]*{GAP_CLOSE}")


@dataclass(frozen=True)
class Marked:
    """一个标记: ``start`` counts in the text without marks."""

    number: int
    text: str
    start: int


def mark(number: int, text: str) -> str:
    """加标记.

    >>> plain("共" + mark(3, "1.00万元") + "。")
    '共1.00万元。'
    """
    return f"{OPEN}{number}{MIDDLE}{text}{CLOSE}"


def plain(text: str) -> str:
    """去掉标记."""
    return _SIGNS.sub("", text)


def without_signs(text: str) -> str:
    """用户文字里不应有的标记字符 are taken away, so that nobody's text can pose as a figure.

    >>> without_signs("甲" + OPEN + "7" + MIDDLE + "乙" + CLOSE)
    '甲7乙'
    """
    return re.sub(f"[{OPEN}{MIDDLE}{CLOSE}]", "", text)


def read_marks(text: str) -> Tuple[str, List[Marked]]:
    """读标记.

    Returns:
        the text without marks, and the marks in order.

    >>> read_marks("共" + mark(3, "1.00万元") + "。")
    ('共1.00万元。', [Marked(number=3, text='1.00万元', start=1)])
    """
    found: List[Marked] = []
    pieces: List[str] = []
    length, at = 0, 0
    for match in MARK.finditer(text):
        before = plain(text[at : match.start()])
        length += len(before)
        found.append(Marked(int(match.group(1)), match.group(2), length))
        pieces += [before, match.group(2)]
        length += len(match.group(2))
        at = match.end()
    pieces.append(plain(text[at:]))
    return "".join(pieces), found


def gaps(text: str) -> Iterator[Tuple[int, int]]:
    """占位符的位置: (start, end) of each in a text without marks."""
    for match in GAP.finditer(text):
        yield match.span()
