"""逐级相加 (adding up): from the lowest level to the whole, one path of the tree in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..forms import model as forms
from ..forms.accounts_model import ACCOUNTS
from ..returned.record import FormRecord
from .exact import plus
from .lines import RATED, Place, kind_place, line_of, place_of
from .model import Counts, FileState, Line, Node, State
from .spool import Spool
from .sums import Cell, Key, Sums
from .totals import Part, Tally, headline, part_of
from .tree import Tree

#: the whole, as a node
WHOLE = ""
_FILE_COUNTS = {
    FileState.UNKNOWN: "files_unknown", FileState.UNREADABLE: "files_unreadable", FileState.FOREIGN: "files_foreign",
    FileState.COPY: "files_copy",
}  # fmt: skip
_UNGRADED = frozenset({forms.BASIC, ACCOUNTS})
# a unit and two below it
_FEWEST = 3
_CENT = Decimal("0.01")
_BATCH = 500


@dataclass
class _Level:
    """What is summed up at and below one unit."""

    counts: Counter[str] = field(default_factory=Counter)
    row: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    sums: Sums = field(default_factory=Sums)
    own: Tally | None = None

    def add(self, counts: Counter[str], part: Part | None, added: list[FormRecord], top: bool) -> None:
        """Add a unit's own return; ``top``: it is the unit that this level is of."""
        self.counts += counts
        own = Tally()
        if part is not None:
            own.add(part)
        self.row.merge(own)
        if top:
            self.own = own
        for form in added:
            self.kinds.setdefault(form.kind, Tally()).add(part_of(form), form.kind not in _UNGRADED)
        self.sums.add_unit(added)

    def is_sum_of_below(self) -> bool:
        """Whether what the unit returned itself is the sum of at least two below it, to the cent."""
        own = self.own.budget if self.own is not None else None
        if not own or self.row.budget is None or self.row.forms < _FEWEST:
            return False
        return abs(plus(self.row.budget, -2 * own)) <= _CENT

    def merge(self, below: _Level, cells: Iterable[tuple[Key, Cell]]) -> None:
        """Add what lies below."""
        self.counts += below.counts
        self.row.merge(below.row)
        for kind, tally in below.kinds.items():
            self.kinds.setdefault(kind, Tally()).merge(tally)
        self.sums.merge(cells)


def add_up(spool: Spool, tree: Tree, known: bool, done: Callable[[int], None] | None = None) -> list[str]:
    """相加: every unit's row, every node's totals and figures are written to the spool.

    Args:
        known: there is a register; without one nobody is missing. done: told how many units are added.

    Returns:
        units whose own budget is exactly that of everything below them: they may have returned the sum, which would count
        twice.
    """
    with spool.at_once():
        return _walk(spool, tree, known, done)


def _walk(spool: Spool, tree: Tree, known: bool, done: Callable[[int], None] | None) -> list[str]:
    doubtful = []
    path = [_Level()]  # from the whole down to the unit at hand
    number = 0
    for code, finished in tree.walk():
        has_below = bool(tree.below(code))
        if finished and has_below:
            level = path.pop()
            if level.is_sum_of_below():
                doubtful.append(code)
            one = tree.units[code]
            node = _node(Node(code, one.name, tree.parent(code), tree.level(code)), level, known)
            spool.set_node(node)
            path[-1].merge(level, _written(spool, code, level.sums))
        elif not finished:
            if has_below:
                path.append(_Level())
            _add_own(spool, code, path[-1], has_below)
            number += 1
            if done is not None:
                done(number)
    whole = path.pop()
    for name in ("files", *_FILE_COUNTS.values()):
        del whole.counts[name]
    whole.counts += _count_files(spool.file_states())
    spool.set_node(_node(Node(WHOLE, ""), whole, known))
    for _ in _written(spool, WHOLE, whole.sums):
        pass
    return doubtful


def _add_own(spool: Spool, code: str, level: _Level, top: bool) -> None:
    state = spool.unit(code)[0]
    added: list[FormRecord] = []
    states: Counter[FileState] = Counter()
    if state is not State.MISSING:
        for file, file_state in spool.states(code):
            states[file_state] += 1
            if file_state is FileState.ADDED:
                added += spool.forms(file)
    part = headline(added)
    spool.set_part(code, part, sum(form.kind in (forms.PROJECT, forms.FUND) for form in added))
    level.add(Counter({"expected": 1, state.name: 1}) + _count_files(states), part, added, top)


def _count_files(states: Mapping[FileState, int]) -> Counter[str]:
    named = Counter({_FILE_COUNTS[state]: count for state, count in states.items() if state in _FILE_COUNTS})
    return named + Counter(files=sum(states.values()))


def _node(node: Node, level: _Level, known: bool) -> Node:
    of = {state: level.counts[state.name] for state in State}
    expected = level.counts["expected"]
    counts = Counts(
        expected if known else None, expected - of[State.MISSING], of[State.ADDED], of[State.PART], of[State.ERRORS],
        of[State.TWICE], of[State.FOREIGN], of[State.UNREADABLE], of[State.MISSING] if known else None,
        *(level.counts[name] for name in ("files", "files_unknown", "files_unreadable", "files_foreign", "files_copy")),
    )  # fmt: skip
    kinds = {kind: level.kinds[kind].totals() for kind in sorted(level.kinds, key=kind_place)}
    own = level.own.totals() if level.own is not None else None
    return replace(node, counts=counts, headline=level.row.totals(), kinds=kinds, own=own)


def _written(spool: Spool, code: str, sums: Sums) -> Iterator[tuple[Key, Cell]]:
    """Write the figures of a node; they pass through, for the node above."""
    money: dict[Key, Cell] = {}  # few, and their rates need the sums of their neighbours
    batch: list[tuple[Place, Line]] = []
    for key, cell in sums.cells():
        if key.group in RATED:
            money[key] = cell
        else:
            batch.append((place_of(key, cell), line_of(key, cell)))
            if len(batch) == _BATCH:
                spool.add_lines(code, batch)
                batch = []
        yield key, cell
    batch += [(place_of(key, cell), line_of(key, cell, money)) for key, cell in money.items()]
    spool.add_lines(code, batch)
