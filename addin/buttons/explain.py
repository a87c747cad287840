"""说明 (explain): how the figures of the selected rows came about, by which rule from which source."""

from __future__ import annotations

from typing import Dict, List, Tuple

from ..commands.explain import Explanation, explain
from ..commands.fill import context_of
from ..commands.inputs import is_placeholder
from ..commands.profile import choose_profile
from ..forms.model import Form
from ..grid import Range, column_letters, position
from ..hosts.model import Desk, Workbook
from ..problems import Problem
from .book import OpenBook, require_forms
from .words import for_buttons

TITLE = "绩效自评：说明"
#: a dialog has room for so many figures
_MOST_FIGURES = 6


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“说明”: nothing is changed."""
    book = OpenBook.read(workbook)
    require_forms(book)
    sheet, selection = book.reading.active, book.reading.selection
    forms = [form for form in book.forms if form.sheet == sheet]
    if not forms or selection is None:
        raise Problem("explain.elsewhere", _elsewhere(book, sheet))
    found, told = _explained(book, forms)
    chosen = [one for one in found if _selected(book, one, selection)]
    if not chosen:
        raise Problem("explain.nothing", _nothing(found, selection, told))
    shown = chosen[:_MOST_FIGURES]
    lines = [*told, *(one.text for one in shown)]
    if len(chosen) > len(shown):
        lines.append(f"所选行共有 {len(chosen)} 个数，以上是前 {len(shown)} 个；请少选几行再看其余的。")
    desk.tell(TITLE, for_buttons("\n".join(lines)))


def _explained(book: OpenBook, forms: List[Form]) -> Tuple[List[Explanation], List[str]]:
    """All figures of the sheet, and what is to be known of the rules chosen."""
    found: List[Explanation] = []
    told: List[str] = []
    for form in forms:
        chosen = choose_profile(form, "", book.profile_name, book.name)
        told += [f"注意：{finding.message}" for finding in chosen.findings]
        every = explain(form, chosen.profile, context_of(book, form, chosen))
        # where a mark such as — stands and nothing can be computed, there is nothing to explain
        found += [one for one in every if one.expected or not is_placeholder(one.printed)]
    return found, told


def _selected(book: OpenBook, one: Explanation, selection: Range) -> bool:
    """Does the figure's cell, its whole merge counted, touch a selected row?"""
    grid = book.grid(one.sheet)
    row, column = position(one.cell)
    merged = grid.merge_at(row, column) if grid else None
    top, bottom = (merged.top, merged.bottom) if merged else (row, row)
    return top <= selection.bottom and bottom >= selection.top


def _elsewhere(book: OpenBook, sheet: str) -> str:
    listed = "、".join(dict.fromkeys(f"“{form.sheet}”" for form in book.forms))
    if not sheet:
        found = "当前显示的不是普通工作表（可能是图表）"
    elif any(form.sheet == sheet for form in book.forms):
        found = "当前选中的不是单元格（可能是图片、图形，或被隐藏、筛选掉的行）"
    else:
        found = f"当前工作表“{sheet}”上没有绩效表单"
    return f"{found}。请到工作表{listed}，选中要说明的行，再点“说明”。"


def _nothing(found: List[Explanation], selection: Range, told: List[str]) -> str:
    rows = (
        f"第 {selection.top} 行" if selection.top == selection.bottom else f"第 {selection.top}—{selection.bottom} 行"
    )
    if not found:
        return "\n".join([*told, "本工作表没有可以说明的数。"])
    columns: Dict[int, List[int]] = {}
    for one in found:
        row, column = position(one.cell)
        columns.setdefault(column, []).append(row)
    places = "、".join(
        f"{column_letters(column)} 列第 {min(rows_)}—{max(rows_)} 行"
        if len(set(rows_)) > 1
        else f"{column_letters(column)}{rows_[0]}"
        for column, rows_ in sorted(columns.items())
    )
    return f"所选的{rows}没有由规则计算的数。本工作表的计算结果在：{places}。请选中其中的行，再点“说明”。"
