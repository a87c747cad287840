"""表格的书写习惯 (habit): how a figure is written so that it looks like its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Iterable, List, Optional, Union

from .figures.model import MONEY, POINTS, RATE, WORD, Figure
from .figures.totals import plain
from .inputs import is_percent_format, is_placeholder
from .printed import Printed, places_of, read_printed, rounded

#: a cell that may hold any text
TEXT_FORMAT = "@"
PERCENT_FORMAT = "0.00%"


@dataclass(frozen=True)
class Writing:
    """写法: the value to write and the number format to set with it, None to keep the cell's own."""

    value: Union[Decimal, str]
    number_format: Optional[str] = None


def write(figure: Figure, neighbours: Iterable[Figure]) -> Writing:
    """按表格的习惯写出一个数字.

    Args:
        figure: a decided figure.
        neighbours: other figures of the form; those of the same field show the habit best.

    Returns:
        text where the form prints text (99.27%, 89.62分), else the number with four decimals for a rate.
    """
    if figure.shape == WORD or not isinstance(figure.expected, Decimal):
        return Writing(str(figure.expected))
    near = _neighbours(figure, neighbours)
    if figure.shape == RATE:
        return _rate(figure, near)
    return _number(figure, near)


def _neighbours(figure: Figure, others: Iterable[Figure]) -> List[Figure]:
    shown = [
        other
        for other in others
        if other is not figure
        and other.shape == figure.shape
        and not other.is_empty
        and not is_placeholder(other.printed)
        and not other.bound.cell.is_error
    ]
    same = [other for other in shown if other.field == figure.field]
    if figure.field == "total":
        return same  # a score column says nothing about 分 behind the total
    return same or shown


def _printed_text(other: Figure) -> Optional[Printed]:
    """The neighbour as text: None when it is stored as a number."""
    return read_printed(other.bound.cell) if isinstance(other.bound.cell.value, str) else None


def _own_text(figure: Figure) -> bool:
    value = figure.bound.cell.value
    return isinstance(value, str) and bool(value.strip())


def _rate(figure: Figure, near: List[Figure]) -> Writing:
    ratio = figure.expected
    assert isinstance(ratio, Decimal)
    own = figure.bound.cell.number_format
    four = rounded(ratio, 4)
    if is_percent_format(own):
        return Writing(four)
    texts = [printed for printed in map(_printed_text, near) if printed]
    as_text = bool(texts) and len(texts) * 2 >= len(near)
    if own == TEXT_FORMAT or as_text or _own_text(figure):
        return Writing(_percent_text(four, figure, texts))
    numbers = [other.bound.cell for other in near if not isinstance(other.bound.cell.value, str)]
    if numbers:
        sample = numbers[0]
        if is_percent_format(sample.number_format):
            return Writing(four, sample.number_format)
        printed = read_printed(sample)
        # a bare number above 3 under a head such as 执行率（%） is a percentage without its sign
        if printed and printed.value > 3:
            return Writing(rounded(ratio * 100, 2))
        return Writing(four)
    return Writing(four, PERCENT_FORMAT if own in ("General", "") else None)


def _percent_text(ratio: Decimal, figure: Figure, texts: List[Printed]) -> str:
    percent = rounded(ratio * 100, 2)
    fixed = any(printed.places > places_of(printed.value) for printed in texts)
    trimmed = any(printed.places < 2 for printed in texts) or (not texts and figure.field == "completion")
    number = plain(percent) if trimmed and not fixed else f"{percent:.2f}"
    signed = not texts or any(printed.percent for printed in texts)
    return f"{number}%" if signed else number


def _number(figure: Figure, near: List[Figure]) -> Writing:
    value = figure.expected
    assert isinstance(value, Decimal)
    if figure.shape in (POINTS, MONEY):
        value = rounded(value, 2) if places_of(value) > 2 else value
    own = figure.bound.cell
    texts = [other for other in near if isinstance(other.bound.cell.value, str)]
    as_text = bool(texts) and len(texts) * 2 > len(near)
    model = own.text.strip() if isinstance(own.value, str) and own.text.strip() else ""
    if not model and as_text:
        model = texts[0].printed
    if own.number_format != TEXT_FORMAT and not model:
        return Writing(Decimal(plain(value)))
    places = [printed for printed in map(_printed_text, texts) if printed]
    fixed = any(printed.places > places_of(printed.value) for printed in places) or model.endswith(".00")
    number = f"{value:.2f}" if fixed or model.endswith("分") else plain(value)
    return Writing(f"{number}{'分' if model.endswith('分') else ''}")
