"""jixiao freeze: 定稿."""

from __future__ import annotations

import argparse

from ..commands.freeze_file import freeze_file
from . import common
from .output import print_json, say

HELP = "定稿：公式转为数值，去掉本工具的批注、颜色和记录，得到报送用的文件"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("file", metavar="文件", help="填好的工作簿")
    parser.add_argument("-o", "--output", metavar="文件", required=True, help="报送用的文件")
    parser.add_argument("--force", action="store_true", help="-o 指定的文件已存在时覆盖")
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: refuses a workbook with a formula that has no value to trust."""
    result = freeze_file(options.file, options.output, force=options.force)
    if options.json:
        print_json({"schema": 1, "file": options.file, "output": options.output, "frozen": result})
    say(f"已定稿 {options.output}：{result} 个公式转为数值。")
    return common.CLEAN
