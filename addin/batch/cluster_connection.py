"""连接集群 (connection to a cluster): reached, of one version, and every worker sees the same storage."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import warnings
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from distributed import Client
from distributed.core import rpc
from distributed.security import Security

from ..places import Place, PlaceError
from ..places.names import TEMPORARY_PREFIX, TEMPORARY_SUFFIX
from ..version import version
from .cluster_worker import about, other_version, sees
from .kit import BatchError

GONE = "与集群调度器的连接中断，没有做完。请检查调度器是否还在运行，再运行一次，已完成的不会重做。"
_LOG = logging.getLogger(__name__)
_CONNECT_SECONDS = 8
_FIRST_WORKER_SECONDS = 30
# what must be the same on all machines for tasks and results to be understood
_SHARED = ("python", "dask", "distributed", "cloudpickle")


@contextlib.contextmanager
def connected(address: str) -> Iterator[Client]:
    """连接调度器, for as long as the block runs.

    Args:
        address: such as ``tcp://10.0.0.5:8786`` or ``tls://…``.

    Raises:
        BatchError: nobody answers there, or it is no Dask scheduler.
    """
    with _quiet():
        _ask_scheduler(address)
        try:
            # its warnings on versions are in English; ours are told by ``prepared``
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError) as cause:
            raise _unreachable(address) from cause
        try:
            yield client
        finally:
            with contextlib.suppress(OSError, TimeoutError):
                client.close(timeout=5)


def _ask_scheduler(address: str) -> None:
    """先问一声: a Client of an address where something else answers would take its time to give up."""

    async def ask() -> Any:
        async with rpc(address, connection_args=Security().get_connection_args("client")) as peer:
            return await peer.identity()

    async def in_time() -> Any:
        return await asyncio.wait_for(ask(), _CONNECT_SECONDS)

    try:
        kind = asyncio.run(in_time())["type"]
    except Exception as cause:  # nobody there, an unknown scheme, a port, a server that talks of something else
        raise _unreachable(address) from cause
    if kind != "Scheduler":
        raise BatchError(f"--scheduler：“{address}”是集群的工作机，不是调度器。请写 dask scheduler 启动时显示的地址。")


def _unreachable(address: str) -> BatchError:
    return BatchError(
        f"--scheduler：连接不上“{address}”。请核对地址（如 tcp://10.0.0.5:8786），确认那里运行着 dask scheduler，"
        "且防火墙允许连接。"
    )


def prepared(client: Client, visible: Iterable[Place]) -> None:
    """开始之前: there are workers, they have our jixiao, and they see the places.

    Raises:
        BatchError: they are not, have not, or do not; names the worker.
    """
    with asking():
        try:
            client.wait_for_workers(1, timeout=_FIRST_WORKER_SECONDS)
        except TimeoutError as cause:
            raise BatchError(
                f"--scheduler：集群里没有工作机（等了 {_FIRST_WORKER_SECONDS} 秒）。请在各台机器上运行 dask worker。"
            ) from cause
    with asking():
        answers = client.run(about, on_error="return")
        versions = client.get_versions()
    for worker, found in answers.items():
        if isinstance(found, ImportError):
            raise BatchError(f"工作机 {worker} 上没有安装 jixiao（{found}）。请在各台机器上安装同一版本。")
        if isinstance(found, str) and found != version():
            raise BatchError(f"{worker}：{other_version(found, version())}")
    _tell_versions(versions)
    for place in visible:
        _check_seen(client, place)


@contextlib.contextmanager
def asking() -> Iterator[None]:
    """问调度器: whatever Dask raises when it is gone is said in our words.

    Raises:
        BatchError: the scheduler is gone.
    """
    try:
        yield
    except (OSError, TimeoutError, RuntimeError) as cause:
        raise BatchError(GONE) from cause


def _tell_versions(versions: Any) -> None:
    """其他组件版本不同: works in most cases, so it is told and no error."""
    ours = _versions(versions["client"])
    for worker, found in [("调度器", versions["scheduler"]), *versions["workers"].items()]:
        theirs = _versions(found)
        for name in _SHARED:
            if theirs.get(name) != ours.get(name):
                # without any set-up, logging writes the bare line to stderr
                _LOG.warning(
                    "提醒：%s 的 %s 是 %s，本机是 %s。若出错，请在各台机器上安装同一版本。",
                    worker, name, theirs.get(name), ours.get(name),
                )  # fmt: skip


def _versions(about_one: Any) -> dict[str, str]:
    packages = dict(about_one.get("packages", {}))
    # 3.11.7.final.0 and 3.11.9.final.0 understand each other
    return {**packages, "python": ".".join(str(packages.get("python", "")).split(".")[:2])}


def _check_seen(client: Client, place: Place) -> None:
    """同一个文件夹吗: a folder of that name alone may be another machine's own, so a file in it must be seen."""
    probe = place.child(f"{TEMPORARY_PREFIX}{uuid4().hex}{TEMPORARY_SUFFIX}")
    try:
        probe.write(b"")
    except PlaceError:
        probe = place  # one may be allowed to read there only
    try:
        with asking():
            blind = [worker for worker, seen in client.run(sees, probe).items() if not seen]
    finally:
        if probe is not place:
            probe.remove()
    if blind:
        raise BatchError(
            f"工作机 {blind[0]} 看不到 {place}。集群的每台机器都要能以同一路径访问它："
            "请放到各台机器都连接的网络文件夹，或用 s3:// 等共享存储的地址。"
        )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Dask 自己的日志: in English on the screen, for events that we tell in our own words."""
    # each of its loggers has a level of its own
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
