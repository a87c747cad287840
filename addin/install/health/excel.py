"""检查 Excel: the program, our add-in in its startup folder, its version, and what Windows needs besides."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import List, Optional

from ..excel_places import Excel, find, looked_for
from ..identity import xlam_version
from ..machine import MACOS, WINDOWS, Machine
from ..result import UNKNOWN
from . import trust
from .check import GOOD, MISSING, NOTE, PROBLEM, Check

NAME, ADDIN = "Excel", "Excel 加载项"
_COMMAND = "jixiao addin install --host excel"
_INSTALL = f"请运行：{_COMMAND}"


def checks(machine: Machine, version: str) -> List[Check]:
    """全部检查 of Excel.

    Args:
        version: of jixiao; the add-in has to have the same.
    """
    if machine.system not in (WINDOWS, MACOS):
        return [Check(NAME, NOTE, "本系统没有 Excel", "不影响命令行和 LibreOffice 中的使用")]
    found = find(machine)
    if found is None:
        return [
            Check(
                NAME,
                NOTE,
                f"未找到（找过：{looked_for(machine)}）",
                "命令行不需要 Excel；装有 Excel 的，请打开一次再检查",
            )
        ]
    told = "、".join(part for part in (found.version, found.program) if part) or "有用户文件夹，未找到程序"
    results = [Check(NAME, GOOD, told), addin(found, version), *copies(found)]
    if machine.system == MACOS:
        results.append(
            Check(
                "Excel 按钮和单元格函数",
                NOTE,
                "macOS 上不能用",
                "Mac 版 Excel 没有所需的接口；请用 LibreOffice 中同样的按钮和函数，或命令行",
            )
        )
        return results
    if found.addin.exists():
        results += [*marked(found), *bridge(machine)]
        results += trust.child_processes(machine)
        results += trust.judge(trust.read(machine, office_key(found.version)))
    return results


def addin(found: Excel, version: str) -> Check:
    """启动文件夹中的加载项: there, ours, of the same version."""
    file = found.addin
    if not file.exists():
        return Check(ADDIN, NOTE, f"未安装（{file} 不存在）", _INSTALL)
    present = xlam_version(file)
    if present is None:
        return Check(ADDIN, PROBLEM, f"{file} 不是本工具的文件或无法读取", f"请核对后改名或移走，再运行：{_COMMAND}")
    if present != version:
        return Check(ADDIN, PROBLEM, f"{present or UNKNOWN} 版，与 jixiao {version} 版不一致（{file}）", _INSTALL)
    return Check(ADDIN, GOOD, f"{present} 版（{file}）")


def copies(found: Excel) -> List[Check]:
    """别处的副本: Excel may load two add-ins of one name, and which of them answers is chance."""
    there = [place for place in found.others if place.is_file()]
    if not there:
        return []
    told = "、".join(str(place) for place in there)
    return [Check(ADDIN, PROBLEM, f"别处还有一份：{told}", f"请删除它，只留 {found.addin}（没有就运行：{_COMMAND}）")]


def marked(found: Excel) -> List[Check]:
    """下载标记 (mark of the web), which copying by hand carries along."""
    zone = zone_of(found.addin)
    if zone not in ("3", "4"):
        return []
    advice = f"右键该文件 - 属性 - 勾选“解除锁定”；或删除后运行：{_COMMAND}"
    return [Check(ADDIN, PROBLEM, f"{found.addin} 带有下载标记，其中的宏可能被阻止", advice)]


def zone_of(file: Path) -> str:
    """下载标记的区域: "3" from the internet, "4" restricted, "" when there is no mark."""
    try:
        with open(f"{file}:Zone.Identifier", "rb") as stream:
            lines = stream.read(4096).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((line.partition("=")[2].strip() for line in lines if line.startswith("ZoneId=")), "")


def bridge(machine: Machine) -> List[Check]:
    """xlwings 在 Windows 上需要的部分: pywin32, and the library that it puts beside Python."""
    results = []
    pywin32 = _version("pywin32")
    if pywin32 is None:
        results.append(
            Check("pywin32", MISSING, "未安装", "Excel 加载项通过它与 Excel 通信；请重新安装 jixiao（离线安装包中有）")
        )
    else:
        results.append(Check("pywin32", GOOD, pywin32))
    xlwings = _version("xlwings")
    folder = Path(machine.interpreter).parent
    names = [f"xlwings{bits}-{xlwings}.dll" for bits in (64, 32)]
    if xlwings and not all(any((place / name).is_file() for place in (folder, folder.parent)) for name in names):
        results.append(
            Check("xlwings 连接库", PROBLEM, f"{folder} 中缺少 {'、'.join(names)}", "请重新安装 xlwings：pip install --force-reinstall --no-deps xlwings")
        )  # fmt: skip
    return results


def office_key(version: str) -> str:
    """注册表中的版本号: Office 2016 and everything after it share 16.0.

    >>> office_key("16.0.17328.20162"), office_key("15.0"), office_key("")
    ('16.0', '15.0', '16.0')
    """
    major = version.partition(".")[0]
    return f"{major}.0" if major.isdigit() else "16.0"


def _version(name: str) -> Optional[str]:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
