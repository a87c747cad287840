"""测量 (measuring): interleaved rounds, medians, the spread beside them, and the peak memory of a process of its own."""

from __future__ import annotations

import gc
import multiprocessing
import re
import statistics
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple


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


class Alone(NamedTuple):
    """单独运行的结果: seconds, and the peak memory of the process during the work in MB (None where /proc is missing)."""

    seconds: float
    peak: Optional[float]

    @property
    def memory(self) -> str:
        """内存峰值的写法."""
        return "—" if self.peak is None else f"{self.peak:.0f} MB"


def _forget_peak() -> None:
    """Linux keeps the highest memory of a process, and hands the parent's on to a child: begin anew (proc(5), clear_refs)."""
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5", encoding="ascii")


def _peak() -> Optional[float]:
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*([0-9]+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
    return int(found.group(1)) / 1024 if found else None


def _alone(action: Callable[..., Any], arguments: Tuple[Any, ...], answer: Any) -> None:
    _forget_peak()
    start = time.perf_counter()
    action(*arguments)
    answer.send(Alone(time.perf_counter() - start, _peak()))


def alone(action: Callable[..., Any], *arguments: Any) -> Alone:
    """单独运行: one call in a fresh process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_alone, args=(action, arguments, theirs))
    process.start()
    theirs.close()  # so that a child that dies is an end of file here, not a wait for ever
    result: Alone = ours.recv()
    process.join()
    return result
