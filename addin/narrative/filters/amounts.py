"""金额和数的写法 (amounts): thousands separators, two places, the unit behind the number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..figure import MONEY, PERCENT, SOME_MONEY, Figure, Words, changed, in_unit, money, natural
from .reading import figure_of

_MOST_PLACES = 8


def in_wan(value: Any, places: int = 2, unit: bool = True) -> str:
    """万元: the amount in 万元 with thousands separators and two places; from 元 it is converted.

    Args:
        value: a figure. places: decimal places. unit: False leaves 万元 away.

    >>> in_wan(Figure(Decimal("26854.92"), "万元")), in_wan(Figure(Decimal("2286729.56"), "元"))
    ('26,854.92万元', '228.67万元')
    """
    return _money(value, "万元", places, unit)


def in_yuan(value: Any, places: int = 2, unit: bool = True) -> str:
    """元: the amount in 元.

    >>> in_yuan(Figure(Decimal("0.4"), "万元")), in_yuan(Figure(Decimal("29868"), "元"), 0)
    ('4,000.00元', '29,868元')
    """
    return _money(value, "元", places, unit)


def places_of(places: Any) -> int:
    """小数位数 as written in a template.

    Raises:
        ValueError: it is no number of places.
    """
    if isinstance(places, bool) or not isinstance(places, int) or not 0 <= places <= _MOST_PLACES:
        raise ValueError(f"小数位数应为 0 至 {_MOST_PLACES}，现为“{places}”")
    return places


def _money(value: Any, unit: str, places: int, with_unit: bool) -> str:
    figure = in_unit(figure_of(value), unit)
    if figure.value is None:
        return figure.shown("")
    if figure.unit == SOME_MONEY:
        raise ValueError(
            f"“{figure.name}”所在的表没有写明金额单位，不知道是元还是万元。请在表上注明“单位：万元”，"
            f'或在模板里先写 当作("元")，例如 {{{{ … | 当作("元") | 万元 }}}}'
        )
    if figure.unit not in MONEY and figure.unit:
        raise ValueError(f"“{figure.name}”的单位是{figure.unit}，不是金额，不能写成{unit}")
    return figure.shown(money(figure.value, places_of(places)) + (unit if with_unit else ""))


def number(value: Any, places: Any = None) -> str:
    """数: the number alone; money with two places, counts as they are.

    Args:
        places: decimal places; by default two for money and as many as there are for anything else.

    >>> number(Figure(Decimal("20307.48"), "万元")), number(Figure(Decimal("1232"), "人")), number(Figure(Decimal("9.9"), "分"), 2)
    ('20,307.48', '1,232', '9.90')
    """
    figure = figure_of(value)
    if figure.value is None:
        return figure.shown("")
    if places is None:
        return figure.shown(money(figure.value) if figure.unit in MONEY else natural(figure.value))
    return figure.shown(money(figure.value, places_of(places)))


def with_unit(value: Any, unit: str = "") -> str:
    """带单位: the number with its own unit behind it, or with the one that is given.

    >>> with_unit(Figure(Decimal("1232"), "人")), with_unit(Figure(Decimal("65134.93"), "万元"))
    ('1,232人', '65,134.93万元')
    """
    figure = figure_of(value)
    if figure.value is None:
        return figure.shown("")
    shown = money(figure.value) if figure.unit in MONEY or figure.unit == PERCENT else natural(figure.value)
    return figure.shown(shown + (unit or figure.unit))


def whole(value: Any) -> str:
    """整数: rounded half up to a whole number.

    >>> whole(Figure(Decimal("1231.5"), "人"))
    '1,232'
    """
    return number(value, 0)


def percent(value: Any, places: int = 2) -> str:
    """百分比: a rate with two places and %.

    Args:
        value: a figure in % (占比 and 增长率 give one), or a ratio such as 0.9996.

    >>> percent(Figure(Decimal("77.3422"), "%")), percent(Figure(Decimal("0.9996")))
    ('77.34%', '99.96%')
    """
    figure = figure_of(value)
    if figure.value is None:
        return figure.shown("")
    scaled = figure.value if figure.unit == PERCENT else figure.value * 100
    return figure.shown(f"{money(scaled, places_of(places))}%")


def taken_as(value: Any, unit: str) -> Figure:
    """当作: the amount of a form that does not say its unit, taken to be in 元 or 万元.

    >>> in_wan(taken_as(Figure(Decimal("2286729.56"), SOME_MONEY), "元"))
    '228.67万元'
    """
    if unit not in MONEY:
        raise ValueError(f"当作 后面要写 {'、'.join(MONEY)}，现为“{unit}”")
    return changed(figure_of(value), unit=unit)


def blank_as_zero(value: Any) -> Figure:
    """空作零: a blank cell counts as 0 where the form means it so; the trace says that the cell was blank.

    >>> blank_as_zero(Figure(None, "万元", cells=("公开04表!H33",))).remark
    '空白，按 0 计'
    """
    figure = figure_of(value)
    if figure.value is not None or figure.trouble:
        return figure
    return changed(figure, value=Decimal(0), expression="0", remark="空白，按 0 计")


def has_value(value: Any) -> bool:
    """有数: whether the cell holds something (0 counts), for ``if``.

    >>> has_value(Figure(None)), has_value(Words("")), has_value(Words("有"))
    (False, False, True)
    """
    if isinstance(value, Figure):
        return bool(value) or not value.missing
    return not value.missing if isinstance(value, Words) else value not in (None, "")


def is_zero(value: Any) -> bool:
    """为零: whether the figure is blank or 0, for ``if``.

    >>> is_zero(Figure(Decimal("0.00"), "万元")), is_zero(Figure(None)), is_zero(Figure(Decimal("0.4")))
    (True, True, False)
    """
    return not figure_of(value)
