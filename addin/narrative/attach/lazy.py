"""用到才做 (made when used): block content that is worked out when the template asks for it, since most templates ask for little."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from ..engine.blocks import Blocks


class LazyBlocks(Blocks):
    """用到才做的成块内容.

    Args:
        make: gives the content; called once, when it is first looked at.
    """

    def __init__(self, make: Callable[[], Blocks]) -> None:
        object.__setattr__(self, "_make", make)

    @cached_property
    def _made(self) -> Blocks:
        made: Blocks = self.__dict__["_make"]()
        return made

    def __getattribute__(self, name: str) -> Any:
        if name in ("xml", "parts", "text"):
            return getattr(self._made, name)
        return super().__getattribute__(name)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other
