"""满意度赋分 (satisfaction): met is full, over-completion is never reduced; below the target nothing is settled."""

from __future__ import annotations

from ..outcome import Outcome
from .case import Case


def points(case: Case) -> Outcome:
    """计分: B≥A gives W whatever the rate. 依据: 新疆 2024 项目支出绩效自评表."""
    compared = case.compared
    ahead = case.ratio is not None and case.ratio >= 1 and compared.target.sign not in ("<=", "<")
    if compared.met or ahead:
        return case.full()
    return case.undecided(compared.why or "满意度未达到指标值，公开表格不足以确定得分规则，请人工评定", unverified=True)
