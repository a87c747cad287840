"""检查 LibreOffice: every installation, and our extension in it with its version."""

from __future__ import annotations

from typing import List

from .. import libreoffice, offices
from ..machine import Machine
from ..offices import Office
from ..unopkg import UnopkgFailed
from .check import GOOD, NOTE, PROBLEM, Check

NAME, EXTENSION = "LibreOffice", "LibreOffice 扩展"
_COMMAND = "jixiao addin install --host libreoffice"
_INSTALL = f"请运行：{_COMMAND}"


def checks(machine: Machine, version: str) -> List[Check]:
    """全部检查 of LibreOffice.

    Args:
        version: of jixiao; the extension has to have the same.
    """
    results: List[Check] = []
    for office in offices.find(machine):
        results.append(Check(NAME, GOOD, f"{office.version}（{office.folder}）"))
        results.append(extension(machine, office, version))
    results += [Check(NAME, NOTE, f"{one.name} 版（{one.place}）", one.advice) for one in offices.sandboxed(machine)]
    if not results:
        advice = "转换 .et、.doc 等文件时需要；填表和校验不需要它"
        results.append(Check(NAME, NOTE, f"未找到（找过：{offices.looked_for(machine)}）", advice))
    return results


def extension(machine: Machine, office: Office, version: str) -> Check:
    """扩展: installed for the user or for all, registered, of the same version."""
    try:
        found, for_all = libreoffice.present(machine, office)
    except UnopkgFailed as problem:
        return Check(EXTENSION, NOTE, "未能检查", str(problem))
    whose = "（供全部用户）" if for_all else ""
    if found is None:
        return Check(EXTENSION, NOTE, "未安装", _INSTALL)
    if not office.has_python:
        return Check(EXTENSION, PROBLEM, f"{found.version} 版{whose}，不能工作", libreoffice.NO_PYTHON)
    if found.version != version:
        return Check(EXTENSION, PROBLEM, f"{found.version} 版，与 jixiao {version} 版不一致{whose}", _INSTALL)
    if not found.registered:
        return Check(
            EXTENSION,
            PROBLEM,
            f"{found.version} 版，没有启用{whose}",
            f"在“工具 - 扩展管理器”中启用，或运行：{_COMMAND}",
        )
    return Check(EXTENSION, GOOD, f"{found.version} 版{whose}")
