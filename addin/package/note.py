"""写入记录在文件包中 (note in the package): where the note (addin/note.py) lies in a workbook's file.

It is a custom XML part related from the workbook part: the kind that Excel documents as kept on saving (we have not
seen Excel do it). LibreOffice 7.4 keeps it too, but relates it from the package itself; a document that was no .xlsx
before it was saved as one brings the note along as a document property as well (addin/hosts/libreoffice/note_store.py).
"""

from __future__ import annotations

from typing import NamedTuple

from ..note import (
    MAX_BYTES,
    NAMESPACE,
    NO_STYLE,
    SHEET_PREFIX,
    FormerFill,
    Note,
    Place,
    Written,
    parse_note,
    plain_colour,
)
from . import xml
from .container import Container
from .draft import RELATIONSHIP, Draft, remove_children
from .parts import Parts

__all__ = [
    "NO_STYLE", "SHEET_PREFIX", "FormerFill", "Note", "Place", "Written", "note_part", "parse_note", "plain_colour",
    "read_note", "remove_note", "write_note",
]  # fmt: skip

_ITEM_ID = "{6B1D0C7E-5A0B-4C1E-9D0E-6A7869616F31}"
_PROPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    f'<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()
#: the document property in which LibreOffice keeps the note of a document that is no .xlsx
PROPERTY = "jixiao-note"
_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def read_note(source: bytes | Container | Parts) -> Note:
    """读取写入记录: an empty note when there is none, or none that can be understood.

    Args:
        source: the file's bytes, its container, or its parts.

    Raises:
        PackageProblem: the package itself cannot be read.
    """
    if isinstance(source, bytes):
        source = Container(source)
    parts = source if isinstance(source, Parts) else Parts(source)
    part = note_part(parts)
    return parse_note(parts.container.read(part) if part else _property_text(parts))


def note_part(parts: Parts) -> str | None:
    """记录所在部件: its name; None when the workbook has no note."""
    found = _found(parts)
    return found.part if found else None


class _Found(NamedTuple):
    """Where the note lies, and what points at it."""

    part: str
    source: str
    relationship: str


def _found(parts: Parts) -> _Found | None:
    # LibreOffice 7.4 relates the custom parts that it keeps from the package instead of the workbook
    for source in (parts.main, ""):
        for relationship in parts.relationships(source):
            if relationship.kind != "customXml" or relationship.external:
                continue
            name = parts.container.find(relationship.target)
            if name is None or parts.container.size(name) > MAX_BYTES:
                continue
            if NAMESPACE.encode() in parts.container.read(name)[:2000]:
                return _Found(name, source, relationship.id)
    return None


def write_note(draft: Draft, note: Note) -> None:
    """写入记录到文件包: replaces the note that is there; an empty note is taken away."""
    part = note_part(draft.parts)
    if not note:
        if part:
            remove_note(draft)
        return
    _remove_property(draft)
    if part:
        draft.write(part, note.to_xml())
        return
    part = draft.free_name("customXml/item{}.xml")
    props = part.replace("item", "itemProps")
    draft.write(part, note.to_xml())
    draft.relate(draft.parts.main, RELATIONSHIP + "customXml", part)
    if draft.find(props) is None:
        draft.write(props, _PROPS)
        draft.declare(props, _PROPS_TYPE)
        draft.relate(part, RELATIONSHIP + "customXmlProps", props)
    if draft.parts.content_types.of(part) == "":
        draft.declare(part, "application/xml")


def remove_note(draft: Draft) -> None:
    """删除写入记录: the part, its properties and the relationship; the document property of the same content."""
    _remove_property(draft)
    found = _found(draft.parts)
    if found is None:
        return
    for relationship in draft.parts.relationships(found.part):
        name = draft.find(relationship.target)
        if relationship.kind == "customXmlProps" and not relationship.external and name:
            draft.remove(name)
    draft.unrelate(found.source, found.relationship)
    draft.remove(found.part)


def _property_text(parts: Parts) -> str:
    name = parts.related("", "custom-properties")
    if name is None or parts.container.size(name) > MAX_BYTES or PROPERTY.encode() not in parts.container.read(name):
        return ""
    for child in xml.parse(parts.container.read(name), name, parts.path):
        if xml.local(child.tag) == "property" and child.get("name") == PROPERTY:
            return "".join(child.itertext())
    return ""


def _remove_property(draft: Draft) -> None:
    name = draft.parts.related("", "custom-properties")
    if name is not None and PROPERTY.encode() in draft.read(name):
        draft.write(name, remove_children(draft.editable(name), b"property", b"name", PROPERTY.encode()))
