"""公式里的引用与常量 (references): addresses, ranges and text constants of formulas."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from ..forms.model import Bound
from ..grid import address


def cell(bound: Bound) -> str:
    """单元格的相对引用."""
    return address(*bound.position)


def quoted(text: str) -> str:
    """公式里的文字常量.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + text.replace('"', '""') + '"'


def ranges(bounds: Sequence[Bound]) -> List[str]:
    """连续单元格合并为区域: references to cells, those one below the other in one piece."""
    pieces: List[Tuple[int, int, int]] = []
    for bound in sorted(bounds, key=lambda item: (item.column, item.row)):
        if pieces and pieces[-1][0] == bound.column and pieces[-1][2] + 1 == bound.row:
            pieces[-1] = (bound.column, pieces[-1][1], bound.row)
        else:
            pieces.append((bound.column, bound.row, bound.row))
    return [
        address(first, column) if first == last else f"{address(first, column)}:{address(last, column)}"
        for column, first, last in pieces
    ]
