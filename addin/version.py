"""版本 (version): the one version of everything; pyproject.toml has it, the builders stamp it into what they make."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

_STATED = re.compile(r'^version = "([^"]+)"', re.MULTILINE)


def version() -> str:
    """版本号: of the installed package; of the checkout where nothing is installed.

    >>> version().count(".")
    2
    """
    try:
        return importlib.metadata.version("jixiao")
    except importlib.metadata.PackageNotFoundError:
        stated = _STATED.search((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
        return stated.group(1) if stated else "0"
