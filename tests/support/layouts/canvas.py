"""画布 (canvas): a form as rectangles of text, before it becomes a worksheet or a Word table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Dict, List, Sequence, Tuple

#: how a figure may be stored: TEXT as printed; the others become numbers where the look wants numbers
TEXT, MONEY, PERCENT, POINTS, PLAIN = "text", "money", "percent", "points", "plain"


@dataclass(frozen=True)
class Slot:
    """一块: one printed cell, possibly merged over ``rows`` × ``columns``; ``path`` names the field it holds."""

    row: int
    column: int
    value: str
    rows: int = 1
    columns: int = 1
    style: str = "cell"
    path: str = ""
    kind: str = TEXT
    printed: str = ""  # what was printed where ``value`` is left empty, for the number format


@dataclass
class Canvas:
    """画布: slots by place, plus what concerns whole rows and columns."""

    slots: List[Slot] = field(default_factory=list)
    widths: Dict[int, float] = field(default_factory=dict)
    heights: Dict[int, float] = field(default_factory=dict)
    hidden_columns: List[int] = field(default_factory=list)
    landscape: bool = False

    def put(
        self,
        row: int,
        column: int,
        value: str,
        *,
        rows: int = 1,
        columns: int = 1,
        style: str = "cell",
        path: str = "",
        kind: str = TEXT,
        blank: bool = False,
    ) -> None:
        """写一块; ``blank`` leaves it empty."""
        shown = "" if blank else value
        self.slots.append(Slot(row, column, shown, rows, columns, style, path, kind, value))

    @property
    def size(self) -> Tuple[int, int]:
        """行数、列数."""
        return (
            max((slot.row + slot.rows - 1 for slot in self.slots), default=0),
            max((slot.column + slot.columns - 1 for slot in self.slots), default=0),
        )

    def moved(self, rows: int, columns: int) -> Canvas:
        """平移: the same form with its origin moved."""
        return Canvas(
            [replace(slot, row=slot.row + rows, column=slot.column + columns) for slot in self.slots],
            {column + columns: width for column, width in self.widths.items()},
            {row + rows: height for row, height in self.heights.items()},
            [column + columns for column in self.hidden_columns],
            self.landscape,
        )


def spread(width: int, weights: Sequence[int]) -> List[int]:
    """分配列数: spans of ``len(weights)`` cells over ``width`` columns, each at least 1, in proportion to the weights.

    >>> spread(13, [3, 2, 2, 2, 1, 1, 1])
    [4, 2, 2, 2, 1, 1, 1]
    """
    spans = [1] * len(weights)
    for _ in range(width - len(weights)):
        neediest = max(range(len(weights)), key=lambda place: (weights[place] / spans[place], -place))
        spans[neediest] += 1
    return spans
