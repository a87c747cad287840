"""单元格对照 (cells): every cell with content of two paired sheets, each once, with its partner in the other file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ...forms.text import key, looks_numeric
from ...grid import EMPTY, Cell, Grid, Position
from .fields import Field
from .pairing import SheetPair


@dataclass(frozen=True, eq=False)
class CellPair:
    """一对单元格: ``old`` or ``new`` is None where the file has no such row or column.

    Args:
        old, new: positions. old_cell, new_cell: the cells, an empty one where there is none. field: what the cell is in
            the new file's form and in the old one's, None outside of the forms.
    """

    old: Position | None
    new: Position | None
    old_cell: Cell
    new_cell: Cell
    fields: tuple[Field, Field] | None = None


def cell_pairs(pair: SheetPair) -> Iterator[CellPair]:
    """全部单元格对: those of fields first, then the others by row and column."""
    old, new = pair.old.grid, pair.new.grid
    forward: dict[Position, Position] = {}
    fields: dict[Position, tuple[Field, Field]] = {}
    for one, other in pair.fields:
        forward[one.bound.position] = other.bound.position
        fields[one.bound.position] = (one, other)
    taken = set(forward.values())
    rest_old = [where for where, cell in old if not cell.is_blank and where not in forward]
    rest_new = [where for where, cell in new if not cell.is_blank and where not in taken]
    for at, to in _same_words(pair, rest_old, rest_new):
        forward[at] = to
        taken.add(to)
    for at, to in forward.items():
        yield CellPair(at, to, old[at], new[to], fields.get(at))
    for row, column in rest_old:
        if (row, column) in forward:
            continue
        there: Position | None = _at(pair.lines.forward.get(row), pair.columns.forward.get(column))
        seen = _seen(new, there, old[row, column])
        if there in taken or there is None:
            yield CellPair((row, column), None, old[row, column], seen or EMPTY)
        else:
            taken.add(there)
            partner = seen if seen and new[there].is_blank else new[there]
            yield CellPair((row, column), there, old[row, column], partner)
    for row, column in rest_new:
        if (row, column) in taken:
            continue
        here = _at(pair.lines.back.get(row), pair.columns.back.get(column))
        seen = _seen(old, here, new[row, column])
        if here in forward or here is None:
            yield CellPair(None, (row, column), seen or EMPTY, new[row, column])
        else:
            yield CellPair(here, (row, column), seen or old[here], new[row, column])


def _at(row: int | None, column: int | None) -> Position | None:
    return None if row is None or column is None else (row, column)


def _seen(grid: Grid, where: Position | None, cell: Cell) -> Cell | None:
    """What a merge shows at a place of its own, where that is the same text: only the merge begins elsewhere now."""
    if where is None or grid.anchor(*where) == where:
        return None
    shown = grid.shown(*where)
    return shown if shown.text.strip() == cell.text.strip() else None


def _same_words(
    pair: SheetPair, rest_old: list[Position], rest_new: list[Position]
) -> Iterator[tuple[Position, Position]]:
    """The same words in the same row: at the same column, else once in each row."""
    olds, news = _words(pair.old.grid, rest_old), _words(pair.new.grid, rest_new)
    for row, found in olds.items():
        others = news.get(pair.lines.forward.get(row, 0), {})
        for text, here in found.items():
            there = others.get(text, [])
            same = sorted(set(here) & set(there))
            for column in same:
                yield (row, column), (pair.lines.forward[row], column)
            here, there = [one for one in here if one not in same], [one for one in there if one not in same]
            if not same and len(here) == len(there) == 1:
                yield (row, here[0]), (pair.lines.forward[row], there[0])


def _words(grid: Grid, places: list[Position]) -> dict[int, dict[str, list[int]]]:
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, column in places:
        text = grid[row, column].text
        if isinstance(grid[row, column].value, str) and text.strip() and not looks_numeric(text):
            found[row][key(text)].append(column)
    return found
