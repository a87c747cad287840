"""进度行: how far, how fast, how long still."""

from __future__ import annotations

import pytest

from addin.batch import rate_line


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (1200, 10000, 3.87, "已完成 1,200 / 10,000，每秒 310 个，约剩 28 秒"),
        (0, 10, 3.0, "已完成 0 / 10"),
        (5, 10, 0.0, "已完成 5 / 10"),
        (10, 10, 2.0, "已完成 10 / 10，每秒 5.0 个"),
        (1, 10, 30.0, "已完成 1 / 10，每分钟 2.0 个，约剩 4 分 30 秒"),
        (50_000, 100_000, 5000.0, "已完成 50,000 / 100,000，每秒 10 个，约剩 1 小时 23 分"),
        (7, 0, 2.0, "已完成 7，每秒 3.5 个"),
        (999, 1000, 1.0, "已完成 999 / 1,000，每秒 999 个，约剩 1 秒"),
    ],
)
def test_the_line_says_how_far_how_fast_and_how_long(done: int, total: int, seconds: float, line: str) -> None:
    assert rate_line(done, total, seconds) == line
