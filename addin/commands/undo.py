"""撤销 (undo): bring back the file as it was before we first wrote to it, bit for bit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Union

from ..package.saving import restore_backup


def undo_file(path: Union[str, os.PathLike[str]]) -> Path:
    """恢复备份.

    Args:
        path: the workbook that was filled in place.

    Returns:
        the restored file; its backup is used up.

    Raises:
        PackageProblem: ``backup.missing``, ``file.locked`` or ``save.failed``.
    """
    return restore_backup(path)
