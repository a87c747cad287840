"""表中的栏 (fields): every bound cell of a form, with the words that its own form uses for row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...forms.accounts_model import Accounts
from ...forms.kinds import LABELS
from ...forms.model import Bound, Form, Row
from ...forms.text import bare, fold, looks_numeric
from ...narrative.data.account_names import COLUMNS, EXPENDITURE_LINES, INCOME_LINES, PUBLIC, PUBLIC_SIDES
from ...narrative.data.evaluation_names import AMOUNTS, BUILDINGS, STAFF

#: the lists of rows of a form
PARTS = ("budget", "indicators", "items", "medium")
_FACTS = {
    "unit": "单位名称",
    "department": "主管部门",
    "project": "项目名称",
    "year": "年度",
    "total_score": "自评得分",
    "grade": "等级",
}
_TOTAL = {"score": "总分", "weight": "总分的分值"}
#: rows above the first one in which a column's head is looked for, and the longest head that is quoted
_HEAD_ROWS, _LONGEST_HEAD = 5, 20
_MORE_LABELS = {
    "forecast": "全年预计",
    "pace": "序时执行进度",
    "light": "执行进度灯",
    "chance": "完成目标可能性",
    "value": "指标实际值",
}
_WORD_ROW = re.compile(r"^T\d+R(\d+)C\d+$")


@dataclass(frozen=True, eq=False)
class Field:
    """一栏.

    Args:
        form: its form. part: one of PARTS, or what else it belongs to (``total``, ``cells`` …). name: the field's key.
        item: the row's name as printed, "" where it has none. words: the column's name as printed. bound: its cell.
        row: the row, None outside of the lists of rows.
    """

    form: Form
    part: str
    name: str
    item: str
    words: str
    bound: Bound
    row: Row | None = None


def rows_of(form: Form, part: str) -> list[Row]:
    """某一部分的各行: an empty list where the form has no such part."""
    return getattr(form, part, None) or []


def row_fields(form: Form, part: str, row: Row) -> Iterator[Field]:
    """一行的各栏."""
    for name, bound in row.fields.items():
        yield Field(form, part, name, fold(row.name), heading(form, part, name), bound, row)


def heading(form: Form, part: str, name: str) -> str:
    """栏名: the head that the form prints above the column, else our own word for it."""
    own = LABELS.get(name) or _MORE_LABELS.get(name, name)
    first = next((row for row in rows_of(form, part) if name in row.fields), None)
    if first is None:
        return own
    column = first.fields[name].column
    for at in range(first.row - 1, max(form.area.top - 1, first.row - 1 - _HEAD_ROWS, 0), -1):
        cell = form.grid.shown(at, column)
        text = cell.text.strip() if isinstance(cell.value, str) else ""
        if text and not looks_numeric(text):
            printed = fold(bare(text)) or fold(text)
            return printed if len(printed) <= _LONGEST_HEAD else own
    return own


def single_fields(form: Form) -> dict[tuple[str, ...], Field]:
    """各行以外的栏: path -> field, the same path for the same thing in every file."""
    found: dict[tuple[str, ...], Field] = {}

    def take(part: str, name: str, item: str, words: str, bound: Bound) -> None:
        found[part, name] = Field(form, part, name, item, words, bound)

    if form.total:
        for name, bound in form.total.fields.items():
            take("total", name, "", _TOTAL.get(name, f"总分一行的{LABELS.get(name, name)}"), bound)
    if form.grade:
        take("grade", "grade", "", "等级", form.grade)
    for part, known in (("staff", STAFF), ("buildings", BUILDINGS)):
        for name, bound in getattr(form, part).items():
            take(part, name, "", known[name][0], bound)
    for amounts in form.amounts:
        for item, bound in amounts.items:
            take(amounts.name, bare(item), fold(item), f"按{AMOUNTS[amounts.name]}分的金额", bound)
    for name, bound in form.facts.items():
        take("facts", name, "", _FACTS.get(name, name), bound)
    if isinstance(form, Accounts):
        for (key, column), bound in form.cells.items():
            item, words = account_words(form, key, column)
            found["cells", key, column] = Field(form, "cells", column, item, words, bound)
    return found


def account_words(form: Accounts, key: str, column: str) -> tuple[str, str]:
    """决算表一格的名称: (row, column) in words."""
    if form.table == 9:
        return PUBLIC_SIDES.get(key, key), PUBLIC.get(column, column)
    known = {**INCOME_LINES.get(form.table, {}), **EXPENDITURE_LINES.get(form.table, {})}
    name = fold(form.names.get(key, "")) or known.get(key, key)
    item = f"{key} {name}" if key.isdigit() and name != key else name
    return item, COLUMNS.get(form.table, {}).get(column, column)


def line_of(bound: Bound) -> int:
    """第几行: the sheet's row, in a Word table the table's own."""
    match = _WORD_ROW.match(bound.label)
    return int(match.group(1)) if match else bound.row
