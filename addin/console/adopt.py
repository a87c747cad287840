"""jixiao adopt: 把自己的表格做成模板包."""

from __future__ import annotations

import argparse
from typing import Any, Dict

from ..commands.adopt import Adopted, adopt_file
from ..packs.model import KIND_NAMES, PackError
from . import common
from .output import print_json, say

HELP = "把本单位下发的表格做成模板包：原文件不动，旁边写 pack.toml"
EPILOG = """原文件一字不动地复制进文件夹。没能认出的项逐条列出，可照 docs/packs.md 补进 pack.toml。
做好后：jixiao new --packs 上一级文件夹 --pack 文件夹名 -o 新工作簿.xlsx"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("file", metavar="文件", help="下发的表格工作簿（.xlsx、.xlsm）")
    parser.add_argument("-o", "--output", metavar="文件夹", required=True, help="模板包放在哪个文件夹")
    parser.add_argument("--force", action="store_true", help="文件夹里已有模板包时覆盖")
    common.add_json(parser)


def as_json(adopted: Adopted) -> Dict[str, Any]:
    """转为 JSON: the forms with what is bound, and what is not."""
    return {
        "schema": 1,
        "folder": str(adopted.folder),
        "file": adopted.pack.file,
        "profile": adopted.pack.profile,
        "forms": [
            {
                "sheet": one.form.sheet,
                "kind": one.form.kind,
                "title": one.form.title,
                "fields": one.fields,
                "columns": one.columns,
                "rows": [list(run) for run in one.rows],
            }
            for one in adopted.forms
        ],
        "left": adopted.left,
    }


def run(options: argparse.Namespace) -> int:
    """执行: make the pack, then say what is bound and what is not."""
    try:
        adopted = adopt_file(options.file, options.output, force=options.force)
    except PackError as problem:
        say(f"错误：{problem}")
        return common.WRONG
    if options.json:
        print_json(as_json(adopted))
    for one in adopted.forms:
        rows = f"，指标 {sum(last - first + 1 for first, last in one.rows)} 行" if one.rows else ""
        say(f"{one.form.sheet}：{KIND_NAMES[one.form.kind]}，绑定 {len(one.bound)} 项{rows}")
    for sentence in adopted.left:
        say(sentence)
    say(f"模板包已写入 {adopted.folder}（{adopted.pack.file}、pack.toml）。")
    return common.CLEAN
