"""关于 (about): versions, what is carried, what is installed, and where the log lies."""

from __future__ import annotations

import platform
from typing import List

from udfs.core.rules import all_profiles
from udfs.registry import functions

from ..hosts.model import Desk, Workbook
from ..problems import Problem
from ..version import version
from . import installed
from .log import log_file

TITLE = "绩效自评：关于"


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“关于”."""
    desk.tell(TITLE, "\n".join(lines()))


def lines() -> List[str]:
    """各行文字: each with what to do where something is missing."""
    log = log_file()
    return [
        f"绩效自评加载项 {version()} 版（Python {platform.python_version()}）",
        f"评分规则 {len(all_profiles())} 套，单元格函数 {len(functions())} 个",
        _installed(),
        "下发模板、汇总、校验文件夹、生成报告由本机安装的 jixiao 完成，其余功能由加载项自带。",
        f"日志：{log}" + ("" if log.exists() else "（还没有记录）"),
        "所有计算都在本机完成，不连接网络。",
    ]


def _installed() -> str:
    try:
        found = installed.find()
    except Problem as problem:
        return f"本机 jixiao：未找到。{problem.message}"
    differing = installed.difference(found)
    return f"本机 jixiao：{found.version} 版（{found.command[0]}）" + (f"\n{differing}。" if differing else "")
