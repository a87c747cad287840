"""全部重算 (recompute): compute every figure anew, over what was typed; asks first, naming what would change.

A formula that shows what the rule gives is left, and so is a mark such as — that stands for a rate.
"""

from __future__ import annotations

from typing import List

from ..commands.compute import Computed
from ..commands.context import UNCHANGED
from ..commands.fill import compute_all
from ..commands.inputs import is_placeholder
from ..edits import SetValue
from ..forms.model import Bound
from ..grid import position
from ..hosts.model import Desk, Workbook
from ..note import Place
from .book import OpenBook, as_shown, refuse_passwords, require_forms, require_writable
from .filling import fill_open, summary
from .words import at_most, short

TITLE = "绩效自评：全部重算"
#: fields on which no points hang: a mark there means that nothing belongs in the cell
_RATES = ("rate", "completion")


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“全部重算”."""
    book = OpenBook.read(workbook)
    require_forms(book)
    require_writable(workbook)
    with desk.progress(TITLE) as progress:
        computed, _ = compute_all(
            book, overwrite=True, step=lambda form, done, total: progress.step(f"正在比较：{form.sheet}", done, total)
        )
    book.over_formulas = True
    book.left_alone = frozenset(place for one in computed for place in _marks(one))
    figures: List[str] = []
    formulas: List[str] = []
    for one in computed:
        edits = [edit for edit in one.edits if isinstance(edit, SetValue) and book.changes(edit)]
        refuse_passwords(book, edits)
        for edit in edits:
            _take_down(book, one, edit, figures, formulas)
    if figures or formulas:
        counts = [f"{len(figures)} 个数"] * bool(figures) + [f"{len(formulas)} 个公式"] * bool(formulas)
        lines = [
            f"表内已有的 {'、'.join(counts)}会被改写：",
            *at_most(figures + formulas, 8, "另有 {} 处"),
            "改写后可以撤销。继续吗？",
        ]
        if not desk.ask(TITLE, "\n".join(lines)):
            return
    desk.tell(
        TITLE, summary(fill_open(book, workbook, desk, TITLE, overwrite=True), "各计算项与规则一致，没有要改写的")
    )


def _marks(computed: Computed) -> List[Place]:
    """Cells of rates that hold a mark such as —."""
    places = [(computed.form.sheet, position(item.cell)) for item in computed.filled if item.field in _RATES]
    grid = computed.form.grid
    return [
        (sheet, where) for sheet, where in places if grid[where].formula is None and is_placeholder(grid[where].text)
    ]


def _take_down(book: OpenBook, one: Computed, edit: SetValue, figures: List[str], formulas: List[str]) -> None:
    """Takes down what somebody else typed and the edit would change."""
    where = (edit.row, edit.column)
    cell = one.form.grid[where]
    bound = Bound(edit.row, edit.column, cell, one.form.grid.label(*where))
    empty = any(figure.bound.position == where and figure.is_empty for figure in one.figures.all())
    if empty or cell.is_blank or (cell.formula is None and book.ours(one.form, bound) == UNCHANGED):
        return
    now = "空白" if edit.value is None else as_shown(edit, cell)
    if cell.formula is not None:
        formulas.append(short(f"· {edit.sheet}!{bound.label}：{cell.text or '公式'}（={cell.formula[:30]}）→ {now}"))
    else:
        figures.append(short(f"· {edit.sheet}!{bound.label}：{cell.text} → {now}"))
