"""各项数的合计 (sums of figures): absolute values are added, relative ones averaged, weighted by funds.

The figures of a node are kept in memory up to a limit; beyond it they go to a sorted run on disk, and the runs are merged
when the node is done. So a hundred thousand units with indicators of their own wording take no more memory than a hundred.
"""

from __future__ import annotations

import heapq
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, NamedTuple

from ..returned.record import ABSOLUTE, ACCOUNTS, FormRecord
from .exact import plus, times

#: figures kept in memory for one node, and names kept for one 科目 code
MOST_CELLS = 40_000
MOST_NAMES = 8

_CODED = re.compile(r"(?P<place>[^/]*/\d{3,12})\s+(?P<name>\S.*)", re.S)
_ZERO = Decimal(0)


class Key(NamedTuple):
    """哪个数: figures of equal keys are added or averaged."""

    kind: str
    group: str
    item: str
    column: str
    unit: str
    nature: str


@dataclass
class Cell:
    """一个数的合计.

    Args:
        order: the smallest place of its item in a form; sums are listed in the order of the form.
        total: the sum of the values. funds, weighted: sums of the weights, and of value times weight, of what can be weighed.
        count: figures; units: units that have one; unweighed: figures without a weight. names: of a 科目 code.
    """

    order: int = 0
    total: Decimal = _ZERO
    funds: Decimal = _ZERO
    weighted: Decimal = _ZERO
    count: int = 0
    units: int = 0
    unweighed: int = 0
    names: dict[str, None] = field(default_factory=dict)
    last: int = field(default=-1, compare=False)  # the unit that was counted last

    def merge(self, other: Cell) -> None:
        """并入 what other units have."""
        self.order = min(self.order, other.order)
        self.total = plus(self.total, other.total)
        self.funds = plus(self.funds, other.funds)
        self.weighted = plus(self.weighted, other.weighted)
        self.count += other.count
        self.units += other.units
        self.unweighed += other.unweighed
        for name in other.names:
            if len(self.names) < MOST_NAMES:
                self.names.setdefault(name)


class Sums:
    """一级的合计: fold in forms unit by unit, merge what lies below, then read ``cells`` once.

    Args:
        most: cells that are kept in memory. folder: where runs go; None for the system's own place.
    """

    def __init__(self, most: int = MOST_CELLS, folder: str | None = None) -> None:
        self._most, self._folder = most, folder
        self._cells: dict[Key, Cell] = {}
        self._runs: list[IO[str]] = []
        self._unit = 0

    def add_unit(self, forms: Iterable[FormRecord]) -> None:
        """加入一个单位的各张表."""
        self._unit += 1
        for form in forms:
            self._add_form(form)
        self._spill_when_full()

    def merge(self, cells: Iterable[tuple[Key, Cell]]) -> None:
        """并入下级的合计."""
        for key, cell in cells:
            mine = self._cells.get(key)
            if mine is None:
                cell.last = -1
                self._cells[key] = cell
                self._spill_when_full()
            else:
                mine.merge(cell)

    def cells(self) -> Iterator[tuple[Key, Cell]]:
        """各数的合计, ordered by key; the sums are used up by it."""
        memory = sorted(self._cells.items(), key=_first)
        if not self._runs:
            yield from memory
            return
        current: tuple[Key, Cell] | None = None
        for key, cell in heapq.merge(*(_read(run) for run in self._runs), memory, key=_first):
            if current is not None and current[0] == key:
                current[1].merge(cell)
                continue
            if current is not None:
                yield current
            current = key, cell
        if current is not None:
            yield current
        self.close()

    def close(self) -> None:
        """放下: the runs on disk are removed."""
        for run in self._runs:
            run.close()
        self._runs, self._cells = [], {}

    def _add_form(self, form: FormRecord) -> None:
        kind, funds = form.kind, form.budget
        cells, unit = self._cells, self._unit
        order, before = -1, None
        for figure in form.figures:
            if (figure.group, figure.item) != before:
                before = figure.group, figure.item
                order += 1
            value = figure.value
            item, name = figure.item, ""
            if figure.group == ACCOUNTS and (coded := _CODED.fullmatch(item)):
                item, name = coded["place"], " ".join(coded["name"].split())
            key = Key(kind, figure.group, item, figure.column, figure.unit, figure.nature)
            cell = cells.get(key)
            if cell is None:
                cell = cells[key] = Cell(order)
            elif order < cell.order:
                cell.order = order
            cell.count += 1
            if cell.last != unit:
                cell.last = unit
                cell.units += 1
            cell.total = plus(cell.total, value)
            if figure.nature != ABSOLUTE:
                weight = figure.funds if figure.funds is not None else funds
                if weight is not None and weight > 0:
                    cell.funds = plus(cell.funds, weight)
                    cell.weighted = plus(cell.weighted, times(weight, value))
                else:
                    cell.unweighed += 1
            if name and len(cell.names) < MOST_NAMES:
                cell.names.setdefault(name)

    def _spill_when_full(self) -> None:
        if len(self._cells) <= self._most:
            return
        run = tempfile.TemporaryFile("w+", encoding="utf-8", dir=self._folder)  # noqa: SIM115 - closed by close()
        self._runs.append(run)
        for key, cell in sorted(self._cells.items(), key=_first):
            numbers = [
                cell.order,
                str(cell.total),
                str(cell.funds),
                str(cell.weighted),
                cell.count,
                cell.units,
                cell.unweighed,
            ]
            run.write(json.dumps([*key, *numbers, list(cell.names)]) + "\n")
        self._cells = {}


def _first(pair: tuple[Key, Cell]) -> Key:
    return pair[0]


def _read(run: IO[str]) -> Iterator[tuple[Key, Cell]]:
    run.seek(0)
    for text in run:
        kind, group, item, column, unit, nature, order, total, funds, weighted, count, units, unweighed, names = (
            json.loads(text)
        )
        cell = Cell(
            order, Decimal(total), Decimal(funds), Decimal(weighted), count, units, unweighed, dict.fromkeys(names)
        )
        yield Key(kind, group, item, column, unit, nature), cell
