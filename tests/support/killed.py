"""中途断电 (killed in mid-run): a command with all its processes, ended with SIGKILL at a moment that a seed draws."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Optional, Sequence

ROOT = Path(__file__).resolve().parents[2]


def start(arguments: Sequence[str]) -> subprocess.Popen[str]:
    """启动命令 in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "addin.cli", *arguments], cwd=ROOT, start_new_session=True, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def kill(process: subprocess.Popen[str]) -> None:
    """结束命令及其全部子进程."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=60)
    if process.stdout:
        process.stdout.close()


def killed_at(
    arguments: Sequence[str], draw: random.Random, *, seconds: float = 0.0, when: Optional[Callable[[], bool]] = None
) -> bool:
    """运行并在中途结束.

    Args:
        draw: draws the moment. seconds: it is killed within so many seconds (after ``when`` came true, where that is given).

    Returns:
        False when the command had ended by itself before.
    """
    process = start(arguments)
    try:
        limit = time.monotonic() + 120
        while when is not None and process.poll() is None and not when():
            assert time.monotonic() < limit, "命令没有进展"
            time.sleep(0.002)
        end = time.monotonic() + draw.uniform(0, seconds)
        while process.poll() is None and time.monotonic() < end:
            time.sleep(0.001)
        return process.poll() is None
    finally:
        kill(process)
