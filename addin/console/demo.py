"""jixiao demo: 演示主要功能."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.text import Text

from ..commands.demo import DIFFERENT, SAME, UNDECIDED, Compared, Demo, run_demo
from . import common
from .output import count_line, print_findings, print_json, print_table, say, stdout

HELP = "演示：把一组公开表格的计算格清空后重新填写，并校验公开原表"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("-o", "--output", metavar="文件夹", default="", help="演示文件放在哪里（默认新建 jixiao-demo）")
    common.add_json(parser)


def _fresh_folder() -> Path:
    """The first of jixiao-demo, jixiao-demo-2, … that is not there yet."""
    number, folder = 1, Path("jixiao-demo")
    while folder.exists():
        number += 1
        folder = Path(f"jixiao-demo-{number}")
    return folder


def run(options: argparse.Namespace) -> int:
    """执行: exit code 0 although the published file has slips: finding them is what is shown."""
    try:
        demo = run_demo(Path(options.output) if options.output else _fresh_folder())
    except FileExistsError as problem:
        say(f"错误：{problem}")
        return common.WRONG
    if options.json:
        print_json(as_json(demo))
    else:
        show(demo)
    say(
        f"演示文件在 {demo.folder}：{demo.published.name} 是公开的原表，{demo.filled.name} 是清空后重新填写的表，可以打开对照。"
    )
    return common.CLEAN


def as_json(demo: Demo) -> dict:
    """转为 JSON."""
    return {
        "schema": 1,
        "folder": str(demo.folder),
        "compared": [vars(item) for item in demo.compared],
        "findings": [finding.as_json() for finding in demo.findings],
    }


def show(demo: Demo) -> None:
    """显示: a line per form, the cells that differ, then what the check says of the published file."""
    console = stdout()
    console.print(Text("一、清空公开表格的计算格，重新填写，与公开的数逐格对照", style="bold"))
    sheets = list(dict.fromkeys(item.sheet for item in demo.compared))
    rows = []
    for sheet in sheets:
        here = [item for item in demo.compared if item.sheet == sheet]
        counts = [sum(item.result == result for item in here) for result in (SAME, DIFFERENT, UNDECIDED)]
        rows.append((sheet, str(len(here)), *map(str, counts)))
    counts = [demo.count(result) for result in (SAME, DIFFERENT, UNDECIDED)]
    rows.append(("合计", str(len(demo.compared)), *map(str, counts)))
    print_table(("工作表", "计算格", SAME, DIFFERENT, UNDECIDED), rows, right=(1, 2, 3, 4))
    console.print()
    console.print(Text("二、与公开的数不同或不能由规则算出的格", style="bold"))
    others = [item for item in demo.compared if item.result != SAME]
    print_table(("工作表", "单元格", "内容", "公开", "填写"), [_row(item) for item in others], right=(3, 4))
    console.print()
    console.print(Text(f"三、校验公开原表：{count_line(demo.findings)}", style="bold"))
    print_findings(demo.findings)


def _row(item: Compared) -> tuple:
    return item.sheet, item.cell, item.name, item.printed or "（空）", item.filled or "（留空）"
