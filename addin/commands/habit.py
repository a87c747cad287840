"""表格的书写习惯 (habit): how a figure is written so that it looks like its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, Iterable, List, Optional, Tuple, Union

from .figures.model import MONEY, POINTS, RATE, WORD, Figure
from .figures.totals import plain
from .inputs import is_percent_format, is_placeholder
from .printed import Printed, places_of, read_printed, rounded

#: a cell that may hold any text
TEXT_FORMAT = "@"
PERCENT_FORMAT = "0.00%"
#: so many printed figures show how a form writes
_SAMPLE = 50


@dataclass(frozen=True)
class Writing:
    """写法: the value to write and the number format to set with it, None to keep the cell's own."""

    value: Union[Decimal, str]
    number_format: Optional[str] = None


class Neighbours:
    """相邻的已填数字: the printed figures of a form by shape and field, found once for all of its cells."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._by_shape: Dict[str, List[Figure]] = {}
        self._by_field: Dict[Tuple[str, str], List[Figure]] = {}
        for figure in figures:
            if figure.is_empty or is_placeholder(figure.printed) or figure.bound.cell.is_error:
                continue
            self._by_shape.setdefault(figure.shape, []).append(figure)
            self._by_field.setdefault((figure.shape, figure.field), []).append(figure)

    def of(self, figure: Figure) -> List[Figure]:
        """一个数字的相邻数字: those of the same field show the habit best; a sample is enough."""
        same = self._but(figure, self._by_field.get((figure.shape, figure.field), []))
        if same or figure.field == "total":
            return same  # a score column says nothing about 分 behind the total
        return self._but(figure, self._by_shape.get(figure.shape, []))

    @staticmethod
    def _but(figure: Figure, others: List[Figure]) -> List[Figure]:
        return [other for other in others[: _SAMPLE + 1] if other is not figure]


def write(figure: Figure, neighbours: Neighbours) -> Writing:
    """按表格的习惯写出一个数字.

    Args:
        figure: a decided figure.
        neighbours: the other figures of the form; those of the same field show the habit best.

    Returns:
        text where the form prints text (99.27%, 89.62分), else the number with four decimals for a rate.
    """
    if figure.shape == WORD or not isinstance(figure.expected, Decimal):
        return Writing(f"{figure.label}{figure.expected}")
    near = neighbours.of(figure)
    if figure.shape == RATE:
        return _rate(figure, near)
    return _number(figure, near)


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
