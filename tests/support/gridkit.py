"""文字画表 (gridkit): grids drawn as text, so that a test shows the table it is about.

One line is one row, ``|`` parts the cells. ``<`` merges a cell with the one to its left, ``^`` with the one above;
``.`` is a blank line's placeholder and an empty cell is empty. ``\\n`` inside a cell is a line break.
"""

from __future__ import annotations

from typing import Dict, List, Tuple

from addin.grid import Cell, Grid, Position, Range, position


def draw(text: str, *, at: str = "A1", name: str = "Sheet1", hidden: bool = False, numbers: bool = False) -> Grid:
    """画一张表.

    Args:
        text: the table. at: where its first cell stands. name: the sheet's name.
        numbers: store figures as numbers instead of text.
    """
    top, left = position(at)
    lines = text.strip("\n").splitlines()
    rows: List[List[str]] = [[cell.strip() for cell in line.strip().split("|")] for line in lines]
    owner: Dict[Position, Position] = {}
    cells: Dict[Position, Cell] = {}
    for r, row in enumerate(rows):
        for c, content in enumerate(row):
            here = (top + r, left + c)
            if content == "<":
                owner[here] = owner[top + r, left + c - 1]
            elif content == "^":
                owner[here] = owner[top + r - 1, left + c]
            else:
                owner[here] = here
                if content and content != ".":
                    cells[here] = cell(content.replace("\\n", "\n"), numbers=numbers)
    return Grid(name, cells, _merges(owner), hidden=hidden)


def cell(content: str, *, numbers: bool = False) -> Cell:
    """一个单元格: text, or a number where ``numbers`` and the text is one."""
    if numbers:
        try:
            return Cell(float(content), content)
        except ValueError:
            pass
    return Cell(content, content)


def _merges(owner: Dict[Position, Position]) -> List[Range]:
    boxes: Dict[Position, Tuple[int, int]] = {}
    for (row, column), first in owner.items():
        bottom, right = boxes.get(first, first)
        boxes[first] = (max(bottom, row), max(right, column))
    return [Range(*first, *last) for first, last in boxes.items() if first != last]


def stack(*texts: str, gap: int = 1) -> str:
    """上下排列: tables one under the other with blank lines between."""
    return ("\n" + ".\n" * gap).join(text.strip("\n") for text in texts)


def shift(grid: Grid, rows: int, columns: int) -> Grid:
    """移动: the same grid at another origin."""
    return Grid(
        grid.name,
        {(row + rows, column + columns): one for (row, column), one in grid.cells.items()},
        [Range(m.top + rows, m.left + columns, m.bottom + rows, m.right + columns) for m in grid.merges],
        hidden=grid.hidden,
    )
