"""规则方案的数据模型 (profile model): what a rules file says, after it was checked. No number stands in this file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Dict, FrozenSet, Optional, Tuple

KIND_WORDS = {"official text": "正式文件", "published form": "公开表格", "practice": "实务做法"}


@dataclass(frozen=True)
class Source:
    """来源: the document a value stands in.

    Args:
        document: the document as a person would cite it.
        kind: ``official text``, ``published form`` or ``practice``.
        checked: the day somebody last compared the value with the document.
    """

    document: str
    kind: str
    checked: datetime.date

    @cached_property
    def text(self) -> str:
        """引用文字: document, kind and day, in Chinese."""
        return f"{self.document}（{KIND_WORDS[self.kind]}，核对于 {self.checked.isoformat()}）"


@dataclass(frozen=True)
class Applies:
    """适用范围: when a profile is chosen by itself.

    Args:
        automatic: False for a profile that is taken only when it is named.
        kinds: form kinds. columns: columns the indicator table must have.
        methods: 赋分规则 words, one of which identifies the form. regions: words, one of which identifies the place.
        excludes: words of places inside the region that have rules of their own.
        first_year, last_year: both inclusive; None is open.
        checked_year: the last year somebody compared with a published form; None where years do not matter.
    """

    kinds: FrozenSet[str] = frozenset()
    automatic: bool = True
    columns: FrozenSet[str] = frozenset()
    methods: Tuple[str, ...] = ()
    regions: Tuple[str, ...] = ()
    excludes: Tuple[str, ...] = ()
    first_year: Optional[int] = None
    last_year: Optional[int] = None
    checked_year: Optional[int] = None


@dataclass(frozen=True)
class Execution:
    """预算执行率计分: how the execution row gets its points.

    Args:
        rule: ``proportional`` (W × rate), ``floor`` (none up to the floor, then in proportion) or ``none``.
        over: what a rate over 100 % gives: ``weight`` or ``undecided``.
        floor: percent, for ``floor``. rate_places: places of the percent before it is used; None: unrounded.
        double: True where the official system computes in doubles.
    """

    rule: str
    source: Source
    text: str
    over: str = "weight"
    floor: Decimal = Decimal(0)
    rate_places: Optional[int] = None
    double: bool = False
    unverified: bool = False


@dataclass(frozen=True)
class Flag:
    """超额完成提示: told with the points when the result lies far above the target; never changes them."""

    ratio: Decimal
    message: str
    source: Source


@dataclass(frozen=True)
class Method:
    """计分方法: one way of giving points to an indicator, with its data.

    Args:
        name: the form's 赋分规则 words. rule: the arithmetic, a key of ``udfs.core.methods.RULES``.
        text: the rule in one Chinese sentence. also: other names that the form may use for it.
        contains: words that must all occur in a longer 得分计算方法 text for it to mean this method.
        at_least, at_most, equal, bare: by_sign: what is done for ≥ >, ≤ <, = and no sign:
            ``ratio`` ``decline`` ``exact`` ``by_hand``.
        zero_target: by_sign: a target of 0 with "=": ``exact`` or ``limit``.
        late_date: what a missed date gives: ``undecided`` or ``zero``.
        floor, completion_places, double: as in Execution, for ``floor``.
    """

    name: str
    rule: str
    text: str
    source: Source
    also: Tuple[str, ...] = ()
    contains: Tuple[str, ...] = ()
    at_least: str = "exact"
    at_most: str = "exact"
    equal: str = "exact"
    bare: str = "exact"
    zero_target: str = "exact"
    late_date: str = "undecided"
    floor: Decimal = Decimal(0)
    completion_places: Optional[int] = None
    double: bool = False
    unverified: bool = False


@dataclass(frozen=True)
class Met:
    """视为完成的文字: what a row may say instead of repeating its target.

    Args:
        phrases: statements accepted for any target, folded. intensifiers: words that may stand before a phrase.
        pairs: for a target's words, the actuals accepted; all folded.
    """

    phrases: FrozenSet[str]
    intensifiers: Tuple[str, ...]
    pairs: Dict[str, FrozenSet[str]]
    source: Source

    def states_met(self, said: str) -> bool:
        """写明达成: the folded text is one of the phrases, perhaps after 已, 均, 全部."""
        words = ("", *self.intensifiers)
        return any(said.startswith(word) and said[len(word) :] in self.phrases for word in words)

    def accepts(self, wanted: str, said: str) -> bool:
        """视同完成: the folded actual is listed for the folded target."""
        return said in self.pairs.get(wanted, ())


@dataclass(frozen=True)
class Band:
    """一档: from ``start`` (included) up to the next better band."""

    name: str
    start: Decimal


@dataclass(frozen=True)
class Grades:
    """等级: bands from best to worst, and the full mark."""

    bands: Tuple[Band, ...]
    full: Decimal
    source: Source
    unverified: bool = False


@dataclass(frozen=True)
class Weights:
    """一级指标权重: points of each part of the form; the parts not named are free."""

    parts: Dict[str, Decimal]
    full: Decimal
    source: Source
    unverified: bool = False


@dataclass(frozen=True)
class Qualitative:
    """定性指标档次: bands in percent of the weight, best first. They bound what a person gives; nothing is computed."""

    bands: Tuple[Band, ...]
    source: Source


@dataclass(frozen=True)
class Standard:
    """评价标准的读法: a part of a step counts nothing (``whole``), in full (``started``) or in part (``partial``)."""

    steps: str
    source: Source
    unverified: bool = False


@dataclass(frozen=True)
class Profile:
    """规则方案 (rule profile): the rules of one form, place and period.

    Args:
        id: such as ``cn/hunan/zhuzhou-2021``: the path of its file under udfs/rules.
        alias: a Chinese name that works wherever the id does. title: one line for lists.
        methods: by the form's 赋分规则 words. default_method: used where the form has no such column or leaves it
            blank; "" where a blank is decided only if all methods agree.
        places: decimal places of points.
        unverified: True when nobody could confirm the profile as a whole.
        notes: statements about coverage worth telling, in Chinese.
    """

    id: str
    alias: str
    title: str
    applies: Applies
    execution: Execution
    methods: Dict[str, Method]
    default_method: str
    met: Met
    grades: Grades
    places: int
    places_source: Source
    standard: Standard
    sources: Dict[str, Source] = field(default_factory=dict)
    weights: Optional[Weights] = None
    qualitative: Optional[Qualitative] = None
    flags: Tuple[Flag, ...] = ()
    unverified: bool = False
    notes: Tuple[str, ...] = ()

    # A profile is loaded once and used as a cache key a hundred thousand times: identity is cheap and right.
    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def years(self) -> str:
        """适用年度, in Chinese."""
        first, last = self.applies.first_year, self.applies.last_year
        if first is None and last is None:
            return "不限年度"
        if last is None:
            return f"{first} 年度起"
        return f"{first} 年度" if first == last else f"{first}—{last} 年度"
