"""由 LibreOffice 存回的文件 (saved by an office program): what units really send is what such a program wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Mapping

from support.libreoffice import convert_all


def resaved(files: Mapping[str, bytes], folder: Path, kind: str = "xlsx") -> Dict[str, bytes]:
    """打开、重算、另存: one start of the program for all.

    Args:
        files: name without suffix -> workbook. folder: an empty one for its work. kind: ``xlsx`` or ``xls``.

    Returns:
        the same names -> the saved workbooks.
    """
    sources = []
    for name, data in files.items():
        source = folder / "送出" / f"{name}.xlsx"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(data)
        sources.append(source)
    return {one.stem: one.read_bytes() for one in convert_all(sources, folder / "存回", kind)}
