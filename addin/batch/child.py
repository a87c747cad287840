"""子进程 (child process): one worker as its parent sees it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from typing import Any

from .worker import serve

_GRACE = 2.0


class Child:
    """一个工作进程.

    Args:
        payload: the pickled kit. module: where the kit's class is; the fork server loads it once for all workers.
    """

    def __init__(self, payload: bytes, module: str) -> None:
        method = _start_method()
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            # takes effect before the server's first start alone, which is the usual case: one batch a program
            context.set_forkserver_preload([serve.__module__, *([module] if module != "__main__" else [])])
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, payload), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()  # or its end would never be seen
        self.chunk: Any = None
        self.idle = False
        self.since = time.monotonic()

    def give(self, chunk: Any, data: bytes) -> None:
        """派活: it must be idle, so that it reads at once and nobody waits for one another."""
        self.chunk, self.idle, self.since = chunk, False, time.monotonic()
        # when it has just died, its end is heard at the next listening
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send_bytes(data)

    def take_back(self) -> Any:
        """收回: its chunk is answered."""
        chunk, self.chunk, self.idle = self.chunk, None, True
        return chunk

    def ask_to_end(self) -> None:
        """请它结束: it stops at once and removes its temporary files."""
        self.connection.close()
        self._process.terminate()

    def end(self) -> str:
        """结束它, by force if it does not go; how it ended, in Chinese."""
        if not self.connection.closed:
            self.connection.close()
        # one whose pipe has ended is about to end by itself: how it ends is what we want to know
        self._process.join(0.2)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(_GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        self._process.close()
        return ending(code)


def _start_method() -> str:
    """怎样启动: a fork where that is safe, for it is ready in 30 ms instead of the seconds that all imports take anew.

    A fork copies one thread alone. Locks that other threads (an office, fsspec's loop, numpy's) hold at that moment would never
    be released in the copy; so we fork only while we are the one thread of the process, native ones included, which Linux can
    tell. Else the workers come from a fork server, a small process without threads; where there is none (Windows), each
    starts anew.
    """
    if sys.platform == "linux":
        try:
            if len(os.listdir("/proc/self/task")) == 1:
                return "fork"
        except OSError:  # no /proc
            return "forkserver"
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def ending(code: int) -> str:
    """结束的方式.

    >>> ending(-9)
    '处理时进程被系统强行结束，常见原因是内存不足'
    """
    if code >= 0:
        return f"处理时进程意外退出（退出码 {code}）"
    if code == -9:
        return "处理时进程被系统强行结束，常见原因是内存不足"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    return f"处理时进程崩溃（{name}）"
