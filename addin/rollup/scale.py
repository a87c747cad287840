"""金额量级 (scale of amounts): 元 filled in where 万元 is meant, told by the other units.

Where the amount that was handed out is known, the return is compared with it (addin/returned). Where it is not, only the other
units can tell. Units differ: a department may have a hundred times the money of a school. So an amount is doubted only
when both are true:

- it is at least 1,000 times the median of the same kind of form of the other units under the same parent (where fewer than
  five of these have funds: of all units);
- divided by 10,000 it lies among the others: from a tenth of the lowest to ten times the highest of those that are not doubted
  themselves.

It is an error, for one such unit outweighs all others in every sum and mean; ``--accept`` lets it pass. Where fewer than six
units have funds, the others say too little: then it is a warning, and the amount is added.
"""

from __future__ import annotations

import statistics
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..findings import ERROR, WARNING, Finding
from .choose import KINDS

CODE = "return.amount-scale"
#: fewer units with funds say nothing about what is usual
FEWEST = 5
TIMES = 1_000
FACTOR = 10_000
_ROOM = 10


@dataclass(frozen=True)
class Amount:
    """一张表的金额: whose, in which file, of which kind of form, in 万元; where it stands, as ``sheet!A1``."""

    unit: str
    parent: str
    file: str
    kind: str
    value: Decimal
    place: str = ""


def suspicious(amounts: Iterable[Amount], issued: Callable[[Amount], bool] = lambda one: False) -> dict[str, Finding]:
    """量级可疑的文件: file -> the finding, the first of a file.

    Args:
        amounts: of all units, those of one unit together; gone through twice, for a province has too many to hold them.
        issued: whether an amount was filled in when the form was handed out; then a change of it is told by the reading, and
            it is not doubted here.
    """
    kinds: dict[str, _Values] = {}
    siblings: dict[tuple[str, str], _Values] = {}
    for one in _positive(amounts):
        kinds.setdefault(one.kind, _Values()).add(one)
        siblings.setdefault((one.kind, one.parent), _Values()).add(one)
    whole = {kind: _Usual(values.all) for kind, values in kinds.items()}
    near = {key: _Usual(values.all) for key, values in siblings.items() if values.units > FEWEST}
    found: dict[str, Finding] = {}
    few: dict[str, list[Amount]] = {}
    for one in _positive(amounts):
        if kinds[one.kind].units > FEWEST:
            _doubt(found, one, near.get((one.kind, one.parent), whole[one.kind]), ERROR, issued)
        else:
            few.setdefault(one.kind, []).append(one)
    for group in few.values():
        for one, usual in _each_with_others(group):
            _doubt(found, one, usual, WARNING, issued)
    return found


def _positive(amounts: Iterable[Amount]) -> Iterator[Amount]:
    return (one for one in amounts if one.value > 0)


class _Values:
    """The amounts of a group, eight bytes each, and of how many units they are."""

    def __init__(self) -> None:
        self.all = array("d")
        self.units = 0
        self._last = ""

    def add(self, one: Amount) -> None:
        self.all.append(float(one.value))
        if one.unit != self._last:
            self._last = one.unit
            self.units += 1


def _doubt(
    found: dict[str, Finding], one: Amount, usual: _Usual, severity: str, issued: Callable[[Amount], bool]
) -> None:
    median = usual.doubts(one.value)
    if median is not None and not issued(one):
        found.setdefault(one.file, _finding(one, median, severity))


def _each_with_others(amounts: Sequence[Amount]) -> Iterator[tuple[Amount, _Usual]]:
    """Among a few units the form itself would move the median too far."""
    for one in amounts:
        others = [other for other in amounts if other.unit != one.unit]
        if others:
            yield one, _Usual([float(other.value) for other in others])


class _Usual:
    """What is usual among forms of one kind.

    The median is taken with the form itself: among six and more that moves it by half a place, which is nothing beside
    a factor of 1,000, and one sorting serves all of them.
    """

    def __init__(self, values: Sequence[float]) -> None:
        self._median = statistics.median(values)
        normal = [value for value in values if value < TIMES * self._median]
        self._lowest, self._highest = min(normal), max(normal)

    def doubts(self, amount: Decimal) -> float | None:
        value = float(amount)
        if value < TIMES * self._median:
            return None
        meant = value / FACTOR
        return self._median if self._lowest / _ROOM <= meant <= self._highest * _ROOM else None


def _finding(one: Amount, median: float, severity: str) -> Finding:
    text = (
        f"{one.file} 的{KINDS.get(one.kind, '表')}金额 {one.value:,.2f} 万元，是其他单位中位数 {median:,.2f} 万元的 "
        f"{float(one.value) / median:,.0f} 倍，除以 10,000 为 {one.value / FACTOR:,.2f}，像是把元填进了万元的格子。"
        "请核对；数额确实如此的，请说明。"
    )
    return Finding(CODE, severity, text, one.file, printed=f"{one.value:f}", expected=f"{one.value / FACTOR:f}")
