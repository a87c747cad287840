"""决算表的数据 (final accounts): the nine tables as names, rows by level and by code."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, List

from ...forms.accounts_model import Accounts, Place
from ...forms.accounts_words import words
from ...forms.model import Bound
from ..figure import Figure
from .account_names import (
    BASIC_LINES,
    COLUMNS,
    EXPENDITURE_LINES,
    INCOME_LINES,
    LEVELS,
    PUBLIC,
    PUBLIC_SIDES,
    TABLES,
)
from .cells import Source
from .naming import shown_name

#: first digits of the economic codes that are 人员经费
_STAFF = ("301", "303")


def read_accounts(forms: List[Accounts], source: Source) -> Dict[str, Any]:
    """决算表.

    Args:
        forms: the tables of one workbook; of two tables of the same meaning the first is taken.

    Returns:
        name of the table -> its tree. Tables that the workbook does not have are absent.
    """
    tree: Dict[str, Any] = {}
    for form in forms:
        if TABLES[form.table] not in tree:
            unit = form.unit_name or source.words(form.sheet, None, f"{TABLES[form.table]} 单位名称")
            tree[TABLES[form.table]] = {"单位名称": unit, **source.once(_table, form.cells, form)}
    return dict(sorted(tree.items(), key=lambda pair: list(TABLES.values()).index(pair[0])))


def _table(_: Dict[Place, Bound], form: Accounts, source: Source) -> Dict[str, Any]:
    return _Reader(form, source).tree()


class _Reader:
    def __init__(self, form: Accounts, source: Source) -> None:
        self.form, self.source = form, source
        self.title = TABLES[form.table]
        self.unit = form.money_unit or "万元"
        self.is_empty = self._all_nothing()

    def tree(self) -> Dict[str, Any]:
        if self.form.table in (1, 4):
            return self._summary()
        if self.form.table == 6:
            return self._basic()
        if self.form.table == 9:
            return self._public()
        rows = [self._row(code) for code in self.form.codes]
        return {"合计": self._columns("total", "合计"), **_by_level(rows), "空表": self.is_empty, "说明": self._note()}

    def _figure(self, row: str, column: str, name: str) -> Figure:
        found = self.source.figure(
            self.form.sheet, self.form.cells.get((row, column)), f"{self.title} {name}", self.unit
        )
        if found.missing and not found.trouble and self.form.note is not None and self.is_empty:
            # the table says itself that it is empty: its blank cells are no gaps
            return Figure(
                Decimal(0),
                self.unit,
                found.name,
                found.cells,
                "0",
                remark="本表注明为空表，按 0 计",
                ledger=self.source.ledger,
            )
        return found

    def _columns(self, row: str, name: str) -> Dict[str, Any]:
        known = {column for _, column in self.form.cells}
        columns = COLUMNS[self.form.table]
        shared = list(columns.values())
        return {
            title: self._figure(row, key, f"{name} {title}")
            for key, title in columns.items()
            if (row, key) in self.form.cells or (key not in known and shared.count(title) == 1)
        }

    def _row(self, code: str) -> Dict[str, Any]:
        name = shown_name(self.form.names[code])
        head = shown_name(self.form.names.get(code[:3], "")) or _class_name(code[:3])
        middle: Any = ""
        if len(code) >= 5:
            middle = shown_name(self.form.names.get(code[:5], ""))
            middle = middle or self.source.words(self.form.sheet, None, f"{self.title} {code[:5]} 款的名称")
        names = {"编码": code, "名称": name, "类": head, "款": middle, "项": name if len(code) == 7 else ""}
        return {**names, **self._columns(code, name)}

    def _summary(self) -> Dict[str, Any]:
        table = self.form.table
        income = {
            name: self._line(key, f"收入 {name}")
            for key, name in INCOME_LINES[table].items()
            if key in self.form.names or key != "fiscal"
        }
        outlay = {name: self._line(key, f"支出 {name}") for key, name in EXPENDITURE_LINES[table].items()}
        rows = [self._row(code) for code in self.form.codes]
        return {"收入": income, "支出": {**outlay, "类": rows, "编码": {str(row["编码"]): row for row in rows}}}

    def _line(self, key: str, name: str) -> Dict[str, Any]:
        found = self._columns(key, name)
        return found if found else {"本年": self._figure(key, "amount", f"{name} 本年")}

    def _basic(self) -> Dict[str, Any]:
        totals: Dict[str, Any] = {
            name: {"本年": self._figure(key, "amount", f"{name} 本年")}
            for key, name in BASIC_LINES.items()
            if key != "total" or (key, "amount") in self.form.cells
        }
        if "合计" not in totals:
            totals["合计"] = {"本年": totals["人员经费合计"]["本年"] + totals["公用经费合计"]["本年"]}
        rows = [self._row(code) for code in sorted(self.form.codes)]
        staff = [row for row in rows if row["编码"].startswith(_STAFF) and len(row["编码"]) == 5]
        office = [row for row in rows if not row["编码"].startswith(_STAFF) and len(row["编码"]) == 5]
        return {**totals, **_by_level(rows), "人员经费": staff, "公用经费": office}

    def _public(self) -> Dict[str, Any]:
        tree = {
            side: {name: self._figure(key, column, f"{side} {name}") for column, name in PUBLIC.items()}
            for key, side in PUBLIC_SIDES.items()
        }
        rows = [
            {"名称": name, "预算": tree["预算"][name], "决算": tree["决算"][name], "本年": tree["决算"][name]}
            for name in PUBLIC.values()
        ]
        return {**tree, "行": rows, "空表": self.is_empty, "说明": self._note()}

    def _note(self) -> Any:
        return self.source.words(self.form.sheet, self.form.note, f"{self.title} 说明")

    def _all_nothing(self) -> bool:
        for bound in self.form.cells.values():
            figure = self.source.figure(self.form.sheet, bound, "", self.unit)
            if figure.value or figure.trouble:
                return False
        return True


def _class_name(code: str) -> str:
    """类的名称 of the official list, for a table that has no row for the 类 itself."""
    return next((name for name, known in words().functions.items() if known == code), "")


def _by_level(rows: List[Dict[str, Any]]) -> Dict[str, Any]:
    levels = {name: [row for row in rows if len(row["编码"]) == digits] for digits, name in LEVELS}
    return {**levels, "行": rows, "编码": {str(row["编码"]): row for row in rows}}
