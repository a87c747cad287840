"""进度 (progress): one line that says how far, how fast and how long still."""

from __future__ import annotations


def rate_line(done: int, total: int, seconds: float) -> str:
    """进度行.

    Args:
        done: items done. total: all of them, 0 when that is not known. seconds: since the start.

    >>> rate_line(1200, 10000, 3.87)
    '已完成 1,200 / 10,000，每秒 310 个，约剩 28 秒'
    >>> rate_line(3, 0, 2)
    '已完成 3，每秒 1.5 个'
    """
    head = f"已完成 {done:,} / {total:,}" if total else f"已完成 {done:,}"
    if done <= 0 or seconds <= 0:
        return head
    rate = done / seconds
    # slow work is told in minutes: 每秒 0.0 个 says nothing
    speed = (
        f"每秒 {rate:,.0f} 个" if rate >= 10 else f"每秒 {rate:.1f} 个" if rate >= 1 else f"每分钟 {rate * 60:.1f} 个"
    )
    if total <= done:
        return f"{head}，{speed}"
    return f"{head}，{speed}，约剩 {_duration((total - done) / rate)}"


def _duration(seconds: float) -> str:
    """时长, rounded to what a waiting person wants to know.

    >>> _duration(28.4), _duration(90), _duration(7500)
    ('28 秒', '1 分 30 秒', '2 小时 5 分')
    """
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} 秒"
    if whole < 3600:
        return f"{whole // 60} 分 {whole % 60} 秒"
    minutes = round(seconds / 60)
    return f"{minutes // 60:,} 小时 {minutes % 60} 分"
