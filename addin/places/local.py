"""本机位置 (local place): files and folders of this machine and of its network drives."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..atomic import write_beside
from .base import Found, Place, Skipped
from .listing import list_folder
from .names import is_temporary, matcher, parts_below, single
from .reasons import PlaceExists, told


class LocalPlace(Place):
    """本机的文件或文件夹.

    Args:
        path: as written; made absolute at once, so that workers with another current folder find it.
    """

    def __init__(self, path: str) -> None:
        self.local: Path = Path(os.path.abspath(os.path.expanduser(path)))

    def __str__(self) -> str:
        return str(self.local)

    def __repr__(self) -> str:
        return f"LocalPlace({str(self.local)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LocalPlace) and other.local == self.local

    def __hash__(self) -> int:
        return hash(self.local)

    @property
    def name(self) -> str:
        return self.local.name

    def child(self, relative: str) -> LocalPlace:
        parts = parts_below(relative, str(self))
        below = LocalPlace.__new__(LocalPlace)
        below.local = self.local.joinpath(*parts)
        return below

    def sibling(self, name: str) -> LocalPlace:
        return LocalPlace(str(self.local.parent)).child(single(name, str(self)))

    def exists(self) -> bool:
        return self._stat() is not None

    def is_folder(self) -> bool:
        found = self._stat()
        return found is not None and stat.S_ISDIR(found.st_mode)

    def _stat(self) -> os.stat_result | None:
        try:
            return os.stat(self.local)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as cause:
            raise told(cause, str(self)) from cause

    def size(self) -> int:
        try:
            return os.stat(self.local).st_size
        except OSError as cause:
            raise told(cause, str(self)) from cause

    def read(self) -> bytes:
        try:
            return self.local.read_bytes()
        except OSError as cause:
            raise told(cause, str(self)) from cause

    def write(self, data: bytes, force: bool = False, durable: bool = True) -> None:
        try:
            if not force and os.path.lexists(self.local):
                raise FileExistsError
            try:
                temporary = write_beside(self.local, data, durable=durable)
            except FileNotFoundError:
                os.makedirs(self.local.parent, exist_ok=True)
                temporary = write_beside(self.local, data, durable=durable)
            try:
                _swap_in(temporary, self.local, force)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):
                    temporary.unlink()
                raise
        except OSError as cause:
            raise told(cause, str(self)) from cause

    def remove(self) -> None:
        try:
            self.local.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as cause:
            raise told(cause, str(self)) from cause

    def rename(self, name: str) -> None:
        target = self.sibling(name).local
        try:
            os.replace(self.local, target)
        except OSError as cause:
            raise told(cause, str(self)) from cause

    def files(self, pattern: str | Iterable[str] = "*", skipped: Skipped | None = None) -> Iterator[Found]:
        return list_folder(self.local, matcher(pattern), skipped)

    def tidy(self) -> int:
        removed = 0
        for folder, _, names in os.walk(self.local):
            for name in filter(is_temporary, names):
                with contextlib.suppress(FileNotFoundError):
                    try:
                        os.unlink(os.path.join(folder, name))
                        removed += 1
                    except PermissionError as cause:
                        raise told(cause, os.path.join(folder, name)) from cause
        return removed


def _swap_in(temporary: Path, target: Path, force: bool) -> None:
    if force:
        os.replace(temporary, target)
        return
    try:
        # unlike a rename, a hard link never replaces a file that somebody made in the meantime
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise PlaceExists(17, "已经存在，没有覆盖。加 --force 覆盖，或换一个位置", str(target)) from None
        os.replace(temporary, target)
    else:
        temporary.unlink()
