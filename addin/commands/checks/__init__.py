"""校验项 (checks): one file per check, found by folder. A new check is one file here and its test.

Each module says which finding codes it can give (``CODES``) and yields findings from ``check(subject)``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType
from typing import List, Tuple

from .subject import Subject

__all__ = ["Subject", "all_checks"]

_NOT_CHECKS = ("subject",)


@lru_cache(maxsize=1)
def _modules() -> Tuple[ModuleType, ...]:
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if info.name not in _NOT_CHECKS)
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def all_checks() -> List[ModuleType]:
    """全部校验项: the modules of this folder, by name.

    >>> "totals" in [module.__name__.rpartition(".")[2] for module in all_checks()]
    True
    """
    return list(_modules())
