"""可反复读取的一列 (streams): gone through as often as wanted, never held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Stream(Generic[T]):
    """可反复读取的一列: every pass makes it anew.

    >>> twice = Stream(lambda: iter("甲乙"))
    >>> list(twice), list(twice)
    (['甲', '乙'], ['甲', '乙'])
    """

    def __init__(self, make: Callable[[], Iterator[T]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[T]:
        return self._make()
