"""行列对照 (lines): which row and which column of a sheet is which after rows and columns were inserted, deleted or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from ...forms.text import key, looks_numeric
from ...grid import Grid
from .matching import dice, match

#: equal texts of one row that say where columns went; more of the same text say nothing
_MOST_REPEATS = 4
#: a bound field says more of its column than so many equal words
_FIELD_VOTES = 1_000
#: rows of so few cells are compared by their characters where no cell is the same
_FEW = 3


@dataclass
class Lines:
    """对照: ``forward`` old -> new, ``back`` new -> old; ``gone`` and ``fresh``: lines with content that have no partner."""

    forward: dict[int, int] = field(default_factory=dict)
    back: dict[int, int] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)

    def add(self, old: int, new: int) -> None:
        """记下一对, unless one of the two has its partner already."""
        if old not in self.forward and new not in self.back:
            self.forward[old], self.back[new] = new, old

    def turned(self) -> Lines:
        """反过来."""
        return Lines(self.back, self.forward, self.fresh, self.gone)


@dataclass(frozen=True)
class _Line:
    """A row with content: its number, all texts, those that are words; of a form's row that has no partner: True."""

    number: int
    texts: tuple[str, ...]
    words: tuple[str, ...]
    alone: bool


def pair_lines(
    old: Grid, new: Grid, settled: Iterable[tuple[int, int]], alone_old: set[int], alone_new: set[int]
) -> Lines:
    """配对行.

    Args:
        old, new: the sheets. settled: a pair of rows for each pair of cells that is known to be the same figure.
        alone_old, alone_new: rows of forms that have no partner: never paired with one another.

    Returns:
        the rows with content in both; a row of one sheet may be paired with the blank row at the same place.
    """
    lines = Lines()
    votes = Counter(settled)
    for (one, other), _ in sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0][0] - vote[0][1]), vote[0])):
        lines.add(one, other)
    olds, news = _read(old, alone_old), _read(new, alone_new)
    at_old, at_new = ({line.number: at for at, line in enumerate(found)} for found in (olds, news))
    fixed = [(at_old[one], at_new[other]) for one, other in lines.forward.items() if one in at_old and other in at_new]
    for one, other in match(olds, news, [_texts, _words, _first], _likeness, fixed):
        lines.add(olds[one].number, news[other].number)
    _neighbours(lines, olds, news)
    lines.gone = {line.number for line in olds} - set(lines.forward)
    lines.fresh = {line.number for line in news} - set(lines.back)
    return lines


def _read(grid: Grid, alone: set[int]) -> list[_Line]:
    texts: dict[int, list[str]] = defaultdict(list)
    for (row, _), cell in grid:
        if not cell.is_blank:
            texts[row].append(key(cell.text) or str(cell.formula or cell.value))
    return [
        _Line(row, tuple(found), tuple(text for text in found if not looks_numeric(text)), row in alone)
        for row, found in sorted(texts.items())
    ]


def _texts(line: _Line) -> Hashable:
    return None if line.alone else line.texts


def _words(line: _Line) -> Hashable:
    return None if line.alone else line.words or None


def _first(line: _Line) -> Hashable:
    return None if line.alone else line.words[:1] or None


def _likeness(one: _Line, other: _Line) -> float:
    if one.alone and other.alone:
        return 0.0
    same = dice(one.texts, other.texts)
    if same or len(one.texts) > _FEW or len(other.texts) > _FEW:
        return same
    return dice("".join(one.texts), "".join(other.texts))


def _neighbours(lines: Lines, olds: list[_Line], news: list[_Line]) -> None:
    """Rows left over belong to the row at the same distance from the pair above: a blank one, or one that was rewritten."""
    has_old, has_new = ({line.number: line.alone for line in found} for found in (olds, news))
    pairs = [(0, 0), *lines.forward.items()]
    above_old = {row: one for row, one, _ in _below(pairs, [at for at in has_old if at not in lines.forward], side=0)}
    for number, one, other in _below(pairs, [at for at in has_new if at not in lines.back], side=1):
        partner = one + number - other
        rewritten = above_old.get(partner) == one and not (has_old[partner] and has_new[number])
        if partner not in has_old or rewritten:
            lines.add(partner, number)
    for number, one, other in _below(pairs, [at for at in has_old if at not in lines.forward], side=0):
        if other + number - one not in has_new:
            lines.add(number, other + number - one)


def _below(pairs: list[tuple[int, int]], rows: list[int], side: int) -> Iterator[tuple[int, int, int]]:
    """Each row with the pair that stands nearest above it on its side."""
    ordered = sorted(pairs, key=lambda pair: pair[side])
    places = [pair[side] for pair in ordered]
    for row in rows:
        yield (row, *ordered[bisect_left(places, row) - 1])


def pair_columns(old: Grid, new: Grid, settled: Iterable[tuple[int, int]], lines: Lines) -> Lines:
    """配对列: by the fields of forms, then by the words that moved with them; a column without either stays where it is.

    Args:
        old, new: the sheets. settled: a pair of columns for each pair of cells that is known to be the same figure.
        lines: their rows.
    """
    votes = Counter({pair: count * _FIELD_VOTES for pair, count in Counter(settled).items()})
    left, right = _columns_of_words(old), _columns_of_words(new)
    for one, other in lines.forward.items():
        for text, columns in left.get(one, {}).items():
            others = right.get(other, {}).get(text, [])
            if len(columns) <= _MOST_REPEATS and len(others) <= _MOST_REPEATS:
                votes.update((here, there) for here in columns for there in others)
    found = Lines()
    for (one, other), _ in sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0][0] - vote[0][1]), vote[0])):
        found.add(one, other)
    last = max(old.size[1], new.size[1])
    for column in range(1, last + 1):
        found.add(column, column)
    found.gone = set(range(1, old.size[1] + 1)) - set(found.forward)
    found.fresh = set(range(1, new.size[1] + 1)) - set(found.back)
    return found


def _columns_of_words(grid: Grid) -> dict[int, dict[str, list[int]]]:
    """Row -> word -> columns."""
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (row, column), cell in grid:
        if isinstance(cell.value, str) and not looks_numeric(cell.text) and cell.text.strip():
            found[row][key(cell.text)].append(column)
    return found
