"""集群工作机 (cluster worker): what runs inside a Dask worker; its machine has the same jixiao installed."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from typing import Any

from distributed import Worker, WorkerPlugin

from ..places import Place
from ..version import version
from .kit import BatchError, reason_for
from .work import packed_answers

_KITS: dict[str, bytes] = {}
_READY: dict[str, Callable[[Any], Any]] = {}
# a kit's callable is used by one thread at a time; Dask gives a worker as many threads as the machine has cores by default
_ONE_AT_A_TIME = threading.Lock()


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
        _KITS[self.name] = self._kit

    def teardown(self, worker: Worker) -> None:
        """交还: the run is over."""
        _KITS.pop(self.name, None)
        _READY.pop(self.name, None)


def answer_chunk(run: str, wanted: str, chunk: bytes) -> bytes:
    """处理一批: as ``packed_answers``.

    Args:
        run: which kit. wanted: the version of jixiao that asks. chunk: the pickled items.

    Raises:
        BatchError: another version of jixiao, or the kit cannot be made ready.
    """
    if version() != wanted:
        raise BatchError(other_version(version(), wanted))
    with _ONE_AT_A_TIME:
        if run not in _READY:
            try:
                _READY[run] = pickle.loads(_KITS[run]).ready()  # noqa: S301 - whoever may use a cluster may run code on it
            except Exception as cause:
                raise BatchError(reason_for(cause)) from None
        return packed_answers(_READY[run], pickle.loads(chunk))  # noqa: S301


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
