"""LibreOffice 的扩展 (extension): added, checked and removed in every installation of this machine."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional, Tuple

from .identity import EXTENSION_PREFIX
from .machine import WINDOWS, Machine
from .offices import Office
from .result import ABSENT, FAILED, INSTALLED, LIBREOFFICE, PLANNED, REMOVED, UNKNOWN, Result, told_change
from .unopkg import Extension, UnopkgFailed, add, extensions, remove, root_refused, running

#: what keeps an installed extension from working
NO_PYTHON = "这个 LibreOffice 缺少 Python 支持，扩展不能工作，请管理员安装软件包 python3-uno（Debian 一类系统）"
_FOR_ALL = "要移走给全部用户装的扩展，请管理员运行：jixiao addin uninstall --shared。"


def install(
    machine: Machine, office: Office, oxt: Path, version: str, shared: bool = False, dry_run: bool = False
) -> Result:
    """装入扩展, then check that the program lists it.

    Args:
        office: where. oxt: the built extension. version: its version.
        shared: for all users of the machine. dry_run: say what would be done, change nothing.
    """
    if _own_of_root(machine, shared):
        return _failed(office, root_refused())
    if office.lock.exists():
        return _failed(office, running(office))
    try:
        before = ours(machine, office, shared)
        change = told_change(before.version if before else None, version)
        if dry_run:
            return Result(
                LIBREOFFICE, PLANNED, f"将装入扩展（{change}）{_for_whom(shared)}。", str(office.folder), version
            )
        add(machine, office, oxt, shared)
        after = _listed(machine, office, shared)
    except UnopkgFailed as problem:
        return _failed(office, str(problem))
    if after is None or after.version != version or not after.registered:
        return _failed(office, "装入之后没有在扩展列表中找到。请在“工具 - 扩展管理器”中手工添加 jixiao.oxt")
    message = f"已装入扩展（{change}）{_for_whom(shared)}。重新打开 LibreOffice 后出现菜单“绩效自评”。"
    if not office.has_python:
        message += f"但{NO_PYTHON}。"
    return Result(LIBREOFFICE, INSTALLED, message, str(office.folder), version)


def uninstall(machine: Machine, office: Office, shared: bool = False, dry_run: bool = False) -> Result:
    """移走扩展: only our own."""
    if _own_of_root(machine, shared):
        return Result(LIBREOFFICE, ABSENT, f"root 没有自己的扩展。{_FOR_ALL}", str(office.folder))
    if office.lock.exists():
        return _failed(office, running(office))
    try:
        before = ours(machine, office, shared)
        if before is None:
            all_users = not shared and ours(machine, office, shared=True)
            message = f"本用户没有安装，扩展是给全部用户装的。{_FOR_ALL}" if all_users else "没有安装。"
            return Result(LIBREOFFICE, ABSENT, message, str(office.folder))
        told = before.version or UNKNOWN
        if dry_run:
            return Result(LIBREOFFICE, PLANNED, f"将移走扩展（{told} 版）。", str(office.folder), before.version)
        remove(machine, office, before.identifier, shared)
        if _listed(machine, office, shared):
            return _failed(office, "移走之后仍在扩展列表中。请在“工具 - 扩展管理器”中手工删除“绩效自评”")
    except UnopkgFailed as problem:
        return _failed(office, str(problem))
    return Result(LIBREOFFICE, REMOVED, f"已移走扩展（{told} 版）。", str(office.folder), before.version)


def ours(machine: Machine, office: Office, shared: bool = False) -> Optional[Extension]:
    """已装的我们的扩展, None when there is none.

    Raises:
        UnopkgFailed: the list cannot be had.
    """
    if not shared and not office.profile.exists():
        return None  # never started by this user; asking unopkg would create the profile
    return _listed(machine, office, shared)


def present(machine: Machine, office: Office) -> Tuple[Optional[Extension], bool]:
    """起作用的那一个: the user's own, else the one for all users; and whether it is for all.

    Raises:
        UnopkgFailed: the list cannot be had.
    """
    own = None if _own_of_root(machine, shared=False) else ours(machine, office)
    return (own, False) if own else (ours(machine, office, shared=True), True)


def _listed(machine: Machine, office: Office, shared: bool) -> Optional[Extension]:
    found: List[Extension] = extensions(machine, office, shared)
    return next((one for one in found if one.identifier.startswith(EXTENSION_PREFIX)), None)


def _own_of_root(machine: Machine, shared: bool) -> bool:
    """LibreOffice lets root add and remove extensions for all users only."""
    return machine.administrator and not shared and machine.system != WINDOWS


def _for_whom(shared: bool) -> str:
    return "，供本机全部用户使用" if shared else ""


def _failed(office: Office, message: str) -> Result:
    return Result(LIBREOFFICE, FAILED, f"{message}。", str(office.folder))
