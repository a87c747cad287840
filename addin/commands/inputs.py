"""单元格内容的取用 (inputs): what a bound cell gives to a rule, by its value, its number format and what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Optional, Union

from udfs.core.number import read_number
from udfs.core.reading.signs import PREFIX, prefix_sign
from udfs.core.reading.text import normalise

from ..forms.model import Bound, Row
from ..grid import Cell

#: what a rule is given: text as typed, an exact number, a date, or nothing
Input = Union[None, str, Decimal, date]

#: marks that stand for "nothing here"
_PLACEHOLDER = re.compile(r"^[\s—–―－_\-/／\\＼*＊~～.。无×]*$")
_AFFIXES = re.compile(r"^(?P<prefix>[^\d.,()（）+\-]*)-?[\d,]*\.?\d+(?P<suffix>[^\d,.()（）]*)$")
_AMOUNT_AT_END = re.compile(r"[:：]\s*([-－]?\d[\d,，]*(?:\.\d+)?)\s*(?:万元|亿元|千元|元)?\s*$")
_QUOTES = {ord(mark): None for mark in '“”"'}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True)
class Trouble:
    """输入的问题: why a cell gives no usable input.

    Args:
        code: ``value.unreadable``, ``value.stale`` or ``value.range``.
        message: the reason in Chinese.
        bound: the cell at fault.
    """

    code: str
    message: str
    bound: Bound


def is_percent_format(number_format: str) -> bool:
    """是否百分比格式: True when the number format shows a percent sign that scales.

    >>> is_percent_format("0.00%"), is_percent_format('0"%"')
    (True, False)
    """
    return "%" in _QUOTED.sub("", number_format or "")


def is_placeholder(text: str) -> bool:
    """是否占位符: —, -, /, 无 and the like, which mean that nothing belongs here; blank text is none.

    >>> is_placeholder("—"), is_placeholder(""), is_placeholder("-3")
    (True, False, False)
    """
    return bool(text.strip()) and bool(_PLACEHOLDER.match(text))


def quote(name: str) -> str:
    """加引号的名称: its own quotation marks are dropped, so that they do not pile up.

    >>> quote("“三公经费”变动率")
    '“三公经费变动率”'
    """
    bare = name.translate(_QUOTES)
    return f"“{' '.join(bare.split())}”"


# typed: 1, 1.0 and True are one key otherwise
@lru_cache(maxsize=1 << 13, typed=True)
def exact(number: Union[int, float]) -> Decimal:
    """数值转十进制: the stored double by its shortest form, without trailing zeros of an integer.

    >>> exact(0.1), exact(13.0)
    (Decimal('0.1'), Decimal('13'))
    """
    value = Decimal(repr(number)) or Decimal(0)  # 0.0 and -0.0 are one key, too
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < 10**15 else value


def is_stale(bound: Optional[Bound]) -> bool:
    """公式缺缓存值: True when a formula cell has no cached value to trust."""
    return bound is not None and bound.cell.formula is not None and bound.cell.value is None


def input_of(cell: Cell) -> Input:
    """单元格作为规则的输入: text, number, percent (as text with its sign), date or None.

    A number in a percent cell becomes its exact percentage; a unit that only the number format shows is kept.

    Args:
        cell: the cell as bound; not an error.

    Returns:
        text as typed, a Decimal, a date, or None for a blank.

    >>> input_of(Cell(0.95, "95%", number_format="0%")), input_of(Cell(13, "13套", number_format='0"套"'))
    ('95%', '13套')
    """
    value = cell.value
    if value is None or isinstance(value, bool):
        return cell.text.strip() or None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return cell.text.strip() or None
    if isinstance(value, (int, float)):
        number = exact(value)
        if is_percent_format(cell.number_format):
            return f"{(number * 100).normalize():f}%"
        shown = _AFFIXES.match(cell.text.strip())
        if shown and "E" not in cell.text.upper():
            # a currency sign before the number says nothing that a rule could use
            sign = shown.group("prefix").strip() if is_comparison(shown.group("prefix")) else ""
            if sign or shown.group("suffix"):
                return f"{sign}{number:f}{shown.group('suffix')}"
        return number
    return None


def quantity_of(row: Row, name: str) -> Input:
    """一行的指标值或完成值: joined with sign and unit where these stand in columns of their own.

    Args:
        row: the indicator row.
        name: ``target`` or ``actual``.
    """
    bound = row[name]
    if bound is None or bound.cell.is_error:
        return None
    value = input_of(bound.cell)
    sign, unit = row.text("sign") if name == "target" else "", row.text("unit")
    if value is None or isinstance(value, date) or not (sign or unit):
        return value
    text = f"{value:f}" if isinstance(value, Decimal) else value
    if is_placeholder(text):
        return value
    bare = re.fullmatch(r"[＝=]?\s*[-+]?[\d,，]*\.?\d+", text)
    if unit and not is_placeholder(unit) and bare:
        text = f"{text}{unit}"
    if sign and is_comparison(sign) and not begins_with_comparison(text):
        text = f"{sign}{text}"
    return text


def is_comparison(sign: str) -> bool:
    """是否比较符号: ≥ and its kin in any spelling, not 定性 or 正向.

    >>> is_comparison("≥"), is_comparison("＞＝"), is_comparison("大于等于"), is_comparison("定性")
    (True, True, True, False)
    """
    return prefix_sign(normalise(sign)) not in ("", "reach")


def begins_with_comparison(text: str) -> bool:
    """是否已带比较符号: then the sign in a column of its own says it a second time.

    >>> begins_with_comparison("＞＝12次"), begins_with_comparison("不少于12次"), begins_with_comparison("12次")
    (True, True, False)
    """
    return re.match(PREFIX, normalise(text)) is not None


def number_of(bound: Optional[Bound]) -> Optional[Decimal]:
    """单元格的数: the exact number, None for a blank or a placeholder, ValueError for text that is none.

    Raises:
        ValueError: the text is no number, or the cell holds an error; the message is Chinese.
    """
    if bound is None:
        return None
    cell = bound.cell
    if cell.is_error:
        raise ValueError(f"单元格是错误值 {cell.value}")
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        return exact(cell.value)
    if isinstance(cell.value, (date, time)):
        raise ValueError(f"“{bound.text}”是日期，不是数")
    return read_number(cell.value if cell.value is not None else cell.text)


def amount_of(bound: Optional[Bound]) -> Optional[Decimal]:
    """金额单元格的数, whether it holds the number alone or behind its name (项目支出：18.75); None when it states none."""
    if bound is None or bound.cell.is_error or is_stale(bound):
        return None
    text = bound.cell.value
    if isinstance(text, str):
        found = _AMOUNT_AT_END.search(text)
        if found:
            return read_number(found.group(1))
    try:
        return number_of(bound)
    except ValueError:
        return None
