"""列与字段 (binding): which cell of the pack a column of the register fills, by the words that stand around the cell."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..forms.text import bare, key
from ..grid import Grid, Position
from ..package.reading import WorkbookFile
from ..packs.model import Pack, PackForm
from ..packs.places import place_of
from .model import Column

#: says that a row is part of the one above
_PART = re.compile(r"^其中[:：]?")
#: said in the printed heads, left out by people
_YEAR = re.compile(r"20\d\d年度?")
#: printed in cells that have nothing to say
_NOTHING = "-—–―－/／\\"
#: what people put between the two words of a head
_BETWEEN = re.compile(r"[\s·・,，、:：;；/|\-—_.。()（）\[\]【】]+")


@dataclass(frozen=True)
class Target:
    """字段: one cell of the pack that can be filled.

    Args:
        sheet, where: the cell. field: its path in pack.toml. name: what users call it, such as 基本支出年初预算数.
        parts: the label beside the cell and the head above it, which may stand for it where no other field has them.
    """

    sheet: str
    where: Position
    field: str
    name: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unbound:
    """没有对应的列: the column, the nearest names, and the fields between which it cannot decide."""

    column: Column
    nearest: tuple[str, ...] = ()
    between: tuple[Target, ...] = ()


def targets(pack: Pack, book: WorkbookFile) -> list[Target]:
    """可填的字段: of the forms that stand once, without those that hold formulas.

    Args:
        book: the pack's workbook.
    """
    return targets_of([form for form in pack.forms if not form.repeats], book)


def targets_of(forms: Iterable[PackForm], book: WorkbookFile) -> list[Target]:
    """这些表可填的字段, without those that hold formulas."""
    found: dict[tuple[str, Position], Target] = {}
    for form in forms:
        if form.sheet not in book.sheets:
            continue
        grid = book.grid(form.sheet)
        filled = {
            where: path for path, cell in (form.fields or {}).items() if (where := place_of(book, form.sheet, cell))
        }
        for where, path in filled.items():
            if grid[where].formula is None:
                found.setdefault((form.sheet, where), Target(form.sheet, where, path, *called(grid, where, filled)))
    return list(found.values())


def called(grid: Grid, where: Position, filled: Iterable[Position]) -> tuple[str, tuple[str, ...]]:
    """称呼: the label to the left with the head above, the way a reader finds a cell, and the two by themselves.

    Args:
        where: the cell. filled: all cells that are filled: they are no labels.
    """
    taken = set(filled)
    row, column = where
    left = _first((grid.anchor(row, at) for at in range(column - 1, 0, -1)), grid, taken)
    above = _first((grid.anchor(at, column) for at in range(row - 1, 0, -1)), grid, taken)
    # a label that stands alone in its row, such as 单位名称, says it all; so does one that spans the whole head
    if not left or above is None or above == left or _spans(grid, above, column, left):
        return (bare(grid[left].text) if left else bare(grid[above].text) if above else ""), ()
    beside, head = _PART.sub("", bare(grid[left].text)), bare(grid[above].text)
    return beside + head, (beside, head)


def _first(places: Iterable[Position], grid: Grid, taken: set[Position]) -> Position | None:
    for where in places:
        cell = grid[where]
        if where in taken or cell.formula is not None:
            continue
        # —— stands where there is nothing to fill: it is no label of its neighbour
        if isinstance(cell.value, str) and bare(cell.value).strip(_NOTHING):
            return where
    return None


def _spans(grid: Grid, above: Position, column: int, left: Position) -> bool:
    """Whether the head above is a title: it covers the label's column, too, so that it is no head of this column."""
    merged = grid.merge_at(*above)
    return merged is not None and merged.left <= left[1] and merged.right >= column and merged.left < merged.right


def bind(columns: Iterable[Column], known: Iterable[Target]) -> tuple[dict[str, Target], list[Unbound]]:
    """对应: each column to one field.

    A head may be the words around the cell in either order (基本支出年初预算数, 年初预算数（基本支出）), with the sheet's name
    before them where several sheets have them, or the field's path in pack.toml; the year may be left out, and so may one of
    the words where no other field has the other one.

    Returns:
        head -> field; and the columns that no field, or more than one, answers to.
    """
    by_key: Mapping[str, list[Target]] = defaultdict(list)
    names: dict[str, str] = {}
    for one in known:
        for word in {one.name, one.sheet + one.name, one.field, f"{one.sheet}{one.field}"}:
            if _folded(word):
                by_key[_folded(word)].append(one)
        names.setdefault(_folded(one.name), one.name)
    shorter: Mapping[str, list[Target]] = defaultdict(list)
    for one in known:
        for word in {_YEAR.sub("", one.name), *one.parts, *(_YEAR.sub("", part) for part in one.parts)} - {
            one.name,
            "",
        }:
            shorter[_folded(word)].append(one)
    bound: dict[str, Target] = {}
    unbound: list[Unbound] = []
    for column in columns:
        ways = _ways(column.words)
        found = next((by_key[one] for one in ways if by_key.get(one)), [])
        found = found or next((shorter[one] for one in ways if shorter.get(one)), [])
        if len(found) == 1:
            bound[column.head] = found[0]
        elif found:
            unbound.append(Unbound(column, between=tuple(found)))
        else:
            near = difflib.get_close_matches(_folded(column.words), list(names), 2, 0.4)
            unbound.append(Unbound(column, nearest=tuple(names[one] for one in near)))
    return bound, unbound


def _ways(head: str) -> list[str]:
    """The head as it stands, its words in the other order, and without what stands in brackets."""
    words = [key(one) for one in _BETWEEN.split(head) if one]
    return [_folded(head), "".join(reversed(words)), _folded(bare(head))]


def _folded(text: str) -> str:
    return _BETWEEN.sub("", key(text))
