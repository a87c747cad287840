"""命令行参数 (arguments): argparse whose words are Chinese and whose errors say what to try."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from typing import NoReturn, Optional

#: argparse's own sentences, by what they begin with or contain
_SENTENCES = (
    (re.compile(r"the following arguments are required: (.+)"), r"缺少参数：\1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"不认识的参数：\1"),
    (re.compile(r"argument ([^:]+): expected one argument"), r"参数 \1 后面需要一个值"),
    (re.compile(r"argument ([^:]+): expected at least one argument"), r"参数 \1 后面至少需要一个值"),
    (re.compile(r"argument ([^:]+): invalid choice: '([^']*)' \(choose from (.+)\)"), r"\1 没有“\2”这一选项，可选：\3"),
    (re.compile(r"argument ([^:]+): invalid (?:\w+) value: '?([^']*)'?"), r"参数 \1 的值“\2”无效"),
    (re.compile(r"argument ([^:]+): not allowed with argument (.+)"), r"参数 \1 不能与 \2 同时使用"),
    (re.compile(r"ambiguous option: (\S+) could match (.+)"), r"参数 \1 不明确，可能是 \2"),
)


def in_chinese(message: str) -> str:
    """译成中文: an argparse sentence in Chinese; unknown ones stay as they are.

    >>> in_chinese("the following arguments are required: FILE")
    '缺少参数：FILE'
    """
    for pattern, chinese in _SENTENCES:
        if pattern.search(message):
            return pattern.sub(chinese, message)
    return message


class _Help(argparse.RawDescriptionHelpFormatter):
    """帮助格式: the heading of the usage line in Chinese."""

    def add_usage(self, usage, actions, groups, prefix: Optional[str] = None) -> None:  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """参数解析器: Chinese headings and messages, exit code 2 with the next step."""

    def __init__(self, **options) -> None:  # type: ignore[no-untyped-def]
        options.setdefault("formatter_class", _Help)
        options["add_help"] = False
        options["allow_abbrev"] = False
        super().__init__(**options)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本帮助")

    def error(self, message: str) -> NoReturn:
        """报告用法错误: on stderr, then what to try; exit code 2."""
        sentence = in_chinese(message)
        wrong = re.search(r"没有“([^”]*)”这一选项，可选：(.+)", sentence)
        if wrong:
            names = re.findall(r"[\w-]+", wrong.group(2))
            near = difflib.get_close_matches(wrong.group(1), names, 1)
            if near:
                sentence += f"。您是否要用“{near[0]}”？"
        print(f"错误：{sentence}\n请运行 {self.prog} --help 查看用法。", file=sys.stderr)
        raise SystemExit(2)
