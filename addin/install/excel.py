"""Excel 的启动文件夹 (XLSTART): one file put there and taken away; nothing that is not ours is ever touched."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

from .identity import UNKNOWN, xlam_version
from .machine import MACOS, WINDOWS, Machine
from .registry import CLASSES, MACHINE, USER
from .result import ABSENT, EXCEL, FAILED, INSTALLED, PLANNED, REMOVED, SAME, Result

#: the add-in's file name in the startup folder
FILE = "jixiao.xlam"
_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_GROUP = "Library/Group Containers/UBF8T346G9.Office"
_CLOSE = "请关闭全部 Excel 窗口（任务管理器里也不应再有 Excel），再运行一次"


@dataclass(frozen=True)
class Excel:
    """找到的 Excel: its program ("" when only the user's Excel folder was found), version, and startup folder."""

    program: str
    version: str
    startup: Path

    @property
    def addin(self) -> Path:
        """加载项文件的位置."""
        return self.startup / FILE


def find(machine: Machine) -> Optional[Excel]:
    """查找 Excel of this user; None when there is none. Nothing is started or created."""
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


def install(excel: Excel, source: Path, version: str, dry_run: bool = False) -> Result:
    """装入启动文件夹: the new file takes the old one's place in one step.

    Args:
        excel: where. source: the built add-in. version: its version.
        dry_run: say what would be done, change nothing.
    """
    target = excel.addin
    present = _present(target)
    if present is None:
        return _failed(target, _foreign(target))
    if present.bytes == source.read_bytes():
        return Result(EXCEL, SAME, f"已是 {version} 版，不需要改动（{target}）。", str(target), version)
    change = f"由 {present.version} 版换成 {version} 版" if present.exists else f"{version} 版"
    if dry_run:
        return Result(EXCEL, PLANNED, f"将装入 {target}（{change}）。", str(target), version)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = _beside(target, source.read_bytes())
    except OSError as cause:
        return _failed(target, f"不能写入文件夹 {target.parent}（{_why(cause)}）。请检查该文件夹的权限和磁盘空间。")
    try:
        os.replace(temporary, target)
    except OSError as cause:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        return _failed(target, _busy(target, cause))
    return Result(
        EXCEL, INSTALLED, f"已装入 {target}（{change}）。重新打开 Excel 后出现“绩效自评”选项卡。", str(target), version
    )


def uninstall(excel: Excel, dry_run: bool = False) -> Result:
    """从启动文件夹移走: only our own file."""
    target = excel.addin
    present = _present(target)
    if present is None:
        return _failed(target, _foreign(target))
    if not present.exists:
        return Result(EXCEL, ABSENT, f"没有安装（{target} 不存在）。", str(target))
    if dry_run:
        return Result(EXCEL, PLANNED, f"将删除 {target}（{present.version} 版）。", str(target), present.version)
    try:
        target.unlink()
    except OSError as cause:
        return _failed(target, _busy(target, cause))
    return Result(EXCEL, REMOVED, f"已删除 {target}。", str(target), present.version)


def is_installed(excel: Excel) -> bool:
    """是否装有我们的加载项."""
    present = _present(excel.addin)
    return present is not None and present.exists


@dataclass(frozen=True)
class _Present:
    exists: bool
    version: str = ""
    bytes: bytes = b""


def _present(target: Path) -> Optional[_Present]:
    """Our file that is there (or nothing); None when something of others lies in its place."""
    if not os.path.lexists(target):
        return _Present(False)
    version = xlam_version(target)
    if version is None:
        return None
    return _Present(True, version or UNKNOWN, target.read_bytes())


def _foreign(target: Path) -> str:
    return f"{target} 不是本工具的加载项（或无法读取），没有改动。请核对后改名或移走，再运行一次。"


def _busy(target: Path, cause: OSError) -> str:
    if isinstance(cause, PermissionError):
        return f"{target} 正被 Excel 使用，没有改动。{_CLOSE}。"
    return f"{target} 不能改动（{_why(cause)}）。{_CLOSE}；仍然不行时检查文件夹的权限。"


def _failed(target: Path, message: str) -> Result:
    return Result(EXCEL, FAILED, message, str(target))


def _why(cause: OSError) -> str:
    return cause.strerror or str(cause)


def _beside(target: Path, content: bytes) -> str:
    """A complete copy beside the target. Its name is no add-in's: an Excel that starts just now does not load it."""
    handle, temporary = tempfile.mkstemp(prefix=".jixiao-", suffix=".tmp", dir=target.parent)
    try:
        with open(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


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
    return Excel(program, _windows_version(machine), folder / "XLSTART")


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
    for content in ("User Content.localized", "User Content"):
        for startup in ("Startup.localized", "Startup"):
            place = base / content / startup / "Excel"
            if place.is_dir():
                return Excel(str(program), _bundle_version(program), place)
    return Excel(
        str(program), _bundle_version(program), base / "User Content.localized" / "Startup.localized" / "Excel"
    )


def _bundle_version(program: Path) -> str:
    import plistlib

    try:
        with open(program / "Contents" / "Info.plist", "rb") as stream:
            return str(plistlib.load(stream).get("CFBundleShortVersionString", ""))
    except (OSError, ValueError, plistlib.InvalidFileException):
        return ""
