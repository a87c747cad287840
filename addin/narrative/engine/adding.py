"""写出文档 (writing the document): rendered parts replace those of the template, block content brings its parts along."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from ...package.draft import Draft, append_child
from ...package.zip_write import Mould
from .blocks import AddedPart

#: of zlib: the text of a report is hardly smaller with more
_LEVEL = 1


class Writer:
    """写出文档: of one template, many times.

    Args:
        draft: the template.
        rendered: the names of the parts that each document has its own of.
    """

    def __init__(self, draft: Draft, rendered: Iterable[str]) -> None:
        own = set(rendered)
        self._draft = draft
        self._old = {name: draft.raw(name) for name in own}
        self._mould = Mould((name, draft.raw(name)) for name in draft.names() if name not in own)

    def write(self, written: Mapping[str, bytes], added: Mapping[str, Mapping[str, AddedPart]]) -> bytes:
        """生成文件.

        Args:
            written: name -> bytes of the rendered parts.
            added: part -> relationship id -> the part to add.

        Returns:
            the .docx file; parts without tags keep their compressed bytes.
        """
        if not added:
            return self._mould.build(((name, self._old[name], data) for name, data in written.items()), _LEVEL)
        new = Draft(self._draft.data, self._draft.path)
        for name, data in written.items():
            new.write(name, data)
        for source, parts in added.items():
            for id_, part in parts.items():
                _add(new, source, id_, part)
        return new.to_bytes()


def _add(draft: Draft, source: str, id_: str, part: AddedPart) -> None:
    name = draft.free_name(part.pattern)
    data = part.data
    draft.write(name, data)
    for related in part.related:
        number = len(draft.parts.relationships(name)) + 1
        _add(draft, name, f"rId{number}", related)
        data = data.replace(f'"{related.key}"'.encode(), f'"rId{number}"'.encode())
    draft.write(name, data)
    _declare(draft, name, part.content_type)
    _relate(draft, source, id_, part.relationship, name)


def _declare(draft: Draft, name: str, content_type: str) -> None:
    extension = name.rpartition(".")[2].lower()
    if extension in ("png", "jpeg", "jpg", "emf", "xlsx", "svg"):
        draft.declare_extension(extension, content_type)
    else:
        draft.declare(name, content_type)


def _relate(draft: Draft, source: str, id_: str, type_: str, target: str) -> None:
    rels = draft.rels_name(source)
    data = draft.read(rels) if rels in draft else _EMPTY
    relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
    entry = f' Id="{id_}" Type="{type_}" Target="{relative}"/>'
    draft.write(rels, append_child(data, b"Relationship", entry.encode("utf-8")))


_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
