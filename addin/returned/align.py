"""对齐 (aligning): where the rows and columns of the template's sheet stand in a returned one, by their labels.

Labels are the texts that the template prints; figures and what units type say nothing of the layout. Rows with the same labels are
the same row; rows without labels lie between them as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ..forms.text import key
from ..grid import Cell, Grid, Position, column_letters
from ..package.remembered import Remembered

_Rows = dict[int, dict[int, str]]
#: sheets with more labelled rows are not aligned: no form is so long, and the comparison grows with the square
_MOST_ROWS = 3_000


@dataclass(frozen=True)
class Shift:
    """移动.

    Args:
        rows, columns: of the template -> of the returned sheet; what is not in them was not found again.
        exact: every label stands where it stood. alike: the share of labelled rows that was found again, 0 to 1.
    """

    exact: bool = True
    rows: dict[int, int] = field(default_factory=dict)
    columns: dict[int, int] = field(default_factory=dict)
    alike: float = 1.0

    def of(self, where: Position) -> Position | None:
        """现在的位置: None when its row or column was not found again."""
        if self.exact:
            return where
        row, column = self.rows.get(where[0]), self.columns.get(where[1])
        return (row, column) if row is not None and column is not None else None

    def row_moves(self) -> Iterator[tuple[int, int]]:
        """(row of the template, how many rows were put in above it; negative: taken away)."""
        before = 0
        for row, now in sorted(self.rows.items()):
            if now - row != before:
                yield row, now - row - before
                before = now - row

    def column_moves(self) -> Iterator[tuple[str, str]]:
        """(column of the template, column it is now), as letters, for those that moved."""
        for column, now in sorted(self.columns.items()):
            if column != now:
                yield column_letters(column), column_letters(now)


@dataclass(frozen=True)
class Labels:
    """模板的标签: of one sheet, prepared once for all files.

    Args:
        rows: row -> column -> folded text, of locked texts. stored: the same as stored, which most files repeat as it is.
        known: all of them.
    """

    rows: _Rows
    stored: tuple[tuple[Position, str], ...]
    known: frozenset[str]
    #: what was worked out before, by the labels of the returned sheet: units whose rows were added in the same way
    shifts: Remembered[Shift] = field(default_factory=lambda: Remembered(64), compare=False, repr=False)


def labels_of(grid: Grid) -> Labels:
    """模板的标签: of a sheet as it was handed out."""
    rows: _Rows = {}
    stored: list[tuple[Position, str]] = []
    unprotected = not grid.protection
    for (row, column), cell in grid.cells.items():
        if isinstance(cell.value, str) and cell.formula is None and (unprotected or cell.locked):
            text = key(cell.value)
            if text:
                rows.setdefault(row, {})[column] = text
                stored.append(((row, column), cell.value))
    return Labels(rows, tuple(stored), frozenset(text for found in rows.values() for text in found.values()))


def align(template: Labels, grid: Grid) -> Shift:
    """对齐一张工作表.

    Args:
        template: the labels as handed out. grid: the sheet as it came back.
    """
    cells = grid.cells
    for where, text in template.stored:
        cell = cells.get(where)
        if cell is None or (cell.value != text and _text(cell) != key(text)):
            break
    else:
        return Shift()
    held: _Rows = {}
    for (row, column), cell in cells.items():
        if isinstance(cell.value, str) and cell.value:
            text = key(cell.value)
            if text in template.known:
                held.setdefault(row, {})[column] = text
    if len(template.rows) > _MOST_ROWS or len(held) > _MOST_ROWS:
        return Shift(exact=False, alike=0.0)
    places = frozenset((row, column, text) for row, found in held.items() for column, text in found.items())
    return template.shifts.get(places, len(places), lambda: _shift(template, held))


def _shift(template: Labels, held: _Rows) -> Shift:
    rows, alike = _rows(template.rows, held)
    columns = _columns(template.rows, held, rows)
    still = all(row == now for row, now in rows.items()) and all(one == now for one, now in columns.items())
    return Shift(still and alike == 1.0, rows, columns, alike)


def _text(cell: Cell) -> str:
    return key(cell.value) if isinstance(cell.value, str) else ""


def _rows(labels: _Rows, held: _Rows) -> tuple[dict[int, int], float]:
    ours, theirs = sorted(labels), sorted(held)
    first = [tuple(sorted(labels[row].values())) for row in ours]
    second = [tuple(sorted(held[row].values())) for row in theirs]
    matched: dict[int, int] = {}
    for a, b, size in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        matched.update(zip(ours[a : a + size], theirs[b : b + size]))
    alike = len(matched) / len(ours)
    rows = dict(matched)
    known = [(0, 0), *sorted(matched.items())]
    for (row, now), (following, _) in zip(known, [*known[1:], (max([*ours, 0]) + 1, 0)]):
        # rows without labels of their own keep their distance to the labelled one above
        for at in range(row + 1, following):
            rows.setdefault(at, now + at - row)
    return rows, alike


def _columns(labels: _Rows, held: _Rows, rows: dict[int, int]) -> dict[int, int]:
    votes: dict[int, Counter[int]] = {}
    for row, found in labels.items():
        there = held.get(rows.get(row, 0), {})
        places: dict[str, list[int]] = {}
        for column, text in there.items():
            places.setdefault(text, []).append(column)
        said = Counter(found.values())
        for column, text in found.items():
            if said[text] == 1 and len(places.get(text, ())) == 1:
                votes.setdefault(column, Counter())[places[text][0]] += 1
    columns = {column: counted.most_common(1)[0][0] for column, counted in votes.items()}
    last = max((column for found in labels.values() for column in found), default=0)
    offset = 0
    for column in range(1, last + 1):
        if column in columns:
            offset = columns[column] - column
        else:
            columns[column] = column + offset
    return columns
