"""成块内容 (block content): values that are more than text, such as a table, a chart, a picture or formatted words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

#: an attribute value of this shape stands for the relationship to one of the added parts
REFERENCE = "rel:"
#: an attribute with this value gets a number that is used nowhere else in the part (wp:docPr, bookmarks)
FRESH_NUMBER = "auto:number"
_XML_LIKE = re.compile(r"<[^<>]+>")


@dataclass(frozen=True)
class AddedPart:
    """新增部件: a part of the package that block content needs, such as a chart or a picture.

    Args:
        key: how the content refers to it: an attribute with exactly this value, starting with ``rel:``
            (``r:id="rel:chart"``, ``r:embed="rel:picture"``), gets the id of the relationship that is made.
        pattern: its name in the package with ``{}`` for a free number: ``word/charts/chart{}.xml``.
        content_type: its media type.
        relationship: the full relationship type from the part that holds the content.
        data: its bytes; they may refer to ``related`` parts in the same way.
        related: parts that this part needs (a chart's workbook); found relative to this one.
    """

    key: str
    pattern: str
    content_type: str
    relationship: str
    data: bytes
    related: tuple[AddedPart, ...] = ()

    def __post_init__(self) -> None:
        if not self.key.startswith(REFERENCE) or self.pattern.count("{}") != 1:
            raise ValueError(
                f"新增部件的引用须以 {REFERENCE} 开头，部件名须含一个 {{}}：{self.key!r}，{self.pattern!r}"
            )


@dataclass(frozen=True)
class Blocks:
    """成块内容: what ``{{p 名称 }}`` puts in place of its paragraph.

    Args:
        xml: the elements of the body (``w:tbl``, ``w:p`` …) one after another, each declaring the prefixes it uses;
            ``of`` makes it from lxml elements. A table that ends the content is followed by a paragraph of the caller's
            where one is wanted: in a cell the engine adds the one that Word demands.
        parts: parts to add to the package; two equal parts are added once.
        text: the content as plain text, for ``.txt`` and ``.md`` templates.
    """

    xml: str
    parts: tuple[AddedPart, ...] = ()
    text: str = ""

    def __post_init__(self) -> None:
        missing = [part.key for part in self.parts if f'"{part.key}"' not in self.xml]
        if missing:
            raise ValueError(f"成块内容没有引用它的部件：{missing}")

    @classmethod
    def of(cls, elements: Iterable[Any], parts: Iterable[AddedPart] = (), text: str = "") -> Blocks:
        """由元素生成: lxml elements, in order."""
        xml = "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in elements)
        return cls(xml, tuple(parts), text)

    def __add__(self, other: Blocks) -> Blocks:
        """连接: one after the other; the keys of their parts must differ."""
        shared = {part.key for part in self.parts} & {part.key for part in other.parts}
        clash = [key for key in shared if not {p for p in self.parts if p.key == key} & set(other.parts)]
        if clash:
            raise ValueError(f"两段成块内容用了同一引用指向不同部件：{clash}")
        parts = self.parts + tuple(part for part in other.parts if part not in self.parts)
        return Blocks(self.xml + other.xml, parts, "\n".join(one for one in (self.text, other.text) if one))


#: run properties in the order that the schema demands; only those that a Run can set or that must stand in between
_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs",
    "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath",
)  # fmt: skip
ORDER: Mapping[str, int] = {name: at for at, name in enumerate(_ORDER)}


@dataclass(frozen=True)
class Run:
    """一段格式文字: text with what differs from the format of the tag that it replaces.

    Args:
        text: line breaks and tabs are kept.
        bold, italic, strike: None leaves the template's format as it is.
        underline: ``single``, ``double`` … or None.
        color: six hex digits.
        highlight: a Word highlight colour such as ``yellow``.
        size: in points.
        font: for Chinese and Latin text alike.
        style: the id of a character style of the template.
    """

    text: str
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    underline: str | None = None
    color: str | None = None
    highlight: str | None = None
    size: float | None = None
    font: str | None = None
    style: str | None = None
    _properties: Mapping[str, str] = field(init=False, repr=False, compare=False, hash=False, default_factory=dict)

    def __post_init__(self) -> None:
        found: dict[str, str] = {}
        for names, value in ((("b", "bCs"), self.bold), (("i", "iCs"), self.italic), (("strike",), self.strike)):
            if value is not None:
                found.update(dict.fromkeys(names, "" if value else _value("0")))
        if self.underline:
            found["u"] = _value(self.underline)
        if self.color:
            found["color"] = _value(self.color)
        if self.highlight:
            found["highlight"] = _value(self.highlight)
        if self.size:
            found.update(dict.fromkeys(("sz", "szCs"), _value(str(round(self.size * 2)))))
        if self.font:
            name = quoteattr(self.font)
            found["rFonts"] = f" {{w}}ascii={name} {{w}}hAnsi={name} {{w}}eastAsia={name} {{w}}cs={name}"
        if self.style:
            found["rStyle"] = _value(self.style)
        object.__setattr__(self, "_properties", found)

    @property
    def properties(self) -> Mapping[str, str]:
        """格式: element name -> its attributes, with ``{w}`` where the prefix of Word's namespace belongs."""
        return self._properties


def _value(text: str) -> str:
    return f" {{w}}val={quoteattr(text)}"


class RichText:
    """格式文字: runs of text, for ``{{r 名称 }}``; a plain ``{{ 名称 }}`` shows its words without the format.

    >>> str(RichText("主要原因是：").add("【待填写】", highlight="yellow"))
    '主要原因是：【待填写】'
    """

    __slots__ = ("runs",)

    def __init__(self, text: str = "", **format_: Any) -> None:
        self.runs: list[Run] = []
        if text:
            self.add(text, **format_)

    def add(self, text: str, **format_: Any) -> RichText:
        """追加一段: see Run for the formats. Returns itself."""
        self.runs.append(Run(text, **format_))
        return self

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


def without_declarations(xml: str, known: Mapping[str, str]) -> str:
    """去掉重复的命名空间声明: those that the part's root element makes already.

    >>> without_declarations('<w:p xmlns:w="u"><w:r/></w:p>', {"w": "u"})
    '<w:p><w:r/></w:p>'
    """
    declared = {f' xmlns:{prefix}="{uri}"' for prefix, uri in known.items() if prefix}

    def tag(match: re.Match[str]) -> str:
        text = match.group()
        if " xmlns:" in text:
            for one in declared:
                text = text.replace(one, "")
        return text

    return _XML_LIKE.sub(tag, xml) if "xmlns:" in xml else xml
