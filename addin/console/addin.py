"""jixiao addin: 生成、安装、卸载加载项."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from rich.text import Text

from ..install.building import BUILDERS
from ..install.machine import this_machine
from ..install.owned import put
from ..install.result import ABSENT, FAILED, HOST_NAMES, INSTALLED, PLANNED, REMOVED, SAME
from ..install.run import HOSTS, Report, install, uninstall
from ..version import version
from . import common
from .output import print_json, say, stdout
from .parser import Parser

HELP = "Excel、LibreOffice 加载项：生成、安装、卸载"
EPILOG = """jixiao addin install    装到本机找到的 Excel 和 LibreOffice，只给当前用户，不需要管理员
jixiao addin uninstall  移走安装的内容
jixiao addin build      只生成文件，供另行分发
安装受阻时见 docs/install.md；jixiao doctor 列出装到哪里、什么版本、缺什么。"""

_DEFAULT = "jixiao-addin"
_MARK = {
    INSTALLED: ("完成", "green"), SAME: ("完成", "green"), REMOVED: ("完成", "green"),
    ABSENT: ("没有", "cyan"), PLANNED: ("试运行", "cyan"), FAILED: ("失败", "bold red"),
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    actions = parser.add_subparsers(title="动作", metavar="动作", dest="action", required=True, parser_class=Parser)
    build = actions.add_parser("build", help="生成 jixiao.xlam（Excel）和 jixiao.oxt（LibreOffice）")
    build.add_argument("-o", "--output", metavar="文件夹", default=_DEFAULT, help=f"放在哪里（默认 {_DEFAULT}）")
    build.add_argument("--force", action="store_true", help="同名文件已存在且不同时覆盖")
    common.add_json(build)
    for action, words in (("install", "装到"), ("uninstall", "从哪里移走：")):
        one = actions.add_parser(action, help="安装加载项" if action == "install" else "卸载加载项")
        one.add_argument("--host", choices=HOSTS, help=f"{words} excel 或 libreoffice；不写则为本机找到的全部")
        one.add_argument(
            "--shared", action="store_true", help="LibreOffice 扩展供本机全部用户使用（需要 root 或管理员）"
        )
        one.add_argument("--dry-run", action="store_true", help="只说将要做什么，不改动")
        common.add_json(one)


def run(options: argparse.Namespace) -> int:
    """执行."""
    if options.action == "build":
        return _build(options)
    hosts = [options.host] if options.host else []
    machine = this_machine()
    if options.action == "install":
        report = install(machine, version(), hosts, shared=options.shared, dry_run=options.dry_run)
    else:
        report = uninstall(machine, hosts, shared=options.shared, dry_run=options.dry_run)
    if options.json:
        print_json(report.as_json(options.action, options.dry_run))
    _show(report, options)
    return common.WRONG if report.failed else common.CLEAN


def _show(report: Report, options: argparse.Namespace) -> None:
    if not options.json:
        console = stdout()
        for result in report.results:
            word, style = _MARK[result.state]
            line = Text("[").append(word, style=style).append(f"] {HOST_NAMES[result.host]}：{result.message}")
            console.print(line)
    for message in report.messages:
        say(message)
    if report.settings and options.action == "install":
        say(f"设置写在 {report.settings}。")
    elif report.settings:
        say(f"设置 {report.settings} 已清除。")


def _build(options: argparse.Namespace) -> int:
    out = Path(options.output)
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        made = {file.name: file.read_bytes() for file in (build(Path(folder)) for build in BUILDERS.values())}
    try:
        changed = [name for name in made if not _holds(out / name, made[name])]
        there = [name for name in changed if os.path.lexists(out / name)]
        if there and not options.force:
            say(f"错误：{out} 中已有不同的 {'、'.join(there)}，未覆盖。请换一个文件夹，或加 --force。")
            return common.WRONG
        for name in changed:
            put(out / name, made[name])
    except OSError as cause:
        say(f"错误：不能写入 {out}（{cause.strerror or cause}）。请换一个文件夹。")
        return common.WRONG
    files = [out / name for name in made]
    if options.json:
        print_json({"schema": 1, "action": "build", "files": [str(file) for file in files]})
    else:
        for file in files:
            stdout().print(Text(str(file)))
    say(f"加载项已生成在 {out}。装到本机请运行：jixiao addin install")
    return common.CLEAN


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content
