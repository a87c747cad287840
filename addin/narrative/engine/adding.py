"""写出文档 (writing the document): rendered parts replace those of the template, block content brings its parts along."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from ...package.draft import Draft, append_child
from .blocks import AddedPart

_LEVEL = 1


def add_parts(draft: Draft, written: Mapping[str, bytes], added: Mapping[str, Mapping[str, AddedPart]]) -> bytes:
    """生成文件.

    Args:
        draft: the template; it stays as it is.
        written: name -> bytes of the rendered parts.
        added: part -> relationship id -> the part to add.

    Returns:
        the .docx file; parts without tags keep their compressed bytes.
    """
    new = Draft(draft.to_bytes(), draft.path)
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
