"""jixiao new: 按模板包新建工作簿."""

from __future__ import annotations

import argparse
from typing import Any, Dict

from ..commands.filling.model import NewError
from ..commands.new import Made, new_file
from ..grid import address
from ..packs.model import PackError
from . import common
from .output import print_json, say

HELP = "按模板包新建工作簿：空表，或带入项目清单、上年工作簿、财务导出表"
EPILOG = """jixiao packs 列出模板包。增加的行与在 Excel 里插入行的结果相同；没有带入、没有对上的内容逐条列出。
模板包和各选项的说明见 docs/packs.md。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("--pack", metavar="模板包", required=True, help="模板包的名称（jixiao packs 列出）")
    common.add_packs(parser)
    parser.add_argument("-o", "--output", metavar="文件", required=True, help="新工作簿（.xlsx）")
    parser.add_argument(
        "--rows", metavar="行数", action="append", default=[],
        help="行数，如 20；或一种行的行数，如 指标=20、科目=60，可写多次",
    )  # fmt: skip
    parser.add_argument("--projects", metavar="清单", help="项目清单（.xlsx、.csv、.txt），每个项目一张工作表")
    parser.add_argument("--from", dest="last", metavar="上年工作簿", help="带入上年的指标、完成值和文字")
    parser.add_argument("--data", metavar="导出表", help="财务导出表（.xlsx、.csv），按编码或名称填数")
    parser.add_argument("--force", action="store_true", help="-o 指定的文件已存在时覆盖")
    common.add_json(parser)


def as_json(made: Made) -> Dict[str, Any]:
    """转为 JSON: what was made, filled and left."""
    return {
        "schema": 1,
        "file": made.file,
        "pack": made.pack.name,
        "sheets": made.sheets,
        "rows": made.rows,
        "filled": [
            {"sheet": put.sheet, "cell": address(*put.where), "field": put.field, "value": _plain(put.value)}
            for put in made.puts
        ],
        "left": made.left,
        "messages": made.messages,
    }


def _plain(value: object) -> object:
    return value if isinstance(value, (int, float, str)) or value is None else str(value)


def run(options: argparse.Namespace) -> int:
    """执行: make the workbook, then say what was filled and what was not."""
    try:
        made = new_file(
            options.pack, options.output, rows=options.rows, projects=options.projects, last=options.last,
            data=options.data, force=options.force, root=common.packs_root(options),
        )  # fmt: skip
    except (PackError, NewError, FileNotFoundError) as problem:
        say(f"错误：{problem}")
        return common.WRONG
    if options.json:
        print_json(as_json(made))
    for message in made.messages:
        say(message)
    for sentence in made.left:
        say(sentence)
    _say_where(made)
    return common.CLEAN


def _say_where(made: Made) -> None:
    inserted = sum(made.rows.values())
    parts = [f"{len(made.sheets)} 张工作表"]
    if inserted:
        parts.append(f"增加 {inserted} 行")
    if made.puts:
        parts.append(f"填入 {len(made.puts)} 格")
    if made.left:
        parts.append(f"{len(made.left)} 项没有带入或没有对上，已列在上面")
    say(f"已按 {made.pack.name} 新建 {made.file}：{'，'.join(parts)}。")
