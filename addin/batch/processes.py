"""本机多进程 (worker processes): chunks for idle workers, a new worker for one that died, the guilty item found."""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

from .child import Child
from .kit import BatchError, Failure, Kit, reason_for
from .work import Answer, Pace
from .worker import ANSWERS, READY, UNREADY

# long enough that handing over a chunk (0.3 ms) does not count, short enough that the last workers end together
_CHUNK_SECONDS = 0.2
# an item that is alone with its worker when this many workers die is the one to blame; chance (memory, kill) hits once
_ALONE = 2
# workers that die before they are ready, one after the other: then it is the machine or the kit
_STILLBORN = 3
_LISTEN_SECONDS = 0.005


@dataclass
class _Chunk:
    items: list[Any]
    deaths: int = 0


def cores() -> int:
    """可用的处理器核数: those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_in_processes(
    kit: Kit, items: Iterable[Any], jobs: int, chunk: int, patience: float
) -> Iterator[tuple[Any, Any]]:
    """本机多进程运行; arguments as for ``run``.

    Raises:
        BatchError: the kit cannot be made ready, or workers die as soon as they start.
    """
    pool = _Pool(kit, items, jobs, chunk, patience)
    try:
        yield from pool.outcomes()
    finally:
        pool.stop()


class _Pool:
    def __init__(self, kit: Kit, items: Iterable[Any], jobs: int, chunk: int, patience: float) -> None:
        self._payload = pickle.dumps(kit, pickle.HIGHEST_PROTOCOL)
        self._module = type(kit).__module__
        self._source = iter(items)
        self._jobs = min(jobs, 60) if sys.platform == "win32" else jobs  # what Windows can wait for at once
        self._pace = Pace(chunk, _CHUNK_SECONDS)
        self._patience = patience
        self._children: list[Child] = []
        self._waiting: deque[_Chunk] = deque()
        self._finished: deque[tuple[Any, Any]] = deque()
        self._stillborn = 0

    def outcomes(self) -> Iterator[tuple[Any, Any]]:
        while True:
            self._feed()
            if self._finished:
                yield from self._for_a_moment()
                self._listen(0)  # workers must not wait for a caller that is busy with results
            elif any(child.chunk is not None for child in self._children) or self._waiting:
                self._listen(1.0)
            else:
                return

    def _for_a_moment(self) -> Iterator[tuple[Any, Any]]:
        """交出结果 for some milliseconds: asking the workers after each single one would cost more than the work."""
        start = time.monotonic()
        while self._finished and time.monotonic() - start < _LISTEN_SECONDS:
            yield self._finished.popleft()

    def _feed(self) -> None:
        """分派: a chunk for each idle worker, a new worker while there are chunks and cores."""
        busy = sum(child.chunk is not None for child in self._children)
        # a caller slower than the workers holds them up; results never pile up
        backlog = len(self._finished) > 2 * Pace.MOST
        while not backlog and busy + len(self._waiting) < self._jobs:
            taken = self._pace.take(self._source)
            if not taken:
                break
            self._waiting.append(_Chunk(taken))
        for child in [one for one in self._children if one.idle]:
            if not self._waiting:
                break
            self._give(child, self._waiting.popleft())
        free = sum(child.chunk is None for child in self._children)
        while free < len(self._waiting) and len(self._children) < self._jobs:
            self._children.append(Child(self._payload, self._module))
            free += 1

    def _give(self, child: Child, chunk: _Chunk) -> None:
        try:
            data = pickle.dumps(chunk.items, pickle.HIGHEST_PROTOCOL)
        except Exception as cause:
            self._undelivered(chunk, reason_for(cause))
            return
        child.give(chunk, data)

    def _listen(self, seconds: float) -> None:
        """收取: answers, and the news of workers that died or hang."""
        by_connection = {child.connection: child for child in self._children}
        for connection in wait(list(by_connection), seconds):
            self._hear(by_connection[connection])  # type: ignore[index]
        now = time.monotonic()
        for child in list(self._children):
            if now - child.since > self._patience and not child.idle and not child.connection.poll(0):
                self._lost(child, f"处理超过 {self._patience:g} 秒没有结束，已跳过", hung=True)

    def _hear(self, child: Child) -> None:
        try:
            message = child.connection.recv_bytes()
        except (EOFError, OSError):
            self._lost(child, "")
            return
        kind, body = message[:1], message[1:]
        if kind == READY:
            self._stillborn = 0
            child.idle = True
        elif kind == UNREADY:
            raise BatchError(body.decode("utf-8"))
        else:
            chunk = child.take_back()
            if kind == ANSWERS:
                answers, seconds = pickle.loads(body)  # noqa: S301 - from our own child, over a private pipe
                self._pace.note(len(answers), seconds)
                self._finish(chunk.items, answers)
            else:
                self._undelivered(chunk, body.decode("utf-8"))

    def _lost(self, child: Child, why: str, hung: bool = False) -> None:
        """失去一个工作进程: its chunk is tried again, item by item; an item that ends its workers alone is given up."""
        self._children.remove(child)
        chunk, idle = child.chunk, child.idle
        ended = child.end()
        if chunk is None and idle:
            return  # ended from outside while it had nothing to do
        if chunk is None:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise BatchError(f"工作进程无法启动（{why or ended}）。请减少 --jobs，或用 --jobs 1 再试。")
        elif len(chunk.items) > 1:
            self._waiting.extend(_Chunk([item]) for item in chunk.items)
        elif hung or chunk.deaths + 1 >= _ALONE:
            self._finish(chunk.items, [(False, f"{why or ended}。请单独检查这一项。")])
        else:
            self._waiting.append(_Chunk(chunk.items, chunk.deaths + 1))

    def _undelivered(self, chunk: _Chunk, reason: str) -> None:
        if len(chunk.items) > 1:
            self._waiting.extend(_Chunk([item]) for item in chunk.items)
        else:
            self._finish(chunk.items, [(False, reason)])

    def _finish(self, items: list[Any], answers: list[Answer]) -> None:
        for item, (good, value) in zip(items, answers):
            self._finished.append((item, value if good else Failure(item, value)))

    def stop(self) -> None:
        """全部结束: nothing of ours is left running."""
        for child in self._children:
            child.ask_to_end()
        for child in self._children:
            child.end()
        self._children.clear()
