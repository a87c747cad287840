"""一张表的记录 (record of a form): its headline figures, and every figure under a name that is the same for every unit."""

from __future__ import annotations

import re
from decimal import Decimal

from udfs.core.errors import CellFault
from udfs.core.grading import grade
from udfs.core.rules import load

from ...commands.figures.indicators import is_spare
from ...commands.figures.money import main_row
from ...forms.accounts_model import Accounts
from ...forms.model import Form
from ..record import FormRecord
from .accounts import accounts, table_name
from .basic import basic
from .funds import amounts, budget_of, funds
from .indicators import indicators
from .numbers import points

__all__ = ["form_record"]

_GRADE = re.compile(r"(?:^|[:：\s])([优良中差])\s*$")


def form_record(form: Form, profile: str = "") -> FormRecord:
    """一张表的记录.

    Args:
        form: the recognised form. profile: the id of its rule, "" for none.
    """
    if isinstance(form, Accounts):
        return FormRecord(
            form.kind,
            form.sheet,
            form.title,
            table_name(form),
            form.year,
            form.unit_name,
            figures=tuple(accounts(form)),
        )
    budget = budget_of(form)
    score = points(form.total["score"]) if form.total and form.scored else None
    full = _full(form)
    figures = (*funds(form), *amounts(form), *basic(form), *indicators(form, budget.budget))
    return FormRecord(
        form.kind, form.sheet, form.title, "", form.year, form.unit_name, form.project, profile,
        score=score, full=full, grade=_printed_grade(form) or _grade_of(score, full, profile),
        budget=budget.budget, executed=budget.executed, rate=budget.rate, figures=figures,
    )  # fmt: skip


def _full(form: Form) -> Decimal | None:
    """What the points are out of: the total of the weights as printed, else their sum."""
    if not form.scored:
        return None
    printed = points(form.total["weight"]) if form.total else None
    if printed is not None:
        return printed
    main = main_row(form)
    rows = [row for row in form.indicators if not is_spare(row)] + ([main] if main and main["weight"] else [])
    weights = [points(row["weight"]) for row in rows]
    known = [weight for weight in weights if weight is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(weights) else None


def _printed_grade(form: Form) -> str:
    found = _GRADE.search(form.grade.text) if form.grade else None
    return found.group(1) if found else ""


def _grade_of(score: Decimal | None, full: Decimal | None, profile: str) -> str:
    """The band of the rule, where the form prints no grade; none when its points are not out of what the bands are for."""
    if score is None or not profile:
        return ""
    rule = load(profile)
    if full != rule.grades.full:
        return ""
    try:
        return grade(score, rule)
    except CellFault:  # below 0 or above the full mark: the check tells it
        return ""
