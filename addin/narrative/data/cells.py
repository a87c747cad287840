"""由单元格取数 (cells): a bound cell as a figure or as words, with its place; errors and stale formulas are told, blanks are blank."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Callable, Dict, Optional, TypeVar

from ...commands.inputs import amount_of, is_percent_format, is_placeholder
from ...commands.printed import read_printed
from ...forms.model import Bound, Row
from ...grid import Cell, Grid, Position
from ..figure import MONEY, PERCENT, Figure, Ledger, Words, natural

Made = TypeVar("Made")

#: money typed as text with its unit
_WITH_MONEY = re.compile(r"\s*([-+]?\d[\d,]*(?:\.\d+)?)\s*(亿元|百万元|万元|千元|元)\s*")
#: a stored double carries fifteen digits; what lies behind is the noise of binary fractions
_DIGITS, _PLACES = 15, 8


@dataclass
class Source:
    """取数的来源: makes figures and words that note in one ledger what was shown."""

    ledger: Optional[Ledger] = None

    def once(self, make: Callable[..., Made], subject: Any, *others: Any) -> Made:
        """由某物做出: ``make(subject, *others, source)``; a source that outlives one report may take up again what it made before."""
        return make(subject, *others, self)

    def figure(self, sheet: str, bound: Optional[Bound], name: str, unit: str = "") -> Figure:
        """一个数.

        Args:
            sheet: the sheet's name. bound: the cell, None when the form has none. name: what it is.
            unit: of the number; % gives a percentage whether the cell holds 0.9996, 99.96 % or "99.96%".
        """
        if bound is None:
            return Figure(None, unit, name, ledger=self.ledger)
        place = f"{sheet}!{bound.label}"
        trouble = trouble_of(bound.cell)
        if trouble:
            return Figure(None, unit, name, (place,), trouble=trouble, ledger=self.ledger)
        value = _percentage(bound.cell) if unit == PERCENT else _amount(bound, unit)
        if value is None:
            shown = bound.text
            unread = f"是“{shown[:20]}”，不是数" if shown and not is_placeholder(shown) else ""
            return Figure(None, unit, name, (place,), trouble=unread, ledger=self.ledger)
        value = quiet(value)
        shown = natural(value) + (PERCENT if unit == PERCENT else "")
        return Figure(value, unit, name, (place,), shown, ledger=self.ledger)

    def words(self, sheet: str, bound: Optional[Bound], name: str) -> Words:
        """一段文字, paragraphs as lines."""
        if bound is None:
            return Words("", name, ledger=self.ledger)
        place = f"{sheet}!{bound.label}"
        trouble = trouble_of(bound.cell)
        if trouble:
            return Words("", name, place, trouble, ledger=self.ledger)
        return Words(text_of(bound.cell), name, place, ledger=self.ledger)

    def fields(self, sheet: str, row: Row, kinds: Dict[str, tuple]) -> Dict[str, object]:
        """一行的各栏: Chinese name -> figure or words.

        Args:
            kinds: field -> (Chinese name, unit); a unit of None means words.
        """
        found: Dict[str, object] = {}
        for field, (name, unit) in kinds.items():
            bound = row[field]
            what = f"{row.name} {name}"
            found[name] = self.words(sheet, bound, what) if unit is None else self.figure(sheet, bound, what, unit)
        return found


def _amount(bound: Bound, unit: str) -> Optional[Decimal]:
    """The number of a cell in its column's unit; a text with a unit of money of its own (2,556元) is converted."""
    typed = (
        _WITH_MONEY.fullmatch(unicodedata.normalize("NFKC", bound.text)) if isinstance(bound.cell.value, str) else None
    )
    if typed is None:
        return amount_of(bound)
    if unit not in MONEY:
        return None
    return Decimal(typed.group(1).replace(",", "")) * MONEY[typed.group(2)] / MONEY[unit]


def bound_at(grid: Grid, where: Position) -> Bound:
    """某位置的单元格, its merge's top-left one."""
    row, column = grid.anchor(*where)
    return Bound(row, column, grid[row, column], grid.label(row, column))


def trouble_of(cell: Cell) -> str:
    """不能用的值: an error, or a formula without a cached value; "" when there is nothing against it."""
    if cell.is_error:
        return f"是错误值 {cell.value}"
    if cell.formula is not None and cell.value is None:
        return "有公式，但文件里没有算好的值"
    return ""


def text_of(cell: Cell) -> str:
    """单元格的文字: lines kept, white space at the ends of each taken away, empty lines too.

    >>> text_of(Cell(" 一是…… \\r\\n\\n二是…… ", ""))
    '一是……\\n二是……'
    """
    value = cell.value
    if isinstance(value, (date, datetime)):
        return f"{value.year}年{value.month}月{value.day}日"
    text = value if isinstance(value, str) else cell.text
    lines = [line.strip(" \t\u3000") for line in re.split(r"\r\n|\r|\n|_x000D_\n?", text)]
    return "\n".join(line for line in lines if line)


def quiet(value: Decimal) -> Decimal:
    """去掉二进制小数的尾差.

    >>> quiet(Decimal("26854.920000000002")), quiet(Decimal("1.8E-12"))
    (Decimal('26854.92'), Decimal('0'))
    """
    if not value:
        return Decimal(0)
    if len(value.as_tuple().digits) > _DIGITS:
        value = Decimal(f"{value:.{_DIGITS}g}").normalize()
    if value.adjusted() < -_PLACES:
        return Decimal(0)
    return value if -int(value.as_tuple().exponent) <= _PLACES else round(value, _PLACES)


def _percentage(cell: Cell) -> Optional[Decimal]:
    """99.96 for 0.9996, for 99.96 % and for the text "99.96%"; a bare number over 1 is taken as a percentage already."""
    printed = read_printed(cell)
    if printed is None:
        return None
    if printed.stored is None:
        return printed.value if printed.percent or abs(printed.value) > 1 else printed.value * 100
    ratio = is_percent_format(cell.number_format) or abs(printed.stored) <= 1
    return printed.stored * 100 if ratio else printed.stored
