"""jixiao explain: 说明得分由来."""

from __future__ import annotations

import argparse

from rich.text import Text

from ..commands.explain_file import explain_file
from ..commands.jsonout import explain_document
from . import common
from .output import print_json, say, stdout

HELP = "说明每个数怎么来的：算式、规则和出处"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("file", metavar="文件", help="自评表工作簿或 Word 文档")
    parser.add_argument("cell", metavar="单元格", nargs="?", default="", help="只说明这一格，例如 H9 或 自评表!H9")
    common.add_profile(parser)
    common.add_convert(parser)
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: the explanations on stdout; exit code 2 when the cell holds no computed figure."""
    try:
        explanations = explain_file(
            common.converted(options.file, options.convert), options.cell, profile=options.profile
        )
    except ValueError as problem:
        say(f"错误：{problem}")
        return common.WRONG
    if options.json:
        print_json(explain_document(options.file, explanations))
        return common.CLEAN
    for explanation in explanations:
        stdout().print(Text(explanation.text))
    return common.CLEAN
