"""Dask 集群 (cluster): the same chunks as tasks of a Dask scheduler, on as many machines as it has."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from ..places import Place
from .cluster_connection import asking, connected, prepared
from .cluster_tasks import Tasks
from .cluster_worker import KitPlugin
from .kit import Kit


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
        tasks = Tasks(client, plugin.name, items, chunk, patience)
        try:
            yield from tasks.outcomes()
        finally:
            tasks.stop()
            if client.status == "running":
                with contextlib.suppress(OSError, TimeoutError, ValueError, RuntimeError):
                    client.unregister_worker_plugin(plugin.name)
