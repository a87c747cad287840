"""扣分规则 (deductions): steps of a rate with their anchor, and breaches that are counted."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import List, Optional, Sequence, Set, Tuple

from .collector import Collected, RawStep
from .conditions import COUNTERS, scaled
from .model import BOTH, DOWN, UP, Award, Band, Breach, Interval, Step, Unread
from .phrases import BOTH_WORDS, DOWN_WORDS, SIDE_GLUE, UP_WORDS
from .scanner import Phrase
from .tokens import NUMBER, to_decimal

Intervals = Tuple[Interval, ...]


def side(words: str) -> str:
    """方向: UP, DOWN, BOTH, or "" when the words name no side.

    >>> side("超过(降低)"), side("低于"), side("高于或低于"), side("")
    ('偏离', '低于', '偏离', '')
    """
    found: Set[str] = set()
    spellings = (
        [(word, BOTH) for word in BOTH_WORDS]
        + [(word, UP) for word in UP_WORDS]
        + [(word, DOWN) for word in DOWN_WORDS]
    )
    spellings += [(word, "") for word in SIDE_GLUE]
    spellings.sort(key=lambda pair: len(pair[0]), reverse=True)
    rest = words
    while rest:
        for word, direction in spellings:
            if rest.startswith(word):
                found.add(direction)
                rest = rest[len(word) :]
                break
        else:
            rest = rest[1:]
    found.discard("")
    if BOTH in found or found == {UP, DOWN}:
        return BOTH
    return found.pop() if found else ""


def read_steps(found: Collected, bands: Sequence[Band], full: Optional[Decimal]) -> Tuple[Step, ...]:
    """按档扣分: every step with its anchor.

    Raises:
        Unread: no anchor, two anchors, bands that give part of the points beside steps, directions that contradict.
    """
    if not found.steps:
        return ()
    for band in bands:
        if band.award not in (Award(), Award(full), Award(Decimal(0))) or band.otherwise:
            raise Unread(band.phrase, "不能与按档扣分一起计分")
    fulls = [band for band in bands if band.award in (Award(), Award(full))]
    if len(fulls) > 1:
        raise Unread(fulls[1].phrase, "有两档都计满分")
    steps = tuple(_step(raw, found, fulls[0] if fulls else None) for raw in found.steps)
    sides = [step.direction for step in steps]
    if len(steps) > 2 or (len(steps) == 2 and set(sides) != {UP, DOWN}):
        raise Unread(found.steps[-1].phrase.text, "有两种扣分方法")
    return steps


def _step(raw: RawStep, found: Collected, full: Optional[Band]) -> Step:
    phrase = raw.phrase
    condition = scaled(raw.conditions, raw.intervals) if raw.conditions else None
    direction = side(phrase.group("side") or "") or _side_of(condition, full)
    if not direction:
        raise Unread(phrase.text, "没有说明是超过还是低于")
    if condition and _side_of(condition, None) not in ("", direction) and direction != BOTH:
        raise Unread("".join(one.text for one in raw.conditions) + phrase.text, "条件与扣分的方向不一致")
    anchor = _anchor(raw, direction, condition, found, full)
    points, share = _amount(phrase)
    size = to_decimal(phrase.group("size") or "1") / 100
    if size <= 0:
        raise Unread(phrase.text, "每档的大小是 0")
    return Step(direction, anchor, size, points, share, phrase.text, _counting(raw, size), condition, _cap(found.caps))


def _side_of(condition: Optional[Intervals], full: Optional[Band]) -> str:
    """The side on which a condition lies, or the side that a full band leaves open."""
    if condition and len(condition) == 1:
        one = condition[0]
        return UP if one.high is None else DOWN if one.low is None else ""
    if full and len(full.intervals) == 1:
        one = full.intervals[0]
        return UP if one.low is None else DOWN if one.high is None else ""
    return ""


def _anchor(
    raw: RawStep, direction: str, condition: Optional[Intervals], found: Collected, full: Optional[Band]
) -> Decimal:
    candidates = []
    base = raw.phrase.group("base")
    if base:
        candidates.append(to_decimal(base) / 100)
    for anchor in found.anchors:
        candidates.append(to_decimal(anchor.group("value", "value2") or "0") / 100)
    for intervals in (condition, full.intervals if full else None):
        if intervals and not (candidates and base):
            edges = _edges(intervals, direction, own=intervals is condition)
            if len(edges) > 1:
                raise Unread(raw.phrase.text, "不能判断从哪个数起扣")
            candidates.extend(edges)
            if intervals is condition and edges and not found.anchors:
                break  # 低于90%的，每低1%…: counted from 90 % whatever the full band says
    if not candidates:
        raise Unread(raw.phrase.text, "没有说明从哪个数起扣")
    if len(set(candidates)) > 1:
        raise Unread(raw.phrase.text, "起扣的数前后不一致")
    return candidates[0]


def _edges(intervals: Intervals, direction: str, own: bool) -> List[Decimal]:
    """The edge at which steps begin: the near edge of the step's own condition, the far edge of the full band."""
    edges: Set[Decimal] = set()
    for one in intervals:
        if direction == BOTH:
            edges.update(edge for edge in (one.low, one.high) if edge is not None)
        else:
            edge = one.low if (direction == UP) == own else one.high
            if edge is not None:
                edges.add(edge)
    return sorted(edges)


