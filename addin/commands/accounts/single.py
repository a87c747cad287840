"""一张决算表的核对 (one table): readable amounts, sums, levels, the note of an empty table."""

from __future__ import annotations

from typing import Iterator, Sequence

from ...findings import ERROR, WARNING, Finding
from ...forms.accounts_model import Accounts
from ...forms.model import Bound
from ..inputs import number_of
from .judge import has_figures, judge
from .levels import check_levels, check_orphans
from .relations import all_ties

#: tables that carry a note when the unit has no such money
_NOTED = (2, 3, 5, 6, 7, 8, 9)


def check_single(form: Accounts, file: str = "", others: Sequence[Accounts] = ()) -> Iterator[Finding]:
    """核对一张表.

    Args:
        form: the table. file: its name for the findings. others: tables of the same workbook or folder.
    """
    yield from _unreadable(form, file)
    for tie in all_ties():
        if tie.tables == (form.table,):
            yield from judge(tie, {form.table: form}, file)
    yield from check_levels(form, file)
    yield from check_orphans(form, file)
    yield from _empty(form, file, others)


def _unreadable(form: Accounts, file: str) -> Iterator[Finding]:
    for bound in form.cells.values():
        if bound.cell.formula is not None and bound.cell.value is None:
            yield _at(
                form,
                bound,
                file,
                "value.stale",
                WARNING,
                "是公式，但文件里没有它的计算结果，没有核对；请在表格程序中重新计算并保存后再试",
            )
            continue
        try:
            number_of(bound)
        except ValueError as problem:
            yield _at(form, bound, file, "value.unreadable", ERROR, f"不能作为金额：{problem}；请改为数字或改正公式")


def _empty(form: Accounts, file: str, others: Sequence[Accounts]) -> Iterator[Finding]:
    if form.table not in _NOTED:
        return
    filled = has_figures(form)
    if filled and form.note is not None and form.table in (7, 8, 9):
        yield _at(
            form, form.note, file, "accounts.empty", WARNING, "说明本表为空或没有此项收支，表中却有金额；请核对说明和金额"
        )  # fmt: skip
    elif not filled and form.note is None and any(has_figures(other) for other in others if other is not form):
        title = form.title
        yield Finding(
            "accounts.empty", WARNING,
            f"{form.sheet} {title}没有金额，也没有空表说明；请在表下注明，例如“本单位本年度无此项收支，本表为空”",
            file, form.sheet, "", "", "空表说明", "空表列出并说明", "部门决算公开要求：空表应公开并注明",
        )  # fmt: skip


def _at(form: Accounts, bound: Bound, file: str, code: str, severity: str, text: str) -> Finding:
    return Finding(
        code, severity, f"{form.sheet}!{bound.label} {text}", file, form.sheet, bound.label, bound.text, "", "", ""
    )
