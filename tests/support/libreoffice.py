"""LibreOffice 重算 (recalculating): a workbook opened, computed anew and saved by the real program, in a private profile."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import List, Sequence

SOFFICE = shutil.which("soffice")
WHY_ABSENT = "LibreOffice（soffice）不在本机上，无法重算"

#: formulas of an .xlsx are computed on loading, whatever values are stored
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def convert(source: Path, folder: Path, kind: str = "xlsx", seconds: int = 300) -> Path:
    """把文件转换并重算: ``convert_all`` for one file."""
    return convert_all([source], folder, kind, seconds)[0]


def convert_all(sources: Sequence[Path], folder: Path, kind: str = "xlsx", seconds: int = 300) -> List[Path]:
    """把文件转换并重算: one run of the program for all; nothing of it is left running.

    Args:
        sources: the files. folder: where the results and the private profile go. kind: the target's suffix.

    Returns:
        the converted files, in the order of the sources.
    """
    assert SOFFICE is not None
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    out = folder / "out"
    command = [
        SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind,
        "--outdir", str(out), *map(str, sources),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(timeout=seconds)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return [out / source.with_suffix(f".{kind}").name for source in sources]