def _amount(phrase: Phrase) -> Tuple[Decimal, bool]:
    points = phrase.group("points")
    if points:
        return to_decimal(points), False
    return to_decimal(phrase.group("share", "share2") or "0") / 100, True


def _counting(raw: RawStep, size: Decimal) -> str:
    partial = raw.partial
    if partial is None:
        return ""
    for name in ("size", "started"):
        number = partial.group(name)
        if number and to_decimal(number) / 100 != size:
            raise Unread(partial.text, "与每档的大小不一致")
    if partial.group("proportion"):
        return "proportional"
    return "started" if partial.group("started") else "full"


def _cap(caps: Sequence[Phrase]) -> Optional[Decimal]:
    numbers = {to_decimal(phrase.group("points", "points2", "points3") or "0") for phrase in caps}
    if len(numbers) > 1:
        raise Unread(caps[-1].text, "写了两个不同的扣分上限")
    return numbers.pop() if numbers else None


# --- breaches

_COUNTED = re.compile(rf"(?P<per>{NUMBER})?(?:{COUNTERS}|人次)")
_MISSING = re.compile(r"缺|少|未|不|没|无")


def read_breach(phrase: Phrase, caps: Sequence[Phrase]) -> Breach:
    """按例扣分: 每出现一例…扣1分, 每发现2次扣0.5分.

    Raises:
        Unread: no word that says what is counted (一例, 一次, 一项 …).
    """
    what = phrase.group("what") or ""
    match = _COUNTED.search(what)
    if match is None:
        raise Unread(phrase.text, "没有说明按什么计数")
    per = to_decimal(match.group("per")) if match.group("per") else Decimal(1)
    if per <= 0:
        raise Unread(phrase.text)
    points, share = _amount(phrase)
    return Breach(per, points, share, phrase.text, _cap(caps))


def says_missing(text: str) -> bool:
    """说的是缺少: 每少一项, 每有一项不符合."""
    return bool(_MISSING.search(text))


def counts_from_target(phrase: Phrase) -> bool:
    """从目标数起扣: 完成12次计满分，每少1次扣0.5分 (the value is then the number done, not the number missing)."""
    return bool(side(re.split(r"\d|一", phrase.group("what") or "")[0]))


def count_steps(
    phrase: Phrase, bands: Sequence[Band], full: Optional[Decimal], caps: Sequence[Phrase]
) -> Tuple[Step, ...]:
    """按个数扣分: steps of a count from the edge of the full band.

    Raises:
        Unread: no single full band with an edge on that side.
    """
    breach = read_breach(phrase, caps)
    direction = side(re.split(r"\d|一", phrase.group("what") or "")[0])
    fulls = [band for band in bands if band.award in (Award(), Award(full))]
    edges = _edges(fulls[0].intervals, direction, own=False) if len(fulls) == 1 else []
    others = [band for band in bands if band not in fulls and band.award != Award(Decimal(0))]
    if len(edges) != 1 or others:
        raise Unread(phrase.text, "不能判断从几起扣")
    return (Step(direction, edges[0], breach.per, breach.points, breach.share, phrase.text, "", None, breach.cap),)
