"""勾稽关系 (relations): ties.toml read and checked; what a term such as ``5:total.basic`` means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Tuple

from udfs.core.data import DataError, load_toml

SUM, TIE = "sum", "tie"
#: rows that stand for each row of a sort, the same one left and right
EACH = ("@class", "@code", "@row")
#: the row that stands for the sum of all 类
CLASSES = "class"
#: the column that stands for each column
EVERY_COLUMN = "@"
_TERM = re.compile(r"^([1-9]):(@?[a-z_]+|\d{3,7})(?:\.(@|[a-z_]+))?$")
_SUMMARY_RIGHT = ("year_expenditure", "closing", "expenditure_total", CLASSES, "@class")


@dataclass(frozen=True)
class Term:
    """一项: ``row`` and ``column`` of a table, as Accounts keys them, or one of the words above."""

    table: int
    row: str
    column: str


@dataclass(frozen=True)
class Tie:
    """一条勾稽关系.

    Args:
        left, right: terms to add up. relation: ``=`` or ``<=``. sort: ``sum`` inside a table or ``tie`` between tables.
        rule: the relation in Chinese.
    """

    left: Tuple[Term, ...]
    right: Tuple[Term, ...]
    relation: str
    sort: str
    rule: str

    @property
    def tables(self) -> Tuple[int, ...]:
        """所涉的表, the left one first."""
        return tuple(dict.fromkeys(term.table for term in self.left + self.right))

    @property
    def each(self) -> str:
        """逐行核对时为 @class、@code 或 @row, otherwise ""."""
        return next((term.row for term in self.left if term.row in EACH), "")

    @property
    def every_column(self) -> bool:
        """是否逐列核对."""
        return any(term.column == EVERY_COLUMN for term in self.left)


def read_terms(text: str) -> Tuple[Term, ...]:
    """读一边的各项.

    Raises:
        DataError: a term that is none.

    >>> read_terms("1:general + 5:total.basic")
    (Term(table=1, row='general', column='amount'), Term(table=5, row='total', column='basic'))
    """
    terms: List[Term] = []
    for piece in text.split("+"):
        match = _TERM.match(piece.strip())
        if match is None:
            raise DataError(f"ties.toml：“{piece.strip()}”不是“表号:行.列”，例如 5:total.basic")
        table, row = int(match.group(1)), match.group(2)
        terms.append(Term(table, row, match.group(3) or _default_column(table, row)))
    return tuple(terms)


def _default_column(table: int, row: str) -> str:
    if table in (1, 6):
        return "amount"
    if table == 4:
        return "sum" if row in _SUMMARY_RIGHT else "amount"
    return "sum"


def build(data: Dict[str, Any]) -> Tuple[Tie, ...]:
    """由数据建关系: each with both sides, a known sort and relation.

    Raises:
        DataError: a key is missing or wrong; the message names the tie.
    """
    ties: List[Tie] = []
    for entry in data["ties"]:
        unknown = set(entry) - {"left", "right", "relation", "sort", "rule"}
        relation = entry.get("relation", "=")
        if unknown or not {"left", "right", "sort", "rule"} <= set(entry):
            raise DataError(f"ties.toml：{entry.get('rule', entry)} 应有 left、right、sort、rule，可有 relation")
        if entry["sort"] not in (SUM, TIE) or relation not in ("=", "<="):
            raise DataError(f"ties.toml：{entry['rule']} 的 sort 应为 sum 或 tie，relation 应为 = 或 <=")
        ties.append(Tie(read_terms(entry["left"]), read_terms(entry["right"]), relation, entry["sort"], entry["rule"]))
    return tuple(ties)


@lru_cache(maxsize=1)
def all_ties() -> Tuple[Tie, ...]:
    """全部勾稽关系.

    >>> len(all_ties()) > 40
    True
    """
    return build(load_toml(Path(__file__).with_name("ties.toml")))
