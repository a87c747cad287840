"""处理一批 (work on a chunk): what a worker does, whether it is this process, another one, or another machine."""

from __future__ import annotations

import itertools
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .kit import reason_for

#: (True, result) or (False, reason)
Answer = tuple[bool, Any]


def attempt(call: Callable[[Any], Any], item: Any) -> Answer:
    """处理一项: an exception is an answer too; only what means "stop" goes on upwards."""
    try:
        return True, call(item)
    except (Exception, SystemExit) as cause:
        return False, reason_for(cause)


def packed_answers(call: Callable[[Any], Any], items: Sequence[Any]) -> bytes:
    """处理一批并打包: pickled ``(answers, seconds)``; a result that cannot be pickled is its item's failure alone."""
    start = time.perf_counter()
    answers = [attempt(call, item) for item in items]
    seconds = time.perf_counter() - start
    try:
        return pickle.dumps((answers, seconds), pickle.HIGHEST_PROTOCOL)
    except Exception:  # whatever a __reduce__ raises; found below, for the item it belongs to
        return pickle.dumps(([_packable(one) for one in answers], seconds), pickle.HIGHEST_PROTOCOL)


def _packable(answer: Answer) -> Answer:
    try:
        pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as cause:
        return False, reason_for(cause)
    return answer


class Pace:
    """批的大小 (pace of chunks): as many items as take about the same time, so that the last workers end together.

    Args:
        chunk: a fixed number of items, 0 to follow the speed. seconds: what a chunk should take.
    """

    FIRST, MOST = 4, 1024

    def __init__(self, chunk: int, seconds: float) -> None:
        self._fixed, self._seconds = chunk, seconds
        self._each, self._size = 0.0, self.FIRST

    def note(self, items: int, seconds: float) -> None:
        """记下: a chunk took so long."""
        each = max(seconds, 1e-6) / max(items, 1)
        self._each = each if not self._each else 0.5 * self._each + 0.5 * each

    def take(self, source: Iterator[Any]) -> list[Any]:
        """取下一批; [] at the end."""
        if self._each:
            # no more than four times the last: the first items may be quick ones (broken files), and say little
            self._size = max(1, min(self.MOST, 4 * self._size, round(self._seconds / self._each)))
        return list(itertools.islice(source, self._fixed or self._size))
