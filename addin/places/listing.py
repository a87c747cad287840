"""列出文件 (listing): every file below a local folder, in one order on every machine, and what was left out."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from .base import Found, Skipped
from .names import is_hidden, is_text
from .reasons import told

_LINK_OUT = "是指向文件夹之外的链接，没有读取。请把文件本身复制进来。"
_LINK_FOLDER = "是指向文件夹的链接，没有进入。请把文件夹本身复制进来。"
_LINK_BROKEN = "是链接，它指向的文件不存在。请删去链接，或把文件本身复制进来。"
_NO_FILE = "不是普通文件，没有读取。请删去它。"
NO_TEXT = "名称里有无法识别的字符（压缩包可能是用 GBK 编码的）。请改名，或换一个解压软件重新解压。"


def list_folder(folder: Path, wanted: Callable[[str], bool], skipped: Skipped | None) -> Iterator[Found]:
    """列出文件 of any depth; one folder's names at a time are held in memory.

    Args:
        folder: itself may be a link. wanted: takes a file's name. skipped: see ``Place.files``.

    Raises:
        PlaceError: the folder cannot be listed; without ``skipped`` also a folder below it.
    """
    root = Path(os.path.realpath(folder))
    try:
        entries = _entries(root)
    except OSError as cause:
        raise told(cause, str(folder)) from cause
    return _below(root, entries, "", wanted, skipped or _nobody, skipped is None)


def _below(
    root: Path,
    entries: list[os.DirEntry[str]],
    prefix: str,
    wanted: Callable[[str], bool],
    skipped: Skipped,
    strict: bool,
) -> Iterator[Found]:
    for entry in entries:
        relative = prefix + entry.name
        if is_hidden(entry.name):
            continue
        if not is_text(entry.name):
            skipped(relative.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), NO_TEXT)
        elif entry.is_dir(follow_symlinks=False):
            try:
                inner = _entries(entry.path)
            except OSError as cause:
                if strict:
                    raise told(cause, entry.path) from cause
                skipped(relative, str(told(cause, "")))
                continue
            yield from _below(root, inner, relative + "/", wanted, skipped, strict)
        elif not wanted(entry.name):
            # a link to a folder has no name that is wanted, and yet it may hold all that somebody looks for
            if entry.is_symlink() and entry.is_dir():
                skipped(relative, _LINK_FOLDER)
        else:
            yield from _file(root, entry, relative, skipped)


def _file(root: Path, entry: os.DirEntry[str], relative: str, skipped: Skipped) -> Iterator[Found]:
    try:
        found = entry.stat()
    except FileNotFoundError:
        # removed while we list, which is no news, or a link to nothing
        if entry.is_symlink():
            skipped(relative, _LINK_BROKEN)
        return
    except OSError as cause:
        skipped(relative, str(told(cause, "")))
        return
    if entry.is_symlink():
        if stat.S_ISDIR(found.st_mode):
            skipped(relative, _LINK_FOLDER)
            return
        if not Path(os.path.realpath(entry.path)).is_relative_to(root):
            skipped(relative, _LINK_OUT)
            return
    if not stat.S_ISREG(found.st_mode):
        skipped(relative, _NO_FILE)
        return
    yield Found(relative, found.st_size, found.st_mtime)


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _nobody(relative: str, reason: str) -> None:
    """没有人要知道."""
