"""查找 LibreOffice: every installation of this machine, its version and its user profile. Nothing is started."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, List, Optional

from .. import settings
from .machine import MACOS, WINDOWS, Machine

_PROGRAM_FILES = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
#: patterns below the root, in the order in which they are tried
_LINUX = (
    "usr/lib/libreoffice/program", "usr/lib64/libreoffice/program", "usr/local/lib/libreoffice/program",
    "opt/libreoffice*/program", "usr/local/libreoffice*/program",
)  # fmt: skip
_SANDBOXES = (
    ("Snap", "snap/bin/libreoffice"),
    ("Flatpak", "var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice"),
)
_BY_HAND = (
    "沙箱中的 LibreOffice 不能由命令安装扩展：请先运行 jixiao addin build，再在 LibreOffice 的“工具 - 扩展管理器 - 添加”中选择 "
    "jixiao.oxt。沙箱限制下，需要调用本机 jixiao 的按钮可能不能用"
)


@dataclass(frozen=True)
class Office:
    """一个 LibreOffice.

    Args:
        folder: its folder ``program``. version: "LibreOffice 7.4", or "LibreOffice" when it does not say.
        profile: the user profile that it works with; several installations usually share one.
    """

    folder: Path
    version: str
    profile: Path
    unopkg: Path

    @property
    def lock(self) -> Path:
        """运行时存在的锁文件."""
        return self.profile / ".lock"

    @property
    def has_python(self) -> bool:
        """能否运行 Python 扩展; some distributions leave that to a package of its own (python3-uno)."""
        places = (self.folder, self.folder.parent / "Resources")
        return any((place / "pythonloader.py").is_file() for place in places)


@dataclass(frozen=True)
class Sandboxed:
    """沙箱中的 LibreOffice (Snap, Flatpak): found, but its extensions can only be added by hand."""

    name: str
    place: Path
    advice: str = _BY_HAND


def find(machine: Machine) -> List[Office]:
    """查找 LibreOffice: one for each folder, the one that the command ``soffice`` starts first."""
    offices: Dict[Path, Office] = {}
    for folder in _folders(machine):
        office = _office(machine, folder)
        if office:
            offices.setdefault(office.folder, office)
    return list(offices.values())


def sandboxed(machine: Machine) -> List[Sandboxed]:
    """Snap、Flatpak 中的 LibreOffice."""
    if machine.system in (WINDOWS, MACOS):
        return []
    places = [(name, machine.root / place) for name, place in _SANDBOXES]
    places.append(
        ("Flatpak", machine.home / ".local/share/flatpak/exports/bin/org.libreoffice.LibreOffice"),
    )
    return [Sandboxed(name, place) for name, place in places if os.path.lexists(place)]


def looked_for(machine: Machine) -> str:
    """找过哪些地方, for the message when there is none."""
    if machine.system == WINDOWS:
        named = [machine.environment[name] for name in _PROGRAM_FILES if machine.environment.get(name)]
        return (
            "、".join(dict.fromkeys(f"{place}\\LibreOffice*" for place in named)) or "Program Files（环境变量中没有）"
        )
    if machine.system == MACOS:
        return "“应用程序”文件夹（/Applications 和 ~/Applications）"
    return "PATH 中的 soffice、" + "、".join(f"/{place}" for place in _LINUX)


def soffice(machine: Machine) -> Optional[Path]:
    """LibreOffice 的命令: of the first installation, None when there is none."""
    name = "soffice.com" if machine.system == WINDOWS else "soffice"
    return next((one.folder / name for one in find(machine) if (one.folder / name).is_file()), None)


def _folders(machine: Machine) -> List[Path]:
    """Where a folder ``program`` may be."""
    if machine.system == WINDOWS:
        named = [machine.environment.get(name, "") for name in _PROGRAM_FILES]
        parents = [Path(place) for place in dict.fromkeys(named) if place]
        return [place / "program" for parent in parents for place in _newest_first(parent.glob("LibreOffice*"))]
    if machine.system == MACOS:
        parents = [machine.root / "Applications", machine.home / "Applications"]
        bundles = [place for parent in parents for place in sorted(parent.glob("LibreOffice*.app"))]
        return [bundle / "Contents" / "MacOS" for bundle in bundles]
    started = [machine.which(name) for name in ("soffice", "libreoffice")]
    folders = [program.parent for program in started if program]
    for pattern in _LINUX:
        folders += _newest_first(machine.root.glob(pattern))
    return folders


def _newest_first(places: Iterable[Path]) -> List[Path]:
    """libreoffice24.2 before libreoffice7.6."""
    return sorted(places, key=lambda place: [int(number) for number in re.findall(r"\d+", str(place))], reverse=True)


def _office(machine: Machine, folder: Path) -> Office | None:
    """The installation in a folder; None when it has no unopkg (a sandbox's starter, a half removed program)."""
    # unopkg.com waits for the end and can be heard; unopkg.exe opens a window of its own
    names = ("unopkg.com", "unopkg.exe") if machine.system == WINDOWS else ("unopkg",)
    unopkg = next((folder / name for name in names if (folder / name).is_file()), None)
    if unopkg is None:
        return None
    told = _bootstrap(machine, folder)
    version = told.get("ProductKey", "")
    return Office(
        folder.resolve(),
        version if version.startswith("LibreOffice") else "LibreOffice",
        _profile(machine, told.get("UserInstallation", "")),
        unopkg,
    )


def _bootstrap(machine: Machine, folder: Path) -> Dict[str, str]:
    """What the installation says of itself (bootstraprc, on Windows bootstrap.ini)."""
    if machine.system == WINDOWS:
        file = folder / "bootstrap.ini"
    elif machine.system == MACOS:
        file = folder.parent / "Resources" / "bootstraprc"
    else:
        file = folder / "bootstraprc"
    try:
        with open(file, "rb") as stream:
            text = stream.read(65536).decode("utf-8", "replace")
    except OSError:
        return {}
    return dict(re.findall(r"^(\w+)=([^\r\n]*)", text, re.MULTILINE))


def _profile(machine: Machine, told: str) -> Path:
    """The user profile: usually ``$SYSUSERCONFIG/libreoffice/4``."""
    base = settings.config_folder(machine.system, machine.environment)
    place = told.removeprefix("${").removeprefix("$").removeprefix("SYSUSERCONFIG").lstrip("}/")
    if not told.startswith(("$SYSUSERCONFIG/", "${SYSUSERCONFIG}/")) or ".." in place:
        place = "LibreOffice/4" if machine.system in (WINDOWS, MACOS) else "libreoffice/4"
    return base / place
