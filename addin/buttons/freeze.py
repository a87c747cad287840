"""定稿 (freeze): a copy to submit: formulas to values, everything of ours taken out; the open workbook stays."""

from __future__ import annotations

from typing import List

from ..commands.freeze import freeze
from ..commands.spellings import is_ours
from ..edits import Edit, RemoveSheet, SetValue
from ..findings import ERROR, Finding
from ..hosts.model import Desk, Workbook
from ..problems import Problem
from .book import UNPROTECT, OpenBook, require_forms
from .check import checked
from .marks import unmarks
from .targets import same_file, settled, suggested
from .words import at_most, for_buttons, short

TITLE = "绩效自评：定稿"
_KINDS = (("Excel 工作簿", ".xlsx"),)


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“定稿”: refuses formulas without a value to trust; asks when there are errors, then where to."""
    book = OpenBook.read(workbook)
    if not book.note and not _has_formulas_of_ours(book):
        require_forms(book)
    edits = submission(book)
    if book.forms and not _goes_on(book, desk):
        return
    chosen = desk.save_target(TITLE, suggested(workbook, "_定稿", ".xlsx"), _KINDS)
    target = chosen and settled(chosen, ".xlsx", desk, TITLE)
    if not target:
        return
    if workbook.path and same_file(workbook.path, target):
        raise Problem("file.same", "定稿不能写回正在编辑的文件：公式会因此丢失。请换一个文件名。", target)
    workbook.save_copy(target, edits)
    count = sum(isinstance(edit, SetValue) for edit in edits)
    desk.tell(
        TITLE,
        f"已定稿：{target}\n{count} 个公式转为数值，本工具的批注、底色和校验结果表已去掉。当前工作簿没有改动。",
    )


def submission(book: OpenBook) -> List[Edit]:
    """定稿的改动: marks, values, sheets of ours.

    Raises:
        Problem: ``value.stale``, or ``sheet.password`` for a protected sheet that would have to be changed.
    """
    edits: List[Edit] = unmarks(book)
    stale: List[Finding] = []
    for grid in book.grids:
        frozen = freeze(grid)
        edits += frozen.edits
        stale += frozen.findings
    if stale:
        lines = at_most([f"· {for_buttons(finding.message)}" for finding in stale], 8, "另有 {} 个公式")
        raise Problem("value.stale", "\n".join(["不能定稿：", *lines]))
    touched = {getattr(edit, "sheet", "") for edit in edits}
    locked = [grid.name for grid in book.grids if grid.protection == "password" and grid.name in touched]
    if locked:
        raise Problem(
            "sheet.password",
            f"工作表“{'”“'.join(locked)}”设有保护密码，其中的公式、批注不能改写，没有定稿。{UNPROTECT}",
        )
    present = {grid.name for grid in book.every_grid}
    return edits + [RemoveSheet(name) for name in sorted(book.note.sheets) if name in present]


def _has_formulas_of_ours(book: OpenBook) -> bool:
    return any(
        cell.formula is not None and is_ours(cell.formula) for grid in book.grids for cell in grid.cells.values()
    )


def _goes_on(book: OpenBook, desk: Desk) -> bool:
    errors = [finding for finding in checked(book, desk, TITLE) if finding.severity == ERROR]
    if not errors:
        return True
    lines = [short(f"· {for_buttons(one.message)}") for one in errors]
    listed = at_most(lines, 8, "另有 {} 条，点“校验”后见“绩效校验结果”")
    return desk.ask(TITLE, "\n".join([f"校验还有 {len(errors)} 条错误：", *listed, "仍要定稿吗？"]))
