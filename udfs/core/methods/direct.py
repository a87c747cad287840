"""直接赋分 (direct): all or nothing."""

from __future__ import annotations

from decimal import Decimal

from ..outcome import Outcome
from .case import Case


def points(case: Case) -> Outcome:
    """计分: met W, not met 0. 依据: 新疆 2024 项目支出绩效自评表."""
    if case.compared.met:
        return case.full()
    if case.compared.met is False:
        return case.scored(Decimal(0), "未完成，得 0 分")
    return case.undecided()
