"""汇总的树 (tree): the units in the order of sums: a parent first, then everything below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """名册里的一个单位.

    Args:
        code, name, parent, contact: as in the register; parent is "" at the top.
    """

    code: str
    name: str
    parent: str = ""
    contact: str = ""


class Tree:
    """单位树.

    A parent that is not listed, or units that are above one another, would leave units out of every sum: such units stand at
    the top, and ``cut`` names them.

    Args:
        units: in the register's order.
    """

    def __init__(self, units: Iterable[Listed]) -> None:
        self.units = {one.code: one for one in units}
        self.cut: list[str] = []
        self._below: dict[str, list[str]] = {}
        tops = []
        for code, one in self.units.items():
            if one.parent and one.parent in self.units:
                self._below.setdefault(one.parent, []).append(code)
            else:
                tops.append(code)
                if one.parent:
                    self.cut.append(code)
        self._levels: dict[str, int] = {}
        for code in tops:
            self._number(code)
        rings = [code for code in self.units if code not in self._levels]
        for code in rings:
            if code not in self._levels:
                self.cut.append(code)
                self._below[self.units[code].parent].remove(code)
                tops.append(code)
                self._number(code)
        place = {code: number for number, code in enumerate(self.units)}
        self.tops = sorted(tops, key=place.__getitem__)
        self._roots = set(tops)

    def below(self, code: str) -> list[str]:
        """直接下级, in the register's order."""
        return self._below.get(code, [])

    def level(self, code: str) -> int:
        """级次: 1 at the top."""
        return self._levels[code]

    def parent(self, code: str) -> str:
        """上级: "" at the top."""
        return "" if code in self._roots else self.units[code].parent

    def walk(self) -> Iterator[tuple[str, bool]]:
        """逐个走过: (code, False) on the way down, (code, True) when everything below a unit was walked.

        >>> tree = Tree([Listed("1", "甲"), Listed("2", "乙", "1"), Listed("3", "丙")])
        >>> [code for code, done in tree.walk() if not done]
        ['1', '2', '3']
        """
        stack = [(code, False) for code in reversed(self.tops)]
        while stack:
            code, done = stack.pop()
            yield code, done
            if not done:
                stack.append((code, True))
                stack += [(one, False) for one in reversed(self.below(code))]

    def _number(self, top: str) -> None:
        stack = [(top, 1)]
        while stack:
            code, level = stack.pop()
            self._levels[code] = level
            stack += [(one, level + 1) for one in self.below(code)]
