"""决算汇总 (final accounts): the nine tables added up by 科目 code, one sheet for each table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..forms.accounts_words import words
from ..narrative.data.account_names import COLUMNS, PUBLIC_SIDES
from ..returned import record
from ..rollup.model import Node, Result
from . import looks
from .figures import Item, items, listed_nodes, node_name
from .sheet import Column, Look, Sheet, Value, listed
from .text import shown

PREFIX = "决算"
_PUBLIC = 9
_CODED = re.compile(r"(\d{3,})\s*(.*)", re.S)
_TABLE = re.compile(r"公开0?(\d)")


def account_sheets(result: Result) -> list[Sheet]:
    """决算汇总: one sheet for each table that any unit returned."""
    heads: dict[str, dict[str, None]] = {}
    for one in items([result.whole], (record.ACCOUNTS,)):
        heads.setdefault(table_of(one), {}).update(dict.fromkeys(one.columns))
    nodes, _ = listed_nodes(result)
    return [_sheet(table, _ordered(table, heads[table]), nodes) for table in sorted(heads)]


def table_title(table: str) -> str:
    """表的名称: 公开03表 支出决算表.

    >>> table_title("公开03")
    '支出决算表（公开03表）'
    """
    number = _TABLE.fullmatch(table)
    name = words().names.get(int(number[1]), "") if number else ""
    return f"{name}（{table}表）"


def _ordered(table: str, found: dict[str, None]) -> list[str]:
    """The heads in the order of the official table, others after them as met."""
    number = _TABLE.fullmatch(table)
    heads = {**COLUMNS, _PUBLIC: PUBLIC_SIDES}
    official = list(heads.get(int(number[1]), {}).values()) if number else []
    known = [one for one in dict.fromkeys(official) if one in found]
    return [*known, *(one for one in found if one not in known)]


def _sheet(table: str, names: list[str], nodes: list[Node]) -> Sheet:
    columns = [
        Column("汇总单位", 22), Column("科目编码", 12, looks.CODE), Column("科目（项目）", 36),
        *(Column(shown(one), max(15, min(2 * len(one) + 2, 20)), looks.MONEY) for one in names),
        Column("单位数", 8, looks.COUNT), Column("其他名称", 24, looks.WRAP),
    ]  # fmt: skip
    note = "金额单位：万元。按科目编码相加；同一编码的名称取最先报送的，不同的列在“其他名称”。先列全部单位，再列各级。"
    rows = (row for node in nodes for row in _rows(table, names, node))
    return listed(f"{PREFIX}{table}", f"{table_title(table)}汇总", note, columns, rows, frozen=3)


def _rows(table: str, names: list[str], node: Node) -> Iterator[tuple[Value, ...]]:
    found = []
    for one in items([node], (record.ACCOUNTS,)):
        if table_of(one) == table:
            code, name = coded(one)
            found.append((code, name, one))
    # what has no code (合计, or a table without codes) keeps its order and stands first
    for code, name, one in sorted(found, key=lambda line: line[0]):
        depth = min((len(code) - 3) // 2, 7) if code else 0
        named = Look(name, f"{looks.TEXT}{looks.INDENT}{depth}") if depth > 0 else name
        others = "、".join(
            dict.fromkeys(other for line in one.columns.values() for other in line.names if other != name)
        )
        yield (node_name(node), code, named, *(one.value(column) for column in names), one.units, others)


def table_of(one: Item) -> str:
    """哪张表: 公开03."""
    return one.item.partition("/")[0]


def coded(one: Item) -> tuple[str, str]:
    """科目编码和名称; "" and the whole name where there is no code."""
    rest = one.item.partition("/")[2]
    found = _CODED.fullmatch(rest)
    return (found[1], found[2]) if found else ("", rest)
