"""章节 (sections): the part of a report that a heading names."""

from __future__ import annotations

import difflib
import re
from typing import List, Tuple

from .paragraphs import Paragraph, heading_text

#: the part of a document that has sections
BODY = "正文"

_NUMBER = re.compile(
    r"^(第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])\s*"
)
_SIGNS = re.compile(r"[\s、.．]")
_WIDE = str.maketrans("()", "（）")


class SectionError(ValueError):
    """没有这一节, or several: the message lists what there is."""


def section(paragraphs: List[Paragraph], name: str) -> List[Paragraph]:
    """取一节: from its heading to the next one of the same or a higher level.

    Args:
        paragraphs: of the rendered report. name: the heading, its words without the number, or its number (五);
            with ``/`` between steps where the same heading stands twice: 第二部分/一.

    Raises:
        SectionError: no heading answers to the name, or several do.
    """
    # headers, footers and notes follow the text and belong to no section
    within = (0, next((at for at, one in enumerate(paragraphs) if one.part != BODY), len(paragraphs)))
    for step in [part for part in name.split("/") if part.strip()] or [name]:
        within = _find(paragraphs, within, step.strip())
    return paragraphs[slice(*within)]


def _find(paragraphs: List[Paragraph], within: Tuple[int, int], name: str) -> Tuple[int, int]:
    inside = [at for at in range(*within) if paragraphs[at].level]
    for matches in (_equal, _words, _number, _contains):
        found = [at for at in inside if matches(heading_text(paragraphs[at]), name)]
        if len(found) == 1:
            return found[0], _end(paragraphs, found[0], within[1])
        if found:
            listed = "；".join(_path(paragraphs, at) for at in found)
            raise SectionError(f"有 {len(found)} 节叫“{name}”：{listed}。请把上一级标题写在前面，用 / 隔开。")
    every = [heading_text(paragraphs[at]) for at in inside]
    if not every:
        raise SectionError(f"没有“{name}”这一节：模板里没有标题。标题要用标题样式，或以 一、（一）编号。")
    near = difflib.get_close_matches(name, every, 3, 0.4)
    hint = f"最接近的是：{'；'.join(near)}。" if near else ""
    raise SectionError(f"没有“{name}”这一节。{hint}全部标题：{'；'.join(every)}。")


def _equal(heading: str, name: str) -> bool:
    return _bare(heading) == _bare(name)


def _words(heading: str, name: str) -> bool:
    return _bare(_NUMBER.sub("", heading)) == _bare(name)


def _number(heading: str, name: str) -> bool:
    found = _NUMBER.match(heading)
    return found is not None and _number_of(found.group(1)) == _number_of(name)


def _number_of(text: str) -> str:
    """一 and （一） are numbers of different levels."""
    return _SIGNS.sub("", text).translate(_WIDE)


def _contains(heading: str, name: str) -> bool:
    return _bare(name) in _bare(heading)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _end(paragraphs: List[Paragraph], start: int, last: int) -> int:
    level = paragraphs[start].level
    return next((at for at in range(start + 1, last) if 0 < paragraphs[at].level <= level), last)


def path_of(paragraphs: List[Paragraph], at: int) -> List[str]:
    """所在的各级标题: of the paragraph at a place, highest first."""
    steps: List[str] = []
    if paragraphs[at].part != BODY:
        return steps
    level = 99
    for back in range(at, -1, -1):
        one = paragraphs[back]
        if 0 < one.level < level:
            steps.insert(0, heading_text(one))
            level = one.level
    return steps


def _path(paragraphs: List[Paragraph], at: int) -> str:
    return "/".join(path_of(paragraphs, at))
