"""公共参数 (common arguments) and the exit codes of every command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Iterable, Optional

from ..findings import ERROR, WARNING, Finding
from ..package.convert import TARGETS, convert_copy
from ..package.problems import PackageProblem
from .output import say

CLEAN, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130


def add_json(parser: argparse.ArgumentParser) -> None:
    """加入 --json."""
    parser.add_argument("--json", action="store_true", help="在标准输出写 JSON，供其他程序读取")


def add_profile(parser: argparse.ArgumentParser) -> None:
    """加入 --profile."""
    parser.add_argument(
        "--profile",
        metavar="规则",
        default="",
        help="评分规则的编号或中文名（jixiao profiles 列出全部）；不写则按表格内容选择",
    )


def add_packs(parser: argparse.ArgumentParser) -> None:
    """加入 --packs."""
    parser.add_argument(
        "--packs",
        metavar="文件夹",
        default="",
        help="自己的模板包所在的文件夹（jixiao adopt 做成的）；不写用程序自带的",
    )


def packs_root(options: argparse.Namespace) -> Optional[Path]:
    """模板包的根文件夹: the one that was named, None for the program's own.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    if not options.packs:
        return None
    root = Path(options.packs)
    if not root.is_dir():
        raise FileNotFoundError(f"--packs：没有文件夹 {options.packs}。请核对位置。")
    return root


def add_convert(parser: argparse.ArgumentParser) -> None:
    """加入 --convert."""
    parser.add_argument(
        "--convert",
        action="store_true",
        help="遇到 .et、.ods、.xls、.doc 等文件时，先由本机的 LibreOffice 转换一个副本，原文件不动",
    )


def converted(path: str, wanted: bool) -> str:
    """转换副本: the path of a copy beside a file that only other programs can open, or the path itself.

    Raises:
        PackageProblem: there is no LibreOffice, it failed, or a file of the copy's name is there.
    """
    if not wanted or Path(path).suffix.lower() not in TARGETS or not Path(path).is_file():
        return path
    copy = convert_copy(path, Path(path).resolve().parent)
    say(f"已转换副本 {copy}，以下处理这个副本，原文件不动。")
    return str(copy)


def exit_code(findings: Iterable[Finding], unreadable: int = 0, strict: bool = False) -> int:
    """退出码: 2 when a file could not be read, 1 when there are errors (with strict also warnings), else 0.

    >>> exit_code([]), exit_code([], unreadable=1)
    (0, 2)
    """
    if unreadable:
        return WRONG
    serious = {ERROR, WARNING} if strict else {ERROR}
    return FOUND if any(finding.severity in serious for finding in findings) else CLEAN


def as_finding(problem: PackageProblem) -> Finding:
    """不能读取的文件写成一条发现, so that it stands in the list and in the JSON with the others."""
    return Finding(problem.code, ERROR, problem.message, file=problem.path)
