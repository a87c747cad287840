"""已知的单位 (known units): what the manifest or the register says of each unit, looked up on disk.

A province's manifest has 100,000 lines with hundreds of values each: a worker holds none of them, but asks for the one or two
units that a file may belong to.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ..handout.manifest import Entry, Issued

_TABLES = (
    "create table units (code text primary key, name text, parent text, contact text, folder text, rest text) without rowid",
    "create table names (name text, code text, primary key (name, code)) without rowid",
)
#: units written at once
_BATCH = 1_000


def folded_name(name: str) -> str:
    """单位名称的比较形式: without white space and quotation marks, brackets in one shape.

    >>> folded_name("云岭县 第一中学（本部）") == folded_name("云岭县第一中学(本部)")
    True
    """
    return re.sub(r"[\s“”\"'‘’]", "", unicodedata.normalize("NFKC", name)).casefold()


def write_known(path: str | os.PathLike[str], entries: Iterable[Entry]) -> int:
    """写单位索引: a file that ``Known`` opens.

    Args:
        path: the file; an existing one is replaced. entries: the units; of those from a register ``files`` and ``cells`` are empty.

    Returns:
        how many units.

    Raises:
        ValueError: a code that stands twice. OSError: it cannot be written.
    """
    Path(path).unlink(missing_ok=True)
    count = 0
    with closing(sqlite3.connect(path)) as base:
        base.execute("pragma journal_mode = off")
        base.execute("pragma synchronous = off")
        for table in _TABLES:
            base.execute(table)
        batch: list[Entry] = []
        for entry in entries:
            batch.append(entry)
            count += 1
            if len(batch) == _BATCH:
                _insert(base, batch)
                batch.clear()
        _insert(base, batch)
        base.commit()
    return count


def _insert(base: sqlite3.Connection, batch: list[Entry]) -> None:
    rows = [
        (one.unit, one.name, one.parent, one.contact, one.folder,
         json.dumps([one.input, [list(vars(file).values()) for file in one.files], one.cells], ensure_ascii=False))
        for one in batch
    ]  # fmt: skip
    try:
        base.executemany("insert into units values (?, ?, ?, ?, ?, ?)", rows)
    except sqlite3.IntegrityError as cause:
        codes = "、".join(sorted({one.unit for one in batch})[:5])
        raise ValueError(f"单位清单中有重复的单位编码（在 {codes} 等之中）。请先改正清单或名册。") from cause
    names = [(folded_name(one.name), one.unit) for one in batch if one.name]
    base.executemany("insert into names values (?, ?)", names)


class Known:
    """已知的单位, read only; every worker process opens the file for itself.

    Args:
        path: what ``write_known`` wrote. hold: read the file into memory, for a copy that is about to be removed.

    Raises:
        OSError: there is no such file.
    """

    def __init__(self, path: str | os.PathLike[str], hold: bool = False) -> None:
        if not Path(path).is_file():
            raise FileNotFoundError(f"单位索引 {os.fspath(path)} 不存在")
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._base = sqlite3.connect(Path(path).resolve().as_uri() + "?mode=ro&immutable=1", uri=True)

    @classmethod
    def copied(cls, data: bytes) -> Known:
        """由字节打开: a worker that has no disk in common with the others takes a copy for itself, removed with the object.

        Raises:
            OSError: there is no room for it.
        """
        folder = tempfile.TemporaryDirectory(prefix="jixiao-")
        copy = Path(folder.name) / "units.sqlite"
        copy.write_bytes(data)
        made = cls(copy)
        made._folder = folder
        return made

    def close(self) -> None:
        """关闭."""
        self._base.close()
        if self._folder is not None:
            self._folder.cleanup()

    def unit(self, code: str) -> Entry | None:
        """按单位编码查找: None for a code that is not known."""
        found = self._base.execute("select * from units where code = ?", (code,)).fetchone()
        if found is None:
            return None
        unit, name, parent, contact, folder, rest = found
        fingerprint, files, cells = json.loads(rest)
        return Entry(unit, name, parent, contact, folder, fingerprint, tuple(Issued(*one) for one in files), cells)

    def knows(self, code: str) -> bool:
        """是否有这个单位编码."""
        return self._base.execute("select 1 from units where code = ?", (code,)).fetchone() is not None

    def named(self, name: str) -> tuple[str, ...]:
        """按单位名称查找: codes of the units of this name, white space and brackets aside."""
        folded = folded_name(name)
        if not folded:
            return ()
        found = self._base.execute("select code from names where name = ? order by code limit 10", (folded,))
        return tuple(code for (code,) in found)

    def is_above(self, upper: str, lower: str) -> bool:
        """是否上级单位: ``upper`` stands above ``lower`` in the tree, at any distance."""
        seen = set()
        while lower and lower not in seen:
            seen.add(lower)
            found = self._base.execute("select parent from units where code = ?", (lower,)).fetchone()
            lower = found[0] if found else ""
            if lower and lower == upper:
                return True
        return False
