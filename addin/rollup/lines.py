"""合计的各行 (lines): a sum or a mean as it is listed, and its place in the list."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ..returned import record as groups
from ..returned.record import ABSOLUTE, ACCOUNTS
from .choose import KINDS
from .exact import quotient
from .model import Line
from .sums import Cell, Key

_KINDS = list(KINDS)
_GROUPS = (
    groups.FUNDS, groups.AMOUNTS, groups.STAFF, groups.ITEMS, groups.BUILDINGS, groups.INDICATORS, groups.ACCOUNTS,
)  # fmt: skip
_COLUMNS = (
    "initial", "full_year", "previous", "budget", "approved", "current", "executed", "target", "actual", "completion",
    "rate", "weight", "score", "value",
)  # fmt: skip
#: groups whose rate is the quotient of two of their columns: executed / budget, actual / approved
RATED = frozenset({groups.FUNDS, groups.STAFF, groups.BUILDINGS})
# coded lines of a table come by their code, after those without one
_CODED = 1_000_000


class Place(NamedTuple):
    """在清单中的位置: kind, group and table; the item's place in the form; the item, its unit, the column's place."""

    kind: int
    group: int
    table: str
    order: int
    item: str
    unit: str
    column: int


def kind_place(kind: str) -> tuple[int, str]:
    """表单种类的先后: unit forms first."""
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS), kind


def place_of(key: Key, cell: Cell) -> Place:
    """一行的位置."""
    group = _GROUPS.index(key.group) if key.group in _GROUPS else len(_GROUPS)
    column = _COLUMNS.index(key.column) if key.column in _COLUMNS else len(_COLUMNS)
    table = key.item.partition("/")[0] if key.group == ACCOUNTS else ""
    order = _CODED if table and key.item[len(table) + 1 :].isdigit() else cell.order
    return Place(kind_place(key.kind)[0], group, table, order, key.item, key.unit, column)


def line_of(key: Key, cell: Cell, money: Mapping[Key, Cell] | None = None) -> Line:
    """合计写成一行.

    Args:
        money: the node's rows of RATED groups, for their rates, which are worked out anew from the sums.
    """
    names = tuple(cell.names)
    item = f"{key.item} {names[0]}" if names else key.item
    mean: Decimal | None = None
    value: Decimal | None = cell.total
    if key.nature != ABSOLUTE:
        mean = quotient(cell.total, Decimal(cell.count))
        value = quotient(cell.weighted, cell.funds)
        if money is not None and key.column == "rate":
            part, whole = _sum(key, money, "executed", "actual"), _sum(key, money, "full_year", "initial", "approved")
            value = quotient(part, whole)
    return Line(
        key.kind, key.group, item, key.column, key.nature, key.unit, value, mean, cell.count, cell.units, cell.unweighed,
        names[1:],
    )  # fmt: skip


def _sum(rate: Key, money: Mapping[Key, Cell], *columns: str) -> Decimal | None:
    for column in columns:
        for key, cell in money.items():
            if (key.kind, key.group, key.item, key.column) == (rate.kind, rate.group, rate.item, column):
                return cell.total
    return None
