"""申报表、监控表的词典 (words of declarations and monitoring tables), read from plans.toml over lexicon.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Mapping, Pattern

from udfs.core.data import load_toml

from .lexicon import Section, lexicon
from .plans_model import DECLARATION, MONITORING
from .text import bare, key

_LONGEST_TITLE = 60
#: printed behind a title: a number, the year
_TAIL = re.compile(r"[-—_~0-9年度*:]+$")


@dataclass(frozen=True)
class Words:
    """申报表、监控表词典.

    Args:
        indicator, money: labels of the heads. titles: kind -> how its titles end. other: titles of neither kind.
        month: labels beside the month. medium: what stands in front of a total of several years.
    """

    indicator: Section
    money: Section
    titles: Dict[str, Pattern[str]]
    other: Pattern[str]
    month: FrozenSet[str]
    medium: Pattern[str]

    def kind_of(self, title: str) -> str:
        """标题说的是哪一种: "" when it is neither.

        >>> words().kind_of("项目支出绩效目标申报表（2025年度）"), words().kind_of("2024年1-7月绩效目标运行监控表")
        ('declaration', 'monitoring')
        >>> words().kind_of("绩效目标申报表汇总表"), words().kind_of("各单位应填写绩效目标申报表。")
        ('', '')
        """
        text = _TAIL.sub("", bare(title))
        if (
            not text
            or len(key(title)) > _LONGEST_TITLE
            or re.search("[。；;，,！!？?]", title)
            or self.other.search(text)
        ):
            return ""
        return next((kind for kind, pattern in self.titles.items() if pattern.search(text)), "")


def _section(shared: Mapping[str, Any], own: Mapping[str, Any], like: Section) -> Section:
    """The labels of lexicon.toml with those of plans.toml put before them."""
    fields: Dict[str, Dict[str, List[str]]] = {}
    for source in (own["fields"], shared["fields"]):
        for name, entry in source.items():
            tiers = fields.setdefault(name, {})
            for tier, found in entry.items():
                tiers[tier] = [*tiers.get(tier, []), *found]
    return Section(list(own["ignore"]), fields, like.wholes, like.parts)


def build(shared: Mapping[str, Any], data: Mapping[str, Any]) -> Words:
    """由数据建词典: from lexicon.toml and plans.toml."""
    titles = data["titles"]
    return Words(
        indicator=_section(shared["indicator"], data["indicator"], lexicon().indicator),
        money=_section(shared["money"], data["money"], lexicon().money),
        titles={kind: re.compile("(?:" + "|".join(titles[kind]) + ")$") for kind in (DECLARATION, MONITORING)},
        other=re.compile("|".join(titles["other"])),
        month=frozenset(bare(word) for word in titles["month"]),
        medium=re.compile("^(?:" + "|".join(titles["medium"]) + ")"),
    )


@lru_cache(maxsize=1)
def words() -> Words:
    """内置词典.

    >>> words().money.find("截至本月执行数").field, words().indicator.find("1—7月完成情况").field
    ('executed', 'actual')
    """
    folder = Path(__file__).parent
    return build(load_toml(folder / "lexicon.toml"), load_toml(folder / "plans.toml"))
