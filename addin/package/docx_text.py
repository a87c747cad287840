"""Word 段落文字 (the text of Word paragraphs): as a reader sees it, tracked changes accepted."""

from __future__ import annotations

from typing import Any, Iterator, List

from . import xml

#: what a reader does not see: deletions, field codes, properties; text boxes and tables are read by themselves
_SKIPPED = frozenset(
    (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "pPr",
        "rPr",
        "sectPr",
        "txbxContent",
        "tbl",
        "Fallback",
        "rt",
    )
)
#: wrappers whose content counts as if they were not there
WRAPPERS = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: ticks and boxes that Word's 插入符号 takes from the Wingdings fonts
_SYMBOLS = {
    ("wingdings", 0xFC): "✓", ("wingdings", 0xFE): "☑", ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□",
    ("wingdings", 0xFB): "✗", ("wingdings", 0xFD): "☒", ("wingdings 2", 0x50): "✓", ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x4F): "✗", ("wingdings 2", 0x51): "☒", ("wingdings 2", 0x53): "☒",
}  # fmt: skip


def value_of(element: Any, name: str = "val") -> str:
    """属性值: an attribute by its local name; "" when absent."""
    for key, text in element.attrib.items():
        if xml.local(key) == name or key == name:
            return str(text)
    return ""


def inside(element: Any) -> Iterator[Any]:
    """内容元素: the children, seen through content controls and tracked insertions."""
    for child in element:
        kind = xml.local(child.tag)
        if kind in WRAPPERS:
            yield from inside(child)
        elif kind and kind not in ("del", "moveFrom", "sdtPr", "sdtEndPr", "Fallback"):
            yield child


def paragraph_text(paragraph: Any) -> str:
    """段落文字: runs joined, tabs and line breaks kept."""
    pieces: List[str] = []
    _collect(paragraph, pieces)
    return "".join(pieces)


def _collect(element: Any, pieces: List[str]) -> None:
    for child in element:
        kind = xml.local(child.tag)
        if kind == "t":
            pieces.append(child.text or "")
        elif kind in _SIGNS:
            pieces.append(_SIGNS[kind])
        elif kind == "sym":
            pieces.append(_symbol(child))
        elif kind and kind not in _SKIPPED:
            _collect(child, pieces)


def _symbol(element: Any) -> str:
    try:
        number = int(value_of(element, "char"), 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get((value_of(element, "font").lower(), number & 0xFF))
    if known:
        return known
    return chr(number) if 0x20 <= number < 0xE000 else ""
