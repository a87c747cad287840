"""校验文件夹 (check folder): the installed jixiao checks a whole folder; a summary, and the full list as a file."""

from __future__ import annotations

import csv
import os
import tempfile
from collections import Counter
from dataclasses import dataclass
from typing import List

from ..commands.findings_sheet import SEVERITY_WORDS, count_line
from ..findings import ERROR, Finding
from ..hosts.model import Desk, Workbook
from ..problems import Problem
from . import installed
from .answers import chosen_folder, document, failed
from .processes import Answer
from .targets import settled
from .words import at_most

TITLE = "绩效自评：校验文件夹"
_KINDS = (("表格文件 CSV", ".csv"), ("文本文件", ".txt"))
_HEAD = ("序号", "程度", "文件", "工作表", "单元格", "表内", "应为", "问题", "规则", "来源")


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“校验文件夹”: the open workbook is not touched."""
    jixiao = installed.matching()
    folder = chosen_folder(desk, workbook, "选择要校验的文件夹", "没有校验")
    if folder is None:
        return
    with desk.progress(TITLE) as progress:
        answer = installed.run(jixiao, ["check", folder, "--json"], progress, f"正在校验：{os.path.basename(folder)}")
    checked = _read(answer)
    findings = checked.findings
    lines = _summary(checked, folder)
    if not findings:
        desk.tell(TITLE, "\n".join(lines))
        return
    if not desk.ask(TITLE, "\n".join([*lines, "要把完整的清单存成文件吗？"])):
        return
    chosen = desk.save_target(TITLE, os.path.join(folder, "校验清单.csv"), _KINDS)
    if not chosen:
        return
    target = chosen if chosen.lower().endswith(".txt") else settled(chosen, ".csv", desk, TITLE)
    if not target:
        return
    save(findings, folder, target)
    desk.tell(TITLE, f"清单已存为：{target}")


@dataclass(frozen=True)
class _Checked:
    """What check tells of a folder."""

    files: int
    forms: int
    findings: List[Finding]


def _read(answer: Answer) -> _Checked:
    """The JSON of check, taken for no more than what it should hold."""
    found = document(answer, "校验")
    try:
        findings = [Finding(**{key: str(value) for key, value in one.items()}) for one in found["findings"]]
        if any(finding.severity not in SEVERITY_WORDS for finding in findings):
            raise ValueError("severity")
        return _Checked(int(found["files"]), int(found["forms"]), findings)
    except (ValueError, KeyError, TypeError, AttributeError) as cause:
        raise failed(answer, "校验") from cause


def _summary(checked: _Checked, folder: str) -> List[str]:
    lines = [f"{checked.files} 个文件、{checked.forms} 张表：{count_line(checked.findings)}。"]
    errors = Counter(_relative(one.file, folder) for one in checked.findings if one.severity == ERROR)
    listed = [f"· {name or '表与表之间'}：错误 {count} 条" for name, count in errors.most_common()]
    return lines + list(at_most(listed, 8, "另有 {} 个文件有错误"))


def _relative(file: str, folder: str) -> str:
    """The file as a person in that folder calls it."""
    if not file or not os.path.isabs(file):
        return file
    try:
        inside = os.path.relpath(file, folder)
    except ValueError:  # another drive
        return file
    return file if inside.startswith("..") else inside


def save(findings: List[Finding], folder: str, target: str) -> None:
    """保存清单 as CSV, or as lines of text when the name ends in .txt; the whole file or none.

    Raises:
        Problem: ``save.failed``.
    """
    rows = [
        (str(number), SEVERITY_WORDS[one.severity], _relative(one.file, folder), one.sheet, one.cell, one.printed, one.expected,
         one.message, one.rule, one.source)
        for number, one in enumerate(findings, 1)
    ]  # fmt: skip
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".jixiao-", suffix=".tmp", dir=os.path.dirname(target) or ".")
        # spreadsheets take UTF-8 for what it is only when the file begins with a mark
        with open(handle, "w", encoding="utf-8-sig", newline="") as stream:
            if target.lower().endswith(".csv"):
                csv.writer(stream).writerows([_HEAD, *([_harmless(cell) for cell in row] for row in rows)])
            else:
                stream.writelines(_line(row) for row in rows)
        os.replace(temporary, target)
    except OSError as cause:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise Problem(
            "save.failed", f"清单没有存成（{cause.strerror or cause}）。请换一个位置再试。", target
        ) from cause


def _line(row: tuple) -> str:
    number, severity, file, *_, message, rule, _ = row
    because = f"（{rule}）" if rule else ""
    return f"{number}. [{severity}] {file}　{' '.join(message.split())}{because}\r\n"


def _harmless(cell: str) -> str:
    """Text from somebody's workbook must not become a formula where the list is opened."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
