"""检查清单 (check lists): ①…2分；②…2分, items with points of their own, and lists of topics without points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import List, Sequence, Tuple

from . import phrases as kinds
from .model import Unread
from .phrases import RELEVANT
from .scanner import Phrase
from .tokens import to_decimal


@dataclass(frozen=True)
class Items:
    """清单: points per item; ``points`` is empty where the items carry none (topics)."""

    count: int = 0
    points: Tuple[Decimal, ...] = ()


_SCORING = (kinds.STEP, kinds.BREACH, kinds.PROPORTION, kinds.EACH, kinds.PARTIAL, kinds.CAP, kinds.ANCHOR)
_NEUTRAL = (kinds.WORDS, kinds.COMMA, kinds.STOP)


def split(phrases: Sequence[Phrase]) -> Tuple[Items, List[Phrase]]:
    """分出清单: the numbered items of a standard, and the phrases outside of them.

    Returns:
        (items, rest). Numbered bands (①90%以上计6分；②…) are no check list: everything is in ``rest``.

    Raises:
        Unread: an item whose own points are not plain.
    """
    marks = [index for index, phrase in enumerate(phrases) if phrase.kind == kinds.MARKER]
    if len(marks) < 2:
        return Items(), list(phrases)
    segments = [list(phrases[a:b]) for a, b in zip(marks, marks[1:])]
    last, tail = _last_item(phrases[marks[-1] :])
    segments.append(last)
    rest = list(phrases[: marks[0]]) + tail
    with_points = [[phrase for phrase in segment if phrase.kind == kinds.POINTS] for segment in segments]
    scoring = any(phrase.kind in _SCORING for segment in segments for phrase in segment)
    if scoring or (
        all(_only_condition(segment) for segment in segments) and len({_name(one) for one in segments}) == 1
    ):
        return Items(), list(phrases)
    if not any(with_points):
        for segment in segments:
            _topic(segment)
        return Items(len(segments)), rest
    points = []
    for segment, found in zip(segments, with_points):
        number = found[0].group("given", "bare", "chinese") if len(found) == 1 else None
        if number is None:
            raise Unread("".join(phrase.text for phrase in segment))
        _topic([phrase for phrase in segment if phrase.kind != kinds.POINTS])
        points.append(to_decimal(number))
    return Items(len(points), tuple(points)), rest


def _last_item(phrases: Sequence[Phrase]) -> Tuple[List[Phrase], List[Phrase]]:
    """The last item ends with its points, or else with its sentence."""
    for index, phrase in enumerate(phrases):
        if phrase.kind in (kinds.POINTS, kinds.STOP):
            return list(phrases[: index + 1]), list(phrases[index + 1 :])
    return list(phrases), []


def _only_condition(segment: Sequence[Phrase]) -> bool:
    present = [phrase for phrase in segment if phrase.kind == kinds.CONDITION]
    words = [phrase.text for phrase in segment if phrase.kind == kinds.WORDS]
    return bool(present) and all(re.fullmatch(r".{0,12}(?:率|度|比例)|的|为|则", word) for word in words)


def _name(segment: Sequence[Phrase]) -> str:
    """What an item's condition speaks about: numbered bands speak about one thing, a check list about several."""
    return next((phrase.text for phrase in segment if phrase.kind == kinds.WORDS and len(phrase.text) > 1), "")


def _topic(segment: Sequence[Phrase]) -> None:
    text = "".join(phrase.text for phrase in segment if phrase.kind in _NEUTRAL)
    match = RELEVANT.search(text)
    if match:
        raise Unread(text)
