"""jixiao rollup: 汇总各单位报来的表."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Callable

from ..batch import BatchError, rate_line
from ..commands.rollup import Outcome, Request, rolled_up
from ..handout.manifest import ManifestError
from ..places import PlaceError, place, reason_of
from ..rollup.jsonout import document
from ..rollup.model import Result
from ..rollup.source import RollupError
from . import common
from .output import print_json, say

HELP = "汇总各单位报来的表：核对、相加、按资金加权平均，写一份汇总表"
EPILOG = """下发清单（manifest.jsonl）在文件夹里或上一级时自动使用；没有清单的用 --units 给名册。有错误、重复、不能读取的文件不计入，
逐个写明原因。中断后再运行一次，已读过的文件不再读。汇总表的内容见 docs/rollup.md。"""

#: seconds between lines where they are no terminal: a log, or the window of a button
_EVERY = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument(
        "folder", metavar="文件夹", help="各单位报来的文件所在的文件夹，任意层次；也可以是 s3:// 等位置"
    )
    parser.add_argument("-o", "--output", metavar="汇总表", required=True, help="写成哪个文件（.xlsx）")
    parser.add_argument("--manifest", metavar="清单", default="", help="下发清单 manifest.jsonl，或它所在的文件夹")
    parser.add_argument("--units", metavar="名册", default="", help="没有下发清单时，用单位名册（.xlsx）")
    common.add_packs(parser)
    parser.add_argument(
        "--prefer", metavar="newest|文件", action="append", default=[],
        help="同一单位重复报送时采用哪一份：newest 为最后保存的，或写明文件；可写多次。不写都不计入",
    )  # fmt: skip
    parser.add_argument(
        "--accept", metavar="单位代码", action="append", default=[],
        help="该单位的数虽有错误仍然计入；可写多次。不能读取、重复、旧版、其他年度的文件不在此列",
    )  # fmt: skip
    parser.add_argument("--data", metavar="文件夹", default="", help="另写供 pandas 等使用的明细数据（CSV 和 Parquet）")
    parser.add_argument(
        "--returns", metavar="文件夹", default="", help="另写各单位的退回意见、核对意见、催报通知（.docx）"
    )
    parser.add_argument("--office", metavar="单位", default="", help="退回意见的落款")
    parser.add_argument("--jobs", metavar="个数", type=int, default=0, help="同时用几个进程；不写用全部处理器")
    parser.add_argument("--scheduler", metavar="地址", default="", help="Dask 集群的调度器，如 tcp://10.0.0.5:8786")
    parser.add_argument("--force", action="store_true", help="覆盖已有的汇总表和数据")
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: read, choose, add up, write; say what counts and what does not."""
    if options.jobs < 0:
        return _refused(options, f"--jobs 应为 1 以上的整数，写的是 {options.jobs}。")
    if not options.output.lower().endswith(".xlsx"):
        return _refused(options, f"-o：汇总表是 Excel 工作簿，名称应以 .xlsx 结尾，写的是 {options.output}。")
    try:
        request = Request(
            place(options.folder), place(options.output), options.manifest, options.units, common.packs_root(options),
            tuple(options.prefer), tuple(options.accept), place(options.data) if options.data else None,
            place(options.returns) if options.returns else None, options.office, options.jobs, options.scheduler,
            options.force,
        )  # fmt: skip
        with rolled_up(request, _progress()) as outcome:
            if options.json:
                more = {"data": outcome.data, "letters": outcome.letters, "messages": outcome.messages}
                for piece in document(outcome.result, outcome.summary, more):
                    sys.stdout.write(piece)
            _tell(outcome)
            return exit_code(outcome.result)
    except PlaceError as problem:
        return _refused(options, reason_of(problem))
    except (RollupError, ManifestError, BatchError, FileNotFoundError) as problem:
        return _refused(options, str(problem))


def exit_code(result: Result) -> int:
    """退出码: 2 when a file could not be read, 1 when an error keeps a file out or a file belongs to no unit."""
    counts = result.whole.counts
    if counts.files_unreadable:
        return common.WRONG
    out = counts.errors + counts.twice + counts.part + counts.files_foreign + counts.files_unknown
    return common.FOUND if out else common.CLEAN


def _refused(options: argparse.Namespace, message: str) -> int:
    if options.json:
        print_json({"schema": 1, "dir": options.folder, "summary": options.output, "error": message, "findings": []})
    say(f"错误：{message}")
    return common.WRONG


def _tell(outcome: Outcome) -> None:
    counts = outcome.result.whole.counts
    if outcome.earlier:
        say(f"接着上次做：{outcome.earlier:,} 个文件上次已经读过。")
    for message in (*outcome.result.notes, *outcome.messages):
        say(message)
    parts = [f"应报 {counts.expected:,} 个"] if counts.expected is not None else []
    parts += [f"已报 {counts.returned:,} 个", f"已计入 {counts.added:,} 个"]
    named = (
        ("部分计入", counts.part), ("退回更正", counts.errors), ("重复报送", counts.twice), ("版本或年度不符", counts.foreign),
        ("不能读取", counts.unreadable), ("未报", counts.missing),
    )  # fmt: skip
    parts += [f"{name} {count:,} 个" for name, count in named if count]
    files = (("不能读取", counts.files_unreadable), ("不在名册", counts.files_unknown))
    left = "，".join(f"{name} {count:,} 个" for name, count in files if count)
    say(f"读 {counts.files:,} 个文件{f'（其中{left}）' if left else ''}。单位：{'，'.join(parts)}。")
    if counts.twice:
        say("重复报送的：加 --prefer newest 采用最后保存的一份，或用 --prefer 写明采用哪个文件。")
    if counts.errors:
        say("有错误没有计入的：单位改正后重新报送；核实无误的，加 --accept 单位代码 照数计入。")
    if outcome.data:
        say(f"明细数据 {len(outcome.data)} 个文件。")
    if outcome.letters is not None:
        say(f"退回意见、核对意见和催报通知共 {outcome.letters:,} 份。")
    say(f"汇总表在 {outcome.summary}。")


def _progress() -> Callable[[str, int, int], None]:
    """进度: a line that is written over on a terminal, otherwise a line now and then."""
    terminal = sys.stderr.isatty()
    stage, start, told = "", time.monotonic(), time.monotonic()

    def tell(what: str, done: int, total: int) -> None:
        nonlocal stage, start, told
        now = time.monotonic()
        if what != stage:
            stage, start, told = what, now, now
        if now - told < (0.2 if terminal else _EVERY):
            return
        told = now
        line = f"{what}：{rate_line(done, total, now - start)}" if total else what
        if terminal:
            sys.stderr.write(f"\r\x1b[K{line}" + ("\n" if done >= total else ""))
            sys.stderr.flush()
        else:
            say(line)

    return tell
