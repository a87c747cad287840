"""jixiao issue: 按名册下发模板."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING, Any, Callable, Dict, List

from ..commands.jsonout import SCHEMA
from ..findings import Finding
from ..packs.model import PackError
from ..register.model import RegisterError
from . import common
from .output import count_line, print_findings, print_json, say

if TYPE_CHECKING:
    from ..commands.issue import Issue, Issued

HELP = "按名册给每个单位下发一份预填好的模板，并写下发清单"
EPILOG = """名册先整本检查，有错误就什么也不写。中断后再运行一次，已下发的不会重做；名册改动后再运行，只重做有变化的单位。
名册的写法和下发的文件见 docs/issue.md。"""

#: seconds between lines where they are no terminal: a log, or the window of a button
_EVERY = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("units", metavar="名册", help="单位名册（.xlsx），如 workbooks/units-example.xlsx")
    parser.add_argument("--pack", metavar="模板包", default="", help="模板包的名称；不写用名册里写明的")
    common.add_packs(parser)
    parser.add_argument("-o", "--output", metavar="文件夹", required=True, help="写到哪个文件夹，也可以是 s3:// 等位置")
    parser.add_argument("--jobs", metavar="个数", type=int, default=0, help="同时用几个进程；不写用全部处理器")
    parser.add_argument("--scheduler", metavar="地址", default="", help="Dask 集群的调度器，如 tcp://10.0.0.5:8786")
    parser.add_argument("--no-report", action="store_true", help="只发表格，不发报告")
    parser.add_argument("--force", action="store_true", help="覆盖下发以后被改动过的文件")
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: check the register, hand out, say what was done."""
    # what only this command needs is not loaded for all the others
    from ..batch import BatchError
    from ..commands.issue import IssueError, issue, prepare
    from ..places import PlaceError, place, reason_of

    if options.jobs < 0:
        return _refused(options, f"--jobs 应为 1 以上的整数，写的是 {options.jobs}。")
    try:
        ready = prepare(options.units, options.pack, common.packs_root(options))
        if ready.refused:
            return _faulty(options, ready)
        out = place(options.output)
        made = issue(
            ready, out, jobs=options.jobs, scheduler=options.scheduler, report=not options.no_report,
            force=options.force, progress=_progress(),
        )  # fmt: skip
    except PlaceError as problem:
        return _refused(options, reason_of(problem))
    except (RegisterError, PackError, IssueError, BatchError, FileNotFoundError) as problem:
        return _refused(options, str(problem))
    if options.json:
        print_json(as_json(made))
    _tell(made, options.json)
    return common.WRONG if made.failed else common.CLEAN


def as_json(made: Issued) -> Dict[str, Any]:
    """转为 JSON."""
    return {
        "schema": SCHEMA,
        "pack": made.pack.name,
        "version": made.pack.version,
        "out": made.out,
        "units": made.units,
        "written": made.written,
        "unchanged": made.unchanged,
        "failed": [vars(one) for one in made.failed],
        "findings": [one.as_json() for one in made.findings],
        "messages": made.messages,
    }


def _refused(options: argparse.Namespace, message: str) -> int:
    if options.json:
        print_json({"schema": SCHEMA, "out": options.output, "error": message, "findings": []})
    say(f"错误：{message}")
    return common.WRONG


def _faulty(options: argparse.Namespace, ready: Issue) -> int:
    if options.json:
        document: Dict[str, Any] = {
            "schema": SCHEMA, "pack": ready.pack.name, "version": ready.pack.version, "out": options.output,
            "units": len(ready.register.units), "written": 0, "unchanged": 0, "failed": [],
            "findings": [one.as_json() for one in ready.findings], "messages": [],
        }  # fmt: skip
        print_json(document)
    else:
        print_findings(ready.findings)
    say(f"名册{count_line(ready.findings)}。什么也没有写，请改正名册后再运行。")
    return common.WRONG


def _tell(made: Issued, quiet: bool) -> None:
    findings: List[Finding] = made.findings
    if findings and not quiet:
        print_findings(findings)
    for message in made.messages:
        say(message)
    for one in made.failed:
        say(f"没有下发：{one.name}（{one.unit}）：{one.message}" if one.unit else f"没有写成 {one.name}：{one.message}")
    parts = [f"新做 {made.written:,} 个", f"没有变化 {made.unchanged:,} 个"]
    units = sum(1 for one in made.failed if one.unit)
    if units:
        parts.append(f"失败 {units:,} 个，已列在上面")
    if made.resumed:
        parts.append(f"其中 {made.resumed:,} 个是上次中断以前做好的")
    say(f"{made.pack.name}：{made.units:,} 个单位，{'，'.join(parts)}。{_where(made)}")


def _where(made: Issued) -> str:
    if all(one.unit for one in made.failed):
        return f"文件和下发清单在 {made.out}。"
    return f"文件在 {made.out}，下发清单没有写成。"


def _progress() -> Callable[[int, int], None]:
    """进度: a line that is written over on a terminal, otherwise a line now and then."""
    from ..batch import rate_line

    start = told = time.monotonic()
    terminal = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < (0.2 if terminal else _EVERY) and done < total:
            return
        if not terminal and done >= total and told == start:
            return  # done before the first line was due
        told = now
        line = rate_line(done, total, now - start)
        if terminal:
            sys.stderr.write(f"\r\x1b[K{line}" + ("\n" if done >= total else ""))
            sys.stderr.flush()
        else:
            say(line)

    return tell
