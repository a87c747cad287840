"""jixiao undo: 恢复原文件."""

from __future__ import annotations

import argparse

from ..commands.undo import undo_file
from . import common
from .output import print_json, say

HELP = "恢复到第一次填写之前的原文件"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("file", metavar="文件", help="填写过的工作簿")
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: the backup takes the file's place."""
    restored = undo_file(options.file)
    if options.json:
        print_json({"schema": 1, "file": str(restored)})
    say(f"已恢复 {restored}，与第一次填写之前完全相同。")
    return common.CLEAN
