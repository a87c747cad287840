"""暂存文件夹 (work folder): beside the summary while a roll-up runs; gone when it is done."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import cast

from ..batch import Journal, Lock
from ..batch.lock import NAME as LOCK
from ..places import Place
from ..places.reasons import told

_JOURNAL = "read.jsonl"


class Work:
    """暂存文件夹, and the lock that keeps a second roll-up into the same summary out.

    On this machine it lies beside the summary (on the same disk, where there is room for as much); what a killed run left in
    it is thrown away but for the journal. For a summary on other storage the scratch is in the system's temporary folder,
    the journal and the lock beside the summary.

    Args:
        out: the summary.
    """

    def __init__(self, out: Place) -> None:
        folder = out.sibling(f".{out.name}.jixiao")
        self._folder = folder.local
        self._journal = folder.child(_JOURNAL)
        self._lock = Lock(folder, "汇总")
        self._scratch: Path | None = None

    def journal(self, key: str) -> Journal:
        """流水, open; it stays when the roll-up does not come to its end."""
        return Journal(self._journal, key)

    def path(self, name: str) -> Path:
        """暂存文件."""
        if self._scratch is None:
            raise RuntimeError("暂存文件夹还没有打开")
        return self._scratch / name

    def __enter__(self) -> Work:
        self._lock.__enter__()
        try:
            if self._folder is not None:
                self._clean()
                self._scratch = self._folder
            else:
                self._scratch = Path(tempfile.mkdtemp(prefix="jixiao-"))
        except BaseException as cause:
            self._lock.__exit__(None, None, None)
            if isinstance(cause, OSError):
                raise told(cause, str(self._folder or tempfile.gettempdir())) from cause
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is None:
            shutil.rmtree(self.path("."), ignore_errors=True)
            self._lock.__exit__(None, None, None)
            return
        with contextlib.suppress(OSError):
            self._clean()
        self._lock.__exit__(None, None, None)
        with contextlib.suppress(OSError):
            self._folder.rmdir()  # unless the journal is still there

    def finish(self, journal: Journal) -> None:
        """完成: nothing is left but the summary."""
        journal.remove()
        if self._folder is not None:
            for left in self._folder.glob(f"{_JOURNAL}*"):
                left.unlink()

    def _clean(self) -> None:
        folder = cast(Path, self._folder)
        for left in folder.iterdir():
            if not left.name.startswith(_JOURNAL) and left.name != LOCK:
                _remove(left)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
