"""共享字符串 (shared strings): the texts that cells of a workbook refer to by number."""

from __future__ import annotations

import re
from typing import Any, List

from . import xml
from .parts import MAIN, STRICT_MAIN, Parts
from .problems import PackageProblem

#: texts in one workbook; beyond it no mandated form is meant
MAX_STRINGS = 500_000

_PLAIN = frozenset(f"{{{space}}}t" for space in (MAIN, STRICT_MAIN))
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """还原转义字符: ``_x000D_`` is a carriage return, ``_x005F_`` an underscore.

    >>> unescape("甲_x000A_乙_x005F_x000A_")
    '甲\\n乙_x000A_'
    """
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)


def rich_text(element: Any) -> str:
    """富文本的文字: the text of an ``si`` or ``is`` element, its runs joined, without phonetic guides."""
    if len(element) == 1 and element[0].tag in _PLAIN:
        return unescape(element[0].text or "")  # one text without runs, as nearly all are
    pieces = []
    for child in element:
        kind = xml.local(child.tag)
        if kind == "t":
            pieces.append(child.text or "")
        elif kind == "r":
            pieces.extend(part.text or "" for part in child if xml.local(part.tag) == "t")
        elif kind == "AlternateContent":
            pieces.extend(rich_text(branch) for branch in child if xml.local(branch.tag) == "Fallback")
    return unescape("".join(pieces))


def read_shared_strings(parts: Parts) -> List[str]:
    """读取共享字符串: in their order; an empty list when the workbook has none.

    Raises:
        PackageProblem: ``xml.*`` or ``zip.*``.
    """
    name = parts.related(parts.main, "sharedStrings")
    if name is None:
        return []
    strings: List[str] = []
    tags = (f"{{{MAIN}}}si", f"{{{STRICT_MAIN}}}si")
    for element in xml.ends(parts.container.open(name), tags, name, parts.path):
        strings.append(rich_text(element))
        if len(strings) > MAX_STRINGS:
            raise PackageProblem(
                "sheet.too-large",
                f"工作簿的文字超过 {MAX_STRINGS:,} 条，不像绩效表。请只保留需要的工作表后再试。",
                parts.path,
            )
    return strings
