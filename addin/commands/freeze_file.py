"""定稿文件 (freeze a file): the workbook to submit, written beside the working copy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Union

from ..hosts import files
from ..package.freeze_package import freeze_package
from ..package.problems import PackageProblem

PathLike = Union[str, "os.PathLike[str]"]


def freeze_file(path: PathLike, out: PathLike, *, force: bool = False) -> int:
    """定稿.

    Args:
        path: the filled workbook; it is left as it is. out: the file to submit.
        force: replaces an existing ``out``.

    Returns:
        how many formulas became values.

    Raises:
        PackageProblem: ``value.stale`` for a formula without a value to trust, ``file.same`` when both are one file,
            or why the file cannot be read or written.
    """
    if Path(out).exists() and Path(path).exists() and Path(out).samefile(path):
        raise PackageProblem(
            "file.same", "定稿不能写回原文件：公式会因此丢失。请用 -o 指定另一个文件名。", os.fspath(path)
        )
    opened = files.read(path)
    files.refuse_unwritable(opened)
    formulas = sum(1 for grid in opened.grids for cell in grid.cells.values() if cell.formula is not None)
    data = freeze_package(opened.book.data, os.fspath(path))
    files.save(out, data, in_place=False, backup=False, force=force)
    return formulas
