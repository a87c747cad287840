"""命令的耗时与内存 (a command's time and memory): run as users run it, with the peak memory of its processes one by one."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Sequence

ROOT = Path(__file__).resolve().parent.parent


class Ran(NamedTuple):
    """一次运行: seconds from start to end; the peak memory in MB of the command itself and of its largest worker (None without /proc)."""

    seconds: float
    parent: Optional[float]
    worker: Optional[float]

    @property
    def memory(self) -> str:
        """内存峰值的写法: the command's own, then a worker's."""
        shown = ["—" if one is None else f"{one:.0f} MB" for one in (self.parent, self.worker)]
        return " / ".join(shown)


def run(arguments: Sequence[str], expected: Sequence[int] = (0,)) -> Ran:
    """运行 ``jixiao`` in a process of its own.

    Args:
        arguments: what stands after ``jixiao``. expected: exit codes that are no failure.

    Raises:
        RuntimeError: it ended otherwise; the message is what it wrote to stderr.
    """
    peaks: Dict[int, float] = {}
    with tempfile.TemporaryFile() as told:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "addin.cli", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=told
        )
        try:
            while process.poll() is None:
                for pid in [process.pid, *_children(process.pid)]:
                    peaks[pid] = max(peaks.get(pid, 0.0), _peak(pid))
                time.sleep(0.02)
            seconds = time.perf_counter() - start
        finally:
            process.kill()
            process.wait()
        if process.returncode not in expected:
            told.seek(0)
            reason = told.read().decode("utf-8", "replace")[-2000:]
            raise RuntimeError(f"jixiao {' '.join(arguments)} 以 {process.returncode} 结束：{reason}")
    workers = [peak for pid, peak in peaks.items() if pid != process.pid and peak]
    return Ran(seconds, peaks.get(process.pid) or None, max(workers, default=None))


def _children(pid: int) -> List[int]:
    """Processes below this one, at any depth."""
    found: List[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = [int(one) for one in task.read_text("ascii").split()]
        except OSError:  # it ended while we looked
            continue
        found += below
        for one in below:
            found += _children(one)
    return found


def _peak(pid: int) -> float:
    """Its highest memory so far in MB; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*([0-9]+) kB", status)
    return int(found.group(1)) / 1024 if found else 0.0
