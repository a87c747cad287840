"""校验 (check): every figure of the open workbook recomputed; a sheet of findings, comments and colours on the cells."""

from __future__ import annotations

from datetime import datetime
from typing import Dict, List, Optional, Sequence

from ..commands.check_book import check_book
from ..commands.findings_sheet import NAME, SEVERITY_WORDS, bare_message, count_line, findings_sheet, is_cell
from ..edits import Edit, RemoveSheet
from ..findings import ERROR, Finding
from ..forms.model import Form
from ..hosts.model import Desk, Workbook
from ..problems import Problem
from .book import OpenBook, require_forms
from .marks import marks, unmarks
from .words import MOST_LINES, at_most, for_buttons, short

TITLE = "绩效自评：校验"


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“校验”: results in the workbook; where it cannot be written, in the dialog."""
    book = OpenBook.read(workbook)
    require_forms(book)
    findings = checked(book, desk)
    if workbook.read_only:
        _tell_all(
            desk, findings, f"“{workbook.name}”是以只读方式打开的，结果没有写进工作簿；要留下结果，请另存后再校验。"
        )
        return
    try:
        left_out = _write(book, workbook, findings)
    except Problem as problem:
        _tell_all(desk, findings, for_buttons(f"结果没能写进工作簿，工作簿没有改动：{problem}"))
        return
    lines = [f"{count_line(findings)}。"]
    if findings:
        lines.append(f"逐条列在“{_sheet_name(book)}”表里，点单元格链接可跳到原处；定稿时会去掉。")
    if left_out:
        lines.append(f"工作表“{'”“'.join(left_out)}”设有保护密码，没有加批注和底色。")
    _select(workbook, findings)
    desk.tell(TITLE, "\n".join(lines), any(finding.severity == ERROR for finding in findings))


def checked(book: OpenBook, desk: Desk, title: str = TITLE) -> List[Finding]:
    """校验 with progress; the findings in the words of the buttons are made when they are shown.

    Raises:
        Cancelled: the user stopped it.
    """
    with desk.progress(title) as progress:

        def step(form: Form, done: int, total: int) -> None:
            progress.step(f"正在校验：{form.sheet}", done, total)

        return check_book(book, step=step)


def _write(book: OpenBook, workbook: Workbook, findings: Sequence[Finding]) -> List[str]:
    """The sheet and the marks in one step; gives the sheets that bear no marks."""
    locked = [grid.name for grid in book.grids if grid.protection == "password"]
    edits: List[Edit] = []
    name = _sheet_name(book)
    # the sheet first: showing it for a moment shortens a long undo step in LibreOffice
    if findings:
        when = f"{datetime.now():%Y年%m月%d日 %H:%M}"
        edits.append(findings_sheet(findings, book.forms, when, book.name, name, for_buttons))
    elif name in book.note.sheets and any(grid.name == name for grid in book.every_grid):
        edits.append(RemoveSheet(name))
    edits += [*unmarks(book, findings, locked), *marks(book, findings, locked)]
    if edits:
        with workbook.transaction(TITLE):
            workbook.write(edits, book.note)
    bare = {finding.sheet for finding in findings if is_cell(finding.cell)}
    return [sheet for sheet in locked if sheet in bare]


def _sheet_name(book: OpenBook) -> str:
    """Our sheet of the last check, or a name that no sheet of the user's has."""
    for name in sorted(book.note.sheets):
        if name.startswith(NAME):
            return name
    taken = {grid.name.casefold() for grid in book.every_grid}
    name, number = NAME, 2
    while name.casefold() in taken:
        name, number = f"{NAME}{number}", number + 1
    return name


def _select(workbook: Workbook, findings: Sequence[Finding]) -> None:
    placed = [finding for finding in findings if finding.sheet and is_cell(finding.cell)]
    first: Optional[Finding] = next((finding for finding in placed if finding.severity == ERROR), None)
    first = first or next(iter(placed), None)
    if first:
        workbook.select(first.sheet, first.cell)


def _tell_all(desk: Desk, findings: Sequence[Finding], why: str) -> None:
    lines = [
        short(f"· {place(one)}{SEVERITY_WORDS[one.severity]}：{for_buttons(bare_message(one))}")
        for one in _worst(findings)
    ]
    listed = at_most(lines, MOST_LINES - 2, "另有 {} 条")
    desk.tell(TITLE, "\n".join([f"{count_line(findings)}。", *listed, why]), True)


def place(finding: Finding) -> str:
    """位置: sheet and cell as far as there are any, with a blank behind."""
    named = "!".join(part for part in (finding.sheet, finding.cell) if part)
    return f"{named} " if named else ""


def _worst(findings: Sequence[Finding]) -> List[Finding]:
    order: Dict[str, int] = {severity: number for number, severity in enumerate(SEVERITY_WORDS)}
    return sorted(findings, key=lambda finding: order[finding.severity])
