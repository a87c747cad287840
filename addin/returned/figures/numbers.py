"""单元格的数 (numbers of cells): amounts exactly in 万元, points, counts and ratios; None where a cell states no number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from udfs.core.number import read_number, read_rate
from udfs.core.reading.text import normalise

from ...commands.inputs import is_percent_format, is_placeholder, is_stale, number_of
from ...forms.model import Bound

#: unit as typed or printed -> power of ten that makes 元 of it
_POWERS = {"元": 0, "千元": 3, "万元": 4, "亿元": 8, "万": 4, "亿": 8}
_WAN = 4
_TYPED = re.compile(
    r"(?P<open>\()?(?P<sign>[-+])?¥?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)(?P<unit>亿元|万元|千元|元|亿|万)整?(?P<close>\))?"
)
_SHOWN = re.compile(r"[^\d.,()-]*-?(?P<number>[\d,]*\.?\d+)\s*(?P<unit>亿元|万元|千元|元)$")
#: the programs compute and show 15 digits; what a double carries beyond them is noise of its sums (0.1 + 0.2)
_AS_SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)
#: longer texts are no amounts
_LONGEST = 64


def number(bound: Bound | None) -> Decimal | None:
    """单元格的数: exactly as typed; of a stored double the 15 digits that every program shows.

    Returns:
        None for a blank, words, an error, or a formula without a value.

    >>> from addin.grid import Cell
    >>> number(Bound(1, 1, Cell(0.1 + 0.2, "0.3"), "A1"))
    Decimal('0.3')
    """
    if bound is None or is_stale(bound):
        return None
    value = bound.cell.value
    if type(value) is float:
        return of_double(value)
    try:
        return number_of(bound)
    except ValueError:
        return None


# units share many figures: zeros, points, head counts
@lru_cache(maxsize=1 << 13)
def of_double(value: float) -> Decimal:
    """双精度数的十进制值: its 15 digits."""
    return _trimmed(_AS_SHOWN.plus(Decimal(repr(value))) or Decimal(0))


def _trimmed(value: Decimal) -> Decimal:
    """Without the zeros that rounding leaves behind; whole numbers stay plain."""
    short = value.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and 0 < exponent < 15 else short


def money(bound: Bound | None, unit: str) -> Decimal | None:
    """金额，化为万元: exactly; a unit typed with the number goes before the form's.

    Args:
        bound: the cell; an amount may stand behind its name (项目支出：18.75). unit: the form's money unit, "" for 万元.

    >>> from addin.grid import Cell
    >>> money(Bound(1, 1, Cell("12,345.60元", "12,345.60元"), "A1"), "万元")
    Decimal('1.23456')
    >>> money(Bound(1, 1, Cell(18.75, "18.75"), "A1"), "元")
    Decimal('0.001875')
    """
    if bound is None or bound.cell.is_error or is_stale(bound):
        return None
    value = bound.cell.value
    if isinstance(value, str):
        return _money_text(value, unit)
    found = number(bound)
    return None if found is None else in_wan(found, _shown_unit(found, bound.cell.text) or unit)


def _money_text(text: str, unit: str) -> Decimal | None:
    plain = _normal(text)
    if plain is None:
        return None
    amount = _amount(plain, unit)
    if amount is None and ":" in plain:
        amount = _amount(plain.rpartition(":")[2], unit)
    return amount


def _amount(plain: str, unit: str) -> Decimal | None:
    typed = _TYPED.fullmatch(plain)
    if typed and bool(typed.group("open")) == bool(typed.group("close")):
        found = Decimal(typed.group("number").replace(",", ""))
        negative = typed.group("sign") == "-" or typed.group("open")
        return in_wan(-found if negative else found, typed.group("unit"))
    try:
        stated = read_number(plain)
    except ValueError:
        return None
    return None if stated is None else in_wan(stated, unit)


def _normal(text: str) -> str | None:
    return (normalise(text).replace("，", ",") or None) if len(text) <= _LONGEST else None


def states_unit(text: str) -> bool:
    """文字是否为带金额单位的数: such as 1.2万元.

    >>> states_unit("1.2万元"), states_unit("约三百"), states_unit("12")
    (True, False, False)
    """
    plain = _normal(text)
    return plain is not None and _TYPED.fullmatch(plain) is not None


def _shown_unit(value: Decimal, text: str) -> str:
    """A unit that the number format shows (12.50万元); one that scales (12000 shown as 12千元) says something else."""
    found = _SHOWN.fullmatch(text.strip()) if text.rstrip()[-1:] == "元" else None
    if found is None:
        return ""
    digits = found.group("number").replace(",", "")
    places = len(digits.partition(".")[2])
    return found.group("unit") if abs(Decimal(digits) - abs(value)) <= Decimal(5).scaleb(-places - 1) else ""


def in_wan(value: Decimal, unit: str) -> Decimal:
    """化为万元: by moving the point, so that nothing is rounded.

    >>> in_wan(Decimal("123456.78"), "元"), in_wan(Decimal("1.5"), "亿元"), in_wan(Decimal("3"), "")
    (Decimal('12.345678'), Decimal('15000'), Decimal('3'))
    """
    power = _POWERS.get(unit, _WAN) - _WAN
    return value if not power else _trimmed(Decimal(value).scaleb(power))


def ratio(bound: Bound | None) -> Decimal | None:
    """比率: 1 is 100 %; None where the cell states none for certain."""
    if bound is None or bound.cell.is_error or is_stale(bound) or is_placeholder(bound.text):
        return None
    value = bound.cell.value
    try:
        found = read_rate(value if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None)
    except ValueError:
        return None
    return of_double(value) if found is not None and isinstance(value, float) else found


def points(bound: Bound | None, percent: bool = False) -> Decimal | None:
    """分值、得分: 权重 10% is 10 points of a hundred unless points are percentages themselves.

    Args:
        bound: the cell. percent: True where a percentage means itself.
    """
    if bound is None:
        return None
    value = bound.cell.value
    if isinstance(value, str) and value.strip().endswith(("%", "％")):
        found = ratio(bound)
        return None if found is None else _trimmed(found * 100)
    found = number(bound)
    if found is None or percent or not is_percent_format(bound.cell.number_format):
        return found
    return _trimmed(found * 100)


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """两数之比; None where one is missing or the whole is not positive."""
    return part / whole if part is not None and whole is not None and whole > 0 else None
