"""单位名称 (names): the unit's name is the same in every table of the folder."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Iterator, List

from ...findings import WARNING, Finding
from ...forms.model import UNIT, Form
from ..context import same_unit, unit_key
from .collection import Collection, Member

CODES = ("unit.differs",)

#: names that differ in one of these belong to different units (第一中学, 第二中学)
_TELLING = re.compile(r"[一二三四五六七八九十百东西南北中上下0-9０-９]")


def tie(collection: Collection) -> Iterator[Finding]:
    """核对填报单位名称 against the one unit form of the folder."""
    units = [member for member in collection.of(UNIT) if unit_key(member.form)]
    names: List[Member] = []
    for member in units:
        if not any(same_unit(member.form, other.form) for other in names):
            names.append(member)
    for member in collection.members:
        if member.form.kind == UNIT or not unit_key(member.form):
            continue
        if any(same_unit(member.form, unit.form) for unit in units):
            continue
        alike = [unit for unit in names if looks_alike(member.form, unit.form)]
        if len(names) == 1 and not alike:
            alike = names
        if len(alike) == 1:
            expected = unit_key(alike[0].form)
            yield member.finding(
                "unit.differs", WARNING, None,
                f"填报单位印为“{unit_key(member.form)}”，整体支出绩效自评表上是“{expected}”；"
                "如为同一单位请统一名称，否则该表不计入本单位的合计",
                unit_key(member.form), expected,
            )  # fmt: skip


def looks_alike(first: Form, second: Form) -> bool:
    """名称是否相近: likely the same unit, written differently."""
    a, b = unit_key(first), unit_key(second)
    if _TELLING.findall(a) != _TELLING.findall(b):
        return False
    return SequenceMatcher(None, a, b).ratio() >= 0.75
