"""留存的数 (kept figures): figures and rows of cells that are the same for every unit, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..forms.model import Bound
from ..narrative.data.cells import Made, Source
from ..narrative.figure import Figure, Ledger, Words


class KeepingSource(Source):
    """留存的来源: for one report after the other; ``ledger`` is emptied before each."""

    ledger: Ledger

    def __init__(self) -> None:
        super().__init__(Ledger())
        #: id of a constant -> the constant itself, and what was made of it
        self._kept: dict[int, tuple[Any, dict[Any, Any]]] = {}

    def keep(self, constants: Iterable[Any]) -> None:
        """登记不变的: objects that stay as they are from unit to unit."""
        for one in constants:
            self._kept.setdefault(id(one), (one, {}))

    def forget(self, constants: Iterable[Any]) -> None:
        """不再留存."""
        for one in constants:
            self._kept.pop(id(one), None)

    def begin(self) -> None:
        """开始一份报告."""
        self.ledger.clear()

    def once(self, make: Callable[..., Made], subject: Any, *others: Any) -> Made:
        """由某物做出, of a constant once for all."""
        kept = self._kept.get(id(subject))
        if kept is None:
            return make(subject, *others, self)
        if make not in kept[1]:
            kept[1][make] = make(subject, *others, self)
        found: Made = kept[1][make]
        return found

    def figure(self, sheet: str, bound: Bound | None, name: str, unit: str = "") -> Figure:
        """一个数, of a constant cell once for all."""
        kept = self._kept.get(id(bound))
        if kept is None:
            return super().figure(sheet, bound, name, unit)
        key = name, unit
        if key not in kept[1]:
            kept[1][key] = super().figure(sheet, bound, name, unit)
        found: Figure = kept[1][key]
        return found

    def words(self, sheet: str, bound: Bound | None, name: str) -> Words:
        """一段文字, of a constant cell once for all."""
        kept = self._kept.get(id(bound))
        if kept is None:
            return super().words(sheet, bound, name)
        if name not in kept[1]:
            kept[1][name] = super().words(sheet, bound, name)
        found: Words = kept[1][name]
        return found
