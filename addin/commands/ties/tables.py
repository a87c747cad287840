"""表与表 (tables): the same figure in the basic data table and in the unit's form."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterator, Optional

from ...findings import ERROR, HINT, Finding
from ...forms.model import BASIC
from ..figures.items import find_row
from ..figures.money import read_number
from .collection import Collection, in_wan, named
from .project_sums import project_spending

CODES = ("table.mismatch",)


def tie(collection: Collection) -> Iterator[Finding]:
    """核对项目支出决算数: basic data table against 按支出性质分 of the unit's form."""
    for group in collection.groups():
        basics = group.of(BASIC)
        if group.unit is None or len(basics) != 1:
            continue
        stated, _ = project_spending(group.unit)
        row = find_row(basics[0].form, "projects")
        cell = row["current"] if row else None
        value: Optional[Decimal] = read_number(cell, "")[0]
        if stated is None or value is None:
            continue
        amount = basics[0].money(value)
        difference = abs(amount - stated)
        if difference == 0:
            continue
        severity = HINT if difference <= 100 else ERROR
        yield basics[0].finding(
            "table.mismatch", severity, cell,
            f"基础数据表的项目支出本年决算数为 {in_wan(amount)}，{named(group.unit)}按支出性质列明的项目支出为 "
            f"{in_wan(stated)}，相差 {in_wan(difference)}；请核对",
            in_wan(amount), in_wan(stated),
        )  # fmt: skip
