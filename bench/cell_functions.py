"""单元格函数 (cell functions): calls per second, scalar by scalar and by a column of 100,000 rows."""

from __future__ import annotations

from typing import List

import pandas

from udfs.perf_score import PERF_SCORE

from .measure import interleaved

ROWS = 100_000


def _columns() -> List[List[str]]:
    targets = [f">={100 + index % 50}个" for index in range(ROWS)]
    actuals = [f"={95 + index % 60}个" for index in range(ROWS)]
    return [targets, actuals]


def _scalars(targets: List[str], actuals: List[str]) -> None:
    for target, actual in zip(targets, actuals):
        PERF_SCORE(10, target, actual)


def _pandas(frame: pandas.DataFrame) -> pandas.Series:
    """What a user would write: digits by regular expression, the national rule by column arithmetic."""
    target = frame["target"].str.extract(r"([\d.]+)")[0].astype(float)
    actual = frame["actual"].str.extract(r"([\d.]+)")[0].astype(float)
    return (10 * actual / target).clip(upper=10).round(2)


def run() -> List[List[str]]:
    """测量, one row of the report for each way."""
    targets, actuals = _columns()
    column = [[target] for target in targets], [[actual] for actual in actuals]
    frame = pandas.DataFrame({"target": targets, "actual": actuals})
    distinct = iter(range(10**9))
    times = interleaved(
        {
            "逐格调用，字符串有重复": lambda: _scalars(targets, actuals),
            "整列一次调用": lambda: PERF_SCORE([[10]] * ROWS, *column),
            "逐格调用，字符串各不相同（1 万格）": lambda: _fresh(next(distinct)),
            "pandas 正则加列运算（只读数字，不判断单位、符号、文字）": lambda: _pandas(frame),
        },
        rounds=5,
    )
    counts = {"逐格调用，字符串各不相同（1 万格）": 10_000}
    return [
        [name, f"{counts.get(name, ROWS) / timing.median:,.0f} 格/秒", f"±{timing.spread * 50:.0f}%"]
        for name, timing in times.items()
    ]


def _fresh(turn: int) -> None:
    base = turn * 10_000
    for index in range(base, base + 10_000):
        PERF_SCORE(10, f">={index + 1}.5个", f"={index}.25个")
