"""逐单位填写与读回 (filling and reading for many units) against openpyxl, and how time and memory grow with units."""

from __future__ import annotations

from itertools import count
from typing import Any, Callable, Dict, List

from addin.package.plan import Plan

from .measure import alone, interleaved
from .unit_form import openpyxl_fill, places, unit_form, unit_values

UNITS = (100, 1_000, 10_000)
#: units in one round, so that the clock sees more than a moment
BATCH = 20


def _ours(plan: Plan, numbers: count[int]) -> None:
    for _ in range(BATCH):
        plan.fill(unit_values(next(numbers)))  # type: ignore[arg-type]


def against_openpyxl(rounds: int = 15) -> List[List[str]]:
    """填写一个单位的表: in memory, from the template's bytes to the unit's; the plan is made beforehand."""
    data, cells, numbers = unit_form(), places(), count()
    plan = Plan(data, cells)
    names = "jixiao，模板已裁好", "openpyxl 读入、填写、保存"
    work: Dict[str, Callable[[], Any]] = {
        names[0]: lambda: _ours(plan, numbers),
        names[1]: lambda: openpyxl_fill(data, cells, unit_values(next(numbers))),
    }
    times = interleaved(work, rounds)
    ours, theirs = times[names[0]].median / BATCH, times[names[1]].median
    spread = [f"±{times[name].spread * 50:.0f}%" for name in names]
    return [
        [names[0], f"{ours * 1000:,.3f} ms {spread[0]}", f"{theirs / ours:,.0f}"],
        [names[1], f"{theirs * 1000:,.1f} ms {spread[1]}", "1"],
    ]


def _many(data: bytes, units: int) -> None:
    plan = Plan(data, places())
    for number in range(units):
        plan.fill(unit_values(number))  # type: ignore[arg-type]


def growth() -> List[List[str]]:
    """随单位数的变化: seconds and peak memory, in a process of its own each, the plan's making included."""
    found = []
    for units in UNITS:
        ours = alone(_many, unit_form(), units)
        found.append(
            [f"{units:,} 个单位", f"{ours.seconds:.2f} s", f"{ours.seconds / units * 1e6:,.0f} µs", ours.memory]
        )
    return found
