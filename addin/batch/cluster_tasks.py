"""集群上的任务 (tasks of a cluster): bounded in number, tried again, each item's answer taken exactly once."""

from __future__ import annotations

import contextlib
import itertools
import pickle
import queue
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from distributed import Client, Future, KilledWorker

from ..version import version
from .cluster_connection import GONE, asking
from .cluster_worker import answer_chunk
from .kit import BatchError, Failure, reason_for
from .work import Answer, Pace

# a task costs the scheduler some 3 ms: longer chunks than between processes of one machine
_CHUNK_SECONDS = 2.0
# chunks handed over for each thread of the cluster: one that works, one that is there already
_AHEAD = 2
_LOOK_SECONDS = 5.0
# workers that are being replaced are waited for
_NO_WORKERS_SECONDS = 120.0
_RETRIES = 2
_FETCH_SECONDS = 30.0
_FETCHERS = 16

_KILLED = "处理这一项的工作机进程一再被强行结束，常见原因是内存不足。请单独检查这一项。"


class Tasks:
    """一次运行的全部任务.

    Args:
        client: connected. run: the plugin's name. items, chunk, patience: as for ``run``.
    """

    def __init__(self, client: Client, run: str, items: Iterable[Any], chunk: int, patience: float) -> None:
        self._patience = patience
        self._client, self._run, self._version = client, run, version()
        self._source = iter(items)
        self._pace = Pace(chunk, _CHUNK_SECONDS)
        # singles to be tried again; and those during which workers were killed, which are tried when nothing else runs: a worker
        # has several tasks at hand, and all of them are blamed for its end
        self._again: deque[list[Any]] = deque()
        self._suspects: deque[list[Any]] = deque()
        self._alone = False
        self._ended: queue.SimpleQueue[tuple[int, bytes | Exception]] = queue.SimpleQueue()
        self._fetchers = ThreadPoolExecutor(_FETCHERS)
        self._numbers = itertools.count()
        self._places = 0
        self._looked = self._seen = time.monotonic()
        # a task and its items, until its answers have been taken: nothing is lost or comes twice
        self._flying: dict[int, tuple[Future | None, list[Any]]] = {}

    def outcomes(self) -> Iterator[tuple[Any, Any]]:
        """逐项的结果: see ``run``."""
        while True:
            self._look()
            self._submit()
            if not self._flying:
                return
            try:
                number, got = self._ended.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue
            task, items = self._flying.pop(number)
            answers = self._answers(task, items, got)
            # while we hold it, Dask would compute it anew whenever the worker that has it is lost
            del task
            for item, (good, value) in zip(items, answers):
                yield item, value if good else Failure(item, value)

    def stop(self) -> None:
        """取消还没有做的."""
        self._fetchers.shutdown(wait=False, cancel_futures=True)
        # a scheduler that is gone needs no cleaning up
        if self._client.status == "running":
            with contextlib.suppress(OSError, TimeoutError, ValueError, RuntimeError):
                self._client.cancel([task for task, _ in self._flying.values() if task is not None], force=True)

    def _look(self) -> None:
        """看看集群: how many chunks it can hold, and whether anybody is there at all."""
        now = time.monotonic()
        if self._places and now - self._looked < _LOOK_SECONDS:
            return
        with asking():
            threads = sum(self._client.nthreads().values())
        self._looked = now
        if threads:
            self._seen = now
            self._places = _AHEAD * threads
        elif now - self._seen > _NO_WORKERS_SECONDS:
            raise BatchError("集群里已没有工作机。请启动工作机（dask worker）后再运行一次，已完成的不会重做。")

    def _submit(self) -> None:
        while len(self._flying) < max(self._places, 1):
            items = self._again.popleft() if self._again else self._pace.take(self._source)
            if not items:
                break
            self._send(items)
        if not self._flying and self._suspects:
            self._alone = True
            self._send(self._suspects.popleft())

    def _send(self, items: list[Any]) -> None:
        number = next(self._numbers)
        try:
            data = pickle.dumps(items, pickle.HIGHEST_PROTOCOL)
        except Exception as cause:
            # answered like a task that failed, where single items are told apart
            self._flying[number] = None, items
            self._ended.put((number, cause))
            return
        with asking():
            task = self._client.submit(
                answer_chunk, self._run, self._version, data, self._patience,
                key=f"{self._run}-{number}", pure=False, retries=_RETRIES,
            )  # fmt: skip
        self._flying[number] = task, items
        task.add_done_callback(partial(self._fetch_soon, number))

    def _fetch_soon(self, number: int, task: Future) -> None:
        """取回: several at a time, which Dask joins to one request; one after the other they would wait for the network."""
        with contextlib.suppress(RuntimeError):  # stopped in the meantime
            self._fetchers.submit(self._fetch, number, task)

    def _fetch(self, number: int, task: Future) -> None:
        try:
            # its worker may have been lost after it was done: then Dask computes it again, and we do not know when
            self._ended.put((number, task.result(timeout=_FETCH_SECONDS)))
        except Exception as cause:
            self._ended.put((number, cause))

    def _answers(self, task: Future | None, items: list[Any], got: bytes | Exception) -> list[Answer]:
        """一个任务的答复; [] when its items are tried again, one by one."""
        if isinstance(got, bytes):
            answers, seconds = pickle.loads(got)  # noqa: S301 - from a worker of the cluster that was named
            self._pace.note(len(answers), seconds)
            return list(answers)
        if isinstance(got, BatchError):
            raise got
        if isinstance(got, KilledWorker):
            if self._alone:
                return [(False, _KILLED)]
            self._suspects.extend([item] for item in items)
            return []
        if task is not None and task.status != "error":
            if not isinstance(got, TimeoutError):
                raise BatchError(GONE) from got
            self._again.append(items)
            return []
        if len(items) > 1:
            self._again.extend([item] for item in items)
            return []
        return [(False, reason_for(got))]
