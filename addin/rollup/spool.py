"""汇总暂存 (spool): everything that was read and summed, on disk, so that memory does not grow with the number of units.

It is scratch: made anew by every run, removed at its end. What a killed run has read is kept by the journal, not here.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..findings import Finding
from ..returned.record import FormRecord
from .digest import Digest, digest_from
from .lines import Place
from .model import Counts, FileState, Line, Node, State, Totals
from .packed import Packed, pack_findings, unpack_findings, unpack_forms
from .totals import Part

_TABLES = """
CREATE TABLE files (file TEXT PRIMARY KEY, unit TEXT, digest TEXT, forms BLOB, found BLOB, state TEXT DEFAULT '', own BLOB DEFAULT '');
CREATE INDEX files_unit ON files (unit, file);
CREATE TABLE units (unit TEXT PRIMARY KEY, state TEXT, accepted TEXT, part TEXT DEFAULT '', projects INT DEFAULT 0);
CREATE TABLE nodes (node TEXT PRIMARY KEY, document TEXT);
CREATE TABLE lines (
    node TEXT, kind_place INT, group_place INT, part TEXT, place INT, key TEXT, unit TEXT, number INT, kind TEXT, section TEXT,
    item TEXT, column TEXT, nature TEXT, value TEXT, mean TEXT, count INT, units INT, unweighed INT, names TEXT
);
CREATE INDEX lines_node ON lines (node);
"""
_LINES = """
SELECT kind, section, item, column, nature, unit, value, mean, count, units, unweighed, names FROM (
    SELECT *, MIN(place) OVER (PARTITION BY kind_place, group_place, part, key) AS first FROM lines WHERE node = ?
) ORDER BY kind_place, group_place, part, first, key, unit = '', unit, number
"""
_ADD_LINE = "INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Spool:
    """汇总暂存.

    Args:
        path: the file, made anew; None for one that the system removes.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        if path is not None:
            path.unlink(missing_ok=True)
        # "" is SQLite's own temporary file
        self._base = sqlite3.connect(str(path) if path else "", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-16000"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.executescript(_TABLES)

    def close(self) -> None:
        """用完: the file is removed."""
        self._base.close()
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    # files

    def add(self, entries: Iterable[Packed]) -> None:
        """存入文件; one that is there is replaced."""
        rows = [
            (
                one.digest.file,
                one.digest.unit,
                json.dumps(one.digest.as_json(), ensure_ascii=False),
                one.forms,
                one.found,
            )
            for one in entries
        ]
        self._write("INSERT OR REPLACE INTO files (file, unit, digest, forms, found) VALUES (?, ?, ?, ?, ?)", rows)

    def digests(self, unit: str) -> list[Digest]:
        """某单位的文件, sorted by path."""
        return [
            digest_from(json.loads(text))
            for (text,) in self._read("SELECT digest FROM files WHERE unit = ? ORDER BY file", unit)
        ]

    def units(self) -> Iterator[str]:
        """有文件的单位: codes, sorted; "" among them when there are files of no known unit."""
        return (unit for (unit,) in self._read("SELECT DISTINCT unit FROM files ORDER BY unit"))

    def names(self) -> set[str]:
        """已存入的文件."""
        return {file for (file,) in self._read("SELECT file FROM files")}

    def decide(self, states: Mapping[str, FileState], own: Mapping[str, Sequence[Finding]]) -> None:
        """记下文件的状态, and what choosing found."""
        self._write(
            "UPDATE files SET state = ?, own = ? WHERE file = ?",
            [(state.name, pack_findings(own.get(file, ())), file) for file, state in states.items()],
        )

    def files(self, unit: str | None = None) -> Iterator[tuple[Digest, FileState, tuple[Finding, ...]]]:
        """文件: of one unit, or all, sorted by path."""
        where, values = ("", ()) if unit is None else ("WHERE unit = ?", (unit,))
        for text, state, own in self._read(f"SELECT digest, state, own FROM files {where} ORDER BY file", *values):  # noqa: S608 - fixed words
            yield digest_from(json.loads(text)), FileState[state], unpack_findings(own)

    def states(self, unit: str) -> list[tuple[str, FileState]]:
        """某单位各文件的状态, sorted by path."""
        found = self._read("SELECT file, state FROM files WHERE unit = ? ORDER BY file", unit)
        return [(file, FileState[state]) for file, state in found]

    def forms(self, file: str) -> tuple[FormRecord, ...]:
        """某文件的各张表."""
        return unpack_forms(next(self._read("SELECT forms FROM files WHERE file = ?", file))[0])

    def findings(self, file: str) -> tuple[Finding, ...]:
        """某文件读取、校验时的发现 (what choosing found is told by ``files``)."""
        return unpack_findings(next(self._read("SELECT found FROM files WHERE file = ?", file))[0])

    def file_states(self) -> dict[FileState, int]:
        """各状态的文件数."""
        return {
            FileState[state]: count for state, count in self._read("SELECT state, COUNT(*) FROM files GROUP BY state")
        }

    # units

    def set_units(self, rows: Iterable[tuple[str, State, tuple[str, ...]]]) -> None:
        """记下单位的状态: code, state, codes that were let pass."""
        self._write(
            "INSERT INTO units (unit, state, accepted) VALUES (?, ?, ?)",
            [(unit, state.name, json.dumps(accepted)) for unit, state, accepted in rows],
        )

    def unit(self, code: str) -> tuple[State, tuple[str, ...], Part | None, int]:
        """单位: its state, what was let pass, its row's figures, the number of its projects."""
        found = next(self._read("SELECT state, accepted, part, projects FROM units WHERE unit = ?", code), None)
        if found is None:
            return State.MISSING, (), None, 0
        state, accepted, part, projects = found
        return State[state], tuple(json.loads(accepted)), _part(part), projects

    def in_state(self, state: State) -> set[str]:
        """处于某状态的单位."""
        return {unit for (unit,) in self._read("SELECT unit FROM units WHERE state = ?", state.name)}

    def set_part(self, code: str, part: Part | None, projects: int) -> None:
        """记下单位的一行."""
        document = "" if part is None else json.dumps(_plain(vars(part)), ensure_ascii=False)
        self._base.execute("UPDATE units SET part = ?, projects = ? WHERE unit = ?", (document, projects, code))

    # sums

    def set_node(self, node: Node) -> None:
        """记下一级, without its lines."""
        self._base.execute(
            "INSERT INTO nodes VALUES (?, ?)", (node.code, json.dumps(_plain(asdict(node)), ensure_ascii=False))
        )

    def node(self, code: str) -> Node | None:
        """一级, None when it is none."""
        found = next(self._read("SELECT document FROM nodes WHERE node = ?", code), None)
        return None if found is None else _node(json.loads(found[0]))

    def add_lines(self, code: str, rows: Iterable[tuple[Place, Line]]) -> None:
        """存入各数: each with its place in the list."""
        self._write(_ADD_LINE, [(code, *place, *_line_row(line)) for place, line in rows])

    def lines(self, code: str) -> Iterator[Line]:
        """某级的各数, in their order: those of one item stand together, where the first of them stands."""
        for kind, group, item, column, nature, unit, value, mean, count, units, unweighed, names in self._read(
            _LINES, code
        ):
            others = tuple(json.loads(names)) if names else ()
            yield Line(
                kind,
                group,
                item,
                column,
                nature,
                unit,
                _decimal(value),
                _decimal(mean),
                count,
                units,
                unweighed,
                others,
            )

    def renamed(self) -> int:
        """同一编码有几种名称的: how many 科目 codes of the whole."""
        return int(next(self._read("SELECT COUNT(DISTINCT key) FROM lines WHERE node = '' AND names != ''"))[0])

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """一次写入: many small changes as one."""
        self._base.execute("BEGIN")
        yield
        self._base.execute("COMMIT")

    def _read(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        return iter(self._base.execute(query, values))

    def _write(self, query: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        if self._base.in_transaction:
            self._base.executemany(query, rows)
            return
        with self.at_once():
            self._base.executemany(query, rows)


def _line_row(line: Line) -> tuple[Any, ...]:
    names = json.dumps(line.names, ensure_ascii=False) if line.names else ""
    numbers = (None if one is None else str(one) for one in (line.value, line.mean))
    return (line.kind, line.group, line.item, line.column, line.nature, *numbers, line.count, line.units, line.unweighed, names)  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


def _node(document: dict[str, Any]) -> Node:
    kinds = {kind: _totals(totals) for kind, totals in document["kinds"].items()}
    own = None if document["own"] is None else _totals(document["own"])
    counts, headline = Counts(**document["counts"]), _totals(document["headline"])
    return Node(**{**document, "counts": counts, "headline": headline, "kinds": kinds, "own": own, "lines": ()})


def _totals(document: dict[str, Any]) -> Totals:
    numbers = ("budget", "executed", "rate", "score", "score_mean", "rate_mean")
    return Totals(**{**document, **{name: _decimal(document[name]) for name in numbers}})


def _part(text: str) -> Part | None:
    if not text:
        return None
    document = json.loads(text)
    grade = document.pop("grade")
    return Part(grade=grade, **{name: _decimal(value) for name, value in document.items()})


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
