"""问文件夹、读结果 (answers): what the buttons share that let the installed jixiao work on a whole folder."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, List, Optional

from ..hosts.model import Desk, Workbook
from ..problems import Problem
from .processes import Answer
from .words import at_most, for_buttons, short

#: how much of a long reason a dialog shows
_LONGEST = 300


def chosen_folder(desk: Desk, workbook: Workbook, question: str, undone: str) -> Optional[str]:
    """选文件夹: its full path; None when the user wants none.

    Args:
        workbook: the open one, in whose folder the search begins. question: the dialog's title. undone: what was not done, for the message, such as 没有校验.

    Raises:
        Problem: ``folder.missing``.
    """
    folder = desk.folder(question, os.path.dirname(workbook.path))
    if folder is None:
        return None
    folder = os.path.abspath(folder)
    if not os.path.isdir(folder):
        raise Problem("folder.missing", f"没有这个文件夹，{undone}。请核对后再选。", folder)
    return folder


def document(answer: Answer, doing: str) -> Dict[str, Any]:
    """读出 JSON 结果 of a command.

    Args:
        answer: of the installed jixiao. doing: what it was to do, for the message, such as 校验.

    Raises:
        Problem: ``installed.refused`` with its own reason, or ``installed.failed`` when it gave no document.
    """
    try:
        found = json.loads(answer.output)
        if found["schema"] != 1:
            raise ValueError(f"schema {found['schema']}")
    except (ValueError, KeyError, TypeError) as cause:
        raise failed(answer, doing) from cause
    if found.get("error"):
        raise Problem("installed.refused", short(for_buttons(str(found["error"])), _LONGEST))
    return found


def failed(answer: Answer, doing: str) -> Problem:
    """没有完成: with what it said, or at least its exit code."""
    said = short(for_buttons(answer.said.strip() or answer.output.strip() or "没有说明原因"), _LONGEST)
    return Problem("installed.failed", f"本机的 jixiao 没有完成{doing}（退出码 {answer.code}）：{said}")


def listed(texts: List[str], most: int, rest: str) -> List[str]:
    """列出几条: one line each, the rest only counted.

    Args:
        texts: all of them. most: how many lines. rest: the last line, ``{}`` stands for the number left out.
    """
    return list(at_most([f"· {short(for_buttons(text), 120)}" for text in texts], most, rest))
