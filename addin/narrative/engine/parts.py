"""部件的标记 (a part's tags): one XML part turned into a compiled template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from lxml import etree

from ...package import xml
from .cell_tags import set_cells
from .compiling import Compiled, compile_source, parse_source
from .entries import ATTRIBUTE, PLAIN, Entries, Entry, mark
from .lift import lift
from .lines import set_marks
from .loops import clean_loops, guard
from .package import StoryPart
from .problems import Place
from .source import ATTRIBUTE_END, ATTRIBUTE_START, FRESH, Source, write_source
from .structure import check_pairs
from .syntax import Fault
from .tags import OUTPUT, scan
from .word import Names, Places, read_line, words

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: attributes that people read: alternative texts and tool tips
_READ = ("descr", "title", "alt", "tooltip")
_HINTS = ("{{", "{%", "{#", "｛", "﹛")


@dataclass
class TemplatePart:
    """有标记的部件.

    Args:
        name: of the part.
        source: its text with tags.
        prefix: of Word's namespace, with its colon.
        namespaces: those that the root declares.
        taken: the ids of its relationships.
        meeting: True when two tables may come to stand side by side.
        tree: for looking at names; None when statements are faulty.
        compiled: None while a tag of the template is faulty.
    """

    name: str
    source: Source
    prefix: str
    namespaces: dict[Any, str]
    taken: frozenset[str]
    meeting: bool
    tree: nodes.Template | None = None
    compiled: Compiled | None = None


def read_part(story: StoryPart, data: bytes, entries: Entries, path: str, taken: frozenset[str]) -> TemplatePart | None:
    """读一个部件: None when it holds no tags, so that its bytes stay as they are.

    Args:
        story: which part.
        data: its bytes.
        entries: where its tags are listed.
        path: the file's name, for messages.
        taken: the ids of its relationships.

    Raises:
        PackageProblem: ``xml.*``.
    """
    root = xml.parse(data, story.name, path)
    _clear(root)
    first = len(entries.items)
    flaws = len(entries.problems)
    prefix, meeting = "", False
    if story.word:
        w = Names(root)
        prefix = w.prefix
        meeting = _word_part(root, story, entries, w)
    else:
        _property_part(root, story, entries)
    if len(entries.items) == first and len(entries.problems) == flaws:
        return None
    text = _DECLARATION + etree.tostring(root, encoding="unicode")
    source = write_source(text, entries)
    part = TemplatePart(story.name, source, prefix, dict(root.nsmap), taken, meeting)
    part.tree = parse_source(source, entries.environment)
    return part


def _clear(root: Any) -> None:
    """The private characters that stand for tags in attributes are no text of a template."""
    if ATTRIBUTE_START not in etree.tostring(root, encoding="unicode"):
        return
    for node in root.iter(etree.Element):
        node.text = node.text.replace(ATTRIBUTE_START, "") if node.text else node.text
        node.tail = node.tail.replace(ATTRIBUTE_START, "") if node.tail else node.tail
        for key, value in node.attrib.items():
            node.set(key, value.replace(ATTRIBUTE_START, ""))


def compile_part(part: TemplatePart, entries: Entries) -> None:
    """编译部件: when every tag of the template is sound."""
    assert part.tree is not None
    part.compiled = compile_source(part.source, part.tree, entries.environment)


def _word_part(root: Any, story: StoryPart, entries: Entries, w: Names) -> bool:
    """Marks instead of tags; True when two tables may come to stand side by side."""
    places = Places(root, story.label, w)
    found: list[tuple[Any, list[Entry]]] = []
    for paragraph in list(root.iter(w.p)):
        line = read_line(paragraph, Place(), w)
        text = line.text
        if any(hint in text for hint in ("{", "}", "｛", "｝", "﹛")):
            line.place = places.of(paragraph, text)
            tags = set_marks(line, story.name, entries, w)
            if tags:
                found.append((paragraph, tags))
                _unbind(paragraph, w)
    _codes(root, places, entries, w, story)
    _attributes(root, places, entries, w, story)
    set_cells(found, entries, w)
    lift(found, entries, w)
    pairs = check_pairs(root, entries)
    for drawing in clean_loops(pairs, w):
        drawing.set("id", f"{ATTRIBUTE_START}{FRESH}{ATTRIBUTE_END}")
    return guard(root, entries, w)


def _unbind(paragraph: Any, w: Names) -> None:
    """Content controls around and in the paragraph lose their tie to stored data: Word would put those over the values."""
    controls = [*paragraph.iterancestors(w.sdt), *paragraph.iter(w.sdt)]
    for binding in [one for control in controls for one in control.iterfind(f"{w.sdtPr}/{{*}}dataBinding")]:
        binding.getparent().remove(binding)


def _codes(root: Any, places: Places, entries: Entries, w: Names, story: StoryPart) -> None:
    """Tags in field codes are refused: a value could become an instruction of Word."""
    for node in root.iter(w.instrText, w.fldSimple):
        text = (node.text if node.tag == w.instrText else node.get(w.instr)) or ""
        if any(hint in text for hint in _HINTS):
            paragraph = next(node.iterancestors(w.p), None)
            place = places.of(paragraph, text) if paragraph is not None else Place(story.label)
            for tag in scan(text)[0]:
                entry = entries.add(tag, place, story.name)
                entries.fault(entry, Fault("tag.field", "写在域代码里：值会变成 Word 的指令，不安全。请移到正文中。"))


def _attributes(root: Any, places: Places, entries: Entries, w: Names, story: StoryPart) -> None:
    for node in root.iter(etree.Element):
        for key, value in node.attrib.items():
            if etree.QName(key).localname in _READ and any(hint in value for hint in _HINTS):
                paragraph = next(node.iterancestors(w.p), None)
                place = places.of(paragraph, value) if paragraph is not None else Place(story.label)
                node.set(key, _attribute(value, place, entries, story))


def _attribute(value: str, place: Place, entries: Entries, story: StoryPart) -> str:
    tags, flaws = scan(value)
    for flaw in flaws:
        entries.flaw(flaw, place)
    pieces: list[str] = []
    at = 0
    for tag in tags:
        pieces.append(value[at : tag.start])
        at = tag.end
        entry = entries.add(tag, place, story.name, ATTRIBUTE)
        if tag.kind == OUTPUT:
            pieces.append(f"{ATTRIBUTE_START}{entry.number}{ATTRIBUTE_END}")
        else:
            entries.problem("tag.level", "写在图片的说明文字里，那里只能用 {{ 名称 }}。", entry)
    pieces.append(value[at:])
    return "".join(pieces)


def _property_part(root: Any, story: StoryPart, entries: Entries) -> None:
    for node in list(root.iter(etree.Element)):
        text = node.text or ""
        if len(node) or not any(hint in text for hint in _HINTS):
            continue
        place = Place(story.label, words=words(text))
        tags, flaws = scan(text)
        for flaw in flaws:
            entries.flaw(flaw, place)
        if not tags:
            continue
        node.text = text[: tags[0].start]
        for at, tag in enumerate(tags):
            entry = entries.add(tag, place, story.name, PLAIN)
            sign = mark(entry)
            node.append(sign)
            sign.tail = text[tag.end : tags[at + 1].start if at + 1 < len(tags) else len(text)]
    check_pairs(root, entries)
