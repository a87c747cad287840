"""指标的数 (indicators): target and actual as quantities, completion, weight and points of each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from udfs.core.quantity import Quantity, Unreadable, read_actual, read_target

from ...commands.figures.indicators import is_spare, percent_doubt
from ...commands.figures.money import is_percentage_cell
from ...commands.inputs import is_stale, quantity_of
from ...forms.model import Form, Row
from ..record import ABSOLUTE, INDICATORS, POINTS, RELATIVE, Figure
from .numbers import in_wan, points, ratio

#: the unit of a number whose indicator is a rate although neither cell nor column says %: 95 may be 95 % or 95 ‰
NO_UNIT = "未标单位"
#: names of what is a rate, an average or a price: such values are averaged, never added (RULES: roll-up)
_RELATIVE_NAME = re.compile(
    r"(率|比例|占比|比重|满意度|均值|单价|标准|时限|时长|周期|期限)$|人均|户均|生均|平均|满意度"
)
#: per year or per month counts how often; per head or per hectare is an average
_PERIODS = frozenset({"年", "月", "季", "季度", "周", "日", "天", "学期", "学年", "年度"})
_RATIO_UNITS = frozenset({"倍", "级", "折", "度"})


def indicators(form: Form, funds: Decimal | None) -> Iterator[Figure]:
    """指标表的数.

    Args:
        form: the form. funds: its budget in 万元, by which relative values are weighted; None without one.

    Yields:
        target and actual where they are numbers (dates and words give nothing), completion, weight, score.
    """
    for row in form.indicators:
        if is_spare(row):
            continue
        item = "/".join((row.level1, row.level2, row.name))
        yield from _quantities(row, item, form.year, funds)
        completion = row["completion"]
        value = ratio(completion)
        if completion is not None and value is not None:
            yield Figure(INDICATORS, item, "completion", RELATIVE, value, "", completion.label, funds)
        percent = is_percentage_cell(row["score"])
        for column in ("weight", "score"):
            bound = row[column]
            value = points(bound, percent)
            if bound is not None and value is not None:
                yield Figure(INDICATORS, item, column, POINTS, value, "", bound.label, funds)


def _quantities(row: Row, item: str, year: int | None, funds: Decimal | None) -> Iterator[Figure]:
    target = actual = None
    if not percent_doubt(row):
        target = _read(row, "target", None, year)
        actual = _read(row, "value" if row["actual"] is None else "actual", target, year)
    for column, quantity in (("target", target), ("actual", actual)):
        bound = row[column] or (row["value"] if column == "actual" else None)
        if quantity is None or quantity.value is None or bound is None:
            continue
        if target is not None and not quantity.unit and quantity.kind == target.kind:
            quantity = replace(quantity, unit=target.unit)  # 3415 beside ≥2800人
        relative, unit, value = _measured(quantity, row.name)
        yield Figure(
            INDICATORS, item, column, RELATIVE if relative else ABSOLUTE, value, unit, bound.label,
            funds if relative else None,
        )  # fmt: skip


def _read(row: Row, name: str, target: Quantity | None, year: int | None) -> Quantity | None:
    bound = row[name]
    if bound is None or bound.cell.is_error or is_stale(bound):
        return None
    value = quantity_of(row, name)
    try:
        if name == "target":
            return read_target(value, year)
        return read_actual(value, target or Quantity("blank"), year)
    except Unreadable:
        return None


def _measured(quantity: Quantity, name: str) -> tuple[bool, str, Decimal]:
    """(relative, unit, value): a percentage as a ratio, money in 万元, the rest in its own unit."""
    assert quantity.value is not None
    if quantity.kind == "percent":
        return True, "", quantity.value
    unit, value = quantity.unit, quantity.value
    relative = bool(_RELATIVE_NAME.search(name)) or is_relative_unit(unit)
    if unit == "元":
        return relative, "万元", in_wan(value, "元")
    return relative, unit or (NO_UNIT if relative else ""), value


def is_relative_unit(unit: str) -> bool:
    """单位是否为相对值的单位: 元/人 is an average, 次/年 a count.

    >>> is_relative_unit("元/生/年"), is_relative_unit("次/年"), is_relative_unit("倍"), is_relative_unit("人")
    (True, False, True, False)
    """
    below = unit.split("/")[1:]
    return unit in _RATIO_UNITS or any(one not in _PERIODS for one in below)
