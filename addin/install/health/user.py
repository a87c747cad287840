"""检查用户设置: does the file name a Python that is there, starts isolated, and has the same jixiao."""

from __future__ import annotations

import os
from pathlib import Path
from typing import List

from ... import settings
from ..machine import Machine
from .check import GOOD, NOTE, PROBLEM, Check

NAME = "加载项设置"
_INSTALL = "请运行：jixiao addin install"
#: started as the add-in in Excel starts it: isolated, from nobody's folder
_PROBE = "import importlib.metadata as m; print('jixiao', m.version('jixiao'))"


def checks(machine: Machine, version: str) -> List[Check]:
    """全部检查 of the settings file.

    Args:
        version: of jixiao.
    """
    file = machine.settings_file
    if not os.path.lexists(file):
        return [Check(NAME, NOTE, f"没有（{file}）", "安装加载项时写入；命令行不需要")]
    values, problem = settings.read(file)
    if problem and not values:
        return [Check(NAME, PROBLEM, problem)]
    python = values.get(settings.PYTHON, "")
    if not python or not Path(python).is_file():
        return [Check(NAME, PROBLEM, f"{file} 所指的 Python 已不存在：{python or '（空）'}", _INSTALL)]
    found = probe(machine, python)
    if not found:
        advice = "jixiao 要装在虚拟环境或系统的 Python 中（不能用 pip install --user），再运行：jixiao addin install"
        return [Check(NAME, PROBLEM, f"{python} 以隔离方式启动时找不到 jixiao", advice)]
    written = values.get(settings.VERSION, "")
    if found != version or written != version:
        told = f"{file} 记的是 {written or '（空）'} 版，{python} 中是 {found} 版，当前是 {version} 版"
        return [Check(NAME, PROBLEM, told, _INSTALL)]
    return [Check(NAME, GOOD, f"{file}（{python}）", problem)]


def probe(machine: Machine, python: str) -> str:
    """那个 Python 里 jixiao 的版本, "" when it does not start or has none."""
    answer = machine.run([python, "-I", "-B", "-c", _PROBE], machine.environment)
    words = answer.text.split()
    return words[1] if answer.code == 0 and words[:1] == ["jixiao"] and len(words) == 2 else ""
