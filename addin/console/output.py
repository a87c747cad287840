"""输出 (output): data on stdout, messages and progress on stderr, colour only on a terminal."""

from __future__ import annotations

import json
import sys
from typing import Any, Iterable, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ..findings import Finding

#: findings are coloured by severity on a terminal; plain text carries the same words
SEVERITY = {"error": ("错误", "bold red"), "warning": ("警告", "yellow"), "hint": ("提示", "cyan")}


def stdout() -> Console:
    """标准输出: plain when it is no terminal or NO_COLOR is set; wide enough not to break lines then."""
    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 160)


def stderr() -> Console:
    """标准错误: messages and progress."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """提示一句话, on stderr; text is never read as markup."""
    stderr().print(Text(message))


def print_json(document: Any) -> None:
    """输出 JSON 文档, on stdout, in UTF-8 with Chinese as it is."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]], title: str = "", right: Sequence[int] = ()) -> None:
    """输出表格: columns of ``right`` are aligned right; Chinese widths are counted as two."""
    if title:
        stdout().print(Text(title, style="bold"))
    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(head):
        table.add_column(Text(name), justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(value)) for value in row))
    stdout().print(table, soft_wrap=False)


def print_findings(findings: Sequence[Finding]) -> None:
    """输出校验发现: by file and sheet, one line each, the next step in the message."""
    console = stdout()
    place = None
    for finding in findings:
        here = (finding.file, finding.sheet)
        if here != place:
            place = here
            console.print(Text("　".join(part for part in here if part) or "（整体）", style="bold"))
        word, style = SEVERITY[finding.severity]
        line = Text("  ")
        line.append(f"[{word}]", style=style)
        line.append(f" {finding.message}")
        line.append(f"（{finding.code}）", style="dim")
        console.print(line)
        if finding.rule and finding.severity != "hint":
            source = f"（{finding.source}）" if finding.source else ""
            console.print(Text(f"         依据：{finding.rule}{source}", style="dim"))


def count_line(findings: Sequence[Finding]) -> str:
    """计数: how many of each severity, in one phrase.

    >>> count_line([])
    '未发现问题'
    """
    counts = {severity: sum(f.severity == severity for f in findings) for severity in SEVERITY}
    parts = [f"{SEVERITY[severity][0]} {count} 条" for severity, count in counts.items() if count]
    return "，".join(parts) or "未发现问题"


def progress(total: int) -> Progress:
    """进度条: on stderr, only on a terminal and only for several files."""
    console = stderr()
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=total < 2 or not console.is_terminal,
    )
