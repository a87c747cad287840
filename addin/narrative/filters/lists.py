"""列举 (lists): 、 and ； between the items, 其中： before them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, List

from ..figure import Figure, Words
from .amounts import in_wan
from .reading import column_of, rows_of, words_of


def _texts(items: Any) -> List[str]:
    found = rows_of(items) if not isinstance(items, (str, Words)) else [items]
    return [words_of(one) for one in found if not (isinstance(one, (str, Words)) and not one)]


def enumerated(items: Any, column: str = "") -> str:
    """顿号: the items with 、 between them, blanks left out.

    Args:
        items: texts, or rows. column: the column to take from rows.

    >>> enumerated(["办公费", "", "水费"])
    '办公费、水费'
    """
    return "、".join(_texts([_cell(row, column) for row in rows_of(items)] if column else items))


def clauses(items: Any, column: str = "") -> str:
    """分号: the items with ； between them.

    >>> clauses(["一是提高效率", "二是规范管理"])
    '一是提高效率；二是规范管理'
    """
    return "；".join(_texts([_cell(row, column) for row in rows_of(items)] if column else items))


def _cell(row: Any, column: str) -> Any:
    if isinstance(row, Mapping) and column in row:
        return row[column]
    raise ValueError(f"各行没有“{column}”，有：{'、'.join(str(name) for name in row)}")


def amounts(rows: Any, name: str = "名称", column: str = "本年", between: str = "、") -> str:
    """列金额: name and amount of each row whose amount is neither blank nor 0.

    Args:
        rows: the rows. name, column: their columns. between: what stands between two.

    >>> from decimal import Decimal
    >>> w = lambda text: Figure(Decimal(text), "万元")
    >>> amounts([{"名称": "工资福利支出", "本年": w("13723.22")}, {"名称": "资本性支出", "本年": w("0")}])
    '工资福利支出13,723.22万元'
    """
    return between.join(
        f"{words_of(_cell(row, name))}{in_wan(column_of(row, column))}" for row in nonzero(rows, column)
    )


def nonzero(rows: Any, column: str = "本年") -> List[Any]:
    """非零: the rows whose figure is neither blank nor 0; figures alone work too.

    >>> from decimal import Decimal
    >>> len(nonzero([{"本年": Figure(Decimal(0))}, {"本年": Figure(Decimal(1))}]))
    1
    """
    return [row for row in rows_of(rows) if (row if isinstance(row, Figure) else column_of(row, column))]


def filled(items: Any, column: str = "") -> List[Any]:
    """非空: the items that say something.

    >>> filled(["甲", "", Words("")])
    ['甲']
    """
    return [one for one in rows_of(items) if _there(_cell(one, column) if column else one)]


def _there(value: Any) -> bool:
    if isinstance(value, (Figure, Words)):
        return not value.missing
    return bool(value.strip() if isinstance(value, str) else value)


def among(text: Any, lead: str = "，其中：") -> str:
    """其中: the words before a list, and nothing at all where the list is empty.

    >>> among("工资福利支出1.00万元"), among("")
    ('，其中：工资福利支出1.00万元', '')
    """
    shown = words_of(text) if not isinstance(text, (list, tuple)) else enumerated(text)
    return f"{lead}{shown}" if shown else ""


def wrapped(text: Any, before: str = "", after: str = "") -> str:
    """前后加: words before and after a text that is there; nothing where it is not.

    >>> wrapped(Words("通勤车"), "，其他用车主要是：", "")
    '，其他用车主要是：通勤车'
    >>> wrapped(Words(""), "，其他用车主要是：")
    ''
    """
    if isinstance(text, (Figure, Words)) and text.missing:
        return ""
    shown = words_of(text)
    return f"{before}{shown}{after}" if shown else ""
