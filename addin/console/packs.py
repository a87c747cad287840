"""jixiao packs: 列出模板包."""

from __future__ import annotations

import argparse
from typing import Any, Dict, List

from rich.text import Text

from ..packs.list import load_pack, packs
from ..packs.model import BLOCK_NAMES, KIND_NAMES, Pack, PackError
from . import common
from .output import print_json, say, stdout

HELP = "列出模板包：地区、年度、所含的表、评分规则和出处"
EPILOG = """用 jixiao new --pack 名称 -o 文件.xlsx 按模板包新建工作簿；自己的表用 jixiao adopt 做成模板包。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("name", metavar="模板包", nargs="?", default="", help="只看这一个模板包（名称或标题）")
    common.add_packs(parser)
    common.add_json(parser)


def as_json(pack: Pack) -> Dict[str, Any]:
    """转为 JSON: what one pack holds and where it comes from."""
    return {
        "name": pack.name,
        "title": pack.title,
        "year": pack.year,
        "forms": [
            {
                "kind": form.kind,
                "title": form.title,
                "sheet": form.sheet,
                "table": form.table,
                "repeats": form.repeats,
                "rows": [{"name": block.name, "group": block.group, "count": block.count} for block in form.blocks],
            }
            for form in pack.forms
        ],
        "issuer": pack.issuer,
        "region": list(pack.region),
        "profile": pack.profile,
        "report": pack.report,
        "file": pack.file,
        "texts": [text.name for text in pack.texts],
        "data": [datum.name for datum in pack.data],
        "source": pack.source.text,
    }


def _show(pack: Pack) -> None:
    console = stdout()
    year = f"{pack.year}年度" if pack.year else "不分年度"
    console.print(Text(pack.name, style="bold").append(f"　{pack.title}　{pack.issuer}　{year}"))
    for form in pack.forms:
        counts: Dict[str, int] = {}
        for block in form.blocks:
            counts[block.name] = counts.get(block.name, 0) + block.count
        rows = "；".join(f"{BLOCK_NAMES[name]} {count} 行" for name, count in counts.items())
        notes = [note for note in (KIND_NAMES[form.kind], rows, "一个项目一张" if form.repeats else "") if note]
        table = f"{form.table} " if form.table and form.table not in form.title else ""
        console.print(Text(f"  {table}{form.title}（{'，'.join(notes)}）"))
    if pack.profile:
        console.print(Text(f"  规则：{pack.profile}"))
    console.print(Text(f"  出处：{pack.source.text}", style="dim"))
    console.print()


def run(options: argparse.Namespace) -> int:
    """执行: all packs, or the named one with the nearest name when there is none."""
    try:
        root = common.packs_root(options)
        found: List[Pack] = [load_pack(options.name, root)] if options.name else packs(root)
    except (PackError, FileNotFoundError) as problem:
        say(f"错误：{problem}")
        return common.WRONG
    if options.json:
        print_json({"schema": 1, "packs": [as_json(pack) for pack in found]})
    else:
        for pack in found:
            _show(pack)
    return common.CLEAN
