"""命令行入口 (command line): ``jixiao COMMAND …``, a thin layer over addin.commands."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import sys
from typing import List, Optional

from .console import common
from .console.output import print_json, say
from .console.parser import Parser
from .package.problems import PackageProblem

#: the commands in the order in which people need them; each is addin/console/<name>.py
COMMANDS = (
    "score", "check", "explain", "undo", "freeze", "report", "new", "issue", "rollup", "diff", "adopt",
    "packs", "profiles", "functions", "addin", "doctor", "demo",
)  # fmt: skip

_EPILOG = """退出码：0 正常；1 有错误（加 --strict 时含警告）；2 用法有误或有文件不能读取；130 被中断。
数据写在标准输出，提示和进度写在标准错误。所有计算都在本机完成，不连接网络。"""


def build_parser() -> Parser:
    """建立参数解析器, with one sub-command for each of COMMANDS."""
    parser = Parser(prog="jixiao", description="绩效自评：填写、校验财政部门下发的绩效自评表格。", epilog=_EPILOG)
    parser.add_argument(
        "--version", action="version", version=f"jixiao {importlib.metadata.version('jixiao')}", help="显示版本"
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command", required=True, parser_class=Parser)
    for name in COMMANDS:
        module = importlib.import_module(f".console.{name}", __package__)
        sub = commands.add_parser(
            name, help=module.HELP, description=module.HELP, epilog=getattr(module, "EPILOG", None)
        )
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def main(arguments: Optional[List[str]] = None) -> int:
    """运行命令, and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        say("已中断；已写好的文件保持完整。")
        return common.INTERRUPTED
    except BrokenPipeError:
        # the reader of our output went away (such as head); leave quietly
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return common.CLEAN
    except PackageProblem as problem:
        if getattr(options, "json", False):
            print_json(
                {"schema": 1, "file": problem.path, "forms": [], "findings": [common.as_finding(problem).as_json()]}
            )
        say(f"错误：{problem}")
        return common.WRONG


if __name__ == "__main__":
    sys.exit(main())
