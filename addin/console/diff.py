"""jixiao diff: 比较两次报送."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.text import Text

from ..commands.diff import Diff, diff
from . import common
from .output import print_json, progress, say, stdout

HELP = "比较两次报送：改了哪些数、哪些行，有什么后果"
EPILOG = """两个文件，或两个文件夹（按相对路径配对，对不上的按单位编码）。只读不写。
行按名称对应，插入、移动行列不算改动。退出码：0 比较完成，不论有无改动；加 --strict 时有改动为 1；2 有文件不能读取。
说明见 docs/diff.md。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("old", metavar="原来的", help="原来报送的工作簿、Word 文档，或文件夹")
    parser.add_argument("new", metavar="现在的", help="现在报送的工作簿、Word 文档，或文件夹")
    parser.add_argument("--strict", action="store_true", help="有改动时退出码为 1")
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: every pair is compared, whatever happens to the others."""
    try:
        with progress(2) as bar:
            task = bar.add_task("比较", total=None)

            def advance(done: int, total: int, name: str) -> None:
                bar.update(task, description=f"比较 {Path(name).name}", completed=done, total=total)

            result = diff(options.old, options.new, advance)
    except ValueError as problem:
        say(f"错误：{problem}")
        return common.WRONG
    if options.json:
        print_json(result.as_json())
    else:
        show(result)
    for note in result.notes:
        say(note)
    for unreadable in result.unreadable:
        say(f"错误：{unreadable}")
    say(summary(result))
    if result.unreadable:
        return common.WRONG
    return common.FOUND if options.strict and result.changes else common.CLEAN


def show(result: Diff) -> None:
    """显示: by file and sheet, one line for each change, then what followed."""
    console = stdout()
    place = None
    for change in result.changes:
        here = (change.file, change.sheet)
        if here != place:
            place = here
            console.print(Text("　".join(part for part in here if part) or "（整个文件）", style="bold"))
        line = Text("  ")
        line.append(change.message.removeprefix(f"{change.sheet} "))
        if change.cell:
            line.append(f"（{change.cell}）", style="dim")
        console.print(line)
        if change.suspicion:
            console.print(Text(f"      留意：{change.suspicion}", style="yellow"))
    if result.consequences:
        console.print(Text("由此带来的变化", style="bold"))
    for one in result.consequences:
        console.print(Text(f"  {one.file + '　' if one.file else ''}{one.message}（{one.cell}）"))


def summary(result: Diff) -> str:
    """一句话的结果."""
    unreadable = f"{len(result.unreadable)} 个文件不能读取" if result.unreadable else ""
    if not result.pairs and not result.changes:
        return f"没有比较：{unreadable}。" if unreadable else "文件夹里没有可比较的工作簿或 Word 文档。"
    files = f"比较 {result.pairs} 对文件：" if Path(result.new).is_dir() else ""
    if not result.changes:
        return f"{files}没有改动。" + (f"另有{unreadable}。" if unreadable else "")
    doubtful = f"，其中 {result.suspicious} 处需要留意" if result.suspicious else ""
    return f"{files}共 {len(result.changes)} 处改动{doubtful}。" + (f"另有{unreadable}。" if unreadable else "")
