"""完成率 (completion): actual / target as a ratio, unrounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Optional

from .comparison import Comparison, compare
from .errors import DIV0, NA
from .outcome import Outcome
from .rules_model import Profile


def completion(target: Any, actual: Any, profile: Profile, year: Optional[int] = None) -> Outcome:
    """计算完成率.

    Args:
        target, actual: cell values. profile: says which words count as met.
        year: the form's year, for dates typed without one.

    Returns:
        An Outcome with ``completion`` as a ratio (1 is 100 %), or ``undecided`` and its ``code``. Words that are met and
        dates that are kept give 1, dates that are missed give 0.

    依据: 完成率＝实际完成值/指标值，不论符号（新疆 2024 项目支出绩效自评表各行）.
    """
    compared = compare(target, actual, profile.met, year)
    rule = "完成率＝实际完成值/指标值；文字、日期指标完成为 100%，未按期完成为 0%"
    source = profile.met.source.text
    if compared.zero:
        return Outcome(undecided="指标值为 0，不能作除数", code=DIV0, rule=rule, source=source)
    if compared.ratio is None:
        why = compared.why or _inexact(compared)
        return Outcome(undecided=why, code=compared.code or NA, rule=rule, source=source)
    return Outcome(
        completion=compared.ratio, steps=tuple(filter(None, (_division(compared),))), rule=rule, source=source
    )


def _division(compared: Comparison) -> str:
    """The arithmetic of figures as typed; for words and dates why they count as met or missed."""
    if compared.target.kind in ("number", "percent") and compared.actual.kind == compared.target.kind:
        return f"{compared.actual.figure}÷{compared.target.figure}"
    return compared.how


def _inexact(compared: Comparison) -> str:
    return f"实际完成值{compared.actual.described()}不是确数，无法计算完成率"


def execution_rate(budget: Decimal, executed: Decimal) -> Decimal:
    """预算执行率: executed / budget, a ratio, unrounded; the budget is not 0.

    >>> execution_rate(Decimal(8), Decimal(6))
    Decimal('0.75')
    """
    return executed / budget
