"""读取报送文件的工具 (read kit): what a worker process needs to turn returned files into records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..places import Found, Place, PlaceError
from .known import Known
from .reading import Reader
from .record import Record
from .template import Issue, open_template


@dataclass(frozen=True)
class ReadKit:
    """读取工具: a Kit for ``addin.batch.run``; its items are ``Found`` files of one folder.

    Args:
        folder: the folder that is read. issue: what was handed out. known: the file that ``write_known`` wrote; None when
            neither manifest nor register is at hand.
    """

    folder: Place
    issue: Issue = field(default_factory=Issue)
    known: Place | None = None

    def ready(self) -> Callable[[Found], Record]:
        """就绪: opens template and units once; keeps nothing of the files that are read.

        Raises:
            PackageProblem: the pack's own workbook cannot be read. OSError: the units' file cannot.
        """
        return _Worker(self.folder, Reader(self.issue.head, open_template(self.issue), self._open_known()))

    def _open_known(self) -> Known | None:
        if self.known is None:
            return None
        if self.known.local is not None:
            return Known(self.known.local)
        return Known.copied(self.known.read())


class _Worker:
    """The callable: one file after the other."""

    def __init__(self, folder: Place, reader: Reader) -> None:
        self._folder, self._reader = folder, reader

    def __call__(self, item: Found) -> Record:
        try:
            too_large = self._reader.too_large(item.relative, item.size)
            if too_large is not None:
                return too_large
            data = self._folder.child(item.relative).read()
        except PlaceError as problem:
            return self._reader.unreadable(
                item.relative, "file.unreadable", str(problem), item.size, changed=item.changed
            )
        return self._reader.read(data, item.relative, item.changed)
