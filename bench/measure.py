"""测量 (measuring): interleaved rounds, medians, the spread beside them, and the peak memory of a process of its own."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import statistics
import time
from typing import Any, Callable, Dict, List, NamedTuple, Tuple


class Timing(NamedTuple):
    """一项耗时: the median of the rounds in seconds, and the spread (quartile range over the median)."""

    median: float
    spread: float

    @property
    def text(self) -> str:
        """毫秒, with the spread in percent."""
        return f"{self.median * 1000:,.2f} ms ±{self.spread * 50:.0f}%"


def interleaved(work: Dict[str, Callable[[], Any]], rounds: int = 15) -> Dict[str, Timing]:
    """交替测量: each piece once a round, so that the machine's moods fall on all alike."""
    seconds: Dict[str, List[float]] = {name: [] for name in work}
    for action in work.values():
        action()  # caches and imports are warm for everybody
    for _ in range(rounds):
        for name, action in work.items():
            gc.collect()
            start = time.perf_counter()
            action()
            seconds[name].append(time.perf_counter() - start)
    return {name: _timing(values) for name, values in seconds.items()}


def _timing(values: List[float]) -> Timing:
    median = statistics.median(values)
    low, _, high = statistics.quantiles(values, n=4) if len(values) > 1 else (median, median, median)
    return Timing(median, (high - low) / median if median else 0.0)


def _alone(action: Callable[..., Any], arguments: Tuple[Any, ...], answer: Any) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    action(*arguments)
    seconds = time.perf_counter() - start
    answer.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, before / 1024))


def alone(action: Callable[..., Any], *arguments: Any) -> Tuple[float, float, float]:
    """单独运行: (seconds, peak memory in MB, memory before in MB) of one call in a fresh process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_alone, args=(action, arguments, theirs))
    process.start()
    theirs.close()  # so that a child that dies is an end of file here, not a wait for ever
    result: Tuple[float, float, float] = ours.recv()
    process.join()
    return result
