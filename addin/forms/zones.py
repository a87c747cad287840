"""并排的表 (zones): forms that stand side by side on one sheet are read one by one."""

from __future__ import annotations

from typing import List, Tuple

from ..grid import Grid
from .lexicon import Lexicon
from .sheet import Sheet


def zones(grid: Grid, words: Lexicon) -> List[Sheet]:
    """分列区: the sheet as a whole, or one part for each form where several stand side by side.

    Args:
        grid: the grid.
        words: the lexicon.

    Returns:
        Parts from left to right. A sheet is cut only at empty columns, and only when each side has a head of its own.
    """
    whole = Sheet(grid, words)
    if not any(_repeats(sum(1 for item in items if _is_level1(item.text, words))) for items in whole.labels.values()):
        return [whole]
    cuts = _runs(whole)
    seeds = {item.left for items in whole.labels.values() for item in items if _is_level1(item.text, words)}
    parts: List[Tuple[int, int]] = []
    for left, right in cuts:
        if parts and (
            not any(left <= column <= right for column in seeds)
            or not any(parts[-1][0] <= c <= parts[-1][1] for c in seeds)
        ):
            parts[-1] = (parts[-1][0], right)
        else:
            parts.append((left, right))
    if len(parts) < 2:
        return [whole]
    return [Sheet(grid, words, left, right) for left, right in parts]


def _repeats(count: int) -> bool:
    return count > 1


def _is_level1(text: str, words: Lexicon) -> bool:
    if not text or len(text) > 20:
        return False
    hit = words.indicator.find(text)
    return bool(hit and (hit.field == "level1" or (hit.field == "level3" and hit.rank == 1)))


def _runs(sheet: Sheet) -> List[Tuple[int, int]]:
    """Runs of columns that hold something, cut at empty columns."""
    covered = sorted({(item.left, item.right) for items in sheet.rows.values() for item in items})
    runs: List[Tuple[int, int]] = []
    for left, right in covered:
        if runs and left <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], right))
        else:
            runs.append((left, right))
    return runs
