"""已下发的账 (ledger): what earlier runs and this one have handed out, a line of JSON for each unit, on disk and not in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from ..batch import Journal
from ..places import Place
from .manifest import NAME, Entry, Head, ManifestError, entry_line, read_manifest


class Ledger:
    """账: code of a unit -> its latest line."""

    def __init__(self) -> None:
        # its name is gone at once: a kill leaves nothing behind
        self._spool = tempfile.TemporaryFile(prefix="jixiao-")  # noqa: SIM115 - closed by close()
        self._at: dict[str, tuple[int, int]] = {}

    def put(self, unit: str, line: str) -> None:
        """记一行."""
        data = line.encode("utf-8", "surrogatepass")
        at = self._spool.seek(0, 2)
        self._spool.write(data)
        self._at[unit] = at, len(data)

    def get(self, unit: str) -> str:
        """一个单位的行: "" for none."""
        found = self._at.get(unit)
        if found is None:
            return ""
        self._spool.seek(found[0])
        return self._spool.read(found[1]).decode("utf-8", "surrogatepass")

    def units(self) -> list[str]:
        """有账的单位: their codes."""
        return list(self._at)

    def close(self) -> None:
        """关闭."""
        self._spool.close()


def read_head(folder: Place) -> Head | None:
    """原清单的首行: None where there is no manifest, or none that can be read."""
    place = folder.child(NAME)
    if not place.exists():
        return None
    try:
        return read_manifest(_lines(place))[0]
    except ManifestError:
        return None


def earlier(folder: Place, ledger: Ledger) -> str:
    """记入原清单: what was handed out before.

    Returns:
        what is wrong with the manifest, "" for nothing; the units before the fault are known then.

    Raises:
        PlaceError: it cannot be read.
    """
    place = folder.child(NAME)
    if not place.exists():
        return ""
    try:
        for entry in read_manifest(_lines(place))[1]:
            ledger.put(entry.unit, entry_line(entry))
    except ManifestError as fault:
        return str(fault)
    return ""


def interrupted(journal: Journal, ledger: Ledger) -> int:
    """记入中断的运行: units that a run which did not come to its end has done; how many."""
    count = 0
    for document in journal.entries():
        if isinstance(document.get("unit"), str) and isinstance(document.get("line"), str):
            ledger.put(document["unit"], document["line"])
            count += 1
    return count


def _lines(place: Place) -> Iterator[str]:
    if place.local is not None:
        with place.local.open("rb") as stream:
            for line in stream:
                yield line.decode("utf-8", "replace")
    else:
        yield from place.read().decode("utf-8", "replace").splitlines()


def read_entry(line: str) -> Entry | None:
    """一行记录: None for "" and for what is no entry."""
    if not line:
        return None
    head = '{"schema": 1, "kind": "jixiao.manifest", "pack": "", "version": 0, "year": null}'
    try:
        return next(read_manifest([head, line])[1], None)
    except ManifestError:
        return None


def as_document(unit: str, line: str) -> dict[str, str]:
    """流水里的一条."""
    return {"unit": unit, "line": line}
