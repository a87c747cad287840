"""共享存储 (remote place): object stores and servers, through fsspec."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from .base import Found, Place, Skipped
from .listing import NO_TEXT
from .names import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, is_hidden, is_temporary, is_text, matcher, parts_below, single
from .reasons import PlaceError, PlaceExists, told

# here one write puts the whole object or nothing and folders do not exist; elsewhere we write beside and rename
_OBJECTS = {"memory", "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci", "cos", "obs", "tos"}
_PASSWORD = re.compile(r"(://[^/@:]*):[^/@]*@")
_Answer = TypeVar("_Answer")


class RemotePlace(Place):
    """其他存储上的文件或文件夹.

    Args:
        root: the address that was opened, with everything that reaching the storage takes. path: as fsspec calls it.
        address: the whole address.
    """

    def __init__(self, root: str, path: str, address: str) -> None:
        self._root, self._path, self._address = root, path, address

    @classmethod
    def of(cls, address: str) -> RemotePlace:
        """由地址得到; see ``opening.place``."""
        if "::" in address:
            raise PlaceError(errno.EINVAL, "不支持用 :: 连接的地址。请写存储本身的地址", _shown(address))
        return cls(address, _opened(address, os.getpid())[1].rstrip("/"), address)

    def __str__(self) -> str:
        return _shown(self._address)

    def __repr__(self) -> str:
        return f"RemotePlace({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemotePlace) and (other._root, other._path) == (self._root, self._path)

    def __hash__(self) -> int:
        return hash((self._root, self._path))

    @property
    def name(self) -> str:
        return self._path.rsplit("/", 1)[-1]

    @property
    def _fs(self) -> Any:
        # one per process: connections and event loops live neither through a fork nor in a pickle
        return _opened(self._root, os.getpid())[0]

    def child(self, relative: str) -> RemotePlace:
        below = "/".join(parts_below(relative, str(self)))
        return RemotePlace(self._root, f"{self._path}/{below}", f"{self._address.rstrip('/')}/{below}")

    def sibling(self, name: str) -> RemotePlace:
        single(name, str(self))
        path, address = self._path.rpartition("/")[0], self._address.rstrip("/").rpartition("/")[0]
        return RemotePlace(self._root, f"{path}/{name}", f"{address}/{name}")

    def exists(self) -> bool:
        return self._info() is not None

    def is_folder(self) -> bool:
        found = self._info()
        return found is not None and found.get("type") == "directory"

    def _info(self) -> dict[str, Any] | None:
        def ask() -> dict[str, Any] | None:
            self._fs.invalidate_cache()
            try:
                return dict(self._fs.info(self._path or "/"))
            except (FileNotFoundError, NotADirectoryError):
                return None

        return self._tried(ask)

    def size(self) -> int:
        return int(self._tried(lambda: self._fs.info(self._path)["size"]))

    def read(self) -> bytes:
        return bytes(self._tried(lambda: self._fs.cat_file(self._path)))

    def write(self, data: bytes, force: bool = False, durable: bool = True) -> None:
        if not force and self.exists():
            raise PlaceExists(errno.EEXIST, "已经存在，没有覆盖。加 --force 覆盖，或换一个位置", str(self))
        if self._root.split("://")[0].lower() in _OBJECTS:
            self._tried(lambda: self._fs.pipe_file(self._path, data))
        else:
            self._tried(lambda: self._write_beside(data))

    def _write_beside(self, data: bytes) -> None:
        folder = self._path.rpartition("/")[0]
        temporary = f"{folder}/{TEMPORARY_PREFIX}{uuid4().hex}{TEMPORARY_SUFFIX}"
        self._fs.makedirs(folder, exist_ok=True)
        try:
            self._fs.pipe_file(temporary, data)
            self._move(temporary, self._path)
        except BaseException:
            if self._fs.exists(temporary):
                self._fs.rm_file(temporary)
            raise

    def _move(self, source: str, target: str) -> None:
        try:
            self._fs.mv(source, target)
        except Exception:
            # some servers do not rename onto a file that is there
            if not self._fs.exists(target):
                raise
            self._fs.rm_file(target)
            self._fs.mv(source, target)

    def remove(self) -> None:
        def attempt() -> None:
            if self._fs.exists(self._path):
                self._fs.rm_file(self._path)

        self._tried(attempt)

    def rename(self, name: str) -> None:
        target = self.sibling(name)._path
        self._tried(lambda: self._move(self._path, target))

    def files(self, pattern: str | Iterable[str] = "*", skipped: Skipped | None = None) -> Iterator[Found]:
        if not self.is_folder():
            raise told(FileNotFoundError(), str(self))
        wanted = matcher(pattern)
        for parts, info in self._below():
            if any(map(is_hidden, parts)) or not wanted(parts[-1]):
                continue
            relative = "/".join(parts)
            if is_text(relative):
                yield Found(relative, int(info.get("size") or 0), _changed(info))
            elif skipped is not None:
                skipped(relative.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), NO_TEXT)

    def tidy(self) -> int:
        left = ["/".join(parts) for parts, _ in self._below() if is_temporary(parts[-1])] if self.is_folder() else []
        for relative in left:
            self._tried(functools.partial(self._fs.rm_file, f"{self._path}/{relative}"))
        return len(left)

    def _below(self) -> list[tuple[list[str], dict[str, Any]]]:
        # one listing of the whole: object stores answer a thousand names a request, folder by folder would be a request each
        listed = self._tried(lambda: self._fs.find(self._path or "/", detail=True))
        start = len(self._path.strip("/"))
        named = ((name.strip("/")[start:].strip("/").split("/"), info) for name, info in listed.items())
        return sorted(named, key=lambda one: one[0])

    def _tried(self, attempt: Callable[[], _Answer]) -> _Answer:
        try:
            return attempt()
        except Exception as cause:  # every storage library has errors of its own
            raise told(cause, str(self)) from cause


@functools.lru_cache(maxsize=64)
def _opened(root: str, process: int) -> tuple[Any, str]:
    """打开存储: fsspec's file system and the path in it, once in each process.

    Raises:
        PlaceError: the scheme is unknown, or a package is missing.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as cause:
        raise PlaceError(
            errno.EPROTONOSUPPORT, '读写共享存储还缺少组件。请运行 pip install "jixiao[cluster]" 后再试', _shown(root)
        ) from cause
    try:
        return url_to_fs(root)
    except ImportError as cause:
        raise PlaceError(
            errno.EPROTONOSUPPORT, f"读写这种存储还缺少组件（{cause}）。请安装后再试", _shown(root)
        ) from cause
    except ValueError as cause:
        scheme = root.split("://", 1)[0]
        raise PlaceError(
            errno.EPROTONOSUPPORT, f"不认识“{scheme}://”开头的地址。请核对地址，或先把文件放到本机文件夹", _shown(root)
        ) from cause
    except Exception as cause:
        raise told(cause, _shown(root)) from cause


def _changed(info: dict[str, Any]) -> float:
    """修改时间: storages call it by different names."""
    for key in ("mtime", "LastModified", "last_modified", "updated", "modified", "created"):
        value = info.get(key)
        if isinstance(value, datetime):
            return value.timestamp()
        if isinstance(value, (int, float)):
            return float(value)
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                return datetime.fromisoformat(value).timestamp()
    return 0.0


def _shown(address: str) -> str:
    """给人看的地址: without its password.

    >>> _shown("sftp://accountant:secret@server/下发")
    'sftp://accountant:***@server/下发'
    """
    return _PASSWORD.sub(r"\1:***@", address)
