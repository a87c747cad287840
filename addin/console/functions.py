"""jixiao functions: 列出单元格函数."""

from __future__ import annotations

import argparse
import difflib

from rich.text import Text

from udfs.registry import CellFunction, functions

from . import common
from .output import print_json, print_table, say, stdout

HELP = "列出单元格函数及其参数"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("name", metavar="函数", nargs="?", default="", help="只看这一个函数，例如 PERF_SCORE")
    common.add_json(parser)


def as_json(function: CellFunction) -> dict:
    """转为 JSON: what a host's wizard shows."""
    return {
        "name": function.name,
        "title": function.title,
        "signature": function.signature,
        "description": function.description,
        "arguments": [
            {"name": a.name, "title": a.title, "help": a.help, "optional": a.optional, "repeats": a.repeats}
            for a in function.arguments
        ],
    }


def _show(function: CellFunction) -> None:
    console = stdout()
    console.print(Text(f"={function.signature}", style="bold"))
    console.print(Text(f"{function.title}：{function.description}"))
    for argument in function.arguments:
        optional = "（可省略）" if argument.optional else ""
        console.print(Text(f"  {argument.name}　{argument.title}{optional}：{argument.help}"))


def run(options: argparse.Namespace) -> int:
    """执行: the list, or one function's help."""
    known = functions()
    if options.name:
        wanted = options.name.upper()
        chosen = [function for function in known if function.name == wanted]
        if not chosen:
            near = difflib.get_close_matches(wanted, [function.name for function in known], 1)
            say(
                f"错误：没有函数 {options.name}。"
                + (f"您是否要找 {near[0]}？" if near else "")
                + "运行 jixiao functions 列出全部。"
            )
            return common.WRONG
        known = chosen
    if options.json:
        print_json({"schema": 1, "functions": [as_json(function) for function in known]})
    elif options.name:
        _show(known[0])
    else:
        print_table(("函数", "用途"), [(function.signature, function.title) for function in known])
    return common.CLEAN
