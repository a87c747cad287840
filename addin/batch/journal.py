"""流水 (journal): what is done, one JSON line each, so that a killed run goes on where it was."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..places import Place
from ..places.reasons import told
from .segments import Segments

_KIND = "jixiao.journal"
#: what is added to the name of a journal of another task
ASIDE = ".old"
# a power cut loses at most this much work; the end of the program alone loses nothing
_SYNC_SECONDS = 1.0


class Journal:
    """流水: append-only; whatever a kill leaves of it is a whole number of lines, in their order.

    Args:
        place: the file. On storage that cannot append, numbered files beside it. key: fingerprint of the whole task; what is
            there of another task is set aside as ``<name>.old`` and not used.

    Raises:
        PlaceError: it cannot be read or written.
    """

    def __init__(self, place: Place, key: str) -> None:
        head = _line({"kind": _KIND, "schema": 1, "key": key})
        self._store: _File | Segments = _File(place, head) if place.local is not None else Segments(place, head, ASIDE)

    def entries(self) -> Iterator[dict[str, Any]]:
        """已记下的各条, up to the first line that is torn or no JSON; what stands behind it is cut off."""
        for line in self._store.lines():
            document = _read(line)
            if document is None:
                self._store.cut()
                return
            yield document

    def append(self, *documents: dict[str, Any]) -> None:
        """记下: after it returns, the end of the program does not lose them (on other storage: at most some seconds' worth)."""
        self._store.append(b"".join(map(_line, documents)))

    def close(self) -> None:
        """关闭: everything is on the disk."""
        self._store.close()

    def remove(self) -> None:
        """删除, when the task is complete."""
        self._store.remove()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _File:
    """本机的流水文件."""

    def __init__(self, place: Place, head: bytes) -> None:
        self._place, self._head = place, head
        self._path = os.fspath(place.local)  # type: ignore[arg-type]
        try:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            if os.path.exists(self._path) and not self._ours():
                os.replace(self._path, self._path + ASIDE)
            self._stream: BinaryIO = open(self._path, "ab+")  # noqa: SIM115 - closed by close()
            if self._stream.tell() == 0:
                self._stream.write(head)
                self._stream.flush()
            self._at = self._stream.tell()
        except OSError as cause:
            raise told(cause, str(place)) from cause
        self._synced = time.monotonic()

    def _ours(self) -> bool:
        """是否同一任务的; a torn last line is cut off on the way."""
        with open(self._path, "rb+") as stream:
            if stream.read(len(self._head)) != self._head:
                return False
            stream.truncate(_end_of_lines(stream))
        return True

    def lines(self) -> Iterator[bytes]:
        with open(self._path, "rb") as stream:
            self._at = stream.seek(len(self._head))
            for line in stream:
                yield line
                self._at += len(line)

    def cut(self) -> None:
        self._stream.truncate(self._at)

    def append(self, data: bytes) -> None:
        start = self._stream.seek(0, os.SEEK_END)
        try:
            self._stream.write(data)
            self._stream.flush()
            if time.monotonic() - self._synced > _SYNC_SECONDS:
                os.fsync(self._stream.fileno())
                self._synced = time.monotonic()
        except OSError as cause:
            self._take_back(start)
            raise told(cause, str(self._place)) from cause

    def _take_back(self, start: int) -> None:
        """写了一半（如磁盘已满）: the half line goes, or the next append would be glued to it."""
        os.ftruncate(self._stream.fileno(), start)

    def close(self) -> None:
        if not self._stream.closed:
            try:
                self._stream.flush()
                os.fsync(self._stream.fileno())
            except OSError as cause:
                raise told(cause, str(self._place)) from cause
            finally:
                self._stream.close()

    def remove(self) -> None:
        self._stream.close()
        self._place.remove()


def _line(document: dict[str, Any]) -> bytes:
    # ASCII: a name that is no UTF-8 stays what it is, and a line has exactly one end
    return json.dumps(document, separators=(",", ":")).encode("ascii") + b"\n"


def _read(line: bytes) -> dict[str, Any] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        document = json.loads(line)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _end_of_lines(stream: BinaryIO) -> int:
    """最后一个完整行的结尾, sought from the end backwards."""
    at = stream.seek(0, os.SEEK_END)
    while at > 0:
        start = max(0, at - 65536)
        stream.seek(start)
        found = stream.read(at - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        at = start
    return 0
