"""生成加载项 (building): the add-in of each host, into a folder. The builders are loaded only when something is built."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Dict

from .result import EXCEL, LIBREOFFICE

#: makes one add-in in a folder and returns the file
Build = Callable[[Path], Path]


def excel(folder: Path) -> Path:
    """生成 jixiao.xlam."""
    from ..build.excel import build

    return build(folder)


def libreoffice(folder: Path) -> Path:
    """生成 jixiao.oxt."""
    from ..build.libreoffice import build

    return build(folder)


BUILDERS: Dict[str, Build] = {EXCEL: excel, LIBREOFFICE: libreoffice}
