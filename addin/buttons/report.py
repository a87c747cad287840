"""生成报告 (report): the installed jixiao renders the Word report from the saved workbook."""

from __future__ import annotations

import os

from ..hosts.model import Desk, Workbook
from ..problems import Problem
from . import installed
from .targets import settled, suggested
from .words import for_buttons, short

TITLE = "绩效自评：生成报告"
_KINDS = (("Word 文档", ".docx"),)


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“生成报告”: the workbook as it lies on the disk; the open one is not touched."""
    path = workbook.path
    if not path:
        raise Problem("report.unsaved", f"“{workbook.name}”还没有保存过。请先保存，再点“生成报告”。")
    jixiao = installed.matching()
    with desk.progress(TITLE) as progress:
        known = installed.run(jixiao, ["report", "--help"], progress, "正在检查本机的 jixiao")
    if known.code != 0:
        raise Problem(
            "installed.no-report",
            f"本机的 jixiao（{jixiao.version} 版）没有生成报告的功能。请安装带有 report 命令的版本"
            "（运行 jixiao --help 可看到各项命令），再点“生成报告”。",
        )
    if not desk.ask(TITLE, "报告按磁盘上已保存的工作簿生成。有改动还没保存的，请选“否”，保存后再来。\n现在生成吗？"):
        return
    chosen = desk.save_target(TITLE, suggested(workbook, "_报告", ".docx"), _KINDS)
    target = chosen and settled(chosen, ".docx", desk, TITLE)
    if not target:
        return
    arguments = ["report", path, "-o", target]
    if os.path.exists(target):  # the dialog has asked
        arguments.append("--force")
    with desk.progress(TITLE) as progress:
        answer = installed.run(jixiao, arguments, progress, "正在生成报告")
    said = "\n".join(short(for_buttons(line), 300) for line in answer.said.strip().splitlines()[:10])
    if answer.code not in (0, 1) or not os.path.exists(target):
        raise Problem("installed.failed", f"报告没有生成（退出码 {answer.code}）：\n{said or '没有说明原因'}")
    desk.tell(TITLE, "\n".join(part for part in (f"报告已生成：{target}", said) if part), answer.code == 1)
