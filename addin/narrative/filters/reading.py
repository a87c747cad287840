"""过滤器的输入 (inputs of filters): what a template may pass, with a message that says what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, List

from ..engine.values import show
from ..figure import Figure, natural

#: names of the columns that rows with a comparison have
CURRENT, PREVIOUS, BUDGET = "本年", "上年", "预算"


def figure_of(value: Any) -> Figure:
    """取数: a figure, or a plain number of the template as one.

    Raises:
        ValueError: it is text, a row or a list.

    >>> figure_of(3).expression
    '3'
    """
    if isinstance(value, Figure):
        return value
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        plain = value if isinstance(value, Decimal) else Decimal(repr(value))
        return Figure(plain, expression=natural(plain))
    if isinstance(value, Mapping):
        names = "、".join(str(name) for name in list(value)[:8])
        raise ValueError(f"这里要一个数，给的是一行或一张表。请写到数为止，例如 .{CURRENT}；这里有：{names}")
    if isinstance(value, (list, tuple)):
        raise ValueError("这里要一个数，给的是许多行。请在 for 循环中逐行写，或用 合计")
    raise ValueError(f"这里要一个数，给的是文字“{str(value)[:20]}”")


def words_of(value: Any) -> str:
    """取文字: what a value prints as.

    Raises:
        ValueError: it is a row, a list or nothing at all, which no report prints.

    >>> words_of("教育支出"), words_of(3)
    ('教育支出', '3')
    """
    if value is None:
        raise ValueError("这里要文字，给的是空值")
    if isinstance(value, Mapping):
        raise ValueError("这里要文字，给的是一行或一张表。请写到文字为止，例如 .名称")
    if isinstance(value, (list, tuple)):
        raise ValueError('这里要文字，给的是许多行。请先用 顿号("名称") 或 列金额 连成一句')
    return show(value)


def column_of(row: Any, name: str) -> Figure:
    """取一行中的数.

    Raises:
        ValueError: the row has no such column, or it is no row.
    """
    if isinstance(row, Mapping):
        if name in row:
            return figure_of(row[name])
        names = "、".join(str(one) for one in row)
        raise ValueError(f"这一行没有“{name}”，有：{names}")
    raise ValueError(f"这里要一行（有“{name}”），给的是“{str(row)[:20]}”")


def rows_of(value: Any) -> List[Any]:
    """取许多行.

    Raises:
        ValueError: it is text or a single figure.
    """
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, (str, Figure)) or not hasattr(value, "__iter__"):
        raise ValueError("这里要许多行（例如 一般公共预算支出表.类），给的是一个数或文字")
    return list(value)
