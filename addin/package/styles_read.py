"""样式 (styles): what a cell's style number means for reading: its number format and whether it is locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List

from . import xml
from .format_builtin import BUILTIN
from .parts import Parts
from .remembered import Remembered


@dataclass(frozen=True)
class Style:
    """单元格样式: the number format code and the lock."""

    number_format: str = "General"
    locked: bool = True


DEFAULT = Style()
_NONE = [DEFAULT]


def read_styles(parts: Parts) -> List[Style]:
    """读取样式: one Style for each entry of cellXfs; a workbook without styles has the default one.

    Raises:
        PackageProblem: ``xml.*`` or ``zip.*``.
    """
    name = parts.related(parts.main, "styles")
    if name is None:
        return _NONE
    here = parts.container
    return _KNOWN.get(here.spelling(name), here.size(name), lambda: _styles(here.read(name), name, parts.path))


_KNOWN: Remembered[List[Style]] = Remembered()


def _styles(content: bytes, name: str, path: str) -> List[Style]:
    root = xml.parse(content, name, path)
    formats: Dict[str, str] = {str(number): code for number, code in BUILTIN.items()}
    styles: List[Style] = []
    known: Dict[Style, Style] = {}
    for group in xml.children(root):
        kind = xml.local(group.tag)
        if kind == "numFmts":
            for one in xml.children(group):
                # an id below 164 is built in, but files that redefine one mean what they say
                if one.get("numFmtId") and one.get("formatCode"):
                    formats[one.get("numFmtId")] = one.get("formatCode")
        elif kind == "cellXfs":
            for xf in xml.children(group):
                if xml.local(xf.tag) != "xf":
                    continue
                locked = True
                for child in xml.children(xf):
                    if xml.local(child.tag) == "protection":
                        locked = xml.flag(child.get("locked"), True)
                style = Style(formats.get(xf.get("numFmtId", "0"), "General"), locked)
                styles.append(known.setdefault(style, style))
    return styles or [DEFAULT]
