"""用户设置 (settings of the user): one small file in the user's own profile, written by ``jixiao addin install``.

The buttons in Excel (VBA) and LibreOffice read from it which Python has jixiao. It never lies beside a workbook, so that
what comes with somebody's workbook cannot say what is started.

Lines ``key=value``; UTF-16LE with a byte order mark on Windows, which VBA can read without any library, UTF-8 elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path
from typing import Dict, Mapping, NamedTuple, Optional, Tuple
from unicodedata import category

from .atomic import replace_file

PYTHON, VERSION, COMMAND = "python", "version", "jixiao"
#: the interpreter that has jixiao, the version that was installed, the command ``jixiao``
KEYS = (PYTHON, VERSION, COMMAND)

#: more than this is no file of ours
MOST_BYTES = 65536
MOST_VALUE = 4096
#: rights of the file
_FOR_THE_USER_ALONE = 0o600
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")


class Read(NamedTuple):
    """读到的设置: the values, and in plain words why there are none or some were left out ("" when all is well)."""

    values: Dict[str, str]
    problem: str


def path(system: Optional[str] = None, environment: Optional[Mapping[str, str]] = None) -> Path:
    """设置文件的位置 for this user; nothing is created.

    Args:
        system: as ``sys.platform`` names it; this one when left out.
        environment: the variables; those of this process when left out.

    >>> path("linux", {"XDG_CONFIG_HOME": "/家 目录/设置"}).as_posix()
    '/家 目录/设置/jixiao/settings.ini'
    >>> path("darwin", {"HOME": "/Users/张 三"}).as_posix()
    '/Users/张 三/Library/Application Support/jixiao/settings.ini'
    >>> path("win32", {"APPDATA": "C:/Users/张 三/AppData/Roaming"}).as_posix()
    'C:/Users/张 三/AppData/Roaming/jixiao/settings.ini'
    """
    return config_folder(system, environment) / "jixiao" / "settings.ini"


def config_folder(system: Optional[str] = None, environment: Optional[Mapping[str, str]] = None) -> Path:
    """用户设置的上级文件夹: where programs keep their settings on this system."""
    variables = os.environ if environment is None else environment
    system = system or sys.platform
    if system == "win32":
        roaming = variables.get("APPDATA", "")
        return Path(roaming) if roaming else home_folder(system, variables) / "AppData" / "Roaming"
    if system == "darwin":
        return home_folder(system, variables) / "Library" / "Application Support"
    named = variables.get("XDG_CONFIG_HOME", "")
    # the specification says that a relative value is to be ignored
    return Path(named) if named.startswith("/") else home_folder(system, variables) / ".config"


def home_folder(system: Optional[str] = None, environment: Optional[Mapping[str, str]] = None) -> Path:
    """用户文件夹."""
    variables = os.environ if environment is None else environment
    named = variables.get("USERPROFILE" if (system or sys.platform) == "win32" else "HOME", "")
    return Path(named) if named else Path(os.path.expanduser("~"))


def read(file: Optional[Path] = None) -> Read:
    """读取设置: what can be read is returned, the rest is told in ``problem``; never raises for what a file holds."""
    file = path() if file is None else file
    try:
        with open(file, "rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Read({}, f"没有设置文件 {file}。请运行：jixiao addin install")
    except (OSError, ValueError) as cause:
        return Read({}, f"设置文件 {file} 无法读取（{cause}）。请检查权限，或删除后运行：jixiao addin install")
    if len(raw) > MOST_BYTES:
        return Read({}, f"设置文件 {file} 过大，不是本工具写的。请删除后运行：jixiao addin install")
    try:
        text = _decode(raw)
    except UnicodeDecodeError:
        return Read({}, f"设置文件 {file} 的内容已损坏。请删除后运行：jixiao addin install")
    values, left_out = _parse(text)
    if left_out:
        return Read(values, f"设置文件 {file} 有 {left_out} 行看不懂，未采用。可运行 jixiao addin install 重写。")
    return Read(values, "")


def load(file: Optional[Path] = None) -> Dict[str, str]:
    """读取设置的值: {} when the file is missing or broken (``read`` tells why)."""
    return read(file).values


def save(values: Mapping[str, Optional[str]], file: Optional[Path] = None, system: Optional[str] = None) -> Path:
    """写入设置: all or nothing; keys that are not named stay as they are.

    Args:
        values: key → text on one line; None removes the key.
        file: for tests; the user's file when left out.
        system: decides the encoding.

    Returns:
        The path of the file.

    Raises:
        ValueError: a key or value that the file cannot hold.
        OSError: the folder cannot be written.
    """
    file = path(system) if file is None else file
    merged = dict(load(file))
    for key, value in values.items():
        if value is None:
            merged.pop(key, None)
            continue
        _refuse(key, value)
        merged[key] = value
    text = "".join(f"{key}={value}\n" for key, value in merged.items())
    if (system or sys.platform) == "win32":
        raw = b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")
    else:
        raw = text.encode("utf-8")
    _replace(file, raw)
    return file


def remove(file: Optional[Path] = None) -> bool:
    """删除设置文件, and its folder when nothing else is in it. True when there was a file."""
    file = path() if file is None else file
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    with contextlib.suppress(OSError):  # something else lies in the folder: it stays
        file.parent.rmdir()
    return True


def _decode(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    return raw.decode("utf-8-sig")


def _parse(text: str) -> Tuple[Dict[str, str], int]:
    """The values, and the number of lines that are neither a value, a comment, a section nor blank."""
    values: Dict[str, str] = {}
    left_out = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line.strip(" \t")
        if not line or line[0] in "#;[":
            continue
        key, sign, value = (part.strip(" \t") for part in line.partition("="))
        if sign and not _wrong(key, value):
            values[key] = value
        else:
            left_out += 1
    return values, left_out


def _wrong(key: str, value: str) -> str:
    """What is wrong with a key or value, "" when nothing is."""
    if not _KEY.fullmatch(key):
        return f"设置项的名称“{key}”无效"
    if len(value) > MOST_VALUE:
        return f"设置项 {key} 的内容超过 {MOST_VALUE} 个字符"
    # control characters and line ends would break the line in two; half characters cannot be written at all
    if any(category(character) in ("Cc", "Zl", "Zp", "Cs") for character in value):
        return f"设置项 {key} 的内容含有换行或不能保存的字符"
    return ""


def _refuse(key: str, value: str) -> None:
    problem = _wrong(key, value) or ("" if value == value.strip(" \t") else f"设置项 {key} 的内容首尾有空格")
    if problem:
        raise ValueError(f"{problem}，未写入。")


def _replace(file: Path, raw: bytes) -> None:
    """The new content takes the file's place in one step; a reader sees the old or the new, never half."""
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, raw, _FOR_THE_USER_ALONE)
