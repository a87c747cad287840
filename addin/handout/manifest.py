"""下发清单 (manifest): what was handed out to whom, as JSON Lines; the roll-up knows by it who has not returned.

The first line tells of the whole, every further line of one unit, in the register's order::

    {"schema": 1, "kind": "jixiao.manifest", "pack": …, "version": …, "year": …, "title": …, "template": sha256, "register": name}
    {"unit": code, "name": …, "parent": …, "contact": …, "folder": …, "input": fingerprint,
     "files": [{"path": …, "size": …, "sha256": …}], "cells": {"sheet!A1": value}}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

NAME = "manifest.jsonl"
_KIND = "jixiao.manifest"


class ManifestError(ValueError):
    """下发清单无法使用: place, found, expected and the next step, in Chinese."""


@dataclass(frozen=True)
class Issued:
    """一个下发的文件: ``path`` relative to the manifest, with /; its size in bytes; its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Head:
    """清单的首行: the pack that was handed out.

    Args:
        pack, version, year, title: the pack's. template: SHA-256 of the pack's workbook. register: the register's file name.
    """

    pack: str
    version: int
    year: int | None
    title: str = ""
    template: str = ""
    register: str = ""


@dataclass(frozen=True)
class Entry:
    """清单的一行: one unit.

    Args:
        unit, name, parent, contact: as in the register. folder: its folder, relative to the manifest.
        input: fingerprint of everything its files were made from. files: its files.
        cells: ``sheet!A1`` -> the value that was filled in and locked (text, number or true/false).
    """

    unit: str
    name: str
    parent: str = ""
    contact: str = ""
    folder: str = ""
    input: str = ""
    files: tuple[Issued, ...] = ()
    cells: dict[str, Any] = field(default_factory=dict)


def head_line(head: Head) -> str:
    """首行, without the line's end."""
    return json.dumps({"schema": 1, "kind": _KIND, **vars(head)}, ensure_ascii=False)


def entry_line(entry: Entry) -> str:
    """一个单位的一行, without the line's end."""
    return json.dumps({**vars(entry), "files": [vars(one) for one in entry.files]}, ensure_ascii=False)


def read_manifest(lines: Iterable[str], name: str = NAME) -> tuple[Head, Iterator[Entry]]:
    """读取清单: the head, and the units one by one.

    Args:
        lines: the file's lines. name: what messages call it.

    Raises:
        ManifestError: it is no manifest; while iterating, for the line that cannot be read.
    """
    numbered = enumerate(lines, 1)
    first = next(numbered, (1, ""))[1]
    document = _object(first, 1, name)
    if document.get("kind") != _KIND or document.get("schema") != 1:
        raise ManifestError(f"{name}：第 1 行不是 jixiao 的下发清单。请选 jixiao issue 写的 {NAME}。")
    try:
        year = document.get("year")
        head = Head(
            str(document["pack"]), int(document["version"]), None if year is None else int(year),
            str(document.get("title", "")), str(document.get("template", "")), str(document.get("register", "")),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as cause:
        raise _broken(name, 1) from cause
    return head, (_entry(line, number, name) for number, line in numbered if line.strip())


def _entry(line: str, number: int, name: str) -> Entry:
    document = _object(line, number, name)
    try:
        files = tuple(Issued(str(one["path"]), int(one["size"]), str(one["sha256"])) for one in document["files"])
        words = {key: str(document.get(key, "")) for key in ("parent", "contact", "folder", "input")}
        return Entry(str(document["unit"]), str(document["name"]), files=files, cells=dict(document["cells"]), **words)
    except (KeyError, TypeError, ValueError) as cause:
        raise _broken(name, number) from cause


def _object(line: str, number: int, name: str) -> dict[str, Any]:
    try:
        document = json.loads(line)
    except ValueError as cause:
        raise _broken(name, number) from cause
    if not isinstance(document, dict):
        raise _broken(name, number)
    return document


def _broken(name: str, number: int) -> ManifestError:
    return ManifestError(
        f"{name}：第 {number} 行读不出来，文件可能不完整。请重新运行 jixiao issue，已下发且没有变化的不会重做。"
    )
