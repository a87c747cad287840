"""运行程序 (processes): start a program without a shell, show how far it is, end it when the user cancels."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from typing import IO, List, Optional, Sequence, Tuple

from ..hosts.model import Progress
from ..problems import Problem

_TICK = 0.2
_SECONDS_TO_CLOSE = 5
#: a console window must not flash up on Windows
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
#: what long commands say on stderr while they work (addin/batch/progress.py)
_PROGRESS = re.compile(
    r"^(?:(?P<what>[^：]{1,20})：)?已完成 (?P<done>[\d,]{1,15})(?: / (?P<total>[\d,]{1,15}))?(?:，(?P<rest>.*))?$"
)


@dataclass(frozen=True)
class Answer:
    """运行结果: exit code, what it wrote, and what it said apart from its progress."""

    code: int
    output: str
    said: str


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """启动, with an environment of its own.

    Raises:
        Problem: ``installed.missing``: it could not be started.
    """
    # LibreOffice and Excel set variables for their own Python, which must not reach another one
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PYTHON")}
    environment["PYTHONUTF8"] = "1"
    try:
        return subprocess.Popen(
            list(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=tempfile.gettempdir(), env=environment, creationflags=_NO_WINDOW,
        )  # fmt: skip
    except (OSError, ValueError) as cause:
        raise Problem("installed.missing", f"{command[0]} 不能启动：{cause}") from cause


def run(command: Sequence[str], progress: Progress, text: str) -> Answer:
    """运行到结束, showing progress; cancelling ends it.

    Args:
        command: each argument on its own, never joined. progress, text: what the user sees; what the program itself says
            of its progress takes the place of ``text``.

    Raises:
        Cancelled: the user stopped it; the process is ended.
        Problem: ``installed.missing``: it could not be started.
    """
    process = start(command)
    output, said = _Output(process.stdout), _Said(process.stderr)
    try:
        while output.is_alive() or said.is_alive():
            progress.step(*said.step(text))
            (output if output.is_alive() else said).join(_TICK)
        process.wait()
    except BaseException:
        process.kill()
        process.wait()
        for reader in (output, said):
            reader.join(_SECONDS_TO_CLOSE)
        raise
    return Answer(process.returncode, output.text, said.text)


class _Output(threading.Thread):
    """Reads a stream to its end, so that the program never waits for us."""

    def __init__(self, stream: Optional[IO[bytes]]) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._read: List[bytes] = []
        self.start()

    def run(self) -> None:
        if self._stream is None:
            return
        with self._stream:
            for line in self._stream:
                self.take(line)

    def take(self, line: bytes) -> None:
        self._read.append(line)

    @property
    def text(self) -> str:
        return decoded(b"".join(self._read))


class _Said(_Output):
    """Reads what is said; a line of progress is shown and forgotten."""

    def __init__(self, stream: Optional[IO[bytes]]) -> None:
        self._told: Optional[Tuple[str, int, int]] = None
        super().__init__(stream)

    def take(self, line: bytes) -> None:
        told = progress_of(decoded(line).strip())
        if told is None:
            super().take(line)
        else:
            self._told = told

    def step(self, text: str) -> Tuple[str, int, int]:
        """What to show now: (text, done, of how many)."""
        if self._told is None:
            return text, 0, 0
        said, done, total = self._told
        return f"{text}（{said}）" if said else text, done, total


def progress_of(line: str) -> Optional[Tuple[str, int, int]]:
    """一行进度: (speed and time left, done, of how many); None for any other line.

    >>> progress_of("已完成 1,200 / 10,000，每秒 310 个，约剩 28 秒")
    ('每秒 310 个，约剩 28 秒', 1200, 10000)
    >>> progress_of("读取：已完成 3 / 8"), progress_of("已完成下发。")
    (('读取', 3, 8), None)
    """
    match = _PROGRESS.match(line)
    if match is None:
        return None
    words = "：".join(part for part in (match.group("what"), match.group("rest")) if part)
    return words, int(match.group("done").replace(",", "")), int((match.group("total") or "0").replace(",", ""))


def decoded(raw: bytes) -> str:
    """程序写出的文字."""
    return raw.decode("utf-8", "replace")
