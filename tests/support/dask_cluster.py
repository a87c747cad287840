"""A Dask scheduler and its workers as processes of their own, on the loopback address; all ended, whatever happens."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator, List

TESTS = Path(__file__).parent.parent


@dataclass
class Cluster:
    """A running cluster: its address, and its workers' processes."""

    address: str
    folder: Path
    scheduler: subprocess.Popen
    workers: List[subprocess.Popen] = field(default_factory=list)

    def add_worker(self) -> subprocess.Popen:
        """Start a worker without a nanny, so that its process is the one that works."""
        number = len(self.workers)
        command = ["worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1",
                   "--local-directory", str(self.folder / f"worker {number}"), "--death-timeout", "60"]  # fmt: skip
        worker = _start(command, self.folder / f"worker {number}.log")
        self.workers.append(worker)
        return worker


@contextlib.contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A scheduler process and so many worker processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    processes: List[subprocess.Popen] = []
    address = f"tcp://127.0.0.1:{port}"
    command = ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-jupyter"]
    scheduler = _start(command, folder / "scheduler.log")
    running = Cluster(address, folder, scheduler, processes)
    try:
        _wait_until_open(port, scheduler, folder / "scheduler.log")
        for _ in range(workers):
            running.add_worker()
        yield running
    finally:
        for process in [*processes, scheduler]:
            process.kill()
        for process in [*processes, scheduler]:
            process.wait(10)


def _start(command: List[str], log: Path) -> subprocess.Popen:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}",
        "DASK_TEMPORARY_DIRECTORY": str(log.parent),
    }
    with open(log, "wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command], stdout=output, stderr=output, env=environment, cwd=log.parent
        )


def _wait_until_open(port: int, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(log.read_text("utf-8", "replace"))
