"""表内所印数字 (printed figures): reading a figure as shown and comparing it with the computed one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Optional, Union

from ..findings import ERROR, HINT
from ..grid import Cell
from .inputs import exact, is_percent_format

#: points, percentage points and money may differ by this much: 依据 rounding habits of the published forms
TOLERANCE = Decimal("0.01")
_NUMBER = re.compile(
    r"^[^\d.+\-－]*(?P<sign>[-－]?)(?P<number>\d[\d,，]*(?:\.\d*)?|\.\d+)\s*(?P<percent>[%％]?)\s*\D*$"
)
_WIDE = str.maketrans("０１２３４５６７８９．，％－＋", "0123456789.,%-+")


@dataclass(frozen=True)
class Printed:
    """所印数字: the value, the decimal places shown, and whether it carries a percent sign.

    ``places`` are those of the percentage for a percent. ``stored`` is the cell's exact number where it holds one.
    """

    value: Decimal
    places: int
    percent: bool
    general: bool = False
    stored: Optional[Decimal] = None


def read_printed(cell: Cell) -> Optional[Printed]:
    """读出所印数字: None when the cell shows no single number.

    >>> read_printed(Cell("89.62分", "89.62分")).value
    Decimal('89.62')
    >>> read_printed(Cell(0.9927, "99.27%", number_format="0.00%")).percent
    True
    """
    value = cell.value
    number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    return _read(number, cell.text or "", cell.number_format)


# several checks read one cell, and thousands of units print the same points
@lru_cache(maxsize=1 << 13, typed=True)
def _read(held: Union[int, float, None], shown: str, number_format: str) -> Optional[Printed]:
    stored = None if held is None else exact(held)
    text = shown.translate(_WIDE).strip()
    match = _NUMBER.match(text)
    if match is None or "E" in text.upper():
        if stored is None:
            return None
        percent = is_percent_format(number_format)
        value = stored * 100 if percent else stored
        return Printed(value, places_of(value), percent, True, stored)
    number = match.group("number").replace(",", "").replace("，", "")
    value = Decimal(number if number != "." else "0")
    if match.group("sign"):
        value = -value
    places = len(number.partition(".")[2])
    general = stored is not None and number_format in ("General", "")
    return Printed(value, places, bool(match.group("percent")), general, stored)


def places_of(value: Decimal) -> int:
    """小数位数: decimal places that the number needs.

    >>> places_of(Decimal("9.90"))
    1
    """
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def compare(
    printed: Decimal, places: int, expected: Decimal, *, exact_value: Optional[Decimal] = None, decimals: int = 2
) -> str:
    """比较所印与计算: "" when they agree, ``hint`` within the tolerance, else ``error``.

    Args:
        printed: the figure as shown. places: its decimal places.
        expected: the computed figure, in the same scale (percentages as percentages).
        exact_value: the figure before the rule rounds it, where it is known: units cut that one (9.996 printed 9.9).
        decimals: the places to which the rule rounds.

    依据: RULES "Rounding habits and tolerance": rounded or cut at the printed places, or within 0.01, is at most a hint.

    >>> compare(Decimal("9.9"), 1, Decimal("9.99")), compare(Decimal("10.00"), 2, Decimal("9.72"))
    ('hint', 'error')
    """
    if printed == rounded(expected, decimals) or printed == expected:
        return ""
    # more places shown than the rule rounds to: the same figure carried further
    if places > decimals and printed == rounded(expected, places):
        return ""
    for figure in (expected, exact_value):
        if figure is not None and printed in (rounded(figure, places), cut(figure, places)):
            return HINT
    return (
        HINT
        if abs(printed - expected) <= TOLERANCE or abs(printed - rounded(expected, decimals)) <= TOLERANCE
        else ERROR
    )


def rounded(value: Decimal, places: int) -> Decimal:
    """四舍五入: half up at the given places."""
    return _quantize(value, places, ROUND_HALF_UP)


def cut(value: Decimal, places: int) -> Decimal:
    """截位: cut off at the given places."""
    return _quantize(value, places, ROUND_DOWN)


def _quantize(value: Decimal, places: int, rounding: str) -> Decimal:
    # scaleb and to_integral keep working where quantize would exceed the context's precision
    if value.adjusted() + places > 25:
        return value
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding)


def percent_of(printed: Printed, expected_ratio: Decimal) -> Decimal:
    """所印比率的百分数: 99.27 % may be printed 99.27%, 0.9927 or 99.27; the reading nearest to the computed one is meant."""
    if printed.percent:
        return printed.value
    as_ratio, as_percent = printed.value * 100, printed.value
    target = expected_ratio * 100
    return as_ratio if abs(as_ratio - target) <= abs(as_percent - target) else as_percent
