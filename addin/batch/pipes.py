"""子进程的两端 (pipes): the same worker as ``worker.serve``, started by command and spoken to over its standard streams.

Dask's own workers may not have children of ``multiprocessing``; any program may start another one.
"""

from __future__ import annotations

import os
import queue
import signal
import struct
import subprocess
import sys
import threading
from typing import BinaryIO

from .child import ending
from .worker import READY, UNREADY, answer_chunks

_LENGTH = struct.Struct("<Q")
_GRACE = 2.0


class Died(Exception):
    """子进程死了; how, in Chinese."""


class NotReady(Exception):
    """工具箱准备不了; the reason in Chinese."""


class Helper:
    """助手进程: a worker process as the program that started it sees it.

    Args:
        kit: pickled.

    Raises:
        NotReady: the kit cannot be made ready. Died: the process ended before it was.
    """

    def __init__(self, kit: bytes) -> None:
        # what can be imported here can be imported there; nothing is taken from the current folder
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-P", "-m", __name__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        answer = self.ask(kit, 600.0)
        if answer[:1] == UNREADY:
            self.end()
            raise NotReady(answer[1:].decode("utf-8"))
        if answer[:1] != READY:
            self.end()
            raise Died("启动时答复不对")

    def ask(self, message: bytes, patience: float) -> bytes:
        """问: one message there, one back.

        Args:
            patience: seconds after which it counts as hung.

        Raises:
            Died: it ended, or hung and was ended.
        """
        hung = threading.Event()

        def give_up() -> None:
            hung.set()
            self._process.kill()

        timer = threading.Timer(patience, give_up)
        timer.start()
        try:
            _send(self._process.stdin, message)  # type: ignore[arg-type]
            return _receive(self._process.stdout)  # type: ignore[arg-type]
        except (EOFError, OSError) as cause:
            how = self.end()
            raise Died(f"处理超过 {patience:g} 秒没有结束，已跳过" if hung.is_set() else how) from cause
        finally:
            timer.cancel()

    def end(self) -> str:
        """结束它; how it ended, in Chinese."""
        for stream in (self._process.stdin, self._process.stdout):
            try:
                stream.close()  # type: ignore[union-attr]
            except OSError:  # what it had not read
                continue
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        return ending(self._process.returncode)


class _Pipes:
    """标准输入输出作为连接: what ``answer_chunks`` needs of a connection."""

    def __init__(self, source: BinaryIO, target: BinaryIO) -> None:
        self._target = target
        self._messages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(source,), daemon=True).start()

    def _read(self, source: BinaryIO) -> None:
        while True:
            try:
                self._messages.put(_receive(source))
            except (EOFError, OSError):
                os._exit(1)  # nobody is there any more, even if we are busy for minutes

    def recv_bytes(self) -> bytes:
        return self._messages.get()

    def send_bytes(self, data: bytes) -> None:
        _send(self._target, data)


def _send(stream: BinaryIO, message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _receive(stream: BinaryIO) -> bytes:
    return _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def main() -> None:
    """助手进程的主体."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints must not get between the answers
    pipes = _Pipes(sys.stdin.buffer, target)
    answer_chunks(pipes, pipes.recv_bytes())


if __name__ == "__main__":
    main()
