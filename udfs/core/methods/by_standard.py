"""按评价标准计分 (by standard): the row's own 评价标准 text gives the points, not target and actual."""

from __future__ import annotations

from ..outcome import Outcome
from .case import Case


def points(case: Case) -> Outcome:
    """计分: always undecided here; PERF_STANDARD reads the text. 依据: 衡山 2020 评价指标评分表."""
    return case.undecided("本方案按表中“评价标准”文字计分，请使用 PERF_STANDARD（分值、指标实际值、评价标准）")
