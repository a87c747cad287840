"""集群工作机 (cluster worker): what runs inside a Dask worker; its machine has the same jixiao installed."""

from __future__ import annotations

import pickle
import threading
from typing import Any

from distributed import Worker, WorkerPlugin

from ..places import Place
from ..version import version
from .kit import BatchError
from .pipes import Died, Helper, NotReady
from .work import Answer
from .worker import ANSWERS

# a helper that dies as often before it is ready: then it is the machine or the kit
_STILLBORN = 3
# an item that is alone with its helper when this many die is the one to blame
_ALONE = 2


class _Run:
    """一次运行在本工作机上的一切: the kit, and the helpers that have nothing to do.

    The work itself is done in helper processes, one for each thread of the Dask worker: an item that ends its process (memory,
    a crash) does not end the worker, all of whose tasks Dask would blame and whose nanny may not bring it back; items that
    hang can be ended; and all cores work, however many threads the worker was given.
    """

    def __init__(self, kit: bytes) -> None:
        self._kit = kit
        self._idle: list[Helper] = []
        self._lock = threading.Lock()
        self._over = False

    def take(self) -> Helper:
        """取一个助手.

        Raises:
            BatchError: none can be started.
        """
        with self._lock:
            if self._idle:
                return self._idle.pop()
        for _ in range(_STILLBORN):
            try:
                return Helper(self._kit)
            except NotReady as cause:
                raise BatchError(str(cause)) from None
            except Died as cause:
                how = str(cause)
        raise BatchError(f"工作机上的进程无法启动（{how}）。请检查工作机的内存。")

    def put_back(self, helper: Helper) -> None:
        """还回."""
        with self._lock:
            if not self._over:
                self._idle.append(helper)
                return
        helper.end()

    def end(self) -> None:
        """全部结束."""
        with self._lock:
            self._over, idle, self._idle = True, self._idle, []
        for helper in idle:
            helper.end()


_RUNS: dict[str, _Run] = {}


class KitPlugin(WorkerPlugin):
    """随身工具箱: Dask gives it once to each worker, those that join or are replaced later included.

    Args:
        run: the run's name. kit: pickled.
    """

    idempotent = True

    def __init__(self, run: str, kit: bytes) -> None:
        self.name = run
        self._kit = kit

    def setup(self, worker: Worker) -> None:
        """收下 the kit; it is made ready with the first chunk, where its failure can be told."""
        _RUNS[self.name] = _Run(self._kit)

    def teardown(self, worker: Worker) -> None:
        """交还: the run is over."""
        run = _RUNS.pop(self.name, None)
        if run is not None:
            run.end()


def answer_chunk(run: str, wanted: str, chunk: bytes, patience: float) -> bytes | BatchError:
    """处理一批: as ``packed_answers``, or why nothing can be done here (returned, since Dask tries again what raises).

    Args:
        run: which kit. wanted: the version of jixiao that asks. chunk: the pickled items. patience: as for ``run``.

    Returns:
        the answers; BatchError: another version of jixiao, or the kit cannot be made ready.
    """
    if version() != wanted:
        return BatchError(other_version(version(), wanted))
    try:
        return _answered(_RUNS[run], chunk, patience)
    except BatchError as cause:
        return cause


def _answered(run: _Run, chunk: bytes, patience: float) -> bytes:
    try:
        return _asked(run, chunk, patience)
    except Died:
        items = pickle.loads(chunk)  # noqa: S301 - whoever may use a cluster may run code on it
    seconds, answers = 0.0, []
    for item in items:
        answer, took = _alone(run, item, patience, 0 if len(items) > 1 else 1)
        answers.append(answer)
        seconds += took
    return pickle.dumps((answers, seconds), pickle.HIGHEST_PROTOCOL)


def _alone(run: _Run, item: Any, patience: float, deaths: int) -> tuple[Answer, float]:
    """单独处理一项, after a helper died over the chunk that it is from."""
    data = pickle.dumps([item], pickle.HIGHEST_PROTOCOL)
    while True:
        try:
            answers, seconds = pickle.loads(_asked(run, data, patience))  # noqa: S301 - from our own helper
            return answers[0], seconds
        except Died as cause:
            deaths += 1
            if deaths >= _ALONE:
                return (False, f"{cause}。请单独检查这一项。"), 0.0


def _asked(run: _Run, chunk: bytes, patience: float) -> bytes:
    helper = run.take()
    message = helper.ask(chunk, patience)
    run.put_back(helper)
    if message[:1] != ANSWERS:
        raise ValueError(message[1:].decode("utf-8"))
    return message[1:]


def about() -> str:
    """本机 jixiao 的版本."""
    return version()


def sees(place: Place) -> bool:
    """看得到共享文件夹里的文件吗."""
    try:
        return place.exists()
    except OSError:
        return False


def other_version(found: str, wanted: str) -> str:
    """版本不同的提示."""
    return f"工作机上的 jixiao 是 {found} 版，本机是 {wanted} 版。请在各台机器上安装同一版本后再运行。"
