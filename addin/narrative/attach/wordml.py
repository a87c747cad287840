"""Word 的元素 (WordprocessingML): elements and paragraphs, made at the place and in the form the schema wants."""

from __future__ import annotations

import re
from typing import Optional, Sequence, Tuple

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def element(
    name: str, text: str = "", *, parent: Optional[etree._Element] = None, preserve: bool = False
) -> etree._Element:
    """建立元素 ``w:name``, at the end of ``parent`` if one is given.

    >>> etree.tostring(element("t", "a < b")).decode().split(">")[1]
    'a &lt; b</w:t'
    """
    made = (
        etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
        if parent is None
        else etree.SubElement(parent, f"{{{W}}}{name}")
    )
    if text:
        made.text = _CONTROL.sub("", text)
    if preserve:
        made.set(_SPACE, "preserve")
    return made


def attribute(made: etree._Element, **values: str) -> etree._Element:
    """设置 w: 属性; the element itself is returned."""
    for name, value in values.items():
        made.set(f"{{{W}}}{name}", value)
    return made


def paragraph(
    text: str,
    style: str,
    *,
    align: str = "",
    indent: bool = True,
    bold: bool = False,
    stops: Sequence[Tuple[int, str]] = (),
) -> etree._Element:
    """一段文字.

    Args:
        text: one paragraph; a tab stays a tab. style: the style's name in the template (see ``style_id``).
        align: left, center, right or "" for the style's own. indent: False takes the first line indent away.
        bold: the text in bold. stops: tab stops (twips, kind).
    """
    made = element("p")
    properties = element("pPr", parent=made)
    attribute(element("pStyle", parent=properties), val=style_id(style))
    if stops:
        tabs = element("tabs", parent=properties)
        for at, kind in stops:
            attribute(element("tab", parent=tabs), val=kind, pos=str(at))
    if not indent:
        attribute(element("ind", parent=properties), firstLineChars="0", firstLine="0")
    if align:
        attribute(element("jc", parent=properties), val=align)
    if text:
        run = element("r", parent=made)
        if bold:
            element("b", parent=element("rPr", parent=run))
        for at, piece in enumerate(text.split("\t")):
            if at:
                element("tab", parent=run)
            element("t", piece, parent=run, preserve=True)
    return made


def style_id(name: str) -> str:
    """样式的标识: as python-docx forms it, the name without spaces.

    >>> style_id("Heading 1"), style_id("表格文字")
    ('Heading1', '表格文字')
    """
    return name.replace(" ", "")
