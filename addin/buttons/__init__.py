"""按钮 (buttons): one file per button of the tab 绩效自评; ``press`` runs the one of a name on the open workbook.

A button reads grids, lets the commands work and hands edits back (addin/hosts/model.py): it never meets a program's
objects, so Excel and LibreOffice share every one of them.
"""

from __future__ import annotations

import importlib

from udfs.core.rules import UnknownProfile

from ..hosts.model import Desk, Workbook
from ..problems import Cancelled, Problem
from .log import record
from .words import for_buttons

#: command -> label, as ribbon.toml has them; a command is looked up here, never joined to a path
LABELS = {
    "check": "校验",
    "explain": "说明",
    "compute": "计算",
    "recompute": "全部重算",
    "freeze": "定稿",
    "issue": "下发模板",
    "rollup": "汇总",
    "check_folder": "校验文件夹",
    "report": "生成报告",
    "settings": "评分规则",
    "about": "关于",
}


def press(command: str, workbook: Workbook, desk: Desk) -> None:
    """按下按钮: whatever happens, the user is told in Chinese; nothing is raised but what the program itself raises.

    Args:
        command: one of LABELS. workbook: the open workbook. desk: the program's dialogs.
    """
    label = LABELS.get(command)
    if label is None:
        desk.tell("绩效自评", f"没有“{command}”这个按钮，加载项可能没有装完整。请重新安装加载项。", True)
        return
    title = f"绩效自评：{label}"
    try:
        workbook.ready()
        importlib.import_module(f".{command}", __name__).press(workbook, desk)
    except Cancelled:
        desk.tell(title, "已取消，工作簿没有改动。")
    except UnknownProfile as problem:
        desk.tell(title, for_buttons(f"{problem}请点“评分规则”重新选定，工作簿没有改动。"), True)
    except Problem as problem:
        desk.tell(title, for_buttons(str(problem)), True)
    except Exception as error:  # the user must not be left with a traceback, or with nothing
        desk.tell(title, _unforeseen(label, command, error), True)


def _unforeseen(label: str, command: str, error: Exception) -> str:
    kind = type(error).__name__
    text = f"“{label}”没有完成：遇到了没有预料到的问题（{kind}），写到一半的改动已撤回，写完的可以用“撤销”恢复。"
    try:
        return text + f"\n详细情况记在 {record(command, error)}，请把这个文件交给维护人员。"
    except OSError as cause:
        return text + f"\n详细情况没能记入日志（{cause}）：{error}"
