"""名称规则 (names): which relative paths are allowed, and which files a listing leaves out."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import PureWindowsPath

from .reasons import PlaceError

#: how our temporary files are called (addin/atomic.py); hidden, so that no listing takes them for returns
TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".jixiao-", ".tmp"


def parts_below(relative: str, location: str) -> list[str]:
    """下级路径的各段: the parts of a relative path that stays below its place.

    Raises:
        PlaceError: empty, absolute, with a drive letter, with ``..``, or with a zero character.

    >>> parts_below("001_教育局/自评表.xlsx", "下发")
    ['001_教育局', '自评表.xlsx']
    """
    windows = os.name == "nt"
    # a backslash separates on Windows alone; elsewhere it is a character that badly unpacked archives leave in names
    parts = (relative.replace("\\", "/") if windows else relative).split("/")
    if any(part in ("", ".", "..") or "\0" in part for part in parts) or (windows and PureWindowsPath(relative).drive):
        raise PlaceError(
            errno.EINVAL, f"“{relative}”不是这个文件夹之内的路径。请只写下级的名称，不用 .. 和盘符", location
        )
    return parts


def single(name: str, location: str) -> str:
    """一个名称, not a path.

    Raises:
        PlaceError: it is none.
    """
    if len(parts_below(name, location)) != 1:
        raise PlaceError(errno.EINVAL, f"“{name}”不是一个名称。请不要写路径", location)
    return name


def is_hidden(name: str) -> bool:
    """是否隐藏或锁文件.

    >>> is_hidden("~$自评表.xlsx"), is_hidden(".~lock.自评表.xlsx#"), is_hidden("自评表.xlsx")
    (True, True, False)
    """
    return name.startswith((".", "~$"))


def is_temporary(name: str) -> bool:
    """是否本程序的临时文件."""
    return name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX)


def is_text(name: str) -> bool:
    """名称是否可读的文字: False for bytes that are no UTF-8 (archives packed in GBK)."""
    return not any("\ud800" <= sign <= "\udfff" for sign in name)


def matcher(pattern: str | Iterable[str]) -> Callable[[str], bool]:
    """文件名匹配: upper and lower case alike.

    >>> matcher(("*.xlsx", "*.xls"))("自评表.XLSX")
    True
    """
    patterns = [one.casefold() for one in ([pattern] if isinstance(pattern, str) else pattern)]
    if "*" in patterns:
        return lambda name: True
    return lambda name: any(fnmatchcase(name.casefold(), one) for one in patterns)
