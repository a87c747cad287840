"""数字格 (number cells): the bound cells of a form in which only a number belongs, with the money unit of amounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...forms.accounts_model import Accounts
from ...forms.model import Bound, Form
from ...forms.plans_model import Plan
from ...grid import Position
from .case import Case

MONEY, COUNT, POINTS = "money", "count", "points"
_BUDGET = ("initial", "full_year", "executed")
_ITEMS = ("previous", "budget", "current")


class Field(NamedTuple):
    """数字格: what it holds, its name in messages, its cell."""

    shape: str
    name: str
    bound: Bound


class Unit(NamedTuple):
    """金额单位: of the returned form, and of the template when it was handed out."""

    unit: str
    issued_unit: str


_COLUMN_NAMES = {
    "initial": "年初预算数", "full_year": "全年预算数", "executed": "全年执行数", "previous": "上年决算数",
    "budget": "本年预算数", "current": "本年决算数", "weight": "分值", "score": "得分", "approved": "编制数",
    "actual": "实际在职人数", "area_approved": "批复规模", "area_actual": "实际规模", "cost_approved": "投资概算",
    "cost_actual": "实际投资",
}  # fmt: skip


def number_fields(form: Form) -> Iterator[Field]:
    """表单的数字格: amounts, head counts, weights and points."""
    rows = [*form.budget, *(form.medium if isinstance(form, Plan) else ())]
    for row in rows:
        for name in _BUDGET:
            if name in row.fields:
                yield Field(MONEY, f"“{row.name}”的{_COLUMN_NAMES[name]}", row.fields[name])
    for row in form.items:
        for name in _ITEMS:
            if name in row.fields:
                yield Field(MONEY, f"“{row.name}”的{_COLUMN_NAMES[name]}", row.fields[name])
    for group in form.amounts:
        for name, bound in group.items:
            if name not in bound.text:  # name and figure may share a cell
                yield Field(MONEY, f"“{name}”", bound)
    for name, bound in {**form.staff, **form.buildings}.items():
        if not name.endswith("rate"):
            yield Field(MONEY if name.startswith("cost") else COUNT, _COLUMN_NAMES.get(name, name), bound)
    if isinstance(form, Accounts):
        for (row, _), bound in form.cells.items():
            yield Field(MONEY, f"“{form.names.get(row, row)}”", bound)
    for row in [*form.budget, *form.indicators, *([form.total] if form.total else [])]:
        for name in ("weight", "score"):
            if name in row.fields:
                yield Field(POINTS, f"“{row.name}”的{_COLUMN_NAMES[name]}", row.fields[name])


def money_cells(case: Case, sheet: str) -> dict[Position, Unit]:
    """金额格 of one sheet of the file."""
    found: dict[Position, Unit] = {}
    for form in case.forms:
        if form.sheet != sheet:
            continue
        like = case.template.form(form) if case.template is not None else None
        unit = Unit(form.money_unit, like.money_unit if like is not None else form.money_unit)
        found.update({field.bound.position: unit for field in number_fields(form) if field.shape == MONEY})
    return found
