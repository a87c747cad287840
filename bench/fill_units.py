"""逐单位填写与读回 (filling and reading for many units) against openpyxl, and how time and memory grow with units."""

from __future__ import annotations

from itertools import cycle
from typing import Any, Callable, Dict, List

from addin.package.plan import Plan, Reader

from .measure import Timing, alone, interleaved
from .unit_form import openpyxl_fill, openpyxl_read, places, unit_form, unit_values

UNITS = (100, 1_000, 10_000)
#: units in one round, so that the clock sees more than a moment
BATCH = 20


def _rows(names: List[str], times: Dict[str, Timing]) -> List[List[str]]:
    ours, theirs = times[names[0]].median / BATCH, times[names[1]].median
    spread = [f"±{times[name].spread * 50:.0f}%" for name in names]
    return [
        [names[0], f"{ours * 1000:,.3f} ms {spread[0]}", f"{theirs / ours:,.0f}"],
        [names[1], f"{theirs * 1000:,.1f} ms {spread[1]}", "1"],
    ]


def filling(rounds: int = 15) -> List[List[str]]:
    """填写一个单位的表: in memory, from the template's bytes to the unit's; the plan is made beforehand."""
    data, cells = unit_form(), places()
    values = [unit_values(number) for number in range(BATCH * 10)]
    batches = cycle(range(0, len(values), BATCH))
    plan = Plan(data, cells)
    names = ["填写：jixiao，模板已裁好", "填写：openpyxl 读入、填写、保存"]

    def ours() -> None:
        start = next(batches)
        for one in values[start : start + BATCH]:
            plan.fill(one)  # type: ignore[arg-type]

    work: Dict[str, Callable[[], Any]] = {names[0]: ours, names[1]: lambda: openpyxl_fill(data, cells, values[0])}
    return _rows(names, interleaved(work, rounds))


def reading(rounds: int = 15) -> List[List[str]]:
    """读回一个单位的 100 格: from the bytes of files that openpyxl saved; every label around is checked, too."""
    cells = places()
    files = [openpyxl_fill(unit_form(), cells, unit_values(number)) for number in range(BATCH)]
    reader = Reader(unit_form(), cells)
    names = ["读回：jixiao，按模板定点读取", "读回：openpyxl 读入（data_only）、按地址取值"]

    def ours() -> None:
        for one in files:
            reader.read(one)

    work: Dict[str, Callable[[], Any]] = {names[0]: ours, names[1]: lambda: openpyxl_read(files[0], cells)}
    return _rows(names, interleaved(work, rounds))


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
