"""批量运行 (run): each item once, in this process, in worker processes or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..places import Place
from .kit import BatchError, Failure, Kit
from .processes import cores, run_in_processes
from .work import attempt

Outcome = tuple[Any, Any]


def run(
    kit: Kit,
    items: Iterable[Any],
    *,
    jobs: int = 0,
    scheduler: str = "",
    chunk: int = 0,
    done: Callable[[int], None] | None = None,
    patience: float = 300.0,
    visible: Iterable[Place] = (),
) -> Iterator[Outcome]:
    """批量运行: ``(item, result)`` or ``(item, Failure)`` as they come, in any order, each item exactly once.

    Items are drawn from the iterator as workers ask for them: memory does not grow with their number.

    Args:
        kit: see ``Kit``. items: anything that can be pickled.
        jobs: worker processes; 1 works in this process, 0 takes all cores.
        scheduler: the address of a Dask scheduler such as ``tcp://10.0.0.5:8786``; "" stays on this machine.
        chunk: items sent to a worker at a time, 0 to follow their speed.
        done: called with the number of items done so far, before each is yielded.
        patience: seconds after which a chunk counts as hung and its worker is ended (not with ``jobs=1``).
        visible: with a scheduler, places that every worker must see; asked before the first item.

    Raises:
        BatchError: workers cannot be started or reached, or the kit cannot be made ready.
    """
    if scheduler:
        outcomes = _cluster()(kit, items, scheduler, chunk, patience, visible)
    elif jobs == 1:
        outcomes = _run_here(kit, items)
    else:
        outcomes = run_in_processes(kit, items, jobs or cores(), chunk, patience)
    return _counted(outcomes, done) if done is not None else outcomes


def _run_here(kit: Kit, items: Iterable[Any]) -> Iterator[Outcome]:
    call = kit.ready()
    for item in items:
        good, value = attempt(call, item)
        yield item, value if good else Failure(item, value)


def _counted(outcomes: Iterator[Outcome], done: Callable[[int], None]) -> Iterator[Outcome]:
    for number, outcome in enumerate(outcomes, 1):
        done(number)
        yield outcome


def _cluster() -> Callable[..., Iterator[Outcome]]:
    try:
        from .cluster import run_on_cluster
    except ImportError as cause:
        raise BatchError('用 --scheduler 还缺少组件。请运行 pip install "jixiao[cluster]" 后再试。') from cause
    return run_on_cluster
