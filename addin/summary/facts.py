"""汇总簿要先知道的事 (facts): what the heads, sums and charts of the summary need before its rows are written."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ..rollup.model import FileRow, FileState, ProjectRow, Result, UnitRow
from .text import width

#: a chart shows no more units than this, so that their names can be read
CHARTED = 40
#: of more units, as many of the lowest
LOWEST = 20
#: a name takes no more room than this, then it is wrapped
_WIDEST = 36


@dataclass
class Sums:
    """合计: of the rows of a list.

    Args:
        rows: how many. budget, executed: sums, None where no row has one.
    """

    rows: int = 0
    budget: Decimal | None = None
    executed: Decimal | None = None

    def add(self, row: UnitRow | ProjectRow) -> None:
        """加一行."""
        self.rows += 1
        if row.budget is not None:
            self.budget = (self.budget or Decimal(0)) + row.budget
        if row.executed is not None:
            self.executed = (self.executed or Decimal(0)) + row.executed

    @property
    def rate(self) -> Decimal | None:
        """执行率 of the sums; None where there is none."""
        return self.executed / self.budget if self.budget and self.executed is not None else None


@dataclass
class Facts:
    """先知道的事.

    Args:
        units, projects: sums of the lists. files: files by state. saved: when the newest file was saved, ISO 8601, "".
        rates, scores: (unit, value), of every unit when ``len <= CHARTED``; else of the LOWEST with the lowest values, lowest first.
        rated, scored: how many units have a rate, a score. full: the one number that all scores are out of, None when they differ.
        forms, errors, warnings, hints: sums over the units' rows. name: width of the longest unit name, in characters, at most some 36.
    """

    units: Sums = field(default_factory=Sums)
    projects: Sums = field(default_factory=Sums)
    files: Counter[FileState] = field(default_factory=Counter)
    saved: str = ""
    rates: list[tuple[str, Decimal]] = field(default_factory=list)
    scores: list[tuple[str, Decimal]] = field(default_factory=list)
    rated: int = 0
    scored: int = 0
    full: Decimal | None = None
    forms: int = 0
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    name: int = 0


def facts_of(result: Result) -> Facts:
    """先通读一遍: units, files and projects once each."""
    found = Facts()
    rates, scores = _Few(), _Few()
    fulls: set[Decimal | None] = set()
    for unit in result.units:
        found.units.add(unit)
        found.forms += unit.projects
        found.errors += unit.errors
        found.warnings += unit.warnings
        found.hints += unit.hints
        found.name = max(found.name, width(unit.name))
        rates.add(unit.name, unit.rate)
        if unit.score is not None:
            fulls.add(unit.full)
            scores.add(unit.name, unit.score / unit.full * 100 if unit.full else unit.score)
    found.name = min(found.name, _WIDEST)
    found.rates, found.rated = rates.chosen(), rates.count
    found.scores, found.scored = scores.chosen(), scores.count
    found.full = fulls.pop() if len(fulls) == 1 else None
    _files(found, result.files)
    for project in result.projects:
        found.projects.add(project)
    return found


def _files(found: Facts, files: Iterable[FileRow]) -> None:
    for file in files:
        found.files[file.state] += 1
        found.saved = max(found.saved, file.saved)


class _Few:
    """Every value while there are few; of many the lowest."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[tuple[str, Decimal]] = []
        # a heap of the lowest, the highest of them on top: values negated, later rows go first
        self._lowest: list[tuple[Decimal, int, str]] = []

    def add(self, name: str, value: Decimal | None) -> None:
        if value is None:
            return
        self.count += 1
        if self.count <= CHARTED:
            self._first.append((name, value))
        entry = (-value, -self.count, name)
        if len(self._lowest) < LOWEST:
            heapq.heappush(self._lowest, entry)
        else:
            heapq.heappushpop(self._lowest, entry)

    def chosen(self) -> list[tuple[str, Decimal]]:
        if self.count <= CHARTED:
            return self._first
        return [(name, -value) for value, _, name in sorted(self._lowest, reverse=True)]
