"""查找 Excel: the program and the startup folder of this user. Nothing is started or created."""

from __future__ import annotations

import plistlib
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Tuple

from .machine import MACOS, WINDOWS, Machine
from .registry import CLASSES, MACHINE, USER

#: the add-in's file name in the startup folder
FILE = "jixiao.xlam"
_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_GROUP = "Library/Group Containers/UBF8T346G9.Office"


@dataclass(frozen=True)
class Excel:
    """找到的 Excel.

    Args:
        program: "" when only the user's Excel folder was found. version: "" when it is not known.
        startup: the startup folder.
        others: files that Excel may load besides, where somebody can have put the add-in by hand.
    """

    program: str
    version: str
    startup: Path
    others: Tuple[Path, ...] = ()

    @property
    def addin(self) -> Path:
        """加载项文件的位置."""
        return self.startup / FILE


def find(machine: Machine) -> Optional[Excel]:
    """查找 Excel of this user; None when there is none."""
    if machine.system == WINDOWS:
        return _on_windows(machine)
    if machine.system == MACOS:
        return _on_macos(machine)
    return None


def looked_for(machine: Machine) -> str:
    """找过哪些地方, for the message when there is no Excel."""
    if machine.system == WINDOWS:
        return f"注册表 App Paths 中的 excel.exe、文件夹 {_roaming(machine) / 'Microsoft' / 'Excel'}"
    if machine.system == MACOS:
        return "、".join(str(place) for place in _bundles(machine))
    return "本系统没有 Excel"


def _roaming(machine: Machine) -> Path:
    named = machine.environment.get("APPDATA", "")
    return Path(named) if named else machine.home / "AppData" / "Roaming"


def _on_windows(machine: Machine) -> Optional[Excel]:
    folder = _roaming(machine) / "Microsoft" / "Excel"
    program = ""
    for hive in (USER, MACHINE):
        named = str(machine.registry.values(hive, _APP_PATHS).get("", "")).strip('"')
        if named.replace("\\", "/").lower().endswith("/excel.exe"):  # WPS can register itself under the same name
            program = named
            break
    if not program and not folder.is_dir():
        return None
    others = [_roaming(machine) / "Microsoft" / "AddIns" / FILE]
    if program:
        others.append(Path(program).parent / "XLSTART" / FILE)
    return Excel(program, _windows_version(machine), folder / "XLSTART", tuple(others))


def _windows_version(machine: Machine) -> str:
    running = str(machine.registry.values(MACHINE, _CLICK_TO_RUN).get("VersionToReport", ""))
    if running:
        return running
    current = str(machine.registry.values(CLASSES, r"Excel.Application\CurVer").get("", ""))
    number = current.rpartition(".")[2]
    return f"{number}.0" if number.isdigit() else ""


def _bundles(machine: Machine) -> List[Path]:
    name = "Applications/Microsoft Excel.app"
    return [machine.root / name, machine.home / name]


def _on_macos(machine: Machine) -> Optional[Excel]:
    program = next((place for place in _bundles(machine) if place.is_dir()), None)
    if program is None:
        return None
    base = machine.home / _GROUP
    # the folders are shown translated when they end in .localized; both spellings are read, an existing one is kept
    spellings = [
        base / content / startup / "Excel"
        for content in ("User Content.localized", "User Content")
        for startup in ("Startup.localized", "Startup")
    ]
    startup = next((place for place in spellings if place.is_dir()), spellings[0])
    return Excel(str(program), _bundle_version(program), startup)


def _bundle_version(program: Path) -> str:
    try:
        with open(program / "Contents" / "Info.plist", "rb") as stream:
            return str(plistlib.load(stream).get("CFBundleShortVersionString", ""))
    except (OSError, ValueError, plistlib.InvalidFileException):
        return ""
