"""汇总簿的一张工作表 (sheet): what it shows, row by row, before anything is written."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from . import looks
from .links import Link
from .text import width

#: what Excel's sheet holds, less a little, so that a user can still add a line
MAX_ROWS = 1_048_000


@dataclass(frozen=True, slots=True)
class Look:
    """一个值和它的样子, where it is not that of its column."""

    value: Any
    look: str


@dataclass(frozen=True, slots=True)
class Formula:
    """公式: its text without "=", and the value that it has now."""

    text: str
    value: Decimal | int | None
    look: str


#: None, a text, a number, a Link, a Look (of any of these) or a Formula
Value = Any


@dataclass(frozen=True, slots=True)
class Row:
    """一行.

    Args:
        values: one for each column; fewer leave the rest without a cell. outline: level of grouping.
        height: in points, None to leave it to the program.
    """

    values: Sequence[Value]
    outline: int = 0
    height: float | None = None


@dataclass(frozen=True)
class Column:
    """一列.

    Args:
        head: its head; differs from the others of its sheet. width: in characters. look: of its values.
        total: ``sum`` or ``count`` for a figure above the head that follows the filter, or ``ratio:部分:整体``, the
            quotient of two other columns' sums.
    """

    head: str
    width: float
    look: str = looks.TEXT
    total: str = ""


@dataclass
class Sheet:
    """一张工作表.

    Args:
        name: its tab. columns: widths and looks. rows: every row from the first one on.
        head: number of the head's row, 0 where there is no table. table: a list that can be sorted and filtered.
        outline: the deepest level of grouping. frozen: columns that stay in view. portrait: upright paper.
        merged: ranges of one cell. charts: openpyxl's, with their anchors. breaks: rows after which a page ends.
        continues: the list began on another sheet.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row | tuple[Value, ...]]
    head: int = 0
    table: bool = True
    outline: int = 0
    frozen: int = 0
    portrait: bool = False
    merged: list[str] = field(default_factory=list)
    charts: list[Any] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    continues: bool = False


def letter(number: int) -> str:
    """列的字母: 1 is A.

    >>> letter(1), letter(27)
    ('A', 'AA')
    """
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def listed(
    name: str,
    title: str,
    note: str,
    columns: Sequence[Column],
    rows: Iterable[Row | tuple[Value, ...]],
    *,
    sums: dict[str, Decimal | int | None] | None = None,
    last: int = MAX_ROWS,
    frozen: int = 2,
    outline: int = 0,
    table: bool = True,
    continues: bool = False,
) -> Sheet:
    """列表: a title, a remark, a line of sums where wanted, the head and the rows.

    Args:
        sums: head of a column -> what its ``total`` is at present, all rows shown. last: number of the last row.
    """
    columns = _told_apart(columns)
    top: list[Row] = [
        Row([Look(title, looks.TITLE)], height=27),
        Row([Look(note, looks.NOTE)], height=15 * (1 + note.count("\n"))),
    ]
    if sums is not None:
        top.append(Row(_sums(columns, sums, len(top) + 3, last), height=18))
    heads = Row([Look(one.head, looks.HEAD) for one in columns], height=_head_height(columns))
    top.append(heads)
    return Sheet(
        name, columns, itertools.chain(top, rows), head=len(top), table=table, outline=outline, frozen=frozen,
        continues=continues,
    )  # fmt: skip


def _told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """A program takes a table for damaged whose heads are not one line each, or equal."""
    told: list[Column] = []
    known: set[str] = set()
    for one in columns:
        head, number = one.head, 1
        while head.casefold() in known:
            number += 1
            head = f"{one.head}（{number}）"
        known.add(head.casefold())
        told.append(replace(one, head=head))
    return tuple(told)


def _head_height(columns: Sequence[Column]) -> float:
    most = max(sum(max(1, -int(-width(part) // one.width)) for part in one.head.split("\n")) for one in columns)
    return 14.0 * most + 8


def _sums(columns: Sequence[Column], sums: dict[str, Decimal | int | None], first: int, last: int) -> list[Value]:
    ranges = {one.head: f"{letter(at)}{first}:{letter(at)}{last}" for at, one in enumerate(columns, 1)}
    values: list[Value] = []
    for at, one in enumerate(columns):
        look = one.look + looks.BOLD
        if at == 0:
            values.append(Look("合计", looks.TEXT + looks.BOLD))
        elif not one.total:
            values.append(Look(None, looks.TEXT + looks.BOLD))
        elif one.total == "count":
            values.append(Formula(f"SUBTOTAL(103,{ranges[one.head]})", sums[one.head], looks.COUNT + looks.BOLD))
        elif one.total == "sum":
            values.append(Formula(f"SUBTOTAL(109,{ranges[one.head]})", sums[one.head] or 0, look))
        else:
            _, part, whole = one.total.split(":")
            text = f"SUBTOTAL(109,{ranges[part]})/SUBTOTAL(109,{ranges[whole]})"
            none = f"OR(SUBTOTAL(102,{ranges[part]})=0,SUBTOTAL(109,{ranges[whole]})=0)"
            text = f'IF({none},"",{text})'
            values.append(Formula(text, sums[one.head], look))
    return values


__all__ = ["MAX_ROWS", "Column", "Formula", "Link", "Look", "Row", "Sheet", "Value", "letter", "listed"]
