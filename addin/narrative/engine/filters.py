"""内置过滤器 (built-in filters): the few that every template has; those of the trade are registered from outside.

None of Jinja's own filters is offered: several reach attributes or other filters by name, or grow texts without bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from jinja2.runtime import Undefined

from .problems import ValueProblem
from .values import exact, kind_of, show

_MAX_TEXT = 2_000_000
_MAX_PLACES = 12


def default(value: Any, other: Any = "", empty: bool = False) -> Any:
    """默认值: another value when there is none (not defined or blank); with ``true`` also for "" and 0.

    >>> default(None, "—"), default("", "—"), default("", "—", True)
    ('—', '', '—')
    """
    if isinstance(value, Undefined) or value is None or (empty and not value):
        return other
    return value


def join(items: Any, sign: str = "", field: str | None = None) -> str:
    """连接: the items of a list in one text; with a field, that field of each.

    >>> join(["工资", "津贴"], "、"), join([{"名称": "甲"}, {"名称": "乙"}], "；", "名称")
    ('工资、津贴', '甲；乙')
    """
    texts = [show(_field(one, field) if field is not None else one) for one in _list(items)]
    if sum(map(len, texts)) + len(sign) * len(texts) > _MAX_TEXT:
        raise ValueProblem("连接后的文字过长，已停止。", "limit.text")
    return str(sign).join(texts)


def _field(item: Any, field: str) -> Any:
    if not isinstance(item, Mapping) or field not in item:
        raise ValueProblem(f"列表的项里没有“{field}”。", "name.unknown")
    return item[field]


def length(value: Any) -> int:
    """项数或字数."""
    if isinstance(value, (str, list, tuple, Mapping)):
        return len(value)
    raise ValueProblem(f"{kind_of(value)}没有长度。")


def first(items: Any) -> Any:
    """第一项."""
    found = _list(items)
    if not found:
        raise ValueProblem("列表是空的，没有第一项。", "value.missing")
    return found[0]


def last(items: Any) -> Any:
    """最后一项."""
    found = _list(items)
    if not found:
        raise ValueProblem("列表是空的，没有最后一项。", "value.missing")
    return found[-1]


def items(value: Any) -> list[tuple[Any, Any]]:
    """名称和值: of a group of data, to loop over."""
    if not isinstance(value, Mapping):
        raise ValueProblem(f"{kind_of(value)}不是成组的数据。")
    return list(value.items())


def trim(value: Any) -> str:
    """去掉两端空白."""
    return show(value).strip()


def replace(value: Any, old: Any, new: Any) -> str:
    """替换文字."""
    text, before, after = show(value), show(old), show(new)
    if not before:
        raise ValueProblem("replace 要替换的文字是空的。")
    if text.count(before) * len(after) > _MAX_TEXT:
        raise ValueProblem("替换后的文字过长，已停止。", "limit.text")
    return text.replace(before, after)


def upper(value: Any) -> str:
    """大写字母."""
    return show(value).upper()


def lower(value: Any) -> str:
    """小写字母."""
    return show(value).lower()


def lines(value: Any) -> list[str]:
    """分行: the lines of a text that are not blank, to loop over.

    >>> lines("一、职能\\n\\n二、机构")
    ['一、职能', '二、机构']
    """
    return [one.strip() for one in show(value).splitlines() if one.strip()]


def absolute(value: Any) -> Any:
    """绝对值."""
    return abs(_number(value))


def round_half_up(value: Any, places: int = 0) -> Decimal:
    """四舍五入: half up, as on the forms.

    >>> round_half_up(2.675, 2), round_half_up(-0.5)
    (Decimal('2.68'), Decimal('-1'))
    """
    if not isinstance(places, int) or not 0 <= places <= _MAX_PLACES:
        raise ValueProblem(f"小数位数应为 0 至 {_MAX_PLACES}。")
    try:
        return Decimal(_number(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation as cause:
        raise ValueProblem("数值过大，不能取位。") from cause


def _number(value: Any) -> Any:
    found = exact(value)
    if isinstance(found, bool) or not isinstance(found, (int, Decimal)):
        raise ValueProblem(f"{kind_of(value)}不是数。")
    return found


def _list(value: Any) -> Sequence[Any]:
    if isinstance(value, (list, tuple)):
        return value
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping)):
        return list(value)
    raise ValueProblem(f"{kind_of(value)}不是列表。")


BUILT_IN: Mapping[str, Callable[..., Any]] = {
    "default": default,
    "d": default,
    "join": join,
    "length": length,
    "count": length,
    "first": first,
    "last": last,
    "items": items,
    "trim": trim,
    "replace": replace,
    "upper": upper,
    "lower": lower,
    "lines": lines,
    "abs": absolute,
    "round": round_half_up,
}
