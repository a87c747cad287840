"""按评判等级赋分 (level): met is full; the lower grades are bands within which a person decides."""

from __future__ import annotations

from ..outcome import Outcome
from .case import Case, shown


def points(case: Case) -> Outcome:
    """计分: 达到预期指标 W; else undecided, with the bands that bound it. 依据: 新疆 2024 项目支出绩效自评表."""
    if case.compared.met:
        return case.full()
    bands = case.profile.qualitative
    listed = "；".join(f"{band.name}不低于 {shown(band.start)}%" for band in bands.bands) if bands else ""
    why = (case.compared.why or f"{case.compared.how}，未达到预期指标") + (f"（分档：{listed}）" if listed else "")
    return case.undecided(why, unverified=True)
