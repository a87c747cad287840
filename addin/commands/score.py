"""填写文件 (score): read a workbook, recognise its forms, choose the rule, fill the computed cells and check the result."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import List, Optional, Union, cast

from ..findings import Finding
from ..hosts import files
from ..hosts.files import Opened
from .check import check_recognised, in_order
from .compute import Computed
from .context import FUNCTIONS, STYLES, VALUES
from .fill import check_filled, fill

PathLike = Union[str, "os.PathLike[str]"]


@dataclass
class Scored:
    """填写结果.

    Args:
        file: the file as named by the user. forms: each form with its edits. findings: what is wrong in it.
        messages: what the user should know, in Chinese. written: the file that was written, None on a dry run
            or when there was nothing to write. backup: the backup of the original, if one was made.
        data: the new file's bytes.
    """

    file: str
    forms: List[Computed] = field(default_factory=list)
    findings: List[Finding] = field(default_factory=list)
    messages: List[str] = field(default_factory=list)
    written: Optional[Path] = None
    backup: Optional[Path] = None
    data: bytes = b""


def score_file(
    path: PathLike,
    *,
    out: Optional[PathLike] = None,
    profile: str = "",
    style: str = VALUES,
    overwrite: bool = False,
    dry_run: bool = False,
    backup: bool = True,
    force: bool = False,
) -> Scored:
    """填写一个工作簿.

    Args:
        path: the workbook. out: where to write; None writes in place and keeps ``<name>.备份``.
        profile: the rule's id or alias; "" lets the workbook and its forms decide.
        style: ``values``, ``functions`` or ``native``. overwrite: replaces what others typed in computed cells.
        dry_run: writes nothing. backup: keeps the original beside a file written in place.
        force: replaces an existing ``out``.

    Returns:
        the edits, the findings on the filled file, and where it was written.

    Raises:
        PackageProblem: the file cannot be read or written; it is left as it was.
        ValueError: no such profile or style.
    """
    if style not in STYLES:
        raise ValueError(f"没有这种写法：{style}；可用 {'、'.join(STYLES)}")
    opened = files.read(path)
    result = Scored(os.fspath(path), data=opened.book.data)
    result.findings += check_recognised(opened.recognised, result.file)
    if not opened.forms:
        return result
    files.refuse_unwritable(opened)
    filling = fill(opened, profile, style, overwrite)
    result.forms, result.messages, edits = filling.forms, filling.messages, filling.edits
    result.findings = in_order([*result.findings, *check_filled(filling, profile, style, overwrite)])
    result.data = cast(Opened, filling.book).book.data
    if edits and not dry_run:
        target = Path(path if out is None else out)
        in_place = out is None or _same_file(Path(path), target)
        result.backup = files.save(target, result.data, in_place=in_place, backup=backup, force=force)
        result.written = target
    elif out is not None and not dry_run:
        result.backup = files.save(
            out, result.data, in_place=_same_file(Path(path), Path(out)), backup=False, force=force
        )
        result.written = Path(out)
    _tell(result, style)
    return result


def _tell(result: Scored, style: str) -> None:
    if style == FUNCTIONS and any(item.formula for one in result.forms for item in one.filled):
        result.messages.append(
            "已写入 PERF_ 函数：在没有安装绩效加载项的电脑上打开会显示 #NAME?，上报前请用 jixiao freeze 定稿，或改用 --as values"
        )


def _same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False
