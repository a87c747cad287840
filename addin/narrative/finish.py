"""定稿 (finish): marks are read and taken out of the rendered document, placeholders highlighted."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Dict, List, Tuple

from lxml import etree

from ..package import xml
from ..package.container import Container
from ..package.docx_text import paragraph_text, value_of
from ..package.parts import Parts
from ..package.zip_write import build
from .attach.contents import ask_for_update, fill_contents
from .marks import OPEN, gaps, plain, read_marks
from .paragraphs import Paragraph, with_levels

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: names in the package -> what users call the part
_PARTS = (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"))
_HIGHLIGHT = "yellow"
#: run properties that stand before w:highlight
_BEFORE = frozenset(
    (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
        "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs",
    )
)  # fmt: skip


@dataclass
class Finished:
    """定稿: the document and its paragraphs in reading order, body first."""

    data: bytes
    paragraphs: List[Paragraph]


def finish(data: bytes) -> Finished:
    """整理渲染好的 Word 文档.

    Args:
        data: the rendered .docx, figures marked.
    """
    container = Container(data)
    parts = Parts(container)
    levels = _style_levels(parts)
    changed: Dict[str, bytes] = {}
    body: List[Paragraph] = []
    around: List[Paragraph] = []
    for name in container.names():
        if not name.lower().endswith(".xml"):
            continue
        title = "正文" if name.lstrip("/") == parts.main else _title(name)
        if not title:
            text = container.read(name).decode("utf-8", "replace")
            if OPEN in text:
                around.extend(_outside(container.read(name)))
                changed[name] = plain(text).encode("utf-8")
            continue
        root = etree.fromstring(container.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
        found = list(_paragraphs(root, title, levels))
        (body if title == "正文" else around).extend(found)
        alternatives = list(_alternatives(root))
        around.extend(alternatives)
        cleaned = _clean(root) or bool(alternatives)
        contents = title == "正文" and fill_contents(root)
        if contents:
            changed.update(_settings(parts))
        if cleaned or contents:
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    whole = with_levels(body) + around
    if not changed:
        return Finished(data, whole)
    members = ((name, container.raw(name), changed.get(name)) for name in container.names())
    return Finished(build((name, None if new else raw, new) for name, raw, new in members), whole)


def _settings(parts: Parts) -> Dict[str, bytes]:
    """settings.xml that has the page numbers of the contents worked out on opening."""
    name = parts.related(parts.main, "settings")
    if name is None:
        return {}
    root = etree.fromstring(parts.container.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    ask_for_update(root)
    return {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}


def _title(name: str) -> str:
    folder, _, file = name.rpartition("/")
    if not folder.endswith("word"):
        return ""
    return next((title for start, title in _PARTS if file.lower().startswith(start)), "")


def _style_levels(parts: Parts) -> Dict[str, int]:
    """Style id -> level of its headings, through the styles they are based on."""
    path = parts.related(parts.main, "styles")
    if path is None:
        return {}
    own: Dict[str, int] = {}
    based: Dict[str, str] = {}
    for style in parts.root(path):
        if xml.local(style.tag) != "style" or value_of(style, "type") != "paragraph":
            continue
        name = value_of(style, "styleId")
        for child in style.iter():
            kind = xml.local(child.tag)
            if kind == "outlineLvl":
                own[name] = int(value_of(child) or 9) + 1
            elif kind == "basedOn":
                based[name] = value_of(child)
    for name in based:
        at, seen = name, set()
        while at not in own and at in based and at not in seen:
            seen.add(at)
            at = based[at]
        if at in own:
            own[name] = own[at]
    return {name: level for name, level in own.items() if level <= 9}


def _paragraphs(root: Any, part: str, levels: Dict[str, int]) -> Iterator[Paragraph]:
    for element in root.iter("{*}p"):
        if xml.local(element.tag) != "p" or "wordprocessingml" not in element.tag:
            continue
        if any(xml.local(up.tag) == "Fallback" for up in element.iterancestors()):
            continue  # the same text box a second time, for programs of before 2010
        text, marks = read_marks(paragraph_text(element))
        in_table = any(xml.local(up.tag) == "tc" for up in element.iterancestors())
        yield Paragraph(text, 0 if in_table else _level(element, levels), marks, part, in_table)


def _alternatives(root: Any) -> Iterator[Paragraph]:
    """Figures in the alternative texts of pictures; their marks are taken out."""
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            if OPEN in value:
                text, marks = read_marks(value)
                element.set(key, text)
                yield Paragraph(text, 0, marks, "图片的替换文字", False)


def _outside(data: bytes) -> Iterator[Paragraph]:
    """Figures in the document's properties."""
    for text in etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)).itertext():
        if OPEN in text:
            shown, marks = read_marks(text)
            yield Paragraph(shown, 0, marks, "文档属性", False)


def _level(element: Any, levels: Dict[str, int]) -> int:
    for properties in element:
        if xml.local(properties.tag) != "pPr":
            continue
        style = ""
        for child in properties:
            kind = xml.local(child.tag)
            if kind == "outlineLvl":
                level = int(value_of(child) or 9) + 1
                return level if level <= 9 else 0
            if kind == "pStyle":
                style = value_of(child)
        return levels.get(style, 0)
    return 0


def _clean(root: Any) -> bool:
    """Takes marks out and highlights placeholders; True when anything changed."""
    changed = False
    for text in list(root.iter("{*}t")):
        shown = text.text or ""
        bare = plain(shown)
        if bare != shown:
            text.text = bare
            changed = True
        places = list(gaps(bare))
        if places and xml.local(text.getparent().tag) == "r":
            _highlight(text, bare, places)
            changed = True
    return changed


def _highlight(text: Any, shown: str, places: List[Tuple[int, int]]) -> None:
    """Splits the run around each placeholder; the pieces keep its format."""
    run = text.getparent()
    after = list(text.itersiblings())
    pieces: List[Tuple[str, bool]] = []
    at = 0
    for start, end in places:
        pieces += [(shown[at:start], False), (shown[start:end], True)]
        at = end
    pieces.append((shown[at:], False))
    made = [(words, gap) for words, gap in pieces if words]
    found = next((child for child in run if xml.local(child.tag) == "rPr"), None)
    properties = copy.deepcopy(found)  # before the first piece is highlighted
    holder = run
    for number, (words, gap) in enumerate(made):
        if number:
            following = run.makeelement(run.tag, {})
            if properties is not None:
                following.append(copy.deepcopy(properties))
            holder.addnext(following)
            holder, text = following, etree.SubElement(following, text.tag)
        text.text = words
        text.set(_SPACE, "preserve")
        if gap:
            set_highlight(holder)
    if holder is not run:
        for child in after:
            holder.append(child)


def set_highlight(run: Any) -> None:
    """突出显示: the run in yellow, its other properties as they are."""
    space = etree.QName(run).namespace
    properties = next((child for child in run if xml.local(child.tag) == "rPr"), None)
    if properties is None:
        properties = run.makeelement(f"{{{space}}}rPr", {})
        run.insert(0, properties)
    for child in [one for one in properties if xml.local(one.tag) == "highlight"]:
        properties.remove(child)
    at = sum(xml.local(child.tag) in _BEFORE for child in properties)
    made = properties.makeelement(f"{{{space}}}highlight", {f"{{{space}}}val": _HIGHLIGHT})
    properties.insert(at, made)
