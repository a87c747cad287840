"""舍入 (rounding): half up on decimals, the exact double, and how a printed figure is compared with a computed one."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import Optional, Tuple, Union

EXACT = "exact"
ROUNDING = "rounding"
DIFFERS = "differs"

#: places that every rule of the published forms prints (依据: 评分表两位小数)
PLACES = 2
#: the widest difference that counts as a habit of rounding: points, percentage points, the form's money unit
TOLERANCE = Decimal("0.01")

#: a large amount at many places needs more digits than the default context allows
_WIDE = Context(prec=1000)
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(40))

_PRINTED = re.compile(r"([-+]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?|\.(\d+))(%?)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％－＋−", "0123456789.,%-+-")


def half_up(value: Decimal, places: int = PLACES) -> Decimal:
    """四舍五入: round a decimal half away from zero.

    Args:
        value: any finite decimal.
        places: number of decimal places kept, 0 to 39.

    >>> half_up(Decimal("9.815"), 2)
    Decimal('9.82')
    """
    return _quantize(value, places, ROUND_HALF_UP)


def cut(value: Decimal, places: int = PLACES) -> Decimal:
    """截断: drop what stands behind the kept places.

    >>> cut(Decimal("9.99"), 1)
    Decimal('9.9')
    """
    return _quantize(value, places, ROUND_DOWN)


def _quantize(value: Decimal, places: int, how: str) -> Decimal:
    return value.quantize(_STEPS[places], rounding=how, context=_WIDE)


def from_double(value: float) -> Decimal:
    """双精度数的精确值: the decimal that a double really is, not its shortest form.

    >>> from_double(0.1) == Decimal("0.1")
    False
    """
    return Decimal(value)


def to_decimal(value: Union[int, float, Decimal]) -> Decimal:
    """数值转十进制: a stored double becomes the decimal a person sees (its shortest form).

    >>> to_decimal(0.1)
    Decimal('0.1')
    """
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else Decimal(repr(value))


def agrees(printed: str, computed: Decimal, unit: str = "points", *, exact: Optional[Decimal] = None) -> str:
    """印出的数与计算的数是否相符: classify a printed figure.

    Args:
        printed: the figure as shown, such as ``9.82``, ``99.27%``, ``3,651.48`` or ``89.62分``.
        computed: the computed figure; for ``unit="percent"`` a ratio (1 is 100 %).
        unit: ``points``, ``money`` or ``percent``.
        exact: the computed figure before rounding, for units that cut instead (9.996 printed 9.9).

    Returns:
        ``exact`` when printed equals computed, or computed at two places; ``rounding`` when it equals it rounded or
        cut at the printed number of places, or differs by at most 0.01; ``differs`` otherwise, or when printed is no
        figure.

    依据: RULES「舍入习惯与容差」: 两位小数四舍五入为准，截断、取整、浮点末位误差至多提示.

    >>> agrees("9.82", Decimal("9.8175")), agrees("9.9", Decimal("9.99")), agrees("10.00", Decimal("9.82"))
    ('exact', 'rounding', 'differs')
    >>> agrees("99.27%", Decimal("0.992714"), "percent")
    'exact'
    """
    shown = _shown(printed)
    if shown is None:
        return DIFFERS
    value, places, percent = shown
    places = min(places, len(_STEPS) - 1)
    if unit != "percent":
        # 10% in a column of points is a ratio of nothing that we know: only plain figures are compared
        return DIFFERS if percent else _compare(value, places, computed, exact)
    computed, exact = computed * 100, None if exact is None else exact * 100
    results = [_compare(value, places, computed, exact)]
    if not percent:  # 0.9927 in a percent cell, or 99.27 under a heading that says %
        results.append(_compare(value * 100, max(places - 2, 0), computed, exact))
    return min(results, key=(EXACT, ROUNDING, DIFFERS).index)


def _shown(printed: str) -> Optional[Tuple[Decimal, int, bool]]:
    """(value, places, has a percent sign) of a printed figure; None when it is none."""
    text = re.sub(r"[\s¥￥]+", "", printed.translate(_FULL_WIDTH))
    text = re.sub(r"(?:分|万元|元)$", "", text)
    match = _PRINTED.fullmatch(text)
    if match is None:
        return None
    sign, digits, places, leading, percent = match.groups()
    value = Decimal(sign + digits.replace(",", ""))
    return value, len(places or leading or ""), bool(percent)


def _compare(printed: Decimal, places: int, computed: Decimal, exact: Optional[Decimal]) -> str:
    if printed == computed or printed == half_up(computed, PLACES):
        return EXACT
    for figure in (computed,) if exact is None else (computed, exact):
        if printed in (half_up(figure, places), cut(figure, places)) or abs(printed - figure) <= TOLERANCE:
            return ROUNDING
    return DIFFERS
