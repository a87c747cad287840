"""留存的数 (kept figures): figures and rows of cells that are the same for every unit, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..forms.model import Bound, Form, Row
from ..narrative.data.cells import Made, Source
from ..narrative.figure import Figure, Ledger, Words

#: pieces of rows and cells that were met lately
_MOST = 20_000


class KeepingSource(Source):
    """留存的来源: for one report after the other; ``ledger`` is emptied before each.

    A row, a cell or the cells of a table that did not change from one unit to the next is the same object (see ``Shape``), so that what was made of
    it is taken up again.
    """

    ledger: Ledger

    def __init__(self) -> None:
        super().__init__(Ledger())
        #: id of a constant -> the constant itself, and what was made of it
        self._kept: dict[int, tuple[Any, dict[Any, Any]]] = {}
        #: the same for rows and cells that were met lately
        self._recent: dict[int, tuple[Any, dict[Any, Any]]] = {}
        self._made = 0

    def keep(self, constants: Iterable[Any]) -> None:
        """登记不变的: objects that stay as they are from unit to unit."""
        for one in constants:
            self._kept.setdefault(id(one), (one, {}))

    def forget(self, constants: Iterable[Any]) -> None:
        """不再留存."""
        for one in constants:
            self._kept.pop(id(one), None)

    def renew(self, constant: Any) -> None:
        """登记已变的: what was made of it is no longer so."""
        self._kept[id(constant)] = constant, {}

    def begin(self) -> None:
        """开始一份报告."""
        self.ledger.clear()
        if self._made > _MOST:
            self._recent.clear()
            self._made = 0

    def once(self, make: Callable[..., Made], subject: Any, *others: Any) -> Made:
        """由某物做出, of one that is the same object only once."""
        made = self._made_of(subject)
        if made is None:
            return make(subject, *others, self)
        key = make, others[0].sheet if others and isinstance(others[0], Form) else ""
        if key not in made:
            self._made += 1
            made[key] = make(subject, *others, self)
        found: Made = made[key]
        return found

    def figure(self, sheet: str, bound: Bound | None, name: str, unit: str = "") -> Figure:
        """一个数, of a cell that is the same object only once."""
        made = self._made_of(bound)
        if made is None:
            return super().figure(sheet, bound, name, unit)
        key = sheet, name, unit
        if key not in made:
            self._made += 1
            made[key] = super().figure(sheet, bound, name, unit)
        found: Figure = made[key]
        return found

    def words(self, sheet: str, bound: Bound | None, name: str) -> Words:
        """一段文字, of a cell that is the same object only once."""
        made = self._made_of(bound)
        if made is None:
            return super().words(sheet, bound, name)
        key = sheet, name
        if key not in made:
            self._made += 1
            made[key] = super().words(sheet, bound, name)
        found: Words = made[key]
        return found

    def _made_of(self, subject: Any) -> dict[Any, Any] | None:
        number = id(subject)
        found = self._kept.get(number) or self._recent.get(number)
        if found is None and isinstance(subject, (Bound, Row, dict)):
            self._made += 1
            found = self._recent[number] = subject, {}
        return found[1] if found is not None else None
