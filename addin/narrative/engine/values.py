"""值的文字 (values as text): what a value looks like when a tag shows it, and exact arithmetic with values."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any

from jinja2.runtime import Undefined

from .blocks import Blocks, RichText
from .problems import ValueProblem

#: numbers beyond this are no figures of a report; whole numbers grow without bound otherwise
_MAX_NUMBER = 10**40
_MAX_EXPONENT = 60

_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
}
_SIGNS = {"+": "相加", "-": "相减", "*": "相乘", "/": "相除", "//": "整除", "%": "求余"}


def knows_itself(value: Any) -> bool:
    """自有写法的值: figures and words of the report's data show themselves, reckon by themselves and say where they came from.

    Their classes carry ``narrative_value``, what they are in a user's words; no template can make one.
    """
    return bool(getattr(type(value), "narrative_value", ""))


def show(value: Any) -> str:
    """值的文字: as it is printed, before escaping.

    Raises:
        ValueProblem: ``value.missing`` for nothing at all, ``value.unusable`` for lists and other objects.

    >>> show(Decimal("1E+2")), show(0.1), show(True), show(datetime.date(2024, 5, 1))
    ('100', '0.1', '是', '2024年5月1日')
    """
    if isinstance(value, str):
        return str(value)
    if knows_itself(value):
        return str(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, datetime.date):  # a datetime too
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, RichText):
        return str(value)
    if isinstance(value, Blocks):
        raise ValueProblem("这是表格、图表等成块内容，须独占一段，写成 {{p 名称 }}。", "value.block")
    if isinstance(value, Undefined):
        raise ValueProblem(undefined_message(value), "name.unknown")
    if value is None:
        raise ValueProblem(
            "没有值（数据为空）。请在工作簿中补填；确可为空的，写成 {{ 名称 or “—” }}。", "value.missing"
        )
    raise ValueProblem(f"值是{kind_of(value)}，不能直接印出。列表请用 {{% for %}} 逐项输出，或用过滤器 join 连接。")


def _number(value: Any) -> str:
    if isinstance(value, int):
        if abs(value) > _MAX_NUMBER:
            raise ValueProblem("数值过大，不像报告中的数字。")
        return str(int(value))
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueProblem("值不是有限的数（除零或溢出所致）。请核对数据。")
    if abs(exact.adjusted()) > _MAX_EXPONENT:
        raise ValueProblem("数值过大或过小，不像报告中的数字。")
    return format(exact, "f")


def kind_of(value: Any) -> str:
    """值的种类, in a user's words."""
    if isinstance(value, (list, tuple)):
        return "列表"
    if isinstance(value, Mapping):
        return "一组数据"
    if isinstance(value, str):
        return "文字"
    if isinstance(value, (bool, int, float, Decimal)):
        return "数"
    if knows_itself(value):
        return str(type(value).narrative_value)
    return "其他对象"


def undefined_message(value: Undefined) -> str:
    """未定义的说明: which name or field is not there."""
    name = value._undefined_name
    if name is None:  # only an if without else makes such a one
        return "条件不成立，没有值可印：请写成 {{ 甲 if 条件 else 乙 }}。"
    return value._undefined_hint or f"没有名为“{name}”的数据。"


def exact(value: Any) -> Any:
    """小数按十进制精确取值: floats as the decimals they print as; other values as they are."""
    return Decimal(repr(value)) if type(value) is float else value


def calculate(sign: str, left: Any, right: Any) -> Any:
    """算术: on numbers only, ``+`` also joins two texts; decimals stay exact.

    Raises:
        ValueProblem: ``value.…``.

    >>> calculate("+", 0.1, 0.2), calculate("/", 1, 4), calculate("%", 7, 2)
    (Decimal('0.3'), Decimal('0.25'), 1)
    """
    if sign == "+" and isinstance(left, str) and isinstance(right, str):
        return left + right
    for one in (left, right):
        if isinstance(one, Undefined):
            raise ValueProblem(undefined_message(one), "name.unknown")
        if one is None:
            raise ValueProblem("参与计算的数据为空。请在工作簿中补填。", "value.missing")
        if not (isinstance(one, (int, float, Decimal)) or knows_itself(one)) or isinstance(one, bool):
            raise ValueProblem(
                f"{kind_of(one)}不能{_SIGNS[sign]}。"
                + ("拼接文字请用 ~。" if isinstance(one, str) else "请核对数据的种类。")
            )
    if knows_itself(left) or knows_itself(right):
        try:
            return _OPERATIONS[sign](left, right)
        except TypeError as cause:
            raise ValueProblem(f"{kind_of(left)}和{kind_of(right)}不能{_SIGNS[sign]}。请核对数据的种类。") from cause
        except ArithmeticError as cause:
            raise ValueProblem(f"不能{_SIGNS[sign]}。{ValueProblem.of(cause).message}") from cause
    left, right = exact(left), exact(right)
    if sign in "//%" and right == 0:
        raise ValueProblem("除数是 0。请先用 {% if %} 判断分母。", "value.zero-division")
    if sign == "/" and isinstance(left, int) and isinstance(right, int):
        left = Decimal(left)
    try:
        result = _OPERATIONS[sign](left, right)
    except (InvalidOperation, DivisionByZero, OverflowError) as cause:
        raise ValueProblem("计算没有结果。请核对数据。") from cause
    if abs(result) > _MAX_NUMBER:
        raise ValueProblem("计算结果过大，不像报告中的数字。")
    return result


def is_number(value: Any) -> bool:
    """是否数: a number, or a figure of the workbook.

    >>> is_number(3), is_number("3"), is_number(True)
    (True, False, False)
    """
    return kind_of(value) == "数" and not isinstance(value, bool)


def is_text(value: Any) -> bool:
    """是否文字: a text, or words of the workbook."""
    return kind_of(value) == "文字"


def is_even(value: Any) -> bool:
    """是否偶数.

    Raises:
        ValueProblem: it is no whole number.
    """
    plain = getattr(value, "value", None) if knows_itself(value) else exact(value)
    if not isinstance(plain, (int, Decimal)) or isinstance(plain, bool) or plain % 1:
        raise ValueProblem(f"is even、is odd 要整数，这里是{kind_of(value)}“{show(value)[:20]}”。")
    return plain % 2 == 0
