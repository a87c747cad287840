"""按比例得分 (proportions): 得分=完成率×分值, （…/…）×8, 按比例计分."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Optional, Sequence

from .collector import Collected
from .model import Award, Band, Proportion, Unread
from .tokens import ARABIC, percent, to_decimal

_POINTS = (
    rf"(?:(?P<points>{ARABIC})分?|(?:该|本|此)?(?:项|指标)?(?:的)?(?:满分|分值|权重分?|标准分|权重分值|满分值|分数))"
)
_RATE = r"(?P<rate>\(?[^+\-×=]{1,50}?/[^+\-×=]{1,40}?\)?|\(?[^+\-×=/]{1,30}(?:率|度|比例|占比|比)\)?)"
_FORMS = (
    re.compile(rf"{_RATE}(?:×100%)?×{_POINTS}"),
    re.compile(rf"{_POINTS}×{_RATE}(?:×100%)?"),
)
_ONE = Decimal(1)


def read_proportion(found: Collected, bands: Sequence[Band], full: Optional[Decimal]) -> Optional[Proportion]:
    """按比例: the one proportion of a wording, or None.

    Raises:
        Unread: a formula of another shape, two formulas, or 按比例得分 below a threshold that is not 100 %
            (whether the rate is then measured against 100 % or the threshold is not said).
    """
    phrases = list(found.proportions)
    if found.proportional_deduction is not None:
        phrases.append(found.proportional_deduction)
    if not phrases:
        return None
    if len(phrases) > 1:
        raise Unread(phrases[1].text, "写了两次按比例计分")
    phrase = phrases[0]
    formula = phrase.group("formula")
    for band in bands:
        _fits(band, full, phrase.text)
    if formula is None:
        return Proportion(full, phrase.text)
    for form in _FORMS:
        match = form.fullmatch(formula)
        if match:
            points = match.group("points")
            return Proportion(to_decimal(points) if points else None, phrase.text)
    raise Unread(phrase.text, "得分公式不是“比率×分值”的形式")


def _fits(band: Band, full: Optional[Decimal], phrase: str) -> None:
    if band.award == Award(Decimal(0)) and not band.otherwise:
        return
    if band.award not in (Award(), Award(full)) or band.otherwise:
        raise Unread(band.phrase, "不能与按比例计分一起使用")
    for interval in band.intervals:
        if interval.low != _ONE:
            threshold = percent(interval.low) if interval.low is not None else "满分线"
            raise Unread(phrase, f"没有说明按比例是对100%还是对{threshold}")
