"""位置 (place): one folder or file, wherever it is; workers get it by pickling."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: told of what a listing leaves out: its path relative to the folder, and why, in Chinese
Skipped = Callable[[str, str], None]


@dataclass(frozen=True)
class Found:
    """列出的文件.

    Args:
        relative: path relative to the folder that was listed, with /. size: bytes.
        changed: seconds since 1970 (UTC) of the last change, 0.0 where the storage does not say.
    """

    relative: str
    size: int
    changed: float


class Place(ABC):
    """位置: a folder or file; nothing is opened until a verb is called.

    ``str(place)`` is the whole location without a password; ``name`` is its last part.
    """

    #: the path on this machine, None for other storage
    local: Path | None = None

    @property
    @abstractmethod
    def name(self) -> str:
        """名称: the last part of the location."""

    @abstractmethod
    def child(self, relative: str) -> Place:
        """下级位置.

        Args:
            relative: one or several parts separated by /.

        Raises:
            PlaceError: it is empty, absolute or leads out of this place.
        """

    @abstractmethod
    def sibling(self, name: str) -> Place:
        """旁边的位置: another name in the same folder."""

    @abstractmethod
    def exists(self) -> bool:
        """是否存在, as a file or a folder."""

    @abstractmethod
    def is_folder(self) -> bool:
        """是否文件夹; on object storage: whether something lies below."""

    @abstractmethod
    def size(self) -> int:
        """文件大小 in bytes.

        Raises:
            PlaceError: there is no such file.
        """

    @abstractmethod
    def read(self) -> bytes:
        """读取全部内容.

        Raises:
            PlaceError: it cannot be read.
        """

    @abstractmethod
    def write(self, data: bytes, force: bool = False, durable: bool = True) -> None:
        """整份写入: the old file or the whole new one, never a part; folders are made.

        Args:
            force: replace a file that is there. durable: wait until the disk has it (a power cut keeps it); without, the
                file survives the end of the program only, five times faster, for callers that check sizes on resuming.

        Raises:
            PlaceExists: there is a file and ``force`` is False. PlaceError: it cannot be written; nothing was changed.
        """

    @abstractmethod
    def remove(self) -> None:
        """删除文件; one that is not there is no error."""

    @abstractmethod
    def rename(self, name: str) -> None:
        """改名 within its folder; a file of that name is replaced."""

    @abstractmethod
    def files(self, pattern: str | Iterable[str] = "*", skipped: Skipped | None = None) -> Iterator[Found]:
        """列出文件 of any depth, sorted by the parts of their paths.

        Names that begin with ``.`` or ``~$`` (hidden files, lock files of Excel and WPS) are left out. Folders that are links
        are not entered, and links that lead out of the folder are left out.

        Args:
            pattern: one or several patterns of file names such as ``*.xlsx``, upper or lower case alike.
            skipped: told of links, folders without permission, and names that are no text; without it the first folder
                without permission raises.

        Raises:
            PlaceError: there is no such folder, or it cannot be listed.
        """

    @abstractmethod
    def tidy(self) -> int:
        """清理残留: removes temporary files that a killed run left behind; how many. Only while holding the lock."""
