"""序列配对 (matching): which item of one list is which item of another, after some were added, removed, renamed or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Pair = tuple[int, int]

#: items that are less alike are two different items
ALIKE = 0.5
#: comparisons of one gap; a longer one is paired in its order
_MOST_WORK = 100_000


def match(
    old: Sequence[Item],
    new: Sequence[Item],
    keys: Sequence[Callable[[Item], Hashable]],
    likeness: Callable[[Item, Item], float],
    fixed: Iterable[Pair] = (),
) -> list[Pair]:
    """配对两个序列.

    Args:
        old, new: the items. keys: from the strictest on; a key of None is no key.
        likeness: 0 (nothing in common) to 1, for items that no key pairs.
        fixed: pairs that are settled already.

    Returns:
        pairs of indices by the index in ``new``. Items with a key that occurs once on each side are paired wherever they
        stand; the rest between such pairs, in order; at last equal keys anywhere.

    >>> match(["甲", "乙", "丙"], ["甲", "新", "丙", "乙"], [lambda text: text], lambda one, other: 0.0)
    [(0, 0), (2, 2), (1, 3)]
    """
    forward = dict(fixed)
    taken = set(forward.values())

    def free(items: Sequence[Item], used: Iterable[int]) -> list[int]:
        gone = set(used)
        return [at for at in range(len(items)) if at not in gone]

    def settle(pairs: Iterable[Pair]) -> None:
        for one, other in pairs:
            forward[one] = other
            taken.add(other)

    for key in keys:
        left, right = _places(old, free(old, forward), key), _places(new, free(new, taken), key)
        settle((at[0], right[name][0]) for name, at in left.items() if len(at) == 1 == len(right[name]))
    for here, there in _gaps(forward, len(old), len(new)):
        rows = [at for at in here if at not in forward]
        columns = [at for at in there if at not in taken]
        settle(_aligned(old, new, rows, columns, likeness))
    for key in keys:
        left, right = _places(old, free(old, forward), key), _places(new, free(new, taken), key)
        settle(pair for name, at in left.items() for pair in zip(at, right[name]))
    return sorted(forward.items(), key=lambda pair: pair[1])


def moved(pairs: Iterable[Pair]) -> set[Pair]:
    """换了次序的配对: those outside the longest run that kept its order.

    >>> moved([(0, 0), (2, 1), (1, 2), (3, 3)])
    {(1, 2)}
    """
    ordered = sorted(pairs)
    return set(ordered) - set(_kept(ordered))


def _kept(ordered: Sequence[Pair]) -> list[Pair]:
    """The longest increasing run of the second indices."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(ordered):
        at = bisect_left(ends, place)
        before.append(at_end[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        at_end[at : at + 1] = [number]
    found = []
    number = at_end[-1] if at_end else -1
    while number >= 0:
        found.append(ordered[number])
        number = before[number]
    return found[::-1]


def _places(items: Sequence[Item], free: list[int], key: Callable[[Item], Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for at in free:
        name = key(items[at])
        if name is not None:
            found[name].append(at)
    return found


def _gaps(forward: dict[int, int], olds: int, news: int) -> Iterator[tuple[range, range]]:
    """What lies between the pairs that kept their order."""
    last_old = last_new = -1
    for one, other in [*_kept(sorted(forward.items())), (olds, news)]:
        yield range(last_old + 1, one), range(last_new + 1, other)
        last_old, last_new = one, other


def _aligned(
    old: Sequence[Item],
    new: Sequence[Item],
    rows: list[int],
    columns: list[int],
    likeness: Callable[[Item, Item], float],
) -> list[Pair]:
    """The pairing in order with the greatest likeness in all."""
    if not rows or not columns:
        return []
    if len(rows) * len(columns) > _MOST_WORK:
        return [(one, other) for one, other in zip(rows, columns) if likeness(old[one], new[other]) >= ALIKE]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    worth = [[likeness(old[one], new[other]) for other in columns] for one in rows]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            both = worth[i][j] + best[i + 1][j + 1] if worth[i][j] >= ALIKE else -1.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(rows) and j < len(columns):
        if worth[i][j] >= ALIKE and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            found.append((rows[i], columns[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def dice(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """共有的比例: twice what both hold, by what each holds; repeats count.

    >>> dice("维修校舍", "维修房舍"), dice("", "")
    (0.75, 1.0)
    """
    if not one and not other:
        return 1.0
    counts: dict[Hashable, int] = defaultdict(int)
    for item in one:
        counts[item] += 1
    common = 0
    for item in other:
        if counts[item] > 0:
            counts[item] -= 1
            common += 1
    return 2 * common / (len(one) + len(other))
