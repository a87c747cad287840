"""部门决算公开表的词典 (words of the final accounts), read from accounts.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Pattern, Tuple

from udfs.core.data import load_toml

from .text import bare, key

_PREFIX = re.compile(r"^(其中|减|加)[:]?")


def label_of(text: str) -> str:
    """行名、列名的比较形式: bare, without 其中.

    >>> label_of("其中：（1）公务用车购置费"), label_of("“三公”经费")
    ('公务用车购置费', '三公经费')
    """
    return bare(_PREFIX.sub("", key(text)))


def _words(entries: Mapping[str, Any]) -> Dict[str, str]:
    return {label_of(word): name for name, entry in entries.items() for word in _list(entry)}


def _list(entry: Any) -> List[str]:
    return list(entry["words"] if isinstance(entry, dict) else entry)


@dataclass(frozen=True)
class Words:
    """决算公开表词典.

    Args:
        titles: (table, pattern) in the order in which they are tried. names: table -> its usual name.
        heads: kind of head cell -> words. columns: table -> word -> column key.
        lines: word -> row key of tables 1 and 4. functions: word -> 3 digits of the 类.
        basic_totals, public: word -> key. sides: word -> ``budget`` or ``actual``. empty: what a note of an empty table says.
        head_words: every word that may stand in a head.
    """

    titles: Tuple[Tuple[int, Pattern[str]], ...]
    names: Dict[int, str]
    heads: Dict[str, FrozenSet[str]]
    columns: Dict[int, Dict[str, str]]
    lines: Dict[str, str]
    functions: Dict[str, str]
    basic_totals: Dict[str, str]
    public: Dict[str, str]
    sides: Dict[str, str]
    empty: Pattern[str]
    head_words: FrozenSet[str]

    def table_of(self, title: str) -> Optional[int]:
        """标题说的是九张表中的哪一张; None when it is none of them.

        >>> words().table_of("昌吉职业技术学院2024年度收入支出决算总表"), words().table_of("部门收支预算总表")
        (1, None)
        >>> words().table_of("财政拨款“三公”经费支出决算表（公开09表）"), words().table_of("项目支出决算表")
        (9, None)
        """
        text = bare(title)
        for table, pattern in self.titles:
            if pattern.search(text):
                return table
        return None

    def knows_head(self, text: str) -> bool:
        """是否表头的词."""
        word = label_of(text)
        return word in self.head_words


def build(data: Mapping[str, Any]) -> Words:
    """由数据建词典."""
    columns: Dict[int, Dict[str, str]] = {table: {} for table in range(1, 10)}
    for name, entry in data["columns"].items():
        for table in entry["tables"]:
            columns[table].update({label_of(word): name for word in entry["words"]})
    heads = {name: frozenset(label_of(word) for word in found) for name, found in data["heads"].items()}
    public, sides = _words(data["public"]), _words(data["public_sides"])
    known = {"收入", "支出", "人员经费", "公用经费"}.union(sides, public, *columns.values(), *heads.values())
    return Words(
        titles=tuple(
            (entry["table"], re.compile("(?:" + "|".join(entry["titles"]) + ")$")) for entry in data["tables"]
        ),
        names={entry["table"]: entry["name"] for entry in data["tables"]},
        heads=heads,
        columns=columns,
        lines=_words(data["lines"]),
        functions=_words(data["functions"]),
        basic_totals=_words(data["basic_totals"]),
        public=public,
        sides=sides,
        empty=re.compile("|".join(f"(?:{one})" for one in data["empty"]["patterns"])),
        head_words=frozenset(known),
    )


@lru_cache(maxsize=1)
def words() -> Words:
    """内置词典.

    >>> words().functions["教育支出"]
    '205'
    """
    return build(load_toml(Path(__file__).with_name("accounts.toml")))
