"""文件包草稿 (draft): a package with some parts replaced, added or removed; the rest stays compressed and untouched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Hashable

from . import markup, xml
from .container import Container
from .parts import Parts
from .problems import PackageProblem
from .zip_write import build

_TYPES = "[Content_Types].xml"
_RELS = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ID = re.compile(rb"\sId\s*=\s*[\"'][Rr][Ii][Dd](\d{1,8})[\"']")


class Draft(Container):
    """草稿: reads like a Container and also takes changes; ``to_bytes`` writes the zip."""

    def __init__(self, data: bytes, path: str = "") -> None:
        self._changed: dict[str, bytes] = {}
        self._removed: set[str] = set()
        self._parts: Parts | None = None
        self._sound: set[str] = set()  # parts that were parsed once; what we patch stays well formed
        super().__init__(data, path)

    @property
    def parts(self) -> Parts:
        """部件表: content types and relationships as the draft has them now."""
        if self._parts is None:
            self._parts = Parts(self)
        return self._parts

    def names(self) -> list[str]:
        """成员名: old members in their order, then new ones."""
        old = [name for name in super().names() if name not in self._removed]
        return old + [name for name in self._changed if not super(Draft, self).__contains__(name)]

    def __contains__(self, name: str) -> bool:
        return name in self._changed or (super().__contains__(name) and name not in self._removed)

    def find(self, name: str) -> str | None:
        """查找成员: as Container.find, changes taken into account."""
        if name in self:
            return name
        folded = name.lstrip("/").lower()
        found = super().find(name)
        if found is not None and found in self:
            return found
        return next((one for one in self._changed if one.lower() == folded), None)

    def read(self, name: str) -> bytes:
        """读取部件: the new content where there is one."""
        if name in self._changed:
            return self._changed[name]
        if name in self._removed:
            raise PackageProblem("part.missing", f"部件 {name!r} 已被删除。", self.path)
        return super().read(name)

    def size(self, name: str) -> int:
        """部件字节数: as Container.size, changes taken into account."""
        return len(self._changed[name]) if name in self._changed else super().size(name)

    def spelling(self, name: str) -> Hashable:
        """部件的标识: as Container.spelling, changes taken into account."""
        return self._changed[name] if name in self._changed else super().spelling(name)

    def editable(self, name: str) -> bytes:
        """读取待改部件: well formed, UTF-8, without DTD.

        Raises:
            PackageProblem: ``xml.*`` or ``edit.encoding``.
        """
        data = self.read(name)
        if name not in self._sound:
            xml.parse(data, name, self.path)
            markup.editable(data, name)
            self._sound.add(name)
        return data

    def write(self, name: str, content: bytes) -> None:
        """写入部件: replaces it, or adds it at the end. Unchanged content changes nothing."""
        if name in self and self.read(name) == content:
            return
        self._changed[name] = content
        self._removed.discard(name)
        self._forget(name)

    def remove(self, name: str) -> None:
        """删除部件: with its relationships part and content type; relationships to it are the caller's."""
        rels = self.rels_name(name)
        for one in (name, rels):
            if one in self:
                self._changed.pop(one, None)
                self._removed.add(one)
        self._drop_type(name)
        self._parts = None

    def _forget(self, name: str) -> None:
        if name == _TYPES or name.endswith(".rels"):
            self._parts = None

    @property
    def changed(self) -> set[str]:
        """改动的成员名: replaced, added and removed ones."""
        return set(self._changed) | {name for name in self._removed if name not in self._changed}

    def to_bytes(self) -> bytes:
        """写成压缩包: the very bytes that came in when nothing changed."""
        if not self.changed:
            return self.data
        was = set(super().names())
        return build((name, self.raw(name) if name in was else None, self._changed.get(name)) for name in self.names())

    def free_name(self, pattern: str) -> str:
        """未用的部件名: ``pattern`` has one ``{}`` for the number."""
        number = 1
        while self.find(pattern.format(number)) is not None:
            number += 1
        return pattern.format(number)

    def rels_name(self, part: str) -> str:
        """关系部件名: as the package spells it, or the usual one."""
        folder, _, name = part.rpartition("/")
        usual = posixpath.join(folder, "_rels", f"{name}.rels")
        return self.find(usual) or usual

    def relate(self, part: str, type_: str, target: str) -> str:
        """添加关系: from a part to another part; returns the new id."""
        rels = self.rels_name(part)
        data = self.editable(rels) if rels in self else _RELS
        used = [int(one) for one in _ID.findall(markup.view(data))]
        id_ = f"rId{max(used, default=0) + 1}"
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        entry = f' Id="{id_}" Type="{type_}" Target="{relative}"/>'
        self.write(rels, append_child(data, b"Relationship", entry.encode("utf-8")))
        return id_

    def unrelate(self, part: str, id_: str) -> None:
        """删除关系: by id; an empty relationships part goes too."""
        rels = self.rels_name(part)
        data = self.editable(rels)
        left = remove_children(data, b"Relationship", b"Id", id_.encode("utf-8"))
        if markup.find(markup.view(left), markup.root(markup.view(left))[0] + b"Relationship") is None:
            self._changed.pop(rels, None)
            self._removed.add(rels)
            self._parts = None
        else:
            self.write(rels, left)

    def declare(self, part: str, content_type: str) -> None:
        """声明内容类型: an Override for one part."""
        name = self.parts.member(_TYPES)
        data = self.editable(name)
        entry = f' PartName="/{part}" ContentType="{content_type}"/>'.encode()
        self.write(name, append_child(data, b"Override", entry))

    def declare_extension(self, extension: str, content_type: str) -> None:
        """声明扩展名: a Default for an extension that has none."""
        if extension in self.parts.content_types.defaults:
            return
        name = self.parts.member(_TYPES)
        data = self.editable(name)
        seen = markup.view(data)
        prefix, top = markup.root(seen)
        entry = b'<%bDefault Extension="%b" ContentType="%b"/>' % (
            prefix,
            extension.encode(),
            content_type.encode(),
        )
        self.write(name, data[: top.end] + entry + data[top.end :])

    def _drop_type(self, part: str) -> None:
        name = self.find(_TYPES)
        if name is not None:
            data = self.read(name)
            left = remove_children(data, b"Override", b"PartName", b"/" + part.encode("utf-8"))
            if left != data:
                self.write(name, left)


def append_child(data: bytes, local: bytes, rest: bytes) -> bytes:
    """追加子元素: at the end of the root; ``rest`` is what follows the name, ``/>`` included.

    >>> append_child(b'<Types/>', b"Override", b' a="1"/>')
    b'<Types><Override a="1"/></Types>'
    """
    seen = markup.view(data)
    prefix, top = markup.root(seen)
    entry = b"<" + prefix + local + rest
    if top.closed:
        slash = data.rindex(b"/", top.start, top.end)
        return data[:slash] + b">" + entry + b"</" + top.name + b">" + data[top.end :]
    at = seen.rindex(b"</" + top.name)
    return data[:at] + entry + data[at:]


def remove_children(data: bytes, local: bytes, attribute: bytes, value: bytes) -> bytes:
    """删除子元素: those of the root whose attribute has the value (case does not matter)."""
    seen = markup.view(data)
    prefix, _ = markup.root(seen)
    patches = [
        (tag.start, markup.element_end(seen, tag), b"")
        for tag in markup.find_all(seen, prefix + local)
        if (markup.attribute(data[tag.start : tag.end], attribute) or b"").lower() == value.lower()
    ]
    return markup.apply(data, patches)
