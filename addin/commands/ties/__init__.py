"""表间勾稽 (ties): what ties the tables of one folder together, one file per tie, found by folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType
from typing import List, Tuple

from .collection import Collection, Group, Member, Passage

__all__ = ["Collection", "Group", "Member", "Passage", "all_ties"]

_NOT_TIES = ("collection",)


@lru_cache(maxsize=1)
def _modules() -> Tuple[ModuleType, ...]:
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if info.name not in _NOT_TIES)
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def all_ties() -> List[ModuleType]:
    """全部勾稽项: the modules of this folder, by name."""
    return list(_modules())
