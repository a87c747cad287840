"""表单词典 (lexicon): which label means which field, read from lexicon.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Mapping, NamedTuple, Optional, Pattern, Tuple

from udfs.core.data import load_toml

from .text import bare, key, split_colon

#: longer texts are never labels
LONGEST_LABEL = 40
#: words that mean something only under or beside another label
_PLAIN = frozenset(
    ("值", "数值", "内容", "数", "金额", "情况", "名称", "填报值", "自评", "单位自评", "部门自评", "单位", "部门")
)


class Hit(NamedTuple):
    """命中: the field a label means and how strongly (0 preferred, 1 usual, 2 weak)."""

    field: str
    rank: int


class Section:
    """词典的一节: the labels of one kind of head.

    Args:
        ignore: patterns; a label in which one of them occurs is never bound.
        fields: field -> words (``prefer``, ``words``, ``weak``) and ``patterns``.
        wholes, parts: what may stand under a label: 总额, which takes its meaning, and 财政拨款, which takes its column.
    """

    def __init__(
        self,
        ignore: List[str],
        fields: Mapping[str, Mapping[str, List[str]]],
        wholes: FrozenSet[str] = frozenset(),
        parts: FrozenSet[str] = frozenset(),
    ) -> None:
        self.wholes, self.parts = wholes, parts
        self._ignore: Optional[Pattern[str]] = re.compile("|".join(ignore)) if ignore else None
        self._words: Dict[str, Hit] = {}
        self._patterns: List[Tuple[Pattern[str], str]] = []
        for name, entry in fields.items():
            for rank, tier in enumerate(("prefer", "words", "weak")):
                for word in entry.get(tier, []):
                    self._words.setdefault(bare(word), Hit(name, rank))
            if entry.get("patterns"):
                self._patterns.append((re.compile("|".join(f"(?:{one})" for one in entry["patterns"])), name))
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

    @property
    def words(self) -> FrozenSet[str]:
        """全部词."""
        return frozenset(self._words)

    @property
    def patterns(self) -> List[str]:
        """成批的叫法."""
        return [pattern.pattern for pattern, _ in self._patterns]

    @property
    def ignores(self) -> List[str]:
        """不绑定的写法."""
        return [self._ignore.pattern] if self._ignore else []

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
        for pattern, name in self._patterns:
            if pattern.fullmatch(word):
                return Hit(name, 1)
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

    def __post_init__(self) -> None:
        sections = (
            self.indicator,
            self.money,
            self.info,
            self.goal,
            self.amounts,
            self.staff,
            self.basic,
            self.buildings,
        )
        words = frozenset().union(*(section.words for section in sections))
        words |= self.total | self.subtotal | self.note | self.budget_total | self.basic_stop | self.grades | _PLAIN
        object.__setattr__(self, "_all_patterns", _any([one for section in sections for one in section.patterns]))
        object.__setattr__(self, "_all_ignores", _any([one for section in sections for one in section.ignores]))
        object.__setattr__(self, "_all_words", words)
        object.__setattr__(self, "_known", {})

    _all_patterns: Pattern[str] = field(init=False, repr=False)
    _all_ignores: Pattern[str] = field(init=False, repr=False)
    _all_words: FrozenSet[str] = field(init=False, repr=False)
    _known: Dict[str, bool] = field(init=False, repr=False)

    def knows(self, text: str) -> bool:
        """是否可能是标签: whether a text, or what stands before a colon in it, means something anywhere.

        >>> lexicon().knows("单位名称：某某学院"), lexicon().knows("招生人数")
        (True, False)
        """
        if len(text) > 200:
            return False
        known = self._known.get(text)
        if known is None:
            if len(self._known) > 100_000:
                self._known.clear()
            known = self._known[text] = self._means(text)
        return known

    def _means(self, text: str) -> bool:
        pieces = split_colon(text)
        for one in (text, pieces[0]) if pieces and pieces[0] else (text,):
            if len(one) > 3 * LONGEST_LABEL:
                continue
            word = bare(one)
            if word in self._all_words or "等级" in word or word.rstrip("0123456789") in self.note:
                return True
            if len(word) <= LONGEST_LABEL and self._all_patterns.fullmatch(word):
                return True
        return len(text) <= LONGEST_LABEL and bool(self._all_ignores.search(key(text)))

    def kind(self, kind: str) -> Kind:
        """某种表单的词条: KeyError when there is no such kind."""
        for entry in self.kinds:
            if entry.kind == kind:
                return entry
        raise KeyError(kind)


def _section(data: Mapping[str, Any]) -> Section:
    wholes, parts = _words(data.get("wholes", [])), _words(data.get("parts", []))
    return Section(list(data.get("ignore", [])), data["fields"], wholes, parts)


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
