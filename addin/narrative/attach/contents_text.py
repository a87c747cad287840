"""在文字上填写目录 (contents in text): as ``contents.fill_contents``, on the text of the body, for reports made by the thousand."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from .contents import LEVELS, MOST, entry
from .wordml import W, paragraph

_HEADING = re.compile("|".join(f'<w:pStyle w:val="{style}"/>' for style in LEVELS))
_OPENING = re.compile(r"<w:p(?: [^<>]*)?><w:pPr>$")
_INSTRUCTION = re.compile(r"<w:instrText(?: [^<>]*)?>\s*TOC")
_WORDS = re.compile(r"<w:t(?: [^<>]*)?>([^<]*)</w:t>")
_STYLE = re.compile(r'w:val="([^"]*)"')
#: stand in a pattern of an entry for its text and its bookmark
_TEXT, _NAME = "\ue000", "\ue001"
_DECLARED = f' xmlns:w="{W}"'


class UnusualContents(Exception):
    """写法少见: headings or the place of the contents have to be found by parsing."""


def contents_text(text: str) -> str:
    """填写目录.

    Args:
        text: the finished body, with Word's usual prefix.

    Returns:
        the same document as ``fill_contents`` makes of it.

    Raises:
        UnusualContents: it has to be parsed.
    """
    instruction = _INSTRUCTION.search(text)
    if instruction is None:
        return text
    place = _paragraph(text, instruction.start())
    pieces: list[str] = []
    entries: list[tuple[int, str]] = []
    at = 0
    for found in _HEADING.finditer(text):
        start, end = _paragraph(text, found.start())
        if not _OPENING.search(text, start, found.start()):
            raise UnusualContents("标题样式不在段首")
        words = "".join(_WORDS.findall(text, start, end))
        if not words.strip() or len(entries) >= MOST:
            continue
        number = len(entries) + 1
        behind = text.index("</w:pPr>", found.end(), end) + len("</w:pPr>")
        mark = f'<w:bookmarkStart w:id="{1_000_000 + number}" w:name="{_name(number)}"/>'
        closing = end - len("</w:p>")
        pieces += (text[at:behind], mark, text[behind:closing], f'<w:bookmarkEnd w:id="{1_000_000 + number}"/>')
        at = closing
        style = _STYLE.search(found.group())
        assert style is not None
        entries.append((LEVELS[style.group(1)], words))
    if not entries:
        return text
    pieces.append(text[at:])
    only_second = all(level == 2 for level, _ in entries)
    made = "".join(
        _entry(1 if only_second else level).replace(_TEXT, words).replace(_NAME, _name(number))
        for number, (level, words) in enumerate(entries, 1)
    )
    whole = "".join(pieces)
    old = text[slice(*place)]
    if whole.count(old) != 1:
        raise UnusualContents("目录的位置")
    return whole.replace(old, made)


def _paragraph(text: str, inside: int) -> tuple[int, int]:
    """Where the paragraph around a place begins and ends; one that holds others is unusual."""
    start = max(text.rfind("<w:p>", 0, inside), text.rfind("<w:p ", 0, inside))
    end = text.find("</w:p>", inside)
    if start < 0 or end < 0 or text.find("</w:p>", start, inside) >= 0:
        raise UnusualContents("段落")
    if (
        text.find("<w:p>", inside, end) >= 0
        or text.find("<w:p ", inside, end) >= 0
        or text.find("pPrChange", start, end) >= 0
    ):
        raise UnusualContents("段落里有段落")
    return start, end + len("</w:p>")


def _name(number: int) -> str:
    return f"_Toc{number:08d}"


@lru_cache(maxsize=8)
def _entry(level: int) -> str:
    made = entry(paragraph(_TEXT, ""), _NAME, level)
    return etree.tostring(made, encoding="unicode").replace(_DECLARED, "", 1)
