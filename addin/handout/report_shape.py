"""表单的样子 (shape of forms): recognised forms as a recipe that makes the same forms with another unit's cells in them.

The forms are recognised twice, the second time with other words in the cells that have no bearing on the recognition. What
differs between the two is where a cell's words went.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from operator import is_
from typing import Any, NamedTuple

from ..forms.accounts_model import Accounts
from ..forms.model import Amounts, Bound, Form, Row
from ..grid import Cell, Position

Cells = Mapping[Position, Cell]
Maker = Callable[[Cells], Any]
#: what the report does not read
_UNREAD = frozenset(("grid", "region_text", "notes"))
#: fields of a final-accounts table from which its figures are read
_TABLE = ("cells", "names", "note", "money_unit")


class Tangled(Exception):
    """说不清: a cell's words went where they cannot be followed; the forms are recognised for each unit."""


class Slot(NamedTuple):
    """可变的文字: a cell's words; ``kind`` takes them out of its text, ``one`` and ``other`` stand for them in the two recognitions."""

    where: Position
    kind: Any
    one: str
    other: str

    def words(self, cells: Cells) -> str:
        """某单位的文字."""
        text = cells[self.where].text
        return str(self.kind.words(text)) if hasattr(self.kind, "words") else text


class Shape:
    """表单的样子.

    Args:
        forms: as recognised with the words ``one`` of the slots in their cells. probed: the same with the words ``other``.
        slots: the cells whose words differ. live: cells that differ by unit.

    Raises:
        Tangled: no recipe can be made.
    """

    def __init__(
        self,
        forms: Sequence[Form],
        probed: Sequence[Form],
        slots: Sequence[Slot],
        live: frozenset[Position],
    ) -> None:
        self._slots = slots
        self._live = live
        #: rows, cells and tables that are the same for every unit
        self.constants: list[Any] = []
        if len(forms) != len(probed):
            raise Tangled("表单数")
        self._makers = [(form, self._maker(form, other)) for form, other in zip(forms, probed, strict=True)]

    def forms(self, cells: Cells) -> list[Form]:
        """某单位的表单.

        Args:
            cells: the unit's cells at the live places.
        """
        return [maker(cells) if maker else form for form, maker in self._makers]

    def _maker(self, one: Any, other: Any) -> Maker | None:
        """What makes the unit's own; None for what is the same for all."""
        if isinstance(one, str):
            return self._word(one, other)
        if isinstance(one, Bound):
            return self._bound(one, other)
        if type(one) is not type(other):
            raise Tangled(type(one).__name__)
        if isinstance(one, (list, tuple)):
            return self._sequence(one, other)
        if isinstance(one, dict):
            return self._mapping(one, other)
        if isinstance(one, (Form, Row, Amounts)):
            return self._object(one, other)
        if one != other:
            raise Tangled(repr(one))
        return None

    def _word(self, one: str, other: Any) -> Maker | None:
        if one == other:
            return None
        for slot in self._slots:
            before, found, behind = one.partition(slot.one)
            if found and f"{before}{slot.other}{behind}" == other:
                return lambda cells, slot=slot: f"{before}{slot.words(cells)}{behind}"  # type: ignore[misc]
        raise Tangled(one)

    def _bound(self, one: Bound, other: Any) -> Maker | None:
        if not isinstance(other, Bound) or (one.position, one.label) != (other.position, other.label):
            raise Tangled(one.label)
        where, label = one.position, one.label
        if where in self._live:
            return _Latest(lambda cells: (cells[where],), lambda parts: Bound(*where, parts[0], label))
        if one.cell != other.cell:
            raise Tangled(one.label)
        self.constants.append(one)
        return None

    def _sequence(self, one: Any, other: Any) -> Maker | None:
        if len(one) != len(other):
            raise Tangled("个数")
        makers = [(item, self._maker(item, twin)) for item, twin in zip(one, other, strict=True)]
        if not any(maker for _, maker in makers):
            return None
        kind = type(one)
        return lambda cells: kind([maker(cells) if maker else item for item, maker in makers])

    def _mapping(self, one: dict[Any, Any], other: dict[Any, Any]) -> Maker | None:
        if list(one) != list(other):
            raise Tangled("项")
        found = {key: maker for key, item in one.items() if (maker := self._maker(item, other[key]))}
        if not found:
            return None
        names, makers = tuple(found), tuple(found.values())
        return _Latest(
            lambda cells: tuple([maker(cells) for maker in makers]),
            lambda parts: {**one, **dict(zip(names, parts, strict=True))},
        )

    def _object(self, one: Any, other: Any) -> Maker | None:
        found = {}
        for field in fields(one):
            if field.name not in _UNREAD:
                maker = self._maker(getattr(one, field.name), getattr(other, field.name))
                if maker:
                    found[field.name] = maker
        if isinstance(one, Row) and not found:
            self.constants.append(one)
        if isinstance(one, Accounts) and not any(name in found for name in _TABLE):
            self.constants.append(one.cells)
        if isinstance(one, Form) and "year" in one.facts and one.facts["year"].position in self._live:
            raise Tangled("年度")
        if not found:
            return None
        kind, base = type(one), vars(one)

        names, makers = tuple(found), tuple(found.values())

        def make(parts: tuple[Any, ...]) -> Any:
            made = object.__new__(kind)
            made.__dict__.update(base)
            made.__dict__.update(zip(names, parts, strict=True))
            return made

        if isinstance(one, Row):
            return _Latest(lambda cells: tuple([maker(cells) for maker in makers]), make)
        return lambda cells: make(tuple([maker(cells) for maker in makers]))


class _Latest:
    """最近的一个: what was made last is given again as long as its parts are the same objects."""

    __slots__ = ("_made", "_make", "_parts", "_take")

    def __init__(self, take: Callable[[Cells], tuple[Any, ...]], make: Callable[[tuple[Any, ...]], Any]) -> None:
        self._take, self._make = take, make
        self._parts: tuple[Any, ...] = ()
        self._made: Any = None

    def __call__(self, cells: Cells) -> Any:
        parts = self._take(cells)
        before = self._parts
        if len(before) != len(parts) or not all(map(is_, parts, before)):
            self._parts, self._made = parts, self._make(parts)
        return self._made
