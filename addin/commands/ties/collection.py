"""一组表格 (collection): the forms and texts of a folder, grouped by unit and year."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from decimal import Decimal
from typing import List, Optional, Sequence, Tuple

from ...findings import Finding
from ...forms.model import PROJECT, UNIT, Bound, Form
from ..context import same_unit, unit_key
from ..figures.money import main_row, read_number
from ..stated import UNITS


@dataclass(frozen=True)
class Member:
    """一张表 and the file it stands in."""

    file: str
    form: Form

    def money(self, value: Decimal) -> Decimal:
        """化为元: an amount of this form."""
        return value * UNITS.get(self.form.money_unit or "万元", UNITS["万元"])

    def amount(self, column: str) -> Optional[Decimal]:
        """资金总额行的数, in 元; None when blank or unreadable."""
        row = main_row(self.form)
        value = read_number(row[column], "")[0] if row is not None else None
        return None if value is None else self.money(value)

    def finding(
        self, code: str, severity: str, bound: Optional[Bound], message: str, printed: str = "", expected: str = ""
    ) -> Finding:
        """一条发现 at this form."""
        cell = bound.label if bound else ""
        place = f"{self.form.sheet}!{cell} " if cell else f"{self.form.sheet} "
        return Finding(code, severity, place + message, self.file, self.form.sheet, cell, printed, expected)


@dataclass(frozen=True)
class Passage:
    """一段文字 that may state counts and sums: the text of one cell; ``inside`` a form or outside of all."""

    file: str
    sheet: str
    cell: str
    text: str
    inside: bool = False


@dataclass
class Group:
    """同一单位、同一年度的表."""

    unit: Optional[Member]
    projects: List[Member] = field(default_factory=list)
    others: List[Member] = field(default_factory=list)

    def of(self, kind: str) -> List[Member]:
        """某一种类的表."""
        return [member for member in self.others if member.form.kind == kind]


@dataclass
class Collection:
    """文件夹内的全部表和文字."""

    members: Sequence[Member]
    passages: Sequence[Passage] = ()

    def of(self, kind: str) -> List[Member]:
        """某一种类的表, in the order of the files."""
        return [member for member in self.members if member.form.kind == kind]

    def groups(self) -> List[Group]:
        """按单位和年度分组: each unit form with the forms of its unit and year.

        Without a unit form, all project forms of one unit make a group.
        """
        groups = [Group(unit) for unit in self.of(UNIT)]
        for member in self.members:
            if member.form.kind == UNIT:
                continue
            fitting = [group for group in groups if group.unit and belongs(member.form, group.unit.form)]
            if len(fitting) == 1:
                (fitting[0].projects if member.form.kind == PROJECT else fitting[0].others).append(member)
        if not groups:
            projects = self.of(PROJECT)
            if projects and all(belongs(member.form, projects[0].form) for member in projects):
                groups.append(Group(None, projects))
        return groups


def belongs(form: Form, unit: Form) -> bool:
    """是否同一单位同一年度."""
    same_year = form.year is None or unit.year is None or form.year == unit.year
    return same_unit(form, unit) and same_year


def total(members: Sequence[Member], column: str) -> Tuple[Optional[Decimal], List[str]]:
    """各表资金总额之和, in 元, and the files that state none."""
    missing, result = [], Decimal(0)
    for member in members:
        value = member.amount(column)
        if value is None:
            missing.append(member.form.project or member.file)
        else:
            result += value
    return (None if missing else result), missing


def in_wan(value: Decimal) -> str:
    """以万元写出: 10,495.09万元.

    >>> in_wan(Decimal("104950900"))
    '10,495.09万元'
    """
    wan = value / UNITS["万元"]
    return f"{wan:,.2f}万元"


def named(member: Member) -> str:
    """表的称呼 for messages."""
    return f"{os.path.basename(member.file)}“{member.form.project or unit_key(member.form) or member.form.sheet}”"
