"""一台电脑 (the machine): what finding and installing need to know of it, so that tests can hand in another one."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, List, Mapping, Optional, Sequence

from .. import settings
from .registry import Registry, registry

WINDOWS, MACOS = "win32", "darwin"
_SECONDS = 180


@dataclass(frozen=True)
class Answer:
    """程序的回答: exit code and everything it said; code None when it did not answer in time or could not start."""

    code: Optional[int]
    text: str

    @property
    def tail(self) -> str:
        """最后几句, on one line, for a message."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        return "；".join(lines[-3:])[:400]


@dataclass(frozen=True)
class Machine:
    """电脑与用户: the system, the user's variables, the file system's root, and how to reach registry and programs.

    Args:
        system: as ``sys.platform`` names it. environment: the variables of the user.
        root: where absolute places begin; a folder of their own in tests.
        administrator: root on Linux and macOS, elevated on Windows.
        interpreter: the Python that has jixiao, command: its command ``jixiao`` ("" when there is none).
        registry: the Windows registry, read only. run: starts a program and waits.
    """

    system: str
    environment: Mapping[str, str]
    root: Path
    administrator: bool
    interpreter: str
    command: str
    registry: Registry
    run: Callable[[Sequence[str], Mapping[str, str]], Answer]

    @property
    def home(self) -> Path:
        """用户文件夹."""
        return settings.home_folder(self.system, self.environment)

    @property
    def settings_file(self) -> Path:
        """用户设置文件."""
        return settings.path(self.system, self.environment)

    @property
    def store_python(self) -> bool:
        """微软商店版 Python: what it writes to the user's profile goes to a private copy that Excel never sees."""
        place = self.interpreter.replace("\\", "/").lower()
        return self.system == WINDOWS and ("/windowsapps/" in place or "pythonsoftwarefoundation" in place)

    def which(self, name: str) -> Optional[Path]:
        """在 PATH 中查找程序, links followed; never on Windows, where the search begins with the current folder."""
        if self.system == WINDOWS:
            return None
        found = shutil.which(name, path=self.environment.get("PATH", ""))
        return Path(found).resolve() if found else None


def this_machine() -> Machine:
    """本机."""
    # base_prefix names the Store's Python also inside a virtual environment
    store = sys.platform == WINDOWS and "windowsapps" in sys.base_prefix.lower()
    return Machine(
        system=sys.platform,
        environment=dict(os.environ),
        root=Path("/"),
        administrator=_administrator(),
        interpreter=os.path.join(sys.base_prefix, "python.exe") if store else sys.executable,
        command=_command(),
        registry=registry(),
        run=run_program,
    )


def run_program(command: Sequence[str], environment: Mapping[str, str]) -> Answer:
    """运行程序: no window, no input, at most three minutes."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            list(command), env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=_SECONDS, check=False, creationflags=flags,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Answer(None, f"{_SECONDS} 秒内没有完成")
    except OSError as cause:
        return Answer(None, f"无法启动（{cause}）")
    return Answer(done.returncode, done.stdout.decode("utf-8", "replace"))


def _administrator() -> bool:
    if hasattr(os, "geteuid"):
        return os.geteuid() == 0
    return bool(ctypes.windll.shell32.IsUserAnAdmin())  # type: ignore[attr-defined]


def _command() -> str:
    """The command ``jixiao`` beside the interpreter, else the one on the PATH."""
    name = "jixiao.exe" if sys.platform == WINDOWS else "jixiao"
    folder = Path(sys.executable).parent
    beside: List[Path] = [folder / name, folder / "Scripts" / name]
    return next((str(place) for place in beside if place.is_file()), shutil.which("jixiao") or "")
