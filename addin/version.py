"""版本 (version): the one version of everything; pyproject.toml has it, the builders stamp it into what they make."""

from __future__ import annotations

import importlib.metadata
import re
from functools import lru_cache
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
_STATED = re.compile(r'^name = "jixiao"\nversion = "([^"]+)"', re.MULTILINE)


@lru_cache(maxsize=1)
def version() -> str:
    """版本号: of the checkout where there is one (what was installed from it may be older), else of the package.

    In the LibreOffice extension this module is written by the build and holds the number itself.

    >>> version().count(".")
    2
    """
    stated = _STATED.search(_PROJECT.read_text("utf-8")) if _PROJECT.is_file() else None
    return stated.group(1) if stated else importlib.metadata.version("jixiao")
