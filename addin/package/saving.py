"""保存文件 (saving): a checked temporary file beside the target, swapped in at once; backup and undo."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from ..atomic import replace_file, write_beside
from .container import Container
from .locks import UNKNOWN, lock_owner
from .note import read_note
from .problems import PackageProblem
from .reading import open_workbook

BACKUP_MARK = ".备份"
Check = Callable[[bytes], None]


def save_atomically(
    path: str | os.PathLike[str], data: bytes, *, backup: Path | None = None, check: Check | None = None
) -> Path:
    """原子保存: the target is the old file or the whole new one, never a part.

    Args:
        path: the target; a symbolic link is written through to what it points at.
        data: the whole workbook.
        backup: where the present file is copied to first; None for no backup. An existing backup is kept.
        check: called with the bytes read back from the temporary file; raises to stop.

    Returns:
        The file that was written (links resolved).

    Raises:
        PackageProblem: ``file.locked``, ``file.read-only``, ``save.failed``, or what the checks found.
    """
    target = Path(os.path.realpath(path))
    check_unlocked(target)
    mode = None
    if target.exists():
        mode = stat.S_IMODE(target.stat().st_mode)
        if not mode & 0o222 or not os.access(target, os.W_OK):
            raise PackageProblem(
                "file.read-only", "文件是只读的，没有写入。请去掉只读属性，或用 -o 指定另一个文件。", str(path)
            )
        if backup is not None and not backup.exists():
            _write_new(backup, target.read_bytes(), mode)
    try:
        replace_file(target, data, mode, lambda temporary: _verify(temporary, data, check))
    except OSError as cause:
        raise _failed(target, cause) from cause
    _sync_folder(target.parent)
    return target


def check_unlocked(path: Path) -> None:
    """检查是否正被打开: refuse while Excel, WPS or LibreOffice keeps a lock file beside it.

    Raises:
        PackageProblem: ``file.locked``.
    """
    names = {f"~${path.name}", f".~lock.{path.name}#", f".~{path.name}"}
    if len(path.stem) > 8:
        names.add(f"~${path.name[2:]}")
    owner = lock_owner(path)
    holder = f"，使用者是{owner}" if owner not in (None, UNKNOWN) else ""
    for name in sorted(names):
        lock = path.with_name(name)
        if lock.exists():
            raise PackageProblem(
                "file.locked",
                f"文件正被别的程序打开（有锁文件 {name}{holder}），没有写入。请先保存并关闭它；若程序已关闭，删除该锁文件后再试。",
                str(path),
            )


def backup_path(path: str | os.PathLike[str]) -> Path:
    """备份文件名: 自评表.xlsx is kept as 自评表.备份.xlsx beside it.

    >>> backup_path("自评表.xlsx").name
    '自评表.备份.xlsx'
    """
    target = Path(os.path.realpath(path))
    return target.with_name(f"{target.stem}{BACKUP_MARK}{target.suffix}")


def make_backup(path: str | os.PathLike[str]) -> Path:
    """备份原文件: the first original is kept until ``restore_backup``.

    A backup that is there stays as long as the file is one that we have written to (it carries our note) or equals it.
    Otherwise it belongs to an earlier original: it is kept under a numbered name, and the file as it is now is backed up.

    Returns:
        The backup's path.

    Raises:
        PackageProblem: ``save.failed``, or why the file cannot be read.
    """
    target = Path(os.path.realpath(path))
    backup = backup_path(target)
    try:
        data = target.read_bytes()
        if backup.exists():
            if backup.read_bytes() == data or read_note(data):
                return backup
            os.replace(backup, _older(backup))
        _write_new(backup, data, stat.S_IMODE(target.stat().st_mode))
    except OSError as cause:
        raise _failed(backup, cause) from cause
    return backup


def restore_backup(path: str | os.PathLike[str]) -> Path:
    """恢复备份: the file is again, bit for bit, what it was before we first wrote to it; the backup is used up.

    Raises:
        PackageProblem: ``backup.missing``, ``file.locked`` or ``save.failed``.
    """
    target = Path(os.path.realpath(path))
    backup = backup_path(target)
    if not backup.exists():
        raise PackageProblem(
            "backup.missing",
            f"没有备份文件 {backup.name}，不能撤销。它在原位写入时生成，与工作簿在同一文件夹。",
            str(path),
        )
    check_unlocked(target)
    try:
        os.replace(backup, target)
    except OSError as cause:
        raise _failed(target, cause) from cause
    _sync_folder(target.parent)
    return target


def _older(backup: Path) -> Path:
    number = 1
    while True:
        candidate = backup.with_name(f"{backup.stem}{number}{backup.suffix}")
        if not candidate.exists():
            return candidate
        number += 1


def _write_new(path: Path, data: bytes, mode: int) -> None:
    try:
        temporary = write_beside(path, data, mode)
    except OSError as cause:
        raise _failed(path, cause) from cause
    try:
        os.link(temporary, path)  # fails when the name is taken meanwhile: a backup is never overwritten
    except FileExistsError as cause:
        raise PackageProblem("save.failed", f"备份文件 {path.name} 已存在，没有覆盖。", str(path)) from cause
    except OSError:
        os.replace(temporary, path)  # a file system without hard links
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _verify(temporary: Path, data: bytes, check: Check | None) -> None:
    written = temporary.read_bytes()
    if written != data:
        raise PackageProblem(
            "save.failed", "写出的临时文件与应写的内容不一致，原文件没有改动。请检查磁盘。", str(temporary)
        )
    container = Container(written)
    for name in container.names():
        container.read(name)
    open_workbook(written)
    if check is not None:
        check(written)


def _failed(path: Path, cause: OSError) -> PackageProblem:
    reason = cause.strerror or str(cause)
    return PackageProblem(
        "save.failed", f"无法保存（{reason}），原文件没有改动。请检查磁盘空间和文件夹权限。", str(path)
    )


def _sync_folder(folder: Path) -> None:
    # the rename itself must survive a power cut; Windows has no such call
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
