"""日志 (log): the details of what a button did not foresee, in the user's own folder, never beside a workbook."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import datetime
from pathlib import Path

from .. import settings
from ..version import version

#: a longer log is put aside under another name, which replaces the one before
_MOST_BYTES = 1_000_000


def log_file() -> Path:
    """日志的位置, beside the user's settings."""
    return settings.path().with_name("jixiao.log")


def record(command: str, error: BaseException) -> Path:
    """记入日志: what was pressed, the versions and where in the program it happened.

    Returns:
        the log file.

    Raises:
        OSError: it cannot be written.
    """
    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        os.replace(path, path.with_name("jixiao.旧.log"))
    head = (
        f"{datetime.now():%Y-%m-%d %H:%M:%S}  {command}  jixiao {version()}  "
        f"Python {platform.python_version()}  {platform.platform()}"
    )
    details = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    with open(path, "a", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(f"{head}\n{details}\n")
    return path
