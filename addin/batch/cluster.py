"""Dask 集群 (cluster): the same chunks as tasks of a Dask scheduler, on as many machines as it has."""

from __future__ import annotations

import contextlib
import pickle
import queue
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from distributed import Client, Future, KilledWorker

from ..places import Place
from ..version import version
from .cluster_connection import GONE, asking, connected, prepared
from .cluster_worker import KitPlugin, answer_chunk
from .kit import BatchError, Failure, Kit, reason_for
from .work import Answer, Pace

# a task costs the scheduler some 3 ms: longer chunks than between processes of one machine
_CHUNK_SECONDS = 1.0
# chunks handed over for each thread of the cluster: one that works, one that is there already
_AHEAD = 2
_LOOK_SECONDS = 5.0
# workers that are being replaced are waited for
_NO_WORKERS_SECONDS = 120.0
_RETRIES = 2
_FETCH_SECONDS = 30.0

_KILLED = "处理这一项的工作机进程一再被强行结束，常见原因是内存不足。请单独检查这一项。"


def run_on_cluster(
    kit: Kit, items: Iterable[Any], address: str, chunk: int, patience: float, visible: Iterable[Place] = ()
) -> Iterator[tuple[Any, Any]]:
    """在集群上运行; arguments as for ``run``, ``visible``: places that every worker must see.

    Raises:
        BatchError: the scheduler cannot be reached or is lost, it has no workers, they have another version of jixiao, do not
            see a place, or cannot make the kit ready.
    """
    with connected(address) as client:
        prepared(client, visible)
        plugin = KitPlugin(f"jixiao-{uuid4().hex}", pickle.dumps(kit, pickle.HIGHEST_PROTOCOL))
        with asking():
            client.register_plugin(plugin)
        tasks = _Tasks(client, plugin.name, items, chunk, patience)
        try:
            yield from tasks.outcomes()
        finally:
            # a scheduler that is gone needs no cleaning up
            if client.status == "running":
                with contextlib.suppress(OSError, TimeoutError, ValueError, RuntimeError):
                    client.cancel([one for one in tasks.flying if isinstance(one, Future)], force=True)
                    client.unregister_worker_plugin(plugin.name)


class _Tasks:
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
        self._ended: queue.SimpleQueue[Future | _Unsent] = queue.SimpleQueue()
        self._places = 0
        self._looked = self._seen = time.monotonic()
        #: task -> its items, until its answers have been taken: nothing is lost or comes twice
        self.flying: dict[Future | _Unsent, list[Any]] = {}

    def outcomes(self) -> Iterator[tuple[Any, Any]]:
        while True:
            self._look()
            self._submit()
            if not self.flying:
                return
            try:
                future = self._ended.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue
            items = self.flying.pop(future)
            answers = self._answers(future, items)
            # while we hold it, Dask would compute it anew whenever the worker that has it is lost
            future.release()
            del future
            for item, (good, value) in zip(items, answers):
                yield item, value if good else Failure(item, value)

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
        while len(self.flying) < max(self._places, 1):
            items = self._again.popleft() if self._again else self._pace.take(self._source)
            if not items:
                break
            self._send(items)
        if not self.flying and self._suspects:
            self._alone = True
            self._send(self._suspects.popleft())

    def _send(self, items: list[Any]) -> None:
        try:
            data = pickle.dumps(items, pickle.HIGHEST_PROTOCOL)
        except Exception as cause:
            # answered like a task that failed, where single items are told apart
            future = _Unsent(cause)
            self.flying[future] = items
            self._ended.put(future)
            return
        with asking():
            task = self._client.submit(
                answer_chunk, self._run, self._version, data, self._patience,
                key=f"{self._run}-{uuid4().hex}", pure=False, retries=_RETRIES,
            )  # fmt: skip
        self.flying[task] = items
        task.add_done_callback(self._ended.put)

    def _answers(self, future: Future | _Unsent, items: list[Any]) -> list[Answer]:
        """一个任务的答复; [] when its items are tried again, one by one."""
        try:
            # its worker may have been lost after it was done: then Dask computes it again, and we do not know when
            answer = future.result(timeout=_FETCH_SECONDS)
            answers, seconds = pickle.loads(answer)  # noqa: S301 - from a worker of the cluster that was named
        except BatchError:
            raise
        except KilledWorker:
            if self._alone:
                return [(False, _KILLED)]
            self._suspects.extend([item] for item in items)
            return []
        except Exception as cause:
            if isinstance(cause, TimeoutError) and future.status != "error":
                self._again.append(items)
                return []
            if future.status != "error":
                raise BatchError(GONE) from cause
            if len(items) > 1:
                self._again.extend([item] for item in items)
                return []
            return [(False, reason_for(cause))]
        self._pace.note(len(answers), seconds)
        return list(answers)


class _Unsent:
    """没有送出的一批: looks like a task that failed."""

    status = "error"

    def __init__(self, cause: Exception) -> None:
        self._cause = cause

    def result(self, timeout: float) -> bytes:
        raise self._cause

    def release(self) -> None:
        """没有什么可释放的."""
