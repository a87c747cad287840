"""填写并告知 (filling): what 计算 and 全部重算 share: one transaction, then a summary that is read at one glance."""

from __future__ import annotations

from contextlib import ExitStack
from typing import List, Tuple, cast

from ..commands.check import kind_name
from ..commands.compute import Computed
from ..commands.fill import Filling, fill
from ..forms.model import Form
from ..grid import position
from ..hosts.model import Desk, Workbook
from .book import OpenBook
from .words import MOST_LINES, at_most, for_buttons, short


def fill_open(book: OpenBook, workbook: Workbook, desk: Desk, title: str, overwrite: bool = False) -> Filling:
    """填写打开的工作簿 in one transaction, begun with the first cell that changes.

    Raises:
        Cancelled: the user stopped it; everything is as it was.
        Problem: it cannot be written; everything is as it was.
    """
    with desk.progress(title) as progress, ExitStack() as stack:
        begun: List[bool] = []

        def begin() -> None:
            if not begun:
                begun.append(True)
                stack.enter_context(workbook.transaction(title))

        def step(form: Form, done: int, total: int) -> None:
            progress.step(f"正在计算：{form.sheet}", done, total)

        book.begin, book.over_formulas = begin, overwrite
        return fill(book, overwrite=overwrite, step=step)


#: what 计算 says when no cell was blank
NOTHING = "没有需要填写的空白格"


def summary(filling: Filling, nothing: str = NOTHING) -> str:
    """小结: how many cells in which forms, total and grade, what stayed blank and why.

    Args:
        filling: what was done. nothing: what to say when no cell was changed.
    """
    changed = cast(OpenBook, filling.book).changed
    head = [_form_line(one, _count(one, changed)) for one in filling.forms]
    head = [line for line in head if line]
    blank = [line for one in filling.forms for line in _blank_lines(one)]
    told = [short(for_buttons(text)) for text in _told(filling)]
    if blank and nothing == NOTHING:
        nothing = "能按规则填写的都已填好"
    first = f"填写 {len(changed)} 格。" if changed else f"{nothing}，工作簿没有改动。"
    lines = [first, *at_most(head, 5, "另有 {} 张表")]
    if blank:
        room = max(2, MOST_LINES - len(lines) - len(told[:3]) - 1)
        lines += [f"仍空着 {len(blank)} 格：", *at_most(blank, room, "另有 {} 格，点“校验”后见“绩效校验结果”")]
    lines += at_most(told, 3, "另有 {} 条提示，点“校验”后见“绩效校验结果”")
    return "\n".join(lines)


def _count(computed: Computed, changed: set) -> int:
    sheet = computed.form.sheet
    return sum((sheet, position(item.cell)) in changed for item in computed.filled)


def _form_line(computed: Computed, count: int) -> str:
    form = computed.form
    total, grade = _bare(computed, "total"), _bare(computed, "grade")
    parts = [f"填写 {count} 格"] if count else []
    parts += [f"总分 {total}"] if total else []
    parts += [f"等级 {grade}"] if grade else []
    return f"· {form.sheet}（{kind_name(form.kind)}）：{'，'.join(parts)}" if parts else ""


def _bare(computed: Computed, name: str) -> str:
    """What stands in the cell afterwards, without a label in the same cell (等级：优)."""
    figure = getattr(computed.figures, name)
    text = computed.written(name)
    return text[len(figure.label) :] if figure and figure.label and text.startswith(figure.label) else text


def _blank_lines(computed: Computed) -> List[str]:
    """Cells that stay blank, the rows before total and grade, which only follow from them."""
    filled = {item.cell for item in computed.filled}
    rows: List[Tuple[bool, str]] = []
    for figure in computed.figures.all():
        if figure.expected is not None or not figure.is_empty or figure.optional or figure.part:
            continue
        if figure.bound.label in filled:
            continue
        place = f"{computed.form.sheet}!{figure.bound.label} {figure.name}"
        rows.append((figure.field in ("total", "grade"), short(f"· {place}：{figure.outcome.undecided or '缺少数据'}")))
    return list(dict.fromkeys(line for _, line in sorted(rows, key=lambda row: row[0])))


def _told(filling: Filling) -> List[str]:
    """What the user must know of the rules chosen and of figures kept, and what was skipped."""
    return list(dict.fromkeys([*(finding.message for finding in filling.findings), *filling.messages]))
