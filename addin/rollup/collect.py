"""读取报送文件 (collecting): every file once, in worker processes; what a killed run has read is not read again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

from ..batch import Failure, Journal, run
from ..findings import ERROR, Finding
from ..places import Found, Place
from ..returned.kit import ReadKit
from ..returned.known import Known
from ..returned.record import Record
from ..returned.template import Issue
from ..version import version
from .packed import Packed, PackKit, pack, packed_from
from .source import is_untouched
from .spool import Spool

#: raised whenever the same file gives another record than before
_FORMAT = 2
#: files that are written down at once; a kill loses no more than these
_BATCH, _SECONDS = 64, 0.5


def journal_key(folder: Place, issue: Issue, fingerprint: str) -> str:
    """流水的编号: changes with everything that changes what is read from a file."""
    forms = [repr(form) for form in issue.forms]
    said = [
        _FORMAT, version(), str(folder), asdict(issue.head) if issue.head else None,
        hashlib.sha256(issue.workbook).hexdigest(), issue.profile, forms, fingerprint,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def collect(
    files: list[Found],
    kit: ReadKit,
    spool: Spool,
    journal: Journal,
    *,
    jobs: int = 0,
    scheduler: str = "",
    issued: Known | None = None,
    done: Callable[[int], None] | None = None,
) -> tuple[int, int, list[str]]:
    """读取: the records stand in the spool.

    Args:
        files: what is read. kit: reads one. journal: of ``journal_key``. jobs, scheduler: as ``batch.run``.
        issued: the units, when what was handed out lies in the same folder: what nobody touched is no return.
        done: told how many files are done.

    Returns:
        how many files were read by an earlier run, how many are still as they were handed out, and the files that jixiao
        wrote itself (earlier summaries, listings).
    """
    todo = {found.relative: found for found in files}
    count = earlier = untouched = 0
    ours: list[str] = []

    def keep(batch: list[tuple[Found, Packed]]) -> int:
        ours.extend(found.relative for found, packed in batch if packed.digest.ours)
        of_units = [(found, packed) for found, packed in batch if not packed.digest.ours]
        returned = [
            packed if kit.known else _own_unit(packed)
            for found, packed in of_units
            if not _untouched(found, packed, issued)
        ]
        spool.add(returned)
        if done is not None:
            done(count)
        return len(of_units) - len(returned)

    for batch in _batches(_known(journal, todo)):
        count += len(batch)
        earlier += len(batch)
        untouched += keep(batch)
    for batch in _batches(_read(kit, todo, jobs, scheduler)):
        journal.append(*(_entry(found, packed) for found, packed in batch if packed.digest.sha256))
        count += len(batch)
        untouched += keep(batch)
    return earlier, untouched, sorted(ours)


def _entry(found: Found, packed: Packed) -> dict[str, Any]:
    """A file that could not even be opened has no checksum and is not kept: next time it may open."""
    return {"size": found.size, "changed": found.changed, **packed.as_json()}


def _own_unit(packed: Packed) -> Packed:
    """Without manifest and register, a file that names no code is of the unit that its forms name, else of one of its own."""
    digest = packed.digest
    if digest.unit or digest.unreadable:
        return packed
    return replace(packed, digest=replace(digest, unit=digest.name or digest.file))


def _known(journal: Journal, todo: dict[str, Found]) -> Iterator[tuple[Found, Packed]]:
    """What an earlier run has read, as long as the file is the same; it is taken off the list."""
    for document in journal.entries():
        found = todo.get(document["digest"]["file"])
        # a storage that tells no time cannot tell that a file is the same
        if found is None or not found.changed or (found.size, found.changed) != (document["size"], document["changed"]):
            continue
        del todo[found.relative]
        yield found, packed_from(document)


def _read(kit: ReadKit, todo: dict[str, Found], jobs: int, scheduler: str) -> Iterator[tuple[Found, Packed]]:
    for item, outcome in run(PackKit(kit), todo.values(), jobs=jobs, scheduler=scheduler, visible=[kit.folder]):
        yield item, _failed(item, outcome) if isinstance(outcome, Failure) else outcome


def _failed(found: Found, failure: Failure) -> Packed:
    """A file that no worker got through: told like one that cannot be read."""
    finding = Finding("return.failed", ERROR, f"没有读成：{failure.reason}", found.relative)
    return pack(Record(found.relative, found.size, findings=(finding,), unreadable=True))


def _untouched(found: Found, packed: Packed, issued: Known | None) -> bool:
    if issued is None or not packed.digest.unit:
        return False
    return is_untouched(found, packed.digest.sha256, issued.unit(packed.digest.unit))


def _batches(pairs: Iterator[tuple[Found, Packed]]) -> Iterator[list[tuple[Found, Packed]]]:
    batch: list[tuple[Found, Packed]] = []
    begun = time.monotonic()
    for pair in pairs:
        batch.append(pair)
        if len(batch) == _BATCH or time.monotonic() - begun > _SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch
