"""jixiao check: 校验."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..commands.folder import check_paths
from ..commands.jsonout import check_document
from . import common
from .output import count_line, print_findings, print_json, progress, say

HELP = "逐格复算并列出问题；文件夹还核对表与表之间的关系"
EPILOG = """只读不写。文件夹内的工作簿和 Word 文档逐个校验，再核对各项目合计与单位整体表、基础数据表、文中所述合计是否一致。
结果分三级：错误（数与规则不符）、警告（需要核实）、提示（不能由规则判断，或只是舍入习惯）。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("paths", metavar="文件或文件夹", nargs="+", help="工作簿、Word 文档或文件夹")
    common.add_profile(parser)
    common.add_convert(parser)
    parser.add_argument("--strict", action="store_true", help="有警告时退出码也为 1")
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: every file is checked, whatever happens to the others."""
    try:
        with progress(2) as bar:
            task = bar.add_task("校验", total=None)

            def advance(done: int, total: int, name: str) -> None:
                bar.update(task, description=f"校验 {Path(name).name}", completed=done, total=total)

            result = check_paths(
                [common.converted(path, options.convert) for path in options.paths],
                profile=options.profile,
                progress=advance,
            )
    except ValueError as problem:
        say(f"错误：{problem}")
        return common.WRONG
    findings = [common.as_finding(problem) for problem in result.unreadable] + result.findings
    if options.json:
        print_json(check_document(result.files, result.forms, findings))
    else:
        print_findings(findings)
    unreadable = f"，另有 {len(result.unreadable)} 个文件不能读取" if result.unreadable else ""
    say(f"校验 {result.files} 个文件、{result.forms} 张表{unreadable}：{count_line(findings)}。")
    return common.exit_code(result.findings, len(result.unreadable), options.strict)
