"""应得数字 (figures): every computed cell of a form with what it should be; compute, check and explain share it."""

from __future__ import annotations

from typing import Any, Optional

from ...forms.model import BASIC, Form
from ...forms.plans_model import PLANS
from ..context import DEFAULT, Context
from .basic import basic_figures
from .indicators import indicator_lines
from .model import Figures, Line
from .money import money_lines
from .totals import grade_figure, total_figure

__all__ = ["Figures", "Line", "figures"]


def figures(form: Form, profile: Any, context: Context = DEFAULT) -> Figures:
    """计算一张表的全部应得数字.

    Args:
        form: the recognised form.
        profile: the rule profile; None when no rule could be chosen: then only what is plain arithmetic is computed.
        context: what stands beside the form.

    Returns:
        the figures; those that cannot be justified carry the reason.
    """
    result = Figures(form, profile, context)
    if form.kind == BASIC:
        result.other = basic_figures(form)
        return result
    result.budget = money_lines(form, profile)
    if form.kind in PLANS:
        return result  # goals without points: the rates of the money are all there is to compute
    if profile is not None:
        result.lines = indicator_lines(form, profile, context)
    result.execution = _execution(result)
    if profile is not None and (result.lines or result.execution):
        result.total = total_figure(result)
        result.grade = grade_figure(form, result.total, profile, context)
    return result


def _execution(result: Figures) -> Optional[Line]:
    inside = [line for line in result.lines if line.execution]
    if inside:
        return inside[0]
    scored = [line for line in result.budget if line.execution and line.score is not None]
    return scored[0] if scored else None
