"""另存的位置 (targets): what a file is to be called, and the path that the user chose made whole."""

from __future__ import annotations

import os
import re
from typing import Optional

from ..hosts.model import Desk, Workbook
from ..problems import Problem

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xltx", ".xltm", ".ods", ".ots", ".et", ".csv")


def suggested(workbook: Workbook, mark: str, suffix: str) -> str:
    """建议的文件名: the workbook's with ``mark`` beside it; a bare name for a workbook that was never saved."""
    folder, name = os.path.split(workbook.path) if workbook.path else ("", workbook.name)
    stem, ending = os.path.splitext(name)
    if ending.lower() not in _SUFFIXES:
        stem = name
    return os.path.join(folder, (_FORBIDDEN.sub("_", stem).strip(". ") or "自评表") + mark + suffix)


def settled(target: str, suffix: str, desk: Desk, title: str) -> Optional[str]:
    """选定的文件名 with its suffix; None when the user does not want a file replaced.

    Raises:
        Problem: ``file.path`` for a name without its folder.
    """
    if not os.path.isabs(target):
        raise Problem("file.path", f"“{target}”不是完整的路径，没有保存。请在对话框里选定文件夹。")
    if not target.lower().endswith(suffix):
        target += suffix
        # the program's dialog has not seen this name
        if os.path.exists(target) and not desk.ask(title, f"{target} 已存在，要替换它吗？"):
            return None
    return target


def same_file(one: str, other: str) -> bool:
    """是否同一个文件, through links, and in spite of capitals where the system does not tell them apart."""
    try:
        if os.path.samefile(one, other):
            return True
    except OSError:  # one of them is not there
        pass
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
