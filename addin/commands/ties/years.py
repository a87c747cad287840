"""年度 (years): every table of a unit speaks of the same year."""

from __future__ import annotations

from typing import Iterator

from ...findings import WARNING, Finding
from ...forms.model import UNIT
from ..context import same_unit, unit_key
from .collection import Collection

CODES = ("year.differs",)


def tie(collection: Collection) -> Iterator[Finding]:
    """核对年度: a table whose year is that of none of its unit's forms."""
    units = [member for member in collection.of(UNIT) if member.form.year is not None]
    for member in collection.members:
        if member.form.kind == UNIT or member.form.year is None or not unit_key(member.form):
            continue
        years = {unit.form.year for unit in units if unit_key(unit.form) and same_unit(member.form, unit.form)}
        if years and member.form.year not in years:
            stated = "、".join(str(year) for year in sorted(year for year in years if year is not None))
            yield member.finding(
                "year.differs", WARNING, None,
                f"本表为 {member.form.year} 年度，同一单位的整体支出绩效自评表为 {stated} 年度；"
                "请核对年度，该表不计入合计",
                str(member.form.year), stated,
            )  # fmt: skip
