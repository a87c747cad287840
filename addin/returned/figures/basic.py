"""基础数据表的数 (basic data table): staff, the three columns of amounts, buildings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...forms.model import Bound, Form
from ..record import ABSOLUTE, BUILDINGS, ITEMS, RELATIVE, STAFF, Figure
from .numbers import money, number, share

PEOPLE = "财政供养人员"
_COLUMNS = ("previous", "budget", "current")
#: prefix of the fields -> item, unit
_PROJECTS = (("area", "楼堂馆所规模", "平方米"), ("cost", "楼堂馆所投资", "万元"))


def basic(form: Form) -> Iterator[Figure]:
    """基础数据表的数; nothing for other forms."""
    yield from _pair(STAFF, PEOPLE, "人", form.staff, "", None)
    for row in form.items:
        # the path tells the 会议费 of the mandated rows from one that a unit writes among its own projects
        item = "/".join(word for word in (row.level1, row.level2, row.key or row.name) if word)
        for column in _COLUMNS:
            bound = row[column]
            value = money(bound, form.money_unit)
            if bound is not None and value is not None:
                yield Figure(ITEMS, item, column, ABSOLUTE, value, "万元", bound.label)
    for prefix, item, unit in _PROJECTS:
        yield from _pair(
            BUILDINGS, item, unit, form.buildings, f"{prefix}_", form.money_unit if unit == "万元" else None
        )


def _pair(
    group: str, item: str, unit: str, fields: dict[str, Bound], prefix: str, money_unit: str | None
) -> Iterator[Figure]:
    """Approved and actual, and the control rate that follows from them."""
    found: dict[str, Decimal] = {}
    for column in ("approved", "actual"):
        bound = fields.get(prefix + column)
        value = number(bound) if money_unit is None else money(bound, money_unit)
        if bound is not None and value is not None:
            found[column] = value
            yield Figure(group, item, column, ABSOLUTE, value, unit, bound.label)
    rate = share(found.get("actual"), found.get("approved"))
    if rate is not None:
        cell = fields.get(f"{prefix}rate")
        yield Figure(group, item, "rate", RELATIVE, rate, "", cell.label if cell else "")
