"""记住读过的部件 (remembered parts): what many files share, styles and lists of parts, is parsed once for each spelling.

Thousands of workbooks made from one template and saved by a few programs hold the same styles, byte for byte. Kept are a few of the
latest, and none that is large, so that memory stays flat whatever the files hold.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Made = TypeVar("_Made")
#: bytes of a part that is remembered; those of the forms seen have up to 0.1 MB
LARGEST = 300_000


class Remembered(Generic[_Made]):
    """记住的结果: the latest ``most`` by what they were made from. What is given out is shared: callers do not change it.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int = 32) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, _Made] = OrderedDict()

    def get(self, key: Hashable, size: int, make: Callable[[], _Made]) -> _Made:
        """取结果: the one that is known, else a new one.

        Args:
            key: all that it depends on. size: bytes of the part. make: makes it; what it raises is not remembered.
        """
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
            return found
        found = make()
        if size <= LARGEST:
            self._known[key] = found
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return found
