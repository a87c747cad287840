"""段落和标题 (paragraphs): a rendered report as a reader sees it, for its sections and its trace."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import List, Tuple

from .marks import Marked, read_marks

_TEXT_HEADINGS = (
    (1, re.compile(r"^第[一二三四五六七八九十]+(?:部分|章)")),
    (2, re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")),
    (3, re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")),
)
_HASHES = re.compile(r"^(#{1,6})\s+(.*)$")
_ENDS = "。；！？;!?.，,：:"
_LONGEST_HEADING = 40


@dataclass
class Paragraph:
    """一段.

    Args:
        text: without marks. level: of a heading, from 1; 0 for any other paragraph. marks: the figures in it.
        part: 正文, 页眉 … . table: whether it stands in a table.
    """

    text: str
    level: int = 0
    marks: List[Marked] = field(default_factory=list)
    part: str = "正文"
    table: bool = False


def text_paragraphs(text: str, markdown: bool = False) -> Tuple[str, List[Paragraph]]:
    """文字稿的段落.

    Args:
        text: a rendered text with marks. markdown: headings are lines with #; otherwise lines such as 一、….

    Returns:
        the text without marks, and its lines as paragraphs.
    """
    found: List[Paragraph] = []
    for line in text.split("\n"):
        shown, marks = read_marks(line)
        hashes = _HASHES.match(shown) if markdown else None
        level = len(hashes.group(1)) if hashes else (0 if markdown else heading_level(shown))
        found.append(Paragraph(shown, level, marks))
    return "\n".join(one.text for one in found), found


def heading_level(text: str) -> int:
    """标题的级别 by its numbering: 第一部分 is 1, 一、 is 2, （一） is 3; 0 for a sentence.

    >>> heading_level("一、主要职能"), heading_level("（一）基本情况"), heading_level("一、财政拨款收入：指同级财政当年拨付的资金。")
    (2, 3, 0)
    """
    shown = text.strip()
    if not shown or len(shown) > _LONGEST_HEADING or shown[-1] in _ENDS:
        return 0
    return next((level for level, pattern in _TEXT_HEADINGS if pattern.match(shown)), 0)


def with_levels(paragraphs: List[Paragraph]) -> List[Paragraph]:
    """补标题级别: a template whose headings have no heading style is read by their numbering."""
    if any(one.level for one in paragraphs):
        return paragraphs
    for one in paragraphs:
        one.level = 0 if one.table else heading_level(one.text)
    return paragraphs


def heading_text(paragraph: Paragraph) -> str:
    """标题的文字, without the hashes of Markdown."""
    found = _HASHES.match(paragraph.text)
    return (found.group(2) if found else paragraph.text).strip()


def headings(paragraphs: Iterable[Paragraph]) -> List[Paragraph]:
    """全部标题."""
    return [one for one in paragraphs if one.level]
