"""XML 字节工具 (markup): find and change elements in the bytes of a part, leaving all other bytes alone.

A parser and a serialiser would rewrite the whole part (prefixes, entities, white space). These helpers look at the
bytes instead. ``view`` first blanks out what could fool them: comments, CDATA, ``>`` inside attribute values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from .problems import PackageProblem

#: one tag, or something that only looks like tags inside; the branches cannot backtrack into each other
_TOKEN = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>", re.DOTALL
)
_NEEDS_MASK = re.compile(rb"<!|=\s*\"[^\"<>]*>|=\s*'[^'<>]*>")
_ROOT = re.compile(rb"<(?:([^\s:<>/!?]+):)?([^\s:<>/!?]+)(?=[\s/>])([^>]*)>")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)[\"']")
_ENTITY = re.compile(r"&(#[xX][0-9A-Fa-f]+|#[0-9]+|amp|lt|gt|quot|apos);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

Patch = tuple[int, int, bytes]


class Tag(NamedTuple):
    """标签: an opening tag, ``start`` to ``end`` in the bytes; ``closed`` when it is self-closing."""

    name: bytes
    attributes: bytes
    start: int
    end: int
    closed: bool


def editable(data: bytes, part: str) -> bytes:
    """检查编码: the bytes without change; a part that is not UTF-8 is refused, since patching would garble it.

    Raises:
        PackageProblem: ``edit.encoding``.
    """
    declared = _DECLARED.match(data[:200].removeprefix(b"\xef\xbb\xbf"))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<") or (
        declared and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")
    ):
        raise PackageProblem(
            "edit.encoding", f"部件 {part!r} 不是 UTF-8 编码，不能原样改写。请用 Excel、WPS 打开后另存，再试。"
        )
    return data


def view(data: bytes) -> bytes:
    """可检索的副本: the bytes, equally long, with comments, CDATA and ``>`` in attribute values blanked out.

    >>> view(b'<a b=">"><!--<c>--></a>')
    b'<a b="_">          </a>'
    """
    return _TOKEN.sub(_blank, data) if _NEEDS_MASK.search(data) else data


def _blank(match: re.Match[bytes]) -> bytes:
    token = match.group()
    if token.startswith(b"<![CDATA["):
        return b"_" * len(token)
    if token.startswith((b"<!", b"<?")):
        return b" " * len(token)
    return token[:-1].replace(b">", b"_") + b">"


def root(seen: bytes) -> tuple[bytes, Tag]:
    """根元素: its prefix with the colon (b"" when there is none) and its tag.

    >>> root(b'<x:worksheet xmlns:x="m">')[0]
    b'x:'
    """
    found = _ROOT.search(seen)
    if found is None:
        raise PackageProblem("xml.broken", "部件不是完整的 XML。请用 Excel、WPS 打开修复后另存。")
    prefix = (found.group(1) + b":") if found.group(1) else b""
    return prefix, _tag(found, prefix + found.group(2), found.start(3), found.end(3), seen)


def _tag(found: re.Match[bytes], name: bytes, start: int, end: int, data: bytes) -> Tag:
    attributes = data[start:end]
    closed = attributes.endswith(b"/")
    return Tag(name, attributes[:-1] if closed else attributes, found.start(), found.end(), closed)


@lru_cache(maxsize=512)
def opening(name: bytes) -> re.Pattern[bytes]:
    """开始标签的模式: matches the opening tag of one element; group 1 is its attributes."""
    return re.compile(rb"<" + re.escape(name) + rb"(?=[\s/>])([^>]*)>")


def find(seen: bytes, name: bytes, start: int = 0, end: int | None = None, data: bytes | None = None) -> Tag | None:
    """查找元素: the first opening tag with that (prefixed) name; attributes are taken from ``data`` when given."""
    found = opening(name).search(seen, start, len(seen) if end is None else end)
    return _tag(found, name, found.start(1), found.end(1), seen if data is None else data) if found else None


def find_all(seen: bytes, name: bytes, start: int = 0, end: int | None = None) -> Iterable[Tag]:
    """查找全部元素: every opening tag with that (prefixed) name, in order."""
    for found in opening(name).finditer(seen, start, len(seen) if end is None else end):
        yield _tag(found, name, found.start(1), found.end(1), seen)


def element_end(seen: bytes, tag: Tag) -> int:
    """元素结尾: the position behind the element; elements of that name must not be nested."""
    if tag.closed:
        return tag.end
    closing = re.compile(rb"</" + re.escape(tag.name) + rb"\s*>").search(seen, tag.end)
    if closing is None:
        raise PackageProblem(
            "xml.broken", f"部件中的 <{tag.name.decode('utf-8', 'replace')}> 没有结束。请用 Excel、WPS 打开修复后另存。"
        )
    return closing.end()


@lru_cache(maxsize=512)
def _attribute(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + re.escape(name) + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def attribute(attributes: bytes, name: bytes) -> bytes | None:
    """属性值: as it stands in the bytes (entities not resolved); None when absent.

    >>> attribute(b' r="B2" s=\\'3\\'', b"s")
    b'3'
    """
    found = _attribute(name).search(attributes)
    if found is None:
        return None
    return found.group(1) if found.group(1) is not None else found.group(2)


def with_attribute(attributes: bytes, name: bytes, value: bytes | None) -> bytes:
    """改属性: the attributes with one set (None: taken away); the others keep place and bytes.

    >>> with_attribute(b' r="B2" s="3"', b"s", b"7"), with_attribute(b' r="B2" t="s"', b"t", None)
    (b' r="B2" s="7"', b' r="B2"')
    """
    found = _attribute(name).search(attributes)
    if found is None:
        return attributes if value is None else attributes.rstrip() + b" " + name + b'="' + value + b'"'
    new = b"" if value is None else b" " + name + b'="' + value + b'"'
    return attributes[: found.start()] + new + attributes[found.end() :]


def number(text: bytes | None, default: int = 0) -> int:
    """整数属性: the default when the text is absent or no number."""
    return int(text) if text is not None and text.strip().isdigit() and len(text) < 12 else default


def escape(text: str) -> bytes:
    """转义文字: for element text; carriage returns survive as a reference.

    >>> escape("a<b & c")
    b'a&lt;b &amp; c'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text.encode("utf-8")


