"""目录 (table of contents): the headings of a finished report with the numbers of their pages as fields.

Only a program that lays the pages out knows the numbers: LibreOffice works the fields out when it shows the file, Word is
told to when it opens it (and asks first). The entries do not stand inside a TOC field: LibreOffice then shows no numbers.
"""

from __future__ import annotations

from typing import Any, List, Optional, Tuple

from lxml import etree

from .wordml import W, attribute, element

_W = f"{{{W}}}"
#: paragraph style -> level of the contents
LEVELS = {"部分标题": 1, "Heading1": 2}
#: headings that the contents list
MOST = 500


def fill_contents(root: Any) -> bool:
    """填写目录.

    Args:
        root: the document element; its headings are given bookmarks, the paragraph with the TOC field is replaced.

    Returns:
        True when there is a table of contents.
    """
    place = _place(root)
    if place is None:
        return False
    headings = _headings(root)
    if not headings:
        return True
    only_second = all(level == 2 for level, _ in headings)
    entries = []
    for number, (level, paragraph) in enumerate(headings, 1):
        name = f"_Toc{number:08d}"
        _bookmark(paragraph, name, 1_000_000 + number)
        entries.append(entry(paragraph, name, 1 if only_second else level))
    for line in reversed(entries):
        place.addnext(line)
    place.getparent().remove(place)
    return True


def ask_for_update(settings: Any) -> None:
    """打开时更新域: the page numbers are worked out by the program that opens the file."""
    if settings.find(f"{_W}updateFields") is not None:
        return
    made = attribute(etree.Element(f"{_W}updateFields"), val="true")
    after = next((child for child in settings if child.tag in _BEHIND), None)
    if after is None:
        settings.append(made)
    else:
        after.addprevious(made)


#: elements of settings.xml that stand behind updateFields
_BEHIND = {
    f"{_W}{name}"
    for name in (
        "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang",
        "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
        "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )
}  # fmt: skip


def _place(root: Any) -> Optional[Any]:
    """The paragraph of the template that holds the TOC field."""
    for text in root.iter(f"{_W}instrText"):
        if (text.text or "").strip().startswith("TOC"):
            return next((up for up in text.iterancestors(f"{_W}p")), None)
    return None


def _headings(root: Any) -> List[Tuple[int, Any]]:
    found: List[Tuple[int, Any]] = []
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        level = LEVELS.get(style.get(f"{_W}val", "")) if style is not None else None
        if level and _text(paragraph).strip() and len(found) < MOST:
            found.append((level, paragraph))
    return found


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{_W}t"))


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    start = attribute(element("bookmarkStart"), id=str(number), name=name)
    end = attribute(element("bookmarkEnd"), id=str(number))
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(end)


def entry(paragraph: Any, name: str, level: int) -> Any:
    """目录的一行: the text of a heading and the number of its page, by the heading's bookmark."""
    made = element("p")
    attribute(element("pStyle", parent=element("pPr", parent=made)), val=f"TOC{level}")
    link = attribute(element("hyperlink", parent=made), anchor=name, history="1")
    element("t", _text(paragraph), parent=element("r", parent=link), preserve=True)
    element("tab", parent=element("r", parent=link))
    _field(link, f" PAGEREF {name} \\h ")
    return made


def _field(parent: Any, instruction: str) -> None:
    _mark(parent, "begin", dirty=True)
    element("instrText", instruction, parent=element("r", parent=parent), preserve=True)
    _mark(parent, "separate")
    _mark(parent, "end")


def _mark(parent: Any, kind: str, dirty: bool = False) -> Any:
    made = attribute(element("fldChar", parent=element("r", parent=parent)), fldCharType=kind)
    return attribute(made, dirty="true") if dirty else made
