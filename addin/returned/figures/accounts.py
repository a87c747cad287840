"""决算表的数 (final accounts): every amount of the nine tables by 科目 code, in 万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...forms.accounts_model import Accounts
from ...narrative.data.account_names import BASIC_LINES, COLUMNS, EXPENDITURE_LINES, INCOME_LINES, PUBLIC, PUBLIC_SIDES
from ..record import ABSOLUTE, ACCOUNTS, Figure
from .numbers import money

_PUBLIC_TABLE = 9
_NUMBERING = re.compile(r"^[一二三四五六七八九十]{1,3}、")


def table_name(form: Accounts) -> str:
    """表号: by the table's meaning, for provinces number the nine tables differently."""
    return f"公开{form.table:02d}"


def accounts(form: Accounts) -> Iterator[Figure]:
    """决算表的数: item ``公开03/2050201 小学教育``, column by the table's heads; blank cells give nothing."""
    table = table_name(form)
    columns = COLUMNS.get(form.table, {})
    for (row, column), bound in form.cells.items():
        value = money(bound, form.money_unit)
        if value is None:
            continue
        if form.table == _PUBLIC_TABLE:
            item, head = PUBLIC.get(column, column), PUBLIC_SIDES.get(row, row)
        else:
            item, head = _line(form, row), columns.get(column, column)
        yield Figure(ACCOUNTS, f"{table}/{item}", head, ABSOLUTE, value, "万元", bound.label)


def _line(form: Accounts, row: str) -> str:
    """The row's name: a code with its name, else the name that every province's wording of the line stands for."""
    printed = form.names.get(row, row)
    if row.isdigit():
        name = _NUMBERING.sub("", printed)
        return row if name == row else f"{row} {name}"
    if row == "total":
        return "合计"
    income, expenditure = INCOME_LINES.get(form.table, {}), EXPENDITURE_LINES.get(form.table, {})
    if row == "income_total":
        return "收入总计"
    if row == "expenditure_total":
        return "支出总计"
    return income.get(row) or expenditure.get(row) or BASIC_LINES.get(row) or printed