def escape_attribute(text: str) -> bytes:
    """转义属性值."""
    return escape(text).replace(b'"', b"&quot;").replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")


def unescape(raw: bytes) -> str:
    """还原文字: entities and character references resolved, CDATA unwrapped.

    >>> unescape(b"a&lt;b &#65;")
    'a<b A'
    """
    if b"<![CDATA[" in raw:
        pieces = re.split(rb"<!\[CDATA\[(.*?)\]\]>", raw, flags=re.DOTALL)
        return "".join(one.decode("utf-8", "replace") if at % 2 else unescape(one) for at, one in enumerate(pieces))
    text = raw.decode("utf-8", "replace")
    return _ENTITY.sub(_resolve, text) if "&" in text else text


def _resolve(match: re.Match[str]) -> str:
    name = match.group(1)
    if not name.startswith("#"):
        return _NAMED[name]
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if code < 0x110000 else "\ufffd"


def apply(data: bytes, patches: Iterable[Patch]) -> bytes:
    """应用改动: replace each (start, end) by new bytes; the patches must not overlap."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(patches, key=lambda patch: (patch[0], patch[1])):
        if start < at:
            raise AssertionError(f"改动重叠：{start} 在 {at} 之前")
        pieces += (data[at:start], new)
        at = end
    pieces.append(data[at:])
    return b"".join(pieces)


TextChange = Callable[[str], str]


def rewrite(
    data: bytes,
    attributes: Mapping[bytes, Mapping[bytes, TextChange]],
    texts: Mapping[bytes, TextChange],
    start: int = 0,
    end: int | None = None,
) -> bytes:
    """改写引用: change attribute values and element texts by local element name, all other bytes as they were.

    Args:
        data: a part.
        attributes: local element name -> attribute -> what to make of its value.
        texts: local element name -> what to make of its text (elements without child elements).
        start, end: only elements that begin there are looked at.
    """
    seen = view(data)
    patches: list[Patch] = []
    pattern = _any_of(tuple(sorted({*attributes, *texts})))
    for found in pattern.finditer(seen, start, len(seen) if end is None else end):
        name = found.group(2)
        raw = data[found.start(3) : found.end(3)]
        for attribute_name, change in attributes.get(name, {}).items():
            hit = _attribute(attribute_name).search(raw)
            if hit is None:
                continue
            group = 1 if hit.group(1) is not None else 2
            old = unescape(hit.group(group))
            new = change(old)
            if new != old:
                base = found.start(3)
                patches.append((base + hit.start(group), base + hit.end(group), escape_attribute(new)))
        if name in texts and not raw.endswith(b"/"):
            stop = seen.find(b"<", found.end())
            if seen[stop : stop + 2] != b"</":
                continue  # holds child elements: those are looked at by themselves
            old = unescape(data[found.end() : stop])
            new = texts[name](old)
            if new != old:
                patches.append((found.end(), stop, escape(new)))
    return apply(data, patches) if patches else data


@lru_cache(maxsize=64)
def _any_of(names: tuple[bytes, ...]) -> re.Pattern[bytes]:
    joined = b"|".join(re.escape(name) for name in names)
    return re.compile(rb"<([^\s:<>/!?]+:)?(" + joined + rb")(?=[\s/>])([^>]*)>")
