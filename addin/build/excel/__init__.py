"""Excel 加载项 (the Excel add-in): jixiao.xlam from text, on any system, without Excel.

| file | what it is |
|---|---|
| ``modules`` | every VBA module, hand-written (source/) or generated from the registry and addin/ribbon.toml |
| ``wrappers`` | the cell functions and their help · ``texts`` what the add-in itself says · ``vba`` text as VBA takes it |
| ``vbaproject``, ``compression``, ``compound`` | vbaProject.bin |
| ``customui``, ``package`` | the ribbon and the parts of the file |

``python -m addin.build.excel`` writes addin/excel/ anew: the text of all modules, committed, for people who want to read it.
"""

from __future__ import annotations

import os
from pathlib import Path

from addin.build.ribbon import load
from addin.version import version

from .customui import custom_ui
from .modules import modules
from .package import xlam
from .vbaproject import vba_project

NAME = "jixiao.xlam"


def build(out: Path) -> Path:
    """生成 Excel 加载项: the same bytes every time.

    Args:
        out: the folder for jixiao.xlam, made when missing.

    Returns:
        The path of the file.

    Raises:
        RibbonError: addin/ribbon.toml is wrong. ValueError: a function or text that VBA cannot hold.
    """
    stamp, ribbon = version(), load()
    content = xlam(vba_project(modules(stamp, ribbon)), custom_ui(ribbon), stamp)
    out.mkdir(parents=True, exist_ok=True)
    target = out / NAME
    # a file that is in use or half written is never what is left behind
    temporary = out / f".{NAME}.tmp"
    temporary.write_bytes(content)
    os.replace(temporary, target)
    return target
