"""Dask 集群 (cluster)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .kit import BatchError, Kit


def run_on_cluster(kit: Kit, items: Iterable[Any], address: str, chunk: int) -> Iterator[tuple[Any, Any]]:
    """在集群上运行."""
    raise BatchError(address)
