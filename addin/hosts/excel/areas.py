"""成块读取 (areas): what Excel tells of a whole range only where it is the same everywhere in it.

A property such as ``NumberFormat`` of a range is Null where its cells differ (Microsoft, Range.NumberFormat: "returns Null if
all cells in the specified range don't have the same number format"). Halving the range until every part gives an answer
needs few questions for forms, whose cells look alike in blocks, instead of one for each cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Optional

from ...grid import Range


def uniform(
    area: Range, ask: Callable[[Range], Any], split: Optional[Callable[[Range], tuple[Range, Range]]] = None
) -> Iterator[tuple[Range, Any]]:
    """按相同属性分块: parts of the area that together cover it, each with its answer.

    Args:
        area: the range.
        ask: the property of a part, None where its cells differ. For a single cell None is an answer too.
        split: how a mixed part is halved; along its longer side when left out.

    >>> colours = {1: "red", 2: "red", 3: "blue"}
    >>> def ask(part):
    ...     found = {colours[row] for row in range(part.top, part.bottom + 1)}
    ...     return found.pop() if len(found) == 1 else None
    >>> [(str(part), colour) for part, colour in uniform(Range(1, 1, 3, 1), ask)]
    [('A1:A2', 'red'), ('A3', 'blue')]
    """
    waiting = [area]
    while waiting:
        part = waiting.pop()
        answer = ask(part)
        if answer is not None or (part.top, part.left) == (part.bottom, part.right):
            yield part, answer
            continue
        first, second = (split or halves)(part)
        waiting += [second, first]


def halves(part: Range) -> tuple[Range, Range]:
    """对半分: along the longer side."""
    rows, columns = part.bottom - part.top + 1, part.right - part.left + 1
    if rows >= columns:
        middle = part.top + (rows + 1) // 2 - 1
        return (
            Range(part.top, part.left, middle, part.right),
            Range(middle + 1, part.left, part.bottom, part.right),
        )
    middle = part.left + (columns + 1) // 2 - 1
    return (
        Range(part.top, part.left, part.bottom, middle),
        Range(part.top, middle + 1, part.bottom, part.right),
    )


def columns_apart(part: Range) -> tuple[Range, Range]:
    """先分列: forms have their formats by columns; asking so takes two questions where halving takes three."""
    if part.left == part.right:
        return halves(part)
    middle = (part.left + part.right) // 2
    return (
        Range(part.top, part.left, part.bottom, middle),
        Range(part.top, middle + 1, part.bottom, part.right),
    )


def blocks(cells: list[tuple[int, int]]) -> list[Range]:
    """单元格并成矩形: cells next to each other as few rectangles, for writing them together.

    >>> [str(one) for one in blocks([(2, 1), (1, 1), (1, 2), (2, 2), (5, 3)])]
    ['A1:B2', 'C5']
    """
    rows: dict[int, list[tuple[int, int]]] = {}
    for row, column in sorted(set(cells)):
        runs = rows.setdefault(row, [])
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    found: list[Range] = []
    open_: dict[tuple[int, int], Range] = {}
    for row in sorted(rows):
        still: dict[tuple[int, int], Range] = {}
        for left, right in rows[row]:
            above: Optional[Range] = open_.get((left, right))
            if above is not None and above.bottom == row - 1:
                still[left, right] = Range(above.top, left, row, right)
                found[found.index(above)] = still[left, right]
            else:
                still[left, right] = Range(row, left, row, right)
                found.append(still[left, right])
        open_ = still
    return found
