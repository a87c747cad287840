"""jixiao doctor: 环境检查."""

from __future__ import annotations

import argparse

from rich.text import Text

from ..commands import doctor
from . import common
from .output import print_json, stdout

HELP = "检查本机环境：找到了什么、缺什么、怎么办"
_MARK = {
    doctor.GOOD: ("正常", "green"), doctor.MISSING: ("缺少", "bold red"), doctor.PROBLEM: ("问题", "bold red"),
    doctor.NOTE: ("说明", "cyan"),
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: exit code 1 when something that is needed is missing or stands in the way."""
    checks = doctor.run()
    if options.json:
        print_json({"schema": 1, "checks": [check.as_json() for check in checks]})
    else:
        console = stdout()
        for check in checks:
            word, style = _MARK[check.state]
            line = Text("[").append(word, style=style).append(f"] {check.name}：{check.found}")
            console.print(line)
            if check.advice:
                console.print(Text(f"       {check.advice}", style="dim"))
    wrong = any(check.state in (doctor.MISSING, doctor.PROBLEM) for check in checks)
    return common.FOUND if wrong else common.CLEAN
