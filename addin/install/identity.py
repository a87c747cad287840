"""认出自己的文件 (identity): is an .xlam or .oxt ours, and of which version. Whatever else a file holds, only an answer comes out."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Optional, Tuple

from ..package.problems import PackageProblem
from ..package.xml import parse

#: every extension of ours has an identifier that begins so
EXTENSION_PREFIX = "org.jixiao."
#: the custom document property of the .xlam that holds its version
VERSION_PROPERTY = "jixiao.version"

_MOST = 1 << 20
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_DESCRIPTION = "{http://openoffice.org/extensions/description/2006}"


def xlam_version(file: Path) -> Optional[str]:
    """Excel 加载项的版本: None when the file is not ours or cannot be read, "" when it does not say.

    Ours is a plain file (no link) whose custom document properties have ``jixiao.version``.
    """
    if file.is_symlink() or not file.is_file():
        return None
    part = _part(file, "docProps/custom.xml")
    if part is None:
        return None
    try:
        root = parse(part, "docProps/custom.xml", str(file))
    except PackageProblem:
        return None
    for one in root.iter(_CUSTOM):
        if one.get("name") == VERSION_PROPERTY:
            return "".join(one.itertext()).strip()
    return None


def oxt_identity(file: Path) -> Optional[Tuple[str, str]]:
    """LibreOffice 扩展的标识和版本; None when the file is no extension of ours."""
    part = _part(file, "description.xml")
    if part is None:
        return None
    try:
        root = parse(part, "description.xml", str(file))
    except PackageProblem:
        return None
    identifier, version = root.find(f"{_DESCRIPTION}identifier"), root.find(f"{_DESCRIPTION}version")
    if identifier is None or not identifier.get("value", "").startswith(EXTENSION_PREFIX):
        return None
    return identifier.get("value"), "" if version is None else version.get("value", "")


def _part(file: Path, name: str) -> Optional[bytes]:
    """One part of a package, None when there is none; no more is read than a small part can have."""
    try:
        with zipfile.ZipFile(file) as package, package.open(name) as stream:
            content = stream.read(_MOST + 1)
    except (OSError, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, zipfile.BadZipFile):
        return None
    except Exception as cause:  # a damaged member: zlib.error and its like have no common base
        if type(cause).__module__ in ("zlib", "lzma", "bz2", "_lzma"):
            return None
        raise
    return content if len(content) <= _MOST else None
