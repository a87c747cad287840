"""科目层级 (levels): 类, 款 and 项 add up by their codes."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterator, List

from ...findings import HINT, WARNING, Finding
from ...forms.accounts_model import Accounts
from .amounts import amount, money_factor
from .judge import COLUMNS, severity_of, shown

_LEVELS = {3: "类", 5: "款", 7: "项"}
_RULE = "类＝所属各款之和，款＝所属各项之和"
_CODED = (2, 3, 5, 6, 7, 8)


def children(form: Accounts, code: str) -> List[str]:
    """下一级的科目: 205 has 20501, 20503 …"""
    return [one for one in form.codes if len(one) == len(code) + 2 and one.startswith(code)]


def check_levels(form: Accounts, file: str) -> Iterator[Finding]:
    """核对各级科目: a 类 or 款 against the rows below it, in each column.

    A row without rows below it is as fine as one whose rows below are all blank.
    """
    if form.table not in _CODED:
        return
    for code in form.codes:
        below = children(form, code)
        if not below:
            continue
        for column in form.value_columns:
            bound = form.cells.get((code, column))
            values = [amount(form.cells.get((one, column))) for one in below]
            if bound is None or all(value is None for value in values):
                continue
            total = sum((value for value in values if value is not None), Decimal(0))
            yield from _compare(form, code, column, total, len(below), file)


def _compare(form: Accounts, code: str, column: str, total: Decimal, count: int, file: str) -> Iterator[Finding]:
    bound = form.cells[code, column]
    value = amount(bound)
    factor = money_factor(form)
    if value is None:
        if total and bound.cell.is_blank:
            yield _finding(
                form,
                code,
                column,
                WARNING,
                f"为空，所属科目相加为 {shown(total * factor, form)}；请填写",
                "",
                total,
                file,
            )
        return
    severity = severity_of(abs(value - total) * factor, factor, count + 1, factor >= 10000)
    if severity:
        tail = "，属于单位换算的尾差；请核对" if severity in (HINT, WARNING) else "；请核对后改正"
        yield _finding(
            form, code, column, severity,
            f"为 {shown(value * factor, form)}，所属科目相加为 {shown(total * factor, form)}{tail}", bound.text, total, file,
        )  # fmt: skip


def _finding(
    form: Accounts, code: str, column: str, severity: str, text: str, printed: str, total: Decimal, file: str
) -> Finding:
    label = form.cells[code, column].label
    name = form.names.get(code, "")
    part = f"的{COLUMNS[column]}" if column in COLUMNS else ""
    what = f"“{code}{name if name != code else ''}”（{_LEVELS[len(code)]}）{part}"
    expected = shown(total * money_factor(form), form)
    return Finding(
        "accounts.level", severity, f"{form.sheet}!{label} {what}{text}", file, form.sheet, label, printed, expected, _RULE,
        "政府收支分类科目的编码层级",
    )  # fmt: skip


def check_orphans(form: Accounts, file: str) -> Iterator[Finding]:
    """科目编码重复: one code on two rows is counted once."""
    for code, bound in form.doubles:
        name = "合计" if code == "total" else f"科目编码 {code}"
        yield Finding(
            "accounts.code", WARNING, f"{form.sheet}!{bound.label} {name}出现两次，核对时只取第一行；请合并或改正编码",
            file, form.sheet, bound.label, code,
        )  # fmt: skip
