"""安全解析 XML (safe XML): no DTD, no entities, no network, no deep or endless documents."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any, Iterator, Protocol, Sequence, Union

from lxml import etree

from .problems import PackageProblem

_HEAD = 1 << 16
#: what a tree in memory may cost: an element or a closing tag counts 1, an attribute 2; about 130 bytes each
MAX_COST = 3_000_000
#: what may stand before the root element; the alternatives start with different characters, so it never backtracks
_PROLOG = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.S)
_ENCODING = re.compile(r"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)[\"']")
_ALLOWED = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "latin1"}


class Readable(Protocol):
    """可读的流: what is needed of a stream."""

    def read(self, size: int = -1, /) -> bytes:
        """读取: some bytes, b"" at the end."""


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_OPTIONS = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse(data: bytes, part: str, path: str = "") -> Any:
    """解析部件: the root element of one XML part.

    Args:
        data: the part's bytes.
        part: its name in the package, for messages.
        path: the file's name, for messages.

    Raises:
        PackageProblem: ``xml.dtd``, ``xml.encoding`` or ``xml.broken``.

    >>> parse(b"<a><b/></a>", "xl/a.xml").tag
    'a'
    """
    check_prolog(data[:_HEAD], part, path)
    if _cost(data) > MAX_COST:
        raise _too_many(part, path)
    try:
        root = etree.fromstring(data, etree.XMLParser(**_OPTIONS))
    except (etree.XMLSyntaxError, ValueError) as cause:
        raise _broken(part, path, cause) from cause
    if root.getroottree().docinfo.internalDTD is not None:
        raise _dtd(part, path)
    return root


def ends(source: Union[bytes, Readable], tags: Sequence[str], part: str, path: str = "") -> Iterator[Any]:
    """逐个读取元素: each element with one of the tags, at its end, in document order.

    When the caller comes back for the next one, the element and all before it are dropped, so memory stays flat
    however long the part is.

    Raises:
        PackageProblem: as ``parse``.
    """
    metered = _Metered(io.BytesIO(source) if isinstance(source, bytes) else source, part, path)
    try:
        for _, element in etree.iterparse(metered, events=("end",), tag=list(tags), **_OPTIONS):
            yield element
            _release(element)
            metered.cost = 0
    except etree.XMLSyntaxError as cause:
        raise _broken(part, path, cause) from cause


def check_prolog(head: bytes, part: str, path: str = "") -> None:
    """检查文件头: refuse a DTD and encodings that could hide one, before any parser sees the bytes."""
    text = _decoded(head, part, path)
    declared = _ENCODING.match(text.lstrip("\ufeff"))
    if declared and declared.group(1).strip().lower() not in _ALLOWED:
        raise _encoding(part, path, declared.group(1))
    prolog = _PROLOG.match(text)
    after = text[prolog.end() if prolog else 0 :]
    if after.startswith("<!") or (not after and len(head) >= _HEAD):
        raise _dtd(part, path)


@lru_cache(maxsize=4096)
def local(tag: Any) -> str:
    """本地名: a tag without its namespace ("" for comments and the like)."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(tag: Any) -> str:
    """命名空间: the namespace of a tag."""
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: Any) -> Iterator[Any]:
    """子元素: the children, with mc:AlternateContent replaced by what its Fallback holds."""
    for child in element:
        if child.tag == f"{{{MC}}}AlternateContent":
            for branch in child:
                if branch.tag == f"{{{MC}}}Fallback":
                    yield from children(branch)
        elif isinstance(child.tag, str):
            yield child


def flag(text: Union[str, None], default: bool = False) -> bool:
    """布尔属性: ``1``/``true``/``on`` are True; the default when the attribute is absent."""
    return default if text is None else text.strip().lower() in ("1", "true", "on", "t")


def _decoded(head: bytes, part: str, path: str) -> str:
    if (
        head[:4] in (b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00")
        or head[:3] == b"\x00\x00\x00"
        or head[1:4] == b"\x00\x00\x00"
    ):
        raise _encoding(part, path, "UTF-32")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace")
    if head[:2] == b"<\x00":
        return head.decode("utf-16-le", "replace")
    if head[:2] == b"\x00<":
        return head.decode("utf-16-be", "replace")
    if head[:3] == b"\xef\xbb\xbf":
        head = head[3:]
    elif head[:4] == b"\x4c\x6f\xa7\x94":
        raise _encoding(part, path, "EBCDIC")
    return head.decode("latin-1")


def _dtd(part: str, path: str) -> PackageProblem:
    return PackageProblem(
        "xml.dtd",
        f"部件 {part!r} 含有 DTD 或实体定义（<!DOCTYPE>）。正常的办公文件没有这些内容，可能用于攻击，已拒绝读取。",
        path,
    )


def _encoding(part: str, path: str, found: str) -> PackageProblem:
    return PackageProblem(
        "xml.encoding",
        f"部件 {part!r} 的文字编码是 {found}，办公文件应为 UTF-8 或 UTF-16，已拒绝读取。请用 Excel、WPS 打开后另存。",
        path,
    )


def _broken(part: str, path: str, cause: Exception) -> PackageProblem:
    line, column = getattr(cause, "position", (0, 0)) or (0, 0)
    where = f"第 {line} 行第 {column} 字符处" if line else ""
    return PackageProblem(
        "xml.broken",
        f"部件 {part!r} {where}已损坏，不是完整的 XML。请用 Excel、WPS 打开修复后另存，或重新取得文件。",
        path,
    )


def _cost(data: bytes) -> int:
    return data.count(b"<") + 2 * data.count(b"=")


def _too_many(part: str, path: str) -> PackageProblem:
    return PackageProblem(
        "xml.too-large", f"部件 {part!r} 含有的元素过多，疑似恶意文件，已拒绝读取。请核实文件来源。", path
    )


def _release(element: Any) -> None:
    """释放元素: drop an element that was read, and everything before it in the document."""
    element.clear()
    while element is not None:
        parent = element.getparent()
        if parent is not None and parent[0] is not element:
            del parent[: parent.index(element)]
        element = parent


class _Metered:
    """A stream whose prolog was checked, and which ends the reading when what is kept of it grows too large."""

    def __init__(self, stream: Readable, part: str, path: str) -> None:
        self._stream, self._part, self._path = stream, part, path
        self._head: Union[bytes, None] = stream.read(_HEAD)
        check_prolog(self._head, part, path)
        self.cost = 0

    def read(self, size: int = -1) -> bytes:
        if self._head is not None:
            chunk, self._head = self._head, None
        else:
            chunk = self._stream.read(size)
        self.cost += _cost(chunk)
        if self.cost > MAX_COST:
            raise _too_many(self._part, self._path)
        return chunk
