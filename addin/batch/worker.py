"""工作进程 (worker process): makes the kit ready once, then answers chunk after chunk until nobody asks any more."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import Protocol

from .kit import reason_for
from .work import packed_answers

# the first byte of every message to the parent
READY, UNREADY, ANSWERS, UNREAD = b"r", b"u", b"a", b"x"


# a plain flag: a signal's handler must not wait for a lock that its own thread may hold
_leaving = False


class Wire(Protocol):
    """连接: whole messages there and back."""

    def recv_bytes(self) -> bytes:
        """收."""
        ...

    def send_bytes(self, data: bytes) -> None:
        """发."""
        ...


class _Ended(BaseException):
    """被要求结束: no Exception, so that no item takes it for its own failure, yet temporary files are cleaned up."""


def serve(connection: Connection, kit: bytes) -> None:
    """工作进程的主体.

    Args:
        connection: to the parent; its end means that there is no more work. kit: pickled.
    """
    global _leaving
    # Ctrl-C reaches the whole group of processes: the parent alone decides, and ends us in order
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # plain statements: a context manager's own exit would be a place where the signal is caught by nobody
    try:
        try:
            signal.signal(signal.SIGTERM, _end)
            threading.Thread(target=_leave_with_parent, daemon=True).start()
            answer_chunks(connection, kit)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            _leaving = True  # there is no more work
        _leaving = True
    except _Ended:
        pass  # ``_end`` raises once only


def answer_chunks(connection: Wire, kit: bytes) -> None:
    """答复一批又一批, until the connection raises."""
    try:
        call = pickle.loads(kit).ready()  # noqa: S301 - from our own parent, over a private pipe
    except Exception as cause:
        connection.send_bytes(UNREADY + reason_for(cause).encode("utf-8", "replace"))
        return
    connection.send_bytes(READY)
    while True:
        chunk = connection.recv_bytes()
        try:
            items = pickle.loads(chunk)  # noqa: S301
        except Exception as cause:
            connection.send_bytes(UNREAD + reason_for(cause).encode("utf-8", "replace"))
            continue
        connection.send_bytes(ANSWERS + packed_answers(call, items))


def _end(number: int, frame: FrameType | None) -> None:
    global _leaving
    if not _leaving:
        _leaving = True
        raise _Ended


def _leave_with_parent() -> None:
    """父进程消失就离开: a killed parent leaves no worker behind, even one that is busy for minutes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
