"""评分表的得分 (scorecard): points by the form's own 评价标准, with the value from the form or the basic data table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Dict, Optional

from udfs.core.errors import NA
from udfs.core.indicators import Derived, derive
from udfs.core.outcome import Outcome
from udfs.core.standard import score_standard

from ...forms.model import BASIC, Form
from ..context import Context, related_form
from ..inputs import input_of, is_placeholder, quote
from .basic import column_number
from .items import find_items
from .model import Line, fault
from .money import read_number

#: rows of a basic data table -> prefix of the figures that the formulas of the indicators name
_ROWS = {"three_public": "three_public", "public": "public_funds", "procurement": "procurement"}


def standard_points(form: Form, line: Line, profile: Any, context: Context) -> Outcome:
    """按评价标准计分: the value that stands in the row, else the one that the basic data table gives.

    Args:
        form: the scorecard. line: the row with its weight. profile: the rule. context: the forms beside it.
    """
    row = line.row
    standard = row.text("standard")
    for name in ("value", "actual"):
        bound = row[name]
        if bound is not None and bound.text and not is_placeholder(bound.text):
            outcome: Outcome = score_standard(line.weight, input_of(bound.cell), standard, profile=profile)
            return outcome
    derived = derived_value(form, row.name, context)
    if derived is None or (derived.value is None and not derived.no_project):
        reason = derived.how if derived else "表内没有指标数值，工作簿里也没有同一单位的绩效评价基础数据表"
        return fault(NA, f"{quote(row.name)}没有指标数值：{reason}")
    value = None if derived.value is None else f"{(derived.value * 100).normalize():f}%"
    outcome = score_standard(line.weight, value, standard, profile=profile, no_project=derived.no_project)
    unverified = outcome.unverified or derived.unverified
    return replace(outcome, steps=(derived.how, *outcome.steps), completion=derived.value, unverified=unverified)


def derived_value(form: Form, name: str, context: Context) -> Optional[Derived]:
    """由基础数据表算出的指标值: None when the unit's basic data table is not at hand."""
    basic = related_form(form, context, BASIC)
    if basic is None:
        return None
    derived: Derived = derive(name, named_figures(basic))
    if derived.no_project and not any(key.startswith(("area", "cost")) for key in basic.buildings):
        return Derived(derived.name, how="基础数据表没有楼堂馆所一栏")
    return derived


def named_figures(basic: Form) -> Dict[str, Optional[Decimal]]:
    """基础数据表的数字, by the names that the indicators' formulas use; None for blanks and text that is no number."""
    found: Dict[str, Optional[Decimal]] = {}
    for key in ("approved", "actual"):
        found[f"staff.{key}"] = read_number(basic.staff.get(key), "")[0]
    for key in ("area_approved", "area_actual", "cost_approved", "cost_actual"):
        found[f"buildings.{key}"] = read_number(basic.buildings.get(key), "")[0]
    known = find_items(basic).known
    for key, prefix in _ROWS.items():
        for column in ("budget", "current"):
            found[f"{prefix}.{column}"] = column_number(known.get(key), column)[0]
    return found
