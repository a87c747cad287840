"""决算表的金额 (amounts of the final accounts): what a term of a relation is worth in a set of tables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, List, Optional, Tuple

from ...forms.accounts_model import Accounts
from ...forms.model import Bound
from ..inputs import number_of
from ..printed import places_of
from ..stated import UNITS
from .relations import CLASSES, EACH, EVERY_COLUMN, Term, Tie


@dataclass(frozen=True)
class Side:
    """一边的数.

    Args:
        value: in 元; None when every term is blank. count: how many printed figures were added up.
        bounds: their cells, blank ones too. places: the most decimal places among them, in the table's own unit.
    """

    value: Optional[Decimal]
    count: int
    bounds: Tuple[Bound, ...]
    places: int = 0


@dataclass(frozen=True)
class Case:
    """一条关系用于一行一列: both sides filled in."""

    tie: Tie
    row: str
    column: str
    left: Side
    right: Side


def money_factor(form: Accounts) -> Decimal:
    """化为元的倍数; 万元 where the table does not say."""
    return UNITS.get(form.money_unit or "万元", UNITS["万元"])


def amount(bound: Optional[Bound]) -> Optional[Decimal]:
    """单元格的金额: None for a blank, a placeholder, an error or what is no number (these are told elsewhere)."""
    if bound is None or (bound.cell.formula is not None and bound.cell.value is None):
        return None
    try:
        return number_of(bound)
    except ValueError:
        return None


def classes(form: Accounts) -> List[str]:
    """各类: the rows with three digits."""
    return [code for code in form.codes if len(code) == 3]


def cases(tie: Tie, tables: Dict[int, Accounts]) -> List[Case]:
    """一条关系的各处: none when a table is missing.

    Args:
        tie: the relation. tables: number -> table, of one unit and year.
    """
    if any(number not in tables for number in tie.tables):
        return []
    first = tables[tie.left[0].table]
    rows = _rows(tie.each, first)
    columns = first.value_columns if tie.every_column else [""]
    return [
        Case(tie, row, column, _side(tie.left, tables, row, column), _side(tie.right, tables, row, column))
        for row in rows
        for column in columns
        if not tie.every_column or (first_row(tie, row), column) in first.cells
    ]


def first_row(tie: Tie, row: str) -> str:
    """左边第一项的行."""
    return row if tie.left[0].row in EACH else tie.left[0].row


def _rows(each: str, form: Accounts) -> List[str]:
    if each == "@class":
        return classes(form)
    if each == "@code":
        return form.codes
    if each == "@row":
        return list(form.names)
    return [""]


def _side(terms: Tuple[Term, ...], tables: Dict[int, Accounts], row: str, column: str) -> Side:
    total, count, bounds, places = Decimal(0), 0, [], 0
    for term in terms:
        form = tables[term.table]
        name = row if term.row in EACH else term.row
        column_key = column if term.column == EVERY_COLUMN else term.column
        for one in classes(form) if name == CLASSES else [name]:
            bound = form.cells.get((one, column_key))
            if bound is None:
                continue
            bounds.append(bound)
            value = amount(bound)
            if value is not None:
                total, count = total + value * money_factor(form), count + 1
                places = max(places, places_of(value))
    return Side(total if count else None, count, tuple(bounds), places)
