"""整段、整行标记 (tags for whole paragraphs, rows and cells): set before and after what they stand for.

``{%p … %}`` alone in a paragraph takes the paragraph's place, as ``{%tr … %}`` takes its row's. With other content
beside it the paragraph (row, cell) stays: openings go before it, ends behind it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from lxml import etree

from .entries import BLOCKS, PARAGRAPHS, Entries, Entry, mark, number_of
from .lines import markup, undeclared
from .syntax import CLOSERS, keyword
from .tags import COMMENT, OUTPUT
from .word import MC, UNIQUE, Names

_OBJECTS = frozenset(
    (
        "drawing", "pict", "object", "sym", "fldChar", "instrText", "footnoteReference", "endnoteReference", "oMath", "ptab",
        "pgNum", "ruby", "altChunk", "contentPart",
    )
)  # fmt: skip
_KINDS = {"p": "段落", "tr": "表格行", "tc": "单元格"}


def lift(paragraphs: Iterable[tuple[Any, list[Entry]]], entries: Entries, w: Names) -> None:
    """移到外层: every tag for a paragraph, a cell or a row.

    Args:
        paragraphs: each paragraph that has tags, with them.
        entries: where problems go.
        w: the names of the part.
    """
    listed = list(paragraphs)
    for level in ("p", "tc", "tr"):
        targets: dict[Any, list[Entry]] = {}
        for paragraph, found in listed:
            for entry in found:
                if entry.tag.level != level:
                    continue
                target = paragraph if level == "p" else _around(paragraph, w.space + level, w)
                if target is None:
                    entries.problem(
                        "tag.level", f"用了 {level}，但不在{_KINDS[level]}里。请去掉 {level} 或移到表格中。", entry
                    )
                elif level != "p" and entry.tag.kind == OUTPUT:
                    entries.problem(
                        "tag.level", f"不支持输出整个{_KINDS[level]}。请在单元格里写 {{{{ 名称 }}}}。", entry
                    )
                else:
                    targets.setdefault(target, []).append(entry)
        for target, found in targets.items():
            _lift(target, found, entries, w)


def _around(paragraph: Any, tag: str, w: Names) -> Any:
    found = next(paragraph.iterancestors(tag, w.txbxContent), None)
    return found if found is not None and found.tag == tag else None


def _lift(target: Any, found: list[Entry], entries: Entries, w: Names) -> None:
    numbers = {entry.number for entry in found if entry.tag.kind != OUTPUT}
    for node in [node for node in target.iter(etree.ProcessingInstruction) if number_of(node) in numbers]:
        drop(node)
    outputs = [entry for entry in found if entry.tag.kind == OUTPUT]
    statements = [entry for entry in found if entry.tag.kind != OUTPUT]
    _marks_out(target, statements, w)
    if outputs:
        _paragraph_values(target, outputs, entries, w)
    if not outputs and not _has_content(target, w):
        _replace(target, [entry for entry in statements if entry.tag.kind != COMMENT], w)
        return
    behind = target
    for entry in statements:
        if entry.tag.kind == COMMENT:
            continue
        node = mark(entry)
        if keyword(entry.tag.body) in CLOSERS:
            behind.addnext(node)
            behind = node
        else:
            target.addprevious(node)


def _replace(target: Any, statements: list[Entry], w: Names) -> None:
    """The tags in place of their paragraph, cell or row; a section that ends there still ends, outside of the tags."""
    behind = target
    ends_section = target.tag == w.p and target.find(f"{w.pPr}/{w.sectPr}") is not None
    after = ends_section and statements and keyword(statements[0].tag.body) not in CLOSERS
    for entry in statements:
        node = mark(entry)
        if after:
            behind.addnext(node)
            behind = node
        else:
            target.addprevious(node)
    if not ends_section:
        drop(target)


def _paragraph_values(paragraph: Any, outputs: list[Entry], entries: Entries, w: Names) -> None:
    """``{{p 名称 }}``: alone it stands for whole paragraphs or block content, else for the breaks of its text."""
    nodes = {number_of(node): node for node in paragraph.iter(etree.ProcessingInstruction)}
    if len(outputs) == 1 and _sole(paragraph, nodes[outputs[0].number], w):
        entry = outputs[0]
        node = nodes[entry.number]
        entry.mode = BLOCKS
        entry.before, entry.after = _halves(paragraph, node, w)
        paragraph.addprevious(mark(entry))
        if paragraph.find(f"{w.pPr}/{w.sectPr}") is None:
            drop(paragraph)
        else:
            drop(node)  # the paragraph ends a section and stays, empty
        return
    for entry in outputs:
        node = nodes[entry.number]
        run = node.getparent().getparent()
        entry.mode = PARAGRAPHS
        if run.getparent() is not paragraph:
            entries.problem("tag.level", "在超链接或内容控件里，不能分成几段。请移到外面。", entry)
            continue
        properties = [one for one in run if one.tag == w.rPr]
        head = copy.deepcopy(paragraph.find(w.pPr))
        if head is not None:
            for section in head.findall(w.sectPr):
                head.remove(section)
        x = w.prefix
        entry.before = (
            f"</{x}t></{x}r></{x}p><{x}p>"
            + ("" if head is None else undeclared(etree.tostring(head, encoding="unicode"), dict(paragraph.nsmap)))
            + f'<{x}r>{"".join(map(markup, properties))}<{x}t xml:space="preserve">'
        )


def _sole(paragraph: Any, node: Any, w: Names) -> bool:
    """True when the paragraph holds nothing but this one mark."""
    others = [
        one for one in paragraph.iter(etree.ProcessingInstruction) if one is not node and number_of(one) is not None
    ]
    return not others and not _has_content(paragraph, w, besides=node)


def _halves(paragraph: Any, node: Any, w: Names) -> tuple[str, str]:
    """The template's paragraph around its tag, without what may stand only once in a document."""
    bare = copy.deepcopy(paragraph)
    for one in list(bare.iter(w.sectPr, *w.marks)):
        drop(one)
    for name in UNIQUE:
        bare.attrib.pop(name, None)
    text = undeclared(etree.tostring(bare, encoding="unicode", with_tail=False), dict(paragraph.nsmap))
    sign = etree.tostring(node, encoding="unicode", with_tail=False)
    before, _, after = text.partition(sign)
    return before, after


def _has_content(target: Any, w: Names, besides: Any = None) -> bool:
    for node in target.iter():
        if node is besides:
            if (node.tail or "").strip():
                return True
            continue
        tag = node.tag
        if tag is etree.ProcessingInstruction:
            if number_of(node) is not None or (node.tail or "").strip():
                return True
        elif tag == w.t:
            if (node.text or "").strip():
                return True
        elif tag == w.br:
            if node.get(w.type) in ("page", "column"):
                return True
        elif isinstance(tag, str) and (etree.QName(node).localname in _OBJECTS or tag == f"{MC}AlternateContent"):
            return True
    return False


def _marks_out(target: Any, statements: list[Entry], w: Names) -> None:
    """Bookmarks and comments of a paragraph that goes stay in the text: before an opening, behind an end."""
    if target.tag != w.p or not statements or _has_content(target, w):
        return
    closing = keyword(statements[-1].tag.body) in CLOSERS
    for child in [one for one in target if one.tag in w.marks]:
        if closing:
            target.addnext(child)
        else:
            target.addprevious(child)


def drop(node: Any) -> None:
    """移除节点: text behind it stays."""
    parent, tail = node.getparent(), node.tail
    if tail and tail.strip():
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(node)
