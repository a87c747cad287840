"""占用检查 (locks): who has a file open elsewhere, by the owner files that office programs leave beside it."""

from __future__ import annotations

import os
from typing import Optional, Union

UNKNOWN = "其他程序"
_LIMIT = 4096


def lock_owner(path: Union[str, os.PathLike[str]]) -> Optional[str]:
    """谁正打开文件: the name in the owner file, ``其他程序`` when it has none; None when nobody has it open.

    Looks for ``~$name`` (Excel, WPS; Word cuts two letters off a long name) and ``.~lock.name#`` (LibreOffice).
    An owner file that was left over after a crash looks the same, so callers say how to remove it.
    """
    folder, name = os.path.split(os.fspath(path))
    stem = os.path.splitext(name)[0]
    candidates = [f"~${name}"]
    if name.lower().endswith((".docx", ".docm", ".doc")):
        candidates += [f"~${name[2:]}"] if len(stem) > 7 else [f"~${name[1:]}"] if len(stem) == 7 else []
    for candidate in candidates:
        data = _head(os.path.join(folder, candidate))
        if data is not None:
            return _office_owner(data) or UNKNOWN
    data = _head(os.path.join(folder, f".~lock.{name}#"))
    if data is None:
        return None
    fields = data.decode("utf-8", "replace").split(",")
    return _clean(fields[0]) or (_clean(fields[1]) if len(fields) > 1 else "") or UNKNOWN


def _head(path: str) -> Optional[bytes]:
    if not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as file:
            return file.read(_LIMIT)
    except OSError:
        # it is there and held by its program: that is the answer
        return b""


def _office_owner(data: bytes) -> str:
    """The user in an owner file of Office: a length and ANSI bytes, from byte 55 the same in UTF-16."""
    if len(data) > 57:
        length = int.from_bytes(data[55:57], "little")
        if 0 < length <= 54:
            name = _clean(data[57 : 57 + 2 * length].decode("utf-16-le", "replace"))
            if name:
                return name
    length = data[0] if data else 0
    return _clean(data[1 : 1 + length].decode("gb18030", "replace")) if 0 < length <= 54 else ""


def _clean(text: str) -> str:
    return "".join(char for char in text if char.isprintable()).strip()
