"""Kits for the tests of batches; importable in worker processes."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable


@dataclass(frozen=True)
class Doubling:
    """Twice the number; with a folder, each worker leaves a file named by its pid when it is made ready."""

    folder: str = ""
    seconds: float = 0.0

    def ready(self) -> Callable[[Any], Any]:
        if self.folder:
            with open(os.path.join(self.folder, f"{os.getpid()}.pid"), "a", encoding="ascii") as stream:
                stream.write("ready\n")
        return self._double

    def _double(self, number: int) -> int:
        if self.seconds:
            time.sleep(self.seconds)
        return 2 * number


@dataclass(frozen=True)
class Trouble:
    """What goes wrong is the item itself: a word says how."""

    folder: str = ""
    always: frozenset = field(default_factory=frozenset)

    def ready(self) -> Callable[[Any], Any]:
        return self._meet

    def _meet(self, item: Any) -> Any:
        if item == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "killed once":
            mark = Path(self.folder, "was here")
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if item == "leaves":
            os._exit(3)
        if item == "exits":
            sys.exit("an item that wants to end everything")
        if item == "hangs":
            time.sleep(600)
        if item == "raises":
            raise ValueError("单元格不是数")
        if item == "disk full":
            raise OSError(28, "No space left on device", "下发/001/自评表.xlsx")
        if item == "unpicklable result":
            return lambda: 1
        return f"{item}!"


@dataclass(frozen=True)
class NeverReady:
    """A kit that cannot be made ready: raises, or ends its worker."""

    how: str = "raises"

    def ready(self) -> Callable[[Any], Any]:
        if self.how == "dies":
            os._exit(7)
        raise ValueError("模板包里没有工作簿")
