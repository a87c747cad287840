"""选用规则方案 (choice): which profile fits a form, and what to say when none, several or an unchecked year do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import FrozenSet, Iterable, Optional, Tuple

from .rules_model import Profile
from .text import fold

AMBIGUOUS = "profile.ambiguous"
FALLBACK_CODE = "profile.fallback"
OUTDATED = "profile.outdated"

_NOT_A_STREET = "(?![东西南北中]?(?:路|街|大道|道|巷|里弄))"


@dataclass(frozen=True)
class FormFacts:
    """表单的识别要素: what the choice of a profile looks at.

    Args:
        kind: project, unit, basic, scorecard or fund.
        columns: field names of the indicator table's columns.
        methods: 赋分规则 words that occur. region_text: all text that may name a place.
        year: the year the form states, or None.
    """

    kind: str
    columns: FrozenSet[str] = frozenset()
    methods: Tuple[str, ...] = ()
    region_text: str = ""
    year: Optional[int] = None


@dataclass(frozen=True)
class Choice:
    """选用结果.

    Args:
        profile: the chosen one; None when two fit.
        code: "", ``profile.ambiguous``, ``profile.fallback`` or ``profile.outdated``.
        message: in Chinese, with the next step; "" when there is nothing to say.
        candidates: ids of the profiles that fit.
    """

    profile: Optional[Profile]
    code: str = ""
    message: str = ""
    candidates: Tuple[str, ...] = ()


def fits(profile: Profile, facts: FormFacts) -> bool:
    """是否适用: kind, columns and year fit, and a word identifies the form or the place."""
    applies = profile.applies
    if not applies.automatic or facts.kind not in applies.kinds or not applies.columns <= facts.columns:
        return False
    if facts.year is not None:
        if applies.first_year is not None and facts.year < applies.first_year:
            return False
        if applies.last_year is not None and facts.year > applies.last_year:
            return False
    region = fold(facts.region_text)
    if any(_names(region, word) for word in applies.excludes):
        return False
    methods = {fold(word) for word in facts.methods}
    by_method = any(fold(word) in methods for word in applies.methods)
    return by_method or any(_names(region, word) for word in applies.regions)


def _names(region: str, word: str) -> bool:
    """Does the text name the place? 衡阳路小学 stands in another city."""
    return re.search(re.escape(fold(word)) + _NOT_A_STREET, region) is not None


def choose_from(
    facts: FormFacts,
    *,
    named: Optional[Profile] = None,
    profiles: Iterable[Profile] = (),
    fallback: Optional[Profile] = None,
) -> Choice:
    """选用: a named profile stands; else the one that fits; else the fallback."""
    if named is not None:
        return _dated(named, facts)
    fitting = [profile for profile in profiles if fits(profile, facts)]
    if len(fitting) == 1:
        return _dated(fitting[0], facts)
    candidates = tuple(profile.id for profile in fitting)
    if fitting:
        listed = "、".join(f"{profile.id}（{profile.alias}）" for profile in fitting)
        missing = "本表没有写明年度；" if facts.year is None else ""
        return Choice(
            None,
            AMBIGUOUS,
            f"{missing}有 {len(fitting)} 个规则方案都适用：{listed}。请用 --profile 指定一个，"
            "或在工作簿中定义名称 PERF_PROFILE；在此之前不作计算。",
            candidates,
        )
    title = fallback.title if fallback else ""
    return Choice(
        fallback,
        FALLBACK_CODE,
        f"没有规则方案适用于本表（按表种、栏目、赋分规则、地区、年度识别），暂按“{title}”计算。"
        "如当地另有规定，请用 --profile 指定方案（jixiao profiles 列出全部方案）。",
    )


def _dated(profile: Profile, facts: FormFacts) -> Choice:
    checked = profile.applies.checked_year
    if checked is None or facts.year is None or facts.year <= checked:
        return Choice(profile, candidates=(profile.id,))
    return Choice(
        profile,
        OUTDATED,
        f"本表为 {facts.year} 年度，规则方案 {profile.id}（{profile.alias}）只核对到 {checked} 年度，仍按该方案计算。"
        "请对照当年的填报说明，规则有变化时指定其他方案。",
        (profile.id,),
    )
