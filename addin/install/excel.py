"""Excel 的启动文件夹 (XLSTART): our add-in put there and taken away."""

from __future__ import annotations

from pathlib import Path

from .excel_places import Excel
from .identity import xlam_version
from .owned import Foreign, Owned, put
from .result import ABSENT, EXCEL, FAILED, INSTALLED, PLANNED, REMOVED, SAME, Result, told_change

_CLOSE = "请关闭全部 Excel 窗口（任务管理器里也不应再有 Excel），再运行一次"


def install(excel: Excel, source: Path, version: str, dry_run: bool = False) -> Result:
    """装入启动文件夹: a new file takes the old one's place in one step.

    Args:
        excel: where. source: the built add-in. version: its version.
        dry_run: say what would be done, change nothing.
    """
    content, ours = source.read_bytes(), _ours(excel)
    place = str(excel.addin)
    try:
        present, same = ours.version(), ours.holds(content)
    except Foreign as foreign:
        return _foreign(excel, foreign)
    except OSError as cause:
        return _failed(excel, f"{place} 无法读取（{_why(cause)}）。{_CLOSE}。")
    if same:
        return Result(EXCEL, SAME, f"已是 {version} 版，不需要改动（{place}）。", place, version)
    change = told_change(present, version)
    if dry_run:
        return Result(EXCEL, PLANNED, f"将装入 {place}（{change}）。", place, version)
    try:
        put(ours.path, content)
    except OSError as cause:
        if cause.filename == place:
            return _failed(excel, _busy(ours.path, cause))
        return _failed(excel, f"不能写入文件夹 {cause.filename}（{_why(cause)}）。{_permit(excel)}")
    next_step = "重新打开 Excel 后出现“绩效自评”选项卡。"
    if _on_macos(excel):
        next_step += "按钮和函数在 Mac 版 Excel 中不能用，请用 LibreOffice 或命令行。"
    return Result(EXCEL, INSTALLED, f"已装入 {place}（{change}）。{next_step}", place, version)


def uninstall(excel: Excel, dry_run: bool = False) -> Result:
    """从启动文件夹移走: only our own files."""
    place = str(excel.addin)
    try:
        version = _ours(excel).version()
    except Foreign as foreign:
        return _foreign(excel, foreign)
    if version is None:
        return Result(EXCEL, ABSENT, f"没有安装（{place} 不存在）。", place)
    if dry_run:
        return Result(EXCEL, PLANNED, f"将删除 {place}。", place, version)
    try:
        excel.addin.unlink()
    except OSError as cause:
        return _failed(excel, _busy(excel.addin, cause))
    return Result(EXCEL, REMOVED, f"已删除 {place}。", place, version)


def is_installed(excel: Excel) -> bool:
    """是否装有我们的加载项."""
    try:
        return _ours(excel).version() is not None
    except Foreign:
        return False


def _ours(excel: Excel) -> Owned:
    return Owned(excel.addin, xlam_version)


def _foreign(excel: Excel, foreign: Foreign) -> Result:
    return _failed(excel, f"{foreign} 不是本工具的加载项（或无法读取），没有改动。请核对后改名或移走，再运行一次。")


def _busy(target: Path, cause: OSError) -> str:
    if isinstance(cause, PermissionError):
        return f"{target} 正被 Excel 使用，没有改动。{_CLOSE}。"
    return f"{target} 不能改动（{_why(cause)}）。{_CLOSE}；仍然不行时检查文件夹的权限和磁盘空间。"


def _permit(excel: Excel) -> str:
    if _on_macos(excel):
        return "请在“系统设置 - 隐私与安全性 - 完全磁盘访问权限（或 App 管理）”中允许“终端”，再运行一次。"
    return "请检查该文件夹的权限和磁盘空间。"


def _on_macos(excel: Excel) -> bool:
    return excel.program.endswith(".app")


def _failed(excel: Excel, message: str) -> Result:
    return Result(EXCEL, FAILED, message, str(excel.addin))


def _why(cause: OSError) -> str:
    return cause.strerror or str(cause)
