"""转换副本 (converting a copy): .et, .wps, .doc and .ods through LibreOffice, when the user asks for it.

The original is copied into a private folder and only the copy is opened, with a private profile, macros off and
links not updated. Nothing is converted unasked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Optional, Union

from .problems import PackageProblem

#: suffix -> what a copy is converted to
TARGETS = {
    ".et": "xlsx",
    ".ett": "xlsx",
    ".ods": "xlsx",
    ".xlsb": "xlsx",
    ".xls": "xlsx",
    ".wps": "docx",
    ".doc": "docx",
    ".odt": "docx",
}
_SECONDS = 180
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def find_soffice() -> Optional[str]:
    """查找 LibreOffice: the path of its command, None when it is not installed."""
    from ..install.machine import this_machine
    from ..install.offices import soffice

    machine = this_machine()
    found = soffice(machine) or machine.which("soffice") or machine.which("libreoffice")
    return str(found) if found else None


def convert_copy(path: Union[str, os.PathLike[str]], folder: Union[str, os.PathLike[str]], kind: str = "") -> Path:
    """转换一个副本: the original stays as it is.

    Args:
        path: the file to convert.
        folder: where the copy goes; an existing file of that name there is not replaced.
        kind: ``xlsx`` or ``docx``; "" takes the one that fits the suffix.

    Returns:
        The path of the converted copy.

    Raises:
        PackageProblem: ``convert.kind``, ``convert.no-office``, ``convert.exists``, ``convert.failed``, ``file.missing``.
    """
    source = Path(path)
    kind = kind or TARGETS.get(source.suffix.lower(), "")
    if kind not in ("xlsx", "docx"):
        raise PackageProblem(
            "convert.kind",
            f"不知道把 {source.suffix or '无扩展名'} 文件转换成什么，只能转换成 xlsx 或 docx。",
            str(path),
        )
    if not source.is_file():
        raise PackageProblem("file.missing", "文件不存在。请核对文件名和所在文件夹。", str(path))
    target = Path(folder) / f"{source.stem}.{kind}"
    if target.exists():
        raise PackageProblem("convert.exists", f"{target} 已存在，未覆盖。请改名或移走后再试。", str(path))
    office = find_soffice()
    if office is None:
        raise PackageProblem(
            "convert.no-office",
            f"没有找到 LibreOffice，无法转换副本。请安装 LibreOffice，或用 WPS、Excel 打开后另存为 .{kind}。",
            str(path),
        )
    with tempfile.TemporaryDirectory(prefix="jixiao-") as work:
        made = _run(office, source, Path(work), kind)
        Path(folder).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, target)
    return target


def _run(office: str, source: Path, work: Path, kind: str) -> Path:
    """Convert inside a private folder, so that nothing beside the original is seen."""
    profile = work / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    (work / "in").mkdir()
    copy = work / "in" / f"copy{source.suffix.lower()}"
    shutil.copyfile(source, copy)
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        kind,
        "--outdir",
        str(work / "out"),
        str(copy),
    ]
    try:
        subprocess.run(command, cwd=work, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as cause:
        raise _failed(source, kind, f"{_SECONDS} 秒内没有完成") from cause
    except OSError as cause:
        raise _failed(source, kind, "LibreOffice 无法启动") from cause
    made = work / "out" / f"copy.{kind}"
    if not made.is_file() or made.stat().st_size == 0:
        raise _failed(source, kind, "LibreOffice 没有生成文件")
    return made


def _failed(source: Path, kind: str, why: str) -> PackageProblem:
    return PackageProblem("convert.failed", f"转换副本失败：{why}。请用 WPS、Excel 打开后另存为 .{kind}。", str(source))
