"""占用 (lock): one run at a time in one folder, and who it is."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import sys
import time
import weakref
from datetime import datetime
from typing import Any
from uuid import uuid4

from ..places import Place
from ..places.reasons import told
from .kit import BatchError

NAME = ".jixiao.lock"


class Locked(BatchError):
    """文件夹正被另一次运行使用; says by whom."""


class Lock:
    """占用一个文件夹: a context manager.

    On this machine the system holds the lock for as long as the process lives: what a killed run left behind is no lock.
    Other storage knows no such thing: there a file says who holds it; one of a process of this machine that has ended is
    taken over, any other must be deleted by hand.

    Args:
        folder: made when it is not there. what: what the run does, for messages, such as ``下发``.

    Raises:
        Locked: on entering: another run holds it. PlaceError: the lock's file cannot be written.
    """

    def __init__(self, folder: Place, what: str = "") -> None:
        self._folder, self._what = folder, what
        self._place = folder.child(NAME)
        self._handle = -1
        self._token = uuid4().hex
        _LOCKS.add(self)

    def __enter__(self) -> Lock:
        if self._place.local is not None:
            self._hold()
        else:
            self._claim()
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle >= 0:
            # removed while still held; whoever opened it meanwhile sees that it is no longer the folder's file
            with contextlib.suppress(OSError):
                if sys.platform != "win32":
                    os.unlink(self._path)
            os.close(self._handle)
            self._handle = -1
            if sys.platform == "win32":
                with contextlib.suppress(OSError):
                    os.unlink(self._path)
        else:
            self._place.remove()

    def _drop(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    @property
    def _path(self) -> str:
        return os.fspath(self._place.local)  # type: ignore[arg-type]

    def _hold(self) -> None:
        try:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            self._handle = self._opened_alone()
            os.truncate(self._handle, 0)
            os.write(self._handle, self._document())
        except OSError as cause:
            raise told(cause, self._path) from cause

    def _opened_alone(self) -> int:
        if sys.platform == "win32":
            # a file that is open cannot be deleted there: deleting it is the question whether its holder lives
            with contextlib.suppress(FileNotFoundError):
                try:
                    os.unlink(self._path)
                except PermissionError:
                    raise self._locked(_read(self._path)) from None
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        import fcntl

        while True:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _same_file(handle, self._path):
                    return handle
                os.close(handle)  # its holder just removed it
            except BlockingIOError:
                os.close(handle)
                raise self._locked(_read(self._path)) from None
            except BaseException:
                os.close(handle)
                raise

    def _claim(self) -> None:
        if self._place.exists():
            holder = _parsed(self._place.read())
            if not _has_ended(holder):
                raise self._locked(holder)
        self._place.write(self._document(), force=True)
        if _parsed(self._place.read()).get("token") != self._token:
            raise self._locked(_parsed(self._place.read()))

    def _document(self) -> bytes:
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "user": _user(), "what": self._what,
                  "since": datetime.now().astimezone().isoformat(timespec="seconds"), "token": self._token}  # fmt: skip
        return json.dumps(holder, ensure_ascii=False).encode()

    def _locked(self, holder: dict[str, Any]) -> Locked:
        who = "另一次运行"
        if holder.get("host"):
            since = str(holder.get("since", ""))[:16].replace("T", " ")
            who = f"{holder.get('user', '')}在电脑“{holder['host']}”上{since} 开始的{holder.get('what') or '运行'}（进程 {holder.get('pid')}）"
        message = f"{self._folder}：文件夹正被{who}使用。请等它结束后再运行"
        if self._place.local is None:
            message += f"；如果它已经中断，请删去 {self._place} 再运行"
        return Locked(message + "。")


def _let_go() -> None:
    """子进程不占用: a copy of this process (a forked worker) would hold the folder for as long as it lives."""
    for lock in _LOCKS:
        lock._drop()


#: those whose handles a forked child closes
_LOCKS: weakref.WeakSet[Lock] = weakref.WeakSet()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _same_file(handle: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _read(path: str) -> dict[str, Any]:
    for _ in range(5):
        try:
            with open(path, "rb") as stream:
                data = stream.read()
        except OSError:
            return {}
        if data:
            return _parsed(data)
        time.sleep(0.02)  # its holder is just writing its name
    return {}


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _has_ended(holder: dict[str, Any]) -> bool:
    pid = holder.get("pid")
    if holder.get("host") != socket.gethostname() or not isinstance(pid, int) or sys.platform == "win32":
        return False  # on Windows os.kill(pid, 0) would end the process instead of asking for it
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
