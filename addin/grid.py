"""表格 (grid): a sheet as cells and merged ranges, the same for every host."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import Dict, FrozenSet, Iterator, List, Optional, Tuple, Union

from udfs.core.errors import CellError

#: what a cell can hold; numbers are the stored double (int where it is whole and was stored so)
Value = Union[None, bool, int, float, str, datetime, date, time, CellError]
#: (row, column), both from 1
Position = Tuple[int, int]

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_A1 = re.compile(r"^\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})$")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """列号转字母: 1 is A, 27 is AA.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """列字母转列号: A is 1.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """单元格地址: the A1 address of (row, column).

    >>> address(7, 3)
    'C7'
    """
    return f"{column_letters(column)}{row}"


def position(a1: str) -> Position:
    """解析单元格地址: (row, column) of an A1 address; ValueError when it is none or lies outside the sheet.

    >>> position("$C$7")
    (7, 3)
    """
    match = _A1.match(a1)
    if not match:
        raise ValueError(f"不是单元格地址：{a1!r}")
    row, column = int(match.group(2)), column_number(match.group(1))
    if row > MAX_ROW or column > MAX_COLUMN:
        raise ValueError(f"单元格地址超出工作表范围：{a1!r}")
    return row, column


@dataclass(frozen=True)
class Range:
    """区域: a rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, where: Position) -> bool:
        row, column = where
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    @classmethod
    def parse(cls, text: str) -> Range:
        """解析区域: from ``B2:D5`` or ``B2``.

        >>> Range.parse("B2:D5")
        Range(top=2, left=2, bottom=5, right=4)
        """
        first, _, last = text.partition(":")
        top, left = position(first)
        bottom, right = position(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


@dataclass(frozen=True)
class Cell:
    """单元格: what one cell holds and shows.

    Args:
        value: the stored value; for a formula its cached value, None when there is none.
        text: the value as the program shows it by its number format ("" for an empty cell).
        formula: the formula without its leading ``=``; None when the cell has none.
        number_format: the number format code (``General`` by default).
        locked: True when the cell is locked, which matters only on a protected sheet.
        hidden: True when its row or column is hidden.
    """

    value: Value = None
    text: str = ""
    formula: Optional[str] = None
    number_format: str = "General"
    locked: bool = True
    hidden: bool = False

    @property
    def is_error(self) -> bool:
        """是否错误值."""
        return isinstance(self.value, CellError)

    @property
    def is_blank(self) -> bool:
        """是否空白: no formula and nothing but white space shown."""
        return self.formula is None and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))


EMPTY = Cell()


@dataclass
class Grid:
    """工作表的表格: the cells of one sheet (or one Word table) by (row, column), with merged ranges.

    Only cells that exist are in ``cells``; ``grid[row, column]`` gives an empty Cell for the others.
    ``protection`` is "" (none), "open" (protected without a password) or "password".
    ``addresses`` gives a cell's printed address where it is not A1 (Word: ``T2R3C5``).
    ``writable`` is False for grids that cannot be written (Word tables, .xls).
    """

    name: str
    cells: Dict[Position, Cell] = field(default_factory=dict)
    merges: List[Range] = field(default_factory=list)
    protection: str = ""
    addresses: Dict[Position, str] = field(default_factory=dict)
    writable: bool = True
    hidden: bool = False
    #: the workbook counts its days from 1904 on
    date1904: bool = False
    #: names defined in the workbook that point at one cell of this sheet: name -> position
    names: Dict[str, Position] = field(default_factory=dict)
    hidden_rows: FrozenSet[int] = frozenset()
    hidden_columns: FrozenSet[int] = frozenset()
    #: what absent cells look like (format, lock): row -> cell, and (first column, last column, cell)
    row_defaults: Dict[int, Cell] = field(default_factory=dict)
    column_defaults: List[Tuple[int, int, Cell]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._merge_of: Dict[Position, Range] = {}
        self._indexed = 0

    def __getitem__(self, where: Position) -> Cell:
        cell = self.cells.get(where)
        if cell is not None:
            return cell
        if self.row_defaults or self.column_defaults:
            return self._default(where)
        return EMPTY

    def _default(self, where: Position) -> Cell:
        row, column = where
        if row in self.row_defaults:
            return self.row_defaults[row]
        for first, last, cell in self.column_defaults:
            if first <= column <= last:
                return cell
        return EMPTY

    def merge_at(self, row: int, column: int) -> Optional[Range]:
        """所在合并区域: the merged range that covers the cell, or None. Large merges are found by scanning."""
        if self._indexed != len(self.merges):
            self._merge_of = {}
            for merged in self.merges:
                if (merged.bottom - merged.top + 1) * (merged.right - merged.left + 1) <= 100_000:
                    for r in range(merged.top, merged.bottom + 1):
                        for c in range(merged.left, merged.right + 1):
                            self._merge_of[r, c] = merged
            self._indexed = len(self.merges)
        return self._merge_of.get((row, column))

    def anchor(self, row: int, column: int) -> Position:
        """合并区域左上角: the cell that holds the value shown at (row, column)."""
        merged = self.merge_at(row, column)
        return (merged.top, merged.left) if merged else (row, column)

    def shown(self, row: int, column: int) -> Cell:
        """显示的单元格: the cell whose value is seen at (row, column), merges taken into account."""
        return self[self.anchor(row, column)]

    def label(self, row: int, column: int) -> str:
        """单元格标识: the printed address of a cell, its merge's top-left cell."""
        where = self.anchor(row, column)
        return self.addresses.get(where) or address(*where)

    @property
    def size(self) -> Position:
        """已用区域: (last row, last column) that hold a cell, (0, 0) for an empty sheet."""
        if not self.cells:
            return (0, 0)
        return max(r for r, _ in self.cells), max(c for _, c in self.cells)

    def __iter__(self) -> Iterator[Tuple[Position, Cell]]:
        return iter(sorted(self.cells.items()))

    def texts(self, shortest: int = 1) -> List[Tuple[Position, Cell]]:
        """文字单元格: the cells that hold a text of at least so many characters, by row and column."""
        return sorted(
            (
                (where, cell)
                for where, cell in self.cells.items()
                if isinstance(cell.value, str) and len(cell.value) >= shortest
            ),
            key=_place,
        )


def _place(found: Tuple[Position, Cell]) -> Position:
    return found[0]
