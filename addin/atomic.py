"""整份写入 (atomic writing): a file is the old one or the whole new one, never a part."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Callable, Optional

Check = Callable[[Path], None]


def replace_file(target: Path, data: bytes, mode: Optional[int] = None, check: Optional[Check] = None) -> None:
    """整份替换: written beside the target, then swapped in at once.

    Args:
        target: the file; its folder must be there. data: the whole content. mode: as for ``write_beside``.
        check: looks at the temporary file before it takes the target's place; raises to stop.

    Raises:
        OSError: nothing was changed.
    """
    temporary = write_beside(target, data, mode)
    try:
        if check is not None:
            check(temporary)
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def write_beside(target: Path, data: bytes, mode: Optional[int] = None, durable: bool = True) -> Path:
    """写在旁边: the whole content in a temporary file of the target's folder, on the disk.

    Args:
        mode: the rights of the file; None for those that a new file gets. durable: wait until the disk has it.

    Raises:
        OSError: nothing is left behind.
    """
    handle, name = tempfile.mkstemp(prefix=".jixiao-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        os.chmod(name, mode if mode is not None else 0o666 & ~_umask())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
