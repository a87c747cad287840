"""自己的文件 (files of ours) in a folder of another program: put there in one step, and never anything of others touched."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

#: the version of a file of ours ("" when it does not say), None when the file is not ours
Recognise = Callable[[Path], Optional[str]]


class Foreign(Exception):
    """同名的文件不是我们的."""


@dataclass(frozen=True)
class Owned:
    """一个自己的文件: where it goes, and how it is known for ours."""

    path: Path
    recognise: Recognise

    @property
    def exists(self) -> bool:
        """那里有没有东西, ours or not; a dangling link counts."""
        return os.path.lexists(self.path)

    def version(self) -> Optional[str]:
        """现有的版本: None when nothing is there, "" when it does not say.

        Raises:
            Foreign: something of others is there.
        """
        if not self.exists:
            return None
        found = None if self.path.is_symlink() or not self.path.is_file() else self.recognise(self.path)
        if found is None:
            raise Foreign(str(self.path))
        return found

    def holds(self, content: bytes) -> bool:
        """现有的内容是否就是 ``content``."""
        return self.exists and self.path.read_bytes() == content


def put(target: Path, content: bytes) -> None:
    """放入: the whole content, in one step; the folder is made when missing.

    Raises:
        OSError: with ``filename`` the folder when nothing can be written there, the target when it cannot be replaced.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # no add-in's name: a program that starts just now does not load it
        handle, temporary = tempfile.mkstemp(prefix=".jixiao-", suffix=".tmp", dir=target.parent)
    except OSError as cause:
        raise type(cause)(cause.errno, cause.strerror, str(target.parent)) from cause
    try:
        with open(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(
            temporary, 0o644
        )  # temporary files are for their maker alone; an add-in is for whoever starts the program
        os.replace(temporary, target)
    except OSError as cause:
        _drop(temporary)
        raise type(cause)(cause.errno, cause.strerror, str(target)) from cause
    except BaseException:
        _drop(temporary)
        raise


def _drop(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)
