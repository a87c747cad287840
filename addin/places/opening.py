"""由文字得到位置 (opening a place): a path of this machine, or an address that fsspec knows."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .base import Place
from .local import LocalPlace
from .reasons import PlaceError

# two characters at least: C:\ and C:/ are drives
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


def place(location: str | os.PathLike[str]) -> Place:
    """位置: for a path, or for an address with a scheme (``s3://``, ``sftp://``, ``memory://`` …).

    Nothing is connected to yet. Only an address with a scheme ever leads over the network.

    Args:
        location: as the user wrote it; ``file://`` addresses are paths of this machine.

    Raises:
        PlaceError: it is empty; the scheme is unknown; what it needs is not installed.

    >>> place("下发").name, place("memory://bucket/下发").name
    ('下发', '下发')
    """
    text = os.fspath(location)
    if not text:
        raise PlaceError(errno.EINVAL, "没有写位置。请写文件夹或文件的路径", "")
    scheme = _SCHEME.match(text)
    if scheme is None or isinstance(location, Path):
        return LocalPlace(text)
    if scheme.group(1).lower() in ("file", "local"):
        return LocalPlace(unquote(urlsplit(text).path))
    from .remote import RemotePlace  # loads fsspec

    return RemotePlace.of(text)
