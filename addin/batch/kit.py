"""工具箱与失败 (kits and failures): what a batch does with each item, and what it says of an item that cannot be done."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from ..places import reason_of
from ..problems import Problem


class Kit(Protocol):
    """工具箱: everything that the work on any item takes.

    It is pickled once, sent to each worker process, and made ready there once: costly preparation (templates, plans, rules)
    belongs into ``ready``. Its class must be importable in the worker. The work on an item may be begun again after a worker
    died: it must come to the same end, and write its files whole (``Place.write``).
    """

    def ready(self) -> Callable[[Any], Any]:
        """准备好: what is called with each item. It and its results are never used by two threads at a time."""
        ...


@dataclass(frozen=True)
class Failure:
    """没有做成的一项.

    Args:
        item: the item. reason: in Chinese: what happened and the next step.
    """

    item: Any
    reason: str


class BatchError(Exception):
    """整批无法进行: no worker could be started or reached; what was found and the next step, in Chinese."""


def reason_for(cause: BaseException) -> str:
    """失败原因: the words of a problem, or the type and place of an error of the program itself.

    >>> reason_for(Problem("file.empty", "文件是空的（0 字节）。请重新取得文件。", "自评表.xlsx"))
    '自评表.xlsx：文件是空的（0 字节）。请重新取得文件。'
    """
    if isinstance(cause, Problem):
        return str(cause)
    if isinstance(cause, MemoryError):
        return "内存不足。请减少 --jobs，或关闭其他程序后再运行一次。"
    if isinstance(cause, OSError):
        return reason_of(cause)
    frames = traceback.extract_tb(cause.__traceback__)
    # the module's own name, not its folder: messages never tell where a machine keeps its files
    place = f"（{frames[-1].name}，第 {frames[-1].lineno} 行）" if frames else ""
    return f"程序出错：{type(cause).__name__}: {cause}{place}。请把这句话和文件发给维护人员。"
