"""评分表的得分 (scorecard): points by the form's own 评价标准, with the value from the form or the basic data table."""

from __future__ import annotations

from typing import Any

from udfs.core.errors import NA
from udfs.core.outcome import Outcome
from udfs.core.standard import score_standard

from ...forms.model import Form
from ..context import Context
from ..inputs import input_of, is_placeholder
from .model import Line, fault


def standard_points(form: Form, line: Line, profile: Any, context: Context) -> Outcome:
    """按评价标准计分: the value that stands in the row, else the one that the basic data table gives."""
    row = line.row
    standard = row.text("standard")
    for name in ("value", "actual"):
        bound = row[name]
        if bound is not None and bound.text and not is_placeholder(bound.text):
            outcome: Outcome = score_standard(line.weight, input_of(bound.cell), standard, profile=profile)
            return outcome
    return fault(NA, f"“{row.name}”没有指标数值")
