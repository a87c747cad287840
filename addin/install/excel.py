"""Excel 的启动文件夹 (XLSTART): our add-in put there and taken away; on macOS also the script that its buttons run."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional, Tuple

from .excel_places import Excel
from .identity import script_version, xlam_version
from .owned import Foreign, Owned, put
from .result import ABSENT, EXCEL, FAILED, INSTALLED, PLANNED, REMOVED, SAME, Result, told_change

_CLOSE = "请关闭全部 Excel 窗口（任务管理器里也不应再有 Excel），再运行一次"


def install(excel: Excel, source: Path, version: str, script: str = "", dry_run: bool = False) -> Result:
    """装入启动文件夹: a new file takes the old one's place in one step.

    Args:
        excel: where. source: the built add-in. version: its version.
        script: on macOS the text of the script that the buttons run.
        dry_run: say what would be done, change nothing.
    """
    contents = [source.read_bytes(), script.encode("utf-8")]
    place = str(excel.addin)
    try:
        versions = [one.version() for one in _files(excel)]
        changed: List[Tuple[Owned, bytes]] = [
            (one, content) for one, content in zip(_files(excel), contents) if not one.holds(content)
        ]
    except Foreign as foreign:
        return _foreign(excel, foreign)
    except OSError as cause:
        return _failed(excel, f"{place} 无法读取（{_why(cause)}）。{_CLOSE}。")
    if not changed:
        return Result(EXCEL, SAME, f"已是 {version} 版，不需要改动（{place}）。", place, version)
    change = told_change(versions[0], version)
    if dry_run:
        return Result(EXCEL, PLANNED, f"将装入 {place}（{change}）。", place, version)
    for one, content in changed:
        try:
            put(one.path, content)
        except OSError as cause:
            if cause.filename == str(one.path):
                return _failed(excel, _busy(one.path, cause))
            return _failed(excel, f"不能写入文件夹 {cause.filename}（{_why(cause)}）。{_permit(excel)}")
    return Result(
        EXCEL, INSTALLED, f"已装入 {place}（{change}）。重新打开 Excel 后出现“绩效自评”选项卡。", place, version
    )


def uninstall(excel: Excel, dry_run: bool = False) -> Result:
    """从启动文件夹移走: only our own files."""
    place = str(excel.addin)
    try:
        there = [one for one in _files(excel) if one.version() is not None]
        version = xlam_version(excel.addin) or ""
    except Foreign as foreign:
        return _foreign(excel, foreign)
    if not there:
        return Result(EXCEL, ABSENT, f"没有安装（{place} 不存在）。", place)
    names = "、".join(str(one.path) for one in there)
    if dry_run:
        return Result(EXCEL, PLANNED, f"将删除 {names}。", place, version)
    for one in there:
        try:
            one.path.unlink()
        except OSError as cause:
            return _failed(excel, _busy(one.path, cause))
    return Result(EXCEL, REMOVED, f"已删除 {names}。", place, version)


def is_installed(excel: Excel) -> bool:
    """是否装有我们的加载项."""
    try:
        return any(one.version() is not None for one in _files(excel))
    except Foreign:
        return False


def _files(excel: Excel) -> List[Owned]:
    """What belongs to the add-in, in the order of ``install``'s contents."""
    files = [Owned(excel.addin, xlam_version)]
    script: Optional[Path] = excel.script
    return [*files, Owned(script, script_version)] if script else files


def _foreign(excel: Excel, foreign: Foreign) -> Result:
    return _failed(excel, f"{foreign} 不是本工具的加载项（或无法读取），没有改动。请核对后改名或移走，再运行一次。")


def _busy(target: Path, cause: OSError) -> str:
    if isinstance(cause, PermissionError):
        return f"{target} 正被 Excel 使用，没有改动。{_CLOSE}。"
    return f"{target} 不能改动（{_why(cause)}）。{_CLOSE}；仍然不行时检查文件夹的权限和磁盘空间。"


def _permit(excel: Excel) -> str:
    if excel.script:
        return "请在“系统设置 - 隐私与安全性 - 完全磁盘访问权限（或 App 管理）”中允许“终端”，再运行一次。"
    return "请检查该文件夹的权限和磁盘空间。"


def _failed(excel: Excel, message: str) -> Result:
    return Result(EXCEL, FAILED, message, str(excel.addin))


def _why(cause: OSError) -> str:
    return cause.strerror or str(cause)
