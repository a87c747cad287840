"""定位用的标签 (anchors): labels of the template that must stand where they stood, or its cells are elsewhere now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...grid import Grid, Position

Anchor = tuple[Position, str]


def anchors_of(grid: Grid, cells: Iterable[Position]) -> list[Anchor]:
    """标签: for the filled cells of one sheet.

    For each row that is filled the label to the left, for each column the one above, and the first label below: rows
    and columns that were inserted, deleted or moved shift at least one of them.

    Args:
        grid: the template's sheet. cells: the cells to fill.

    Returns:
        positions and their texts, by row.
    """
    filled = set(cells)
    labels = {
        where: cell.value
        for where, cell in grid.cells.items()
        if isinstance(cell.value, str) and cell.value.strip() and cell.formula is None and where not in filled
    }
    wanted: set[Position] = set()
    for row in {row for row, _ in filled}:
        left = min(column for one, column in filled if one == row)
        found = [(row, column) for column in range(left - 1, 0, -1) if (row, column) in labels]
        # the nearest one that is said once in its column tells rows apart; without one, all of them together
        telling = next((one for one in found if _said_once(labels, one)), None)
        wanted.update([telling] if telling else found)
    for column in {column for _, column in filled}:
        top = min(row for row, one in filled if one == column)
        above = next(((row, column) for row in range(top - 1, 0, -1) if (row, column) in labels), None)
        wanted.update([above] if above else ())
    below = [where for where in labels if where[0] > max((row for row, _ in filled), default=0)]
    wanted.update([min(below)] if below else ())
    return [(where, labels[where]) for where in sorted(wanted)]


def _said_once(labels: dict[Position, str], where: Position) -> bool:
    return sum(text == labels[where] for (_, column), text in labels.items() if column == where[1]) == 1


def stand(grid: Grid, anchors: Sequence[Anchor]) -> bool:
    """标签是否都在原处."""
    return all(grid[where].value == text for where, text in anchors)
