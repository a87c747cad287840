"""分段流水 (segmented journal): for storage where a file is written whole or not at all, numbered files beside each other."""

from __future__ import annotations

import time
from collections.abc import Iterator

from ..places import Place

# fewer, larger files; a kill loses at most so many seconds of work, which is done again
_SECONDS, _BYTES = 2.0, 4_000_000


class Segments:
    """分段流水; see ``Journal``.

    Args:
        place: the name without number. head: the first line of the first segment. aside: ending of a journal set aside.
    """

    def __init__(self, place: Place, head: bytes, aside: str) -> None:
        self._place, self._head = place, head
        self._held: list[bytes] = []
        self._last = float("-inf")
        self._reading = 1
        self._next = self._count()
        if self._next and self._segment(0).read() != head:
            for number in reversed(range(self._next)):
                self._segment(number).rename(f"{self._segment(number).name}{aside}")
            self._next = 0
        if not self._next:
            self._segment(0).write(head)
            self._next = 1

    def _segment(self, number: int) -> Place:
        return self._place.sibling(f"{self._place.name}.{number:06}")

    def _count(self) -> int:
        """有几个分段: they have no gaps (removed from the end), so that a few questions find the last of thousands."""
        below, above = 0, 1
        while self._segment(above - 1).exists():
            below, above = above, 2 * above
        while above - below > 1:
            middle = (below + above) // 2
            below, above = (middle, above) if self._segment(middle - 1).exists() else (below, middle)
        return below

    def lines(self) -> Iterator[bytes]:
        number = 1
        while number < self._next:
            self._reading = number
            yield from self._segment(number).read().splitlines(keepends=True)
            number += 1

    def cut(self) -> None:
        """一个分段是坏的: it and all behind it go."""
        for number in reversed(range(self._reading, self._next)):
            self._segment(number).remove()
        self._next = self._reading

    def append(self, data: bytes) -> None:
        self._held.append(data)
        if time.monotonic() - self._last > _SECONDS or sum(map(len, self._held)) > _BYTES:
            self.close()

    def close(self) -> None:
        if any(self._held):
            self._segment(self._next).write(b"".join(self._held), force=True)
            self._next += 1
        self._held = []
        self._last = time.monotonic()

    def remove(self) -> None:
        self._held = []
        for number in reversed(range(self._next)):
            self._segment(number).remove()
        self._next = 0
