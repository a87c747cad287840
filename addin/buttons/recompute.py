"""全部重算 (recompute): compute every figure anew, over what was typed; asks first, naming what would change."""

from __future__ import annotations

from typing import List

from ..commands.context import UNCHANGED
from ..commands.fill import compute_all
from ..edits import SetValue
from ..forms.model import Bound, Form
from ..hosts.model import Desk, Workbook
from ..note import Note
from .book import OpenBook, refuse_passwords, require_forms, require_writable
from .filling import fill_open, summary
from .words import at_most, short

TITLE = "绩效自评：全部重算"


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“全部重算”."""
    book = OpenBook.read(workbook)
    require_forms(book)
    require_writable(workbook)
    figures: List[str] = []
    formulas: List[str] = []
    computed, _ = compute_all(book, overwrite=True)
    for one in computed:
        refuse_passwords(book, one.edits)
        for edit in one.edits:
            if isinstance(edit, SetValue):
                _note_change(book, one.form, edit, figures, formulas)
    if figures or formulas:
        counts = [f"{len(figures)} 个数"] * bool(figures) + [f"{len(formulas)} 个公式"] * bool(formulas)
        lines = [
            f"表内已有的 {'、'.join(counts)}会被改写：",
            *at_most(figures + formulas, 8, "另有 {} 处"),
            "改写后可以撤销。继续吗？",
        ]
        if not desk.ask(TITLE, "\n".join(lines)):
            return
    desk.tell(TITLE, summary(fill_open(book, workbook, desk, TITLE, overwrite=True)))


def _note_change(book: OpenBook, form: Form, edit: SetValue, figures: List[str], formulas: List[str]) -> None:
    """Takes down what somebody else typed and the edit would change."""
    where = (edit.row, edit.column)
    cell = form.grid[where]
    if cell.is_blank:
        return
    bound = Bound(edit.row, edit.column, cell, form.grid.label(*where))
    if book.ours(form, bound) == UNCHANGED and cell.formula is None:
        return
    wanted = Note()
    wanted.record(edit.sheet, where, edit.value)
    now = "空白" if edit.value is None else str(edit.value)
    if cell.formula is not None:
        formulas.append(short(f"· {edit.sheet}!{bound.label}：公式 ={cell.formula[:40]} → {now}"))
    elif not wanted.is_ours(edit.sheet, where, cell.value):
        figures.append(short(f"· {edit.sheet}!{bound.label}：{cell.text} → {now}"))
