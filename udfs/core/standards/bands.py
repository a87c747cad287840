"""分档取值 (choosing a band): which band a value belongs to, and where bands leave gaps or overlap."""

from __future__ import annotations

from decimal import Decimal
from typing import Callable, List, Optional, Sequence, Set, Tuple

from .model import IN, OUT, Band, Interval
from .tokens import plain


def choose(bands: Sequence[Band], value: Decimal) -> Tuple[Optional[Band], str]:
    """取档: the one band that the wording gives a value to.

    A band whose edge is marked 含 beats one whose edge is not marked; 90%以上, 80%以上 … is a cascade (the nearest one
    counts); a single number (100%) beats a wider band around it.

    Args:
        bands: bands in the order of the wording. value: a ratio or a count.

    Returns:
        (band, ""), or (None, reason) where no band or more than one claims the value.
    """
    claiming = [(band.claim(value), band) for band in bands if not band.otherwise]
    claiming = [(claim, band) for claim, band in claiming if claim != OUT]
    if not claiming:
        rest = [band for band in bands if band.otherwise]
        return (rest[0], "") if rest else (None, "不在任何一档内")
    points = [band for _, band in claiming if _is_point(band, value)]
    if points:
        claiming = [(IN, band) for band in points]
    nearest = _cascade([band for _, band in claiming])
    if nearest is not None:
        return nearest, ""
    best = max(claim for claim, _ in claiming)
    firm = [band for claim, band in claiming if claim == best]
    if len({band.award for band in firm}) == 1:
        return firm[0], ""
    phrases = "、".join(f"“{band.phrase}”" for band in firm)
    return None, f"同时落在{phrases}，标准没有注明这个数归哪一档"


def _is_point(band: Band, value: Decimal) -> bool:
    return any(interval.low == interval.high == value for interval in band.intervals)


def _cascade(bands: Sequence[Band]) -> Optional[Band]:
    """90%以上5分, 80%以上4分: half lines in one direction whose points follow their bounds; the nearest bound counts."""
    if len(bands) < 2 or any(len(band.intervals) != 1 for band in bands):
        return None
    intervals: List[Interval] = [band.intervals[0] for band in bands]
    if all(interval.high is None and interval.low is not None for interval in intervals):
        keys = [interval.low for interval in intervals]
        reverse = True
    elif all(interval.low is None and interval.high is not None for interval in intervals):
        keys = [interval.high for interval in intervals]
        reverse = False
    else:
        return None
    if len(set(keys)) != len(keys):
        return None
    order = sorted(range(len(bands)), key=lambda index: keys[index] or Decimal(0), reverse=reverse)
    awards = [bands[index].award.points for index in order]
    numbers = [Decimal("Infinity") if award is None else award for award in awards]
    falling = all(a > b for a, b in zip(numbers, numbers[1:]))
    return bands[order[0]] if falling else None


def doubts(bands: Sequence[Band], show: Callable[[Decimal], str] = plain, whole: bool = False) -> Tuple[str, ...]:
    """空档和重叠: values between the outermost edges that no band, or more than one, claims.

    Args:
        bands: the bands. show: how a value is written in the message. whole: only whole numbers count (项, 次).

    Returns:
        One Chinese sentence for each gap or overlap.
    """
    edges: Set[Decimal] = set()
    for band in bands:
        for interval in band.intervals:
            edges.update(edge for edge in (interval.low, interval.high) if edge is not None)
    ordered = sorted(edges)
    found: List[str] = []
    for position, edge in enumerate(ordered):
        chosen, reason = choose(bands, edge)
        if chosen is None:
            found.append(f"{show(edge)}{reason}")
        if position + 1 < len(ordered) and not (whole and ordered[position + 1] - edge <= 1):
            chosen, reason = choose(bands, (edge + ordered[position + 1]) / 2)
            if chosen is None:
                found.append(f"{show(edge)}与{show(ordered[position + 1])}之间的数{reason}")
    return tuple(found)
