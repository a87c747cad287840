"""写入记录的存放 (where the note lies): in the open document, so that it is saved with it and read from it again.

LibreOffice keeps the custom XML parts of an .xlsx in the document's ``InteropGrabBag`` and writes them back on saving as
.xlsx (seen with 7.4): the note lies there, where the file host looks for it. A document that is no .xlsx keeps it in a
user-defined document property too, which .ods holds.
"""

from __future__ import annotations

from typing import Any, List, Tuple

from ...note import NAMESPACE, Note, parse_note
from .office import input_stream, sequence, service, set_typed, struct

PROPERTY = "jixiao-note"
_REMOVABLE = 128  # com.sun.star.beans.PropertyAttribute.REMOVEABLE
_BAG, _PARTS, _PROPS = "InteropGrabBag", "OOXCustomXml", "OOXCustomXmlProps"
_ITEM_ID = "{6B1D0C7E-5A0B-4C1E-9D0E-6A7869616F31}"
_ITEM = (
    f'<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def load_note(context: Any, document: Any) -> Note:
    """读取写入记录: an empty note when there is none."""
    for part in _parts(document)[0]:
        text = _text(context, part)
        if NAMESPACE.encode() in text[:2000]:
            return parse_note(text)
    properties = _properties(document)
    if properties.getPropertySetInfo().hasPropertyByName(PROPERTY):
        return parse_note(str(properties.getPropertyValue(PROPERTY)))
    return Note()


def store_note(context: Any, document: Any, note: Note) -> None:
    """存放写入记录: replaces the one that is there; an empty note is taken away."""
    text = note.to_xml().decode("utf-8") if note else ""
    parts, props = _parts(document)
    kept = [(part, prop) for part, prop in zip(parts, props) if NAMESPACE.encode() not in _text(context, part)[:2000]]
    if text:
        kept.append((_document(context, text), _document(context, _ITEM)))
    _store_parts(document, kept)
    _store_property(document, "" if _is_xlsx(document) else text)


def _is_xlsx(document: Any) -> bool:
    given = {one.Name: one.Value for one in document.getArgs()}
    return "2007" in str(given.get("FilterName", "")) or "OOXML" in str(given.get("FilterName", ""))


def _parts(document: Any) -> Tuple[List[Any], List[Any]]:
    """The custom XML parts of the document and their descriptions, side by side."""
    bag = {one.Name: one.Value for one in document.getPropertyValue(_BAG)}
    parts, props = list(bag.get(_PARTS) or ()), list(bag.get(_PROPS) or ())
    return parts, props + [None] * (len(parts) - len(props))


def _store_parts(document: Any, kept: List[Tuple[Any, Any]]) -> None:
    bag = [one for one in document.getPropertyValue(_BAG) if one.Name not in (_PARTS, _PROPS)]
    documents = "[]com.sun.star.xml.dom.XDocument"
    bag.append(struct("beans.PropertyValue", Name=_PARTS, Value=sequence(documents, [part for part, _ in kept])))
    bag.append(struct("beans.PropertyValue", Name=_PROPS, Value=sequence(documents, [prop for _, prop in kept])))
    set_typed(document, _BAG, sequence("[]com.sun.star.beans.PropertyValue", bag))


def _text(context: Any, part: Any) -> bytes:
    if part is None:
        return b""
    stream = service(context, "io.SequenceOutputStream")
    part.setOutputStream(stream)
    part.start()
    return bytes(stream.getWrittenBytes().value)


def _document(context: Any, text: str) -> Any:
    return service(context, "xml.dom.DocumentBuilder").parse(input_stream(context, text.encode("utf-8")))


def _properties(document: Any) -> Any:
    return document.getDocumentProperties().getUserDefinedProperties()


def _store_property(document: Any, text: str) -> None:
    properties = _properties(document)
    exists = properties.getPropertySetInfo().hasPropertyByName(PROPERTY)
    if exists and text:
        properties.setPropertyValue(PROPERTY, text)
    elif exists:
        properties.removeProperty(PROPERTY)
    elif text:
        properties.addProperty(PROPERTY, _REMOVABLE, text)
