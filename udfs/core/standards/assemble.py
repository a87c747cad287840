"""评价标准组装 (assembly): what was gathered from a wording becomes one Standard, or a contradiction is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import List, Optional

from . import bands as band_rules
from . import deductions
from .checklist import Items
from .collector import Collected, RawBand
from .conditions import scaled
from .model import Award, Band, Grade, Interval, Standard, Unread
from .phrases import RELEVANT, RELEVANT_RATE
from .proportions import read_proportion
from .tokens import percent, plain, to_decimal
from .words import grade_words


def build(text: str, found: Collected, items: Items) -> Standard:
    """组装: one Standard from everything gathered.

    Args:
        text: the wording as it stands in the cell. found: its phrases. items: its numbered items.

    Returns:
        A readable Standard.

    Raises:
        Unread: nothing to score by, parts that do not go together, or left-over words that could change points.
    """
    rate = _is_rate(found)
    _leftovers(found, rate)
    if items.points or found.each:
        standard = _checklist(text, found, items)
    elif found.breaches:
        standard = _breaches(text, found, rate)
    elif rate:
        standard = _rate(text, found)
    elif found.bands:
        standard = _counts(text, found)
    elif _unnumbered(found):
        points = [award.points for _, award in found.grades if award.points is not None]
        found.grades = []
        standard = _checklist(text, found, Items(len(points), tuple(points)))
    elif found.grades:
        standard = _grades(text, found)
    else:
        raise Unread(text.strip()[:40], "没有找到计分方法")
    return standard


def _is_rate(found: Collected) -> bool:
    conditions = [condition for band in found.bands for condition in band.conditions]
    return bool(
        found.steps or found.proportions or found.proportional_deduction or any(one.percent for one in conditions)
    )


def _leftovers(found: Collected, rate: bool) -> None:
    for remark in found.remarks:
        for line in (RELEVANT, RELEVANT_RATE) if rate and not found.proportions else (RELEVANT,):
            if line.search(remark):
                raise Unread(remark)
    names = [name.replace("的", "") for name in dict.fromkeys(found.subjects)]
    longest = max(names, key=len, default="")
    for name in names:
        if name not in longest and not _abbreviates(name, longest):
            raise Unread(f"{longest}……{name}", "同一格里说的不是同一个指标")


def _abbreviates(name: str, longer: str) -> bool:
    rest = iter(longer)
    return all(char in rest for char in name)


def _only(found: Collected, *allowed: str) -> None:
    """Parts other than the allowed ones do not go together with what was read."""
    parts = {
        "bands": [band.phrase for band in found.bands],
        "steps": [step.phrase.text for step in found.steps],
        "grades": [words for words, _ in found.grades],
        "breaches": [phrase.text for phrase in found.breaches],
        "proportions": [phrase.text for phrase in found.proportions],
        "each": [phrase.text for phrase in found.each],
        "anchors": [phrase.text for phrase in found.anchors],
        "caps": [phrase.text for phrase in found.caps],
    }
    for name, texts in parts.items():
        if texts and name not in allowed:
            raise Unread(texts[0], "与其余的计分方法不能同时使用")


def _full(found: Collected, points: List[Optional[Decimal]]) -> Optional[Decimal]:
    """The full points that are printed: 满分5分, or else the largest award where none says 满分."""
    printed = [number for number in points if number is not None]
    largest = max(printed) if printed and None not in points and max(printed) > 0 else None
    if found.maximum is not None and largest is not None and found.maximum != largest:
        raise Unread(f"满分{plain(found.maximum)}分……{plain(largest)}分", "写了两个不同的满分")
    return found.maximum if found.maximum is not None else largest


def _band(raw: RawBand, rate: bool) -> Band:
    intervals = scaled(raw.conditions, raw.intervals) if rate else raw.intervals
    return Band(intervals, raw.award, raw.phrase, raw.otherwise)


def _rate(text: str, found: Collected) -> Standard:
    _only(found, "bands", "steps", "grades", "proportions", "anchors", "caps")
    bands = tuple(_band(raw, True) for raw in found.bands)
    full = _full(found, [band.award.points for band in bands])
    proportion = read_proportion(found, bands, full)
    steps = deductions.read_steps(found, bands, full)
    if steps and proportion:
        raise Unread(proportion.phrase, "与按档扣分不能同时使用")
    if found.grades and not (proportion and _done(found)):
        raise Unread(found.grades[0][0], "是评语，不能与比率一起计分")
    if found.caps and not steps:
        raise Unread(found.caps[0].text)
    unclear = () if steps or proportion else band_rules.doubts(bands, percent)
    return Standard(
        text, "rate", full=full, bands=bands, steps=steps, proportion=proportion,
        no_project_full=found.no_project, minimum=found.minimum or Decimal(0), doubts=unclear,
    )  # fmt: skip


def _done(found: Collected) -> bool:
    words = [grade for grade, award in found.grades if award.points is None]
    return len(words) == len(found.grades) == 1 and words[0].strip(",的").endswith(
        ("完成", "达标", "达到目标", "达到要求")
    )


def _counts(text: str, found: Collected) -> Standard:
    _only(found, "bands")
    bands = tuple(_band(raw, False) for raw in found.bands)
    full = _full(found, [band.award.points for band in bands])
    return Standard(
        text, "count", full=full, bands=bands, no_project_full=found.no_project,
        minimum=found.minimum or Decimal(0), doubts=band_rules.doubts(bands, whole=True),
    )  # fmt: skip


def _checklist(text: str, found: Collected, items: Items) -> Standard:
    _only(found, "each", "breaches")
    each = [to_decimal(phrase.group("points") or "0") for phrase in found.each]
    if len(set(each)) > 1 or (each and items.points):
        raise Unread(found.each[-1].text, "各项的分值写了两次")
    points = items.points or tuple(each[:1] * items.count)
    for phrase in found.breaches:  # ①…1分；②…1分，每少一项扣1分: says the same once more, or contradicts
        same = deductions.read_breach(phrase, found.caps)
        if same.share or not points or {same.points} != set(points) or same.per != 1:
            raise Unread(phrase.text, "扣分与各项的分值不一致")
        if not deductions.says_missing(phrase.text):
            raise Unread(phrase.text, "不能与各项的分值一起计分")
    total = sum(points, Decimal(0)) if points else None
    if total is not None and found.maximum is not None and found.maximum != total:
        raise Unread(f"满分{plain(found.maximum)}分", f"各项合计{plain(total)}分")
    return Standard(
        text, "checklist", full=total if total is not None else found.maximum, items=points, each=each[0] if each else None,
        no_project_full=found.no_project, minimum=found.minimum or Decimal(0),
    )  # fmt: skip


def _breaches(text: str, found: Collected, rate: bool) -> Standard:
    if rate:
        raise Unread(found.breaches[0].text, "既按比率又按次数，不能判断填写的数是哪一种")
    _only(found, "breaches", "bands", "grades", "caps")
    phrase = found.breaches[0]
    if len(found.breaches) > 1:
        raise Unread(found.breaches[1].text, "有两种扣分方法")
    awards = [award for _, award in found.grades] + [raw.award for raw in found.bands]
    full = _full(found, [award.points for award in awards])
    for words, award in found.grades:
        if award not in (Award(), Award(full)):
            raise Unread(words, "不能与按次扣分一起计分")
    standard = Standard(text, "count", full=full, no_project_full=found.no_project, minimum=found.minimum or Decimal(0))
    bands = tuple(_band(raw, False) for raw in found.bands)
    if bands and deductions.counts_from_target(phrase):
        return replace(standard, bands=bands, steps=deductions.count_steps(phrase, bands, full, found.caps))
    zero = (Interval(Decimal(0), 3, Decimal(0), 3),)
    for band in bands:
        if band.award not in (Award(), Award(full)) or band.intervals != zero:
            raise Unread(band.phrase, "不能与按次扣分一起计分")
    return replace(standard, kind="breaches", breach=deductions.read_breach(phrase, found.caps))


def _unnumbered(found: Collected) -> bool:
    """设有目标(1分);目标明确(1分): the same points for each, so these are items and no grades."""
    awards = {award for _, award in found.grades}
    return len(found.grades) > 1 and len(awards) == 1 and bool(found.grades[0][1].points)


def _grades(text: str, found: Collected) -> Standard:
    _only(found, "grades")
    for words, _ in found.grades:
        if RELEVANT.search(words):
            raise Unread(words)
    grades = tuple(Grade(grade_words(words), award, words) for words, award in found.grades)
    if len(grades) < 2:
        raise Unread(found.grades[0][0], "只有一档，没有说明其他情况计几分")
    full = _full(found, [grade.award.points for grade in grades])
    return Standard(
        text, "grades", full=full, grades=grades, no_project_full=found.no_project, minimum=found.minimum or Decimal(0)
    )
