"""表单词典 (lexicon): which label means which field, read from lexicon.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Mapping, NamedTuple, Optional, Pattern, Tuple

from udfs.core.data import load_toml

from .text import bare, key

#: longer texts are never labels
LONGEST_LABEL = 40


class Hit(NamedTuple):
    """命中: the field a label means and how strongly (0 preferred, 1 usual, 2 weak)."""

    field: str
    rank: int


class Section:
    """词典的一节: the labels of one kind of head.

    Args:
        ignore: patterns; a label in which one of them occurs is never bound.
        fields: field -> words (``prefer``, ``words``, ``weak``) and ``patterns``.
    """

    def __init__(self, ignore: List[str], fields: Mapping[str, Mapping[str, List[str]]]) -> None:
        self._ignore: Optional[Pattern[str]] = re.compile("|".join(ignore)) if ignore else None
        self._words: Dict[str, Hit] = {}
        self._patterns: List[Tuple[Pattern[str], str]] = []
        for field, entry in fields.items():
            for rank, tier in enumerate(("prefer", "words", "weak")):
                for word in entry.get(tier, []):
                    self._words.setdefault(bare(word), Hit(field, rank))
            if entry.get("patterns"):
                self._patterns.append((re.compile("|".join(f"(?:{one})" for one in entry["patterns"])), field))
        self._known: Dict[str, Optional[Hit]] = {}

    def find(self, text: str) -> Optional[Hit]:
        """查标签: what the label means, None when it means nothing here."""
        if len(text) > 3 * LONGEST_LABEL:
            return None
        if text not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[text] = self._look_up(text)
        return self._known[text]

    def ignored(self, text: str) -> bool:
        """是否另有归属: whether the label names another party's figures (复核, 财政评分 …)."""
        return bool(self._ignore and self._ignore.search(key(text)))

    def _look_up(self, text: str) -> Optional[Hit]:
        word = bare(text)
        if not word or len(word) > LONGEST_LABEL or self.ignored(text):
            return None
        hit = self._words.get(word)
        if hit:
            return hit
        for pattern, field in self._patterns:
            if pattern.fullmatch(word):
                return Hit(field, 1)
        return None


@dataclass(frozen=True)
class Kind:
    """表单种类的词条: how a kind is told by its title and hints, and which columns it must have."""

    kind: str
    name: str
    titles: Pattern[str]
    hints: FrozenSet[str]
    required: Tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """词典: the sections of lexicon.toml."""

    indicator: Section
    money: Section
    info: Section
    goal: Section
    amounts: Section
    staff: Section
    basic: Section
    buildings: Section
    kinds: Tuple[Kind, ...]
    other_titles: Pattern[str]
    budget_total: FrozenSet[str]
    budget_total_pattern: Pattern[str]
    budget_part: FrozenSet[str]
    budget_part_pattern: Pattern[str]
    basic_top: FrozenSet[str]
    basic_stop: FrozenSet[str]
    total: FrozenSet[str]
    subtotal: FrozenSet[str]
    execution: FrozenSet[str]
    skip: FrozenSet[str]
    note: FrozenSet[str]
    grades: FrozenSet[str]

    def kind(self, kind: str) -> Kind:
        """某种表单的词条: KeyError when there is no such kind."""
        for entry in self.kinds:
            if entry.kind == kind:
                return entry
        raise KeyError(kind)


def _section(data: Mapping[str, Any]) -> Section:
    return Section(list(data.get("ignore", [])), data["fields"])


def _any(patterns: List[str]) -> Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns))


def _words(words: List[str]) -> FrozenSet[str]:
    return frozenset(bare(word) or key(word) for word in words)


def build(data: Mapping[str, Any]) -> Lexicon:
    """由数据建词典: the Lexicon of a loaded lexicon.toml.

    Args:
        data: the tables of the file.

    Returns:
        The lexicon, its words normalised.

    Raises:
        KeyError: a section that recognition needs is missing.
    """
    kinds = data["kinds"]
    rows, budget, basic = data["rows"], data["budget_rows"], data["basic_rows"]
    return Lexicon(
        **{
            name: _section(data[name])
            for name in ("indicator", "money", "info", "goal", "amounts", "staff", "basic", "buildings")
        },
        kinds=tuple(
            Kind(kind, entry["name"], _any(entry["titles"]), _words(entry.get("hints", [])), tuple(entry["required"]))
            for kind, entry in kinds.items()
            if isinstance(entry, dict)
        ),
        other_titles=_any(kinds["other"]),
        budget_total=_words(budget["total"]),
        budget_total_pattern=_any(budget["total_patterns"]),
        budget_part=_words(budget["part"]),
        budget_part_pattern=_any(budget["part_patterns"]),
        basic_top=_words(basic["top"]),
        basic_stop=_words(basic["stop"]),
        total=_words(rows["total"]),
        subtotal=_words(rows["subtotal"]),
        execution=_words(rows["execution"]),
        skip=_words(rows["skip"]),
        note=_words(rows["note"]),
        grades=frozenset(rows["grades"]),
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """内置词典: the lexicon that ships with the package.

    >>> lexicon().indicator.find("分值（100分）").field
    'weight'
    """
    return build(load_toml(Path(__file__).with_name("lexicon.toml")))
