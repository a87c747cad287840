"""金额单位 (money unit): stated, and the same throughout the form."""

from __future__ import annotations

from typing import Iterator, Set

from ...findings import WARNING, Finding
from .subject import Subject

CODES = ("unit.differs",)


def check(subject: Subject) -> Iterator[Finding]:
    """校验金额单位: two different statements inside one form are a warning."""
    form = subject.form
    stated: Set[str] = set()
    where = None
    for (row, column), cell in form.grid.texts():
        if not isinstance(cell.value, str) or len(cell.value) > 40 or "元" not in cell.value:
            continue
        if (row, column) not in form.area:
            continue
        text = "".join(cell.value.split())
        if text.startswith(("单位", "金额单位")) or "金额单位" in text:
            unit = "万元" if "万元" in text else "元" if text.rstrip("）)").endswith("元") else ""
            if unit and stated and unit not in stated:
                where = form.grid.label(row, column)
            if unit:
                stated.add(unit)
    if len(stated) > 1:
        yield Finding(
            "unit.differs", WARNING,
            f"{form.sheet}!{where} 同一张表内既标“万元”又标“元”；请统一金额单位",
            subject.context.file, form.sheet, where or "", "、".join(sorted(stated)), form.money_unit,
        )  # fmt: skip
