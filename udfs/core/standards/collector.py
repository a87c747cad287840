"""短语归类 (collector): walks over the phrases of a standard and gathers what belongs together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import List, Optional, Sequence, Tuple

from .conditions import Condition
from .model import Award, Interval, Unread
from .phrases import GLUE
from .scanner import Phrase
from .tokens import to_decimal


@dataclass
class RawBand:
    """一档, before it is known whether it is a rate or a count."""

    conditions: Tuple[Condition, ...]
    intervals: Tuple[Interval, ...]
    award: Award
    phrase: str
    otherwise: bool = False


@dataclass
class RawStep:
    """一条按档扣分, before its anchor is known."""

    phrase: Phrase
    conditions: Tuple[Condition, ...]
    intervals: Tuple[Interval, ...]
    partial: Optional[Phrase] = None


@dataclass
class Collected:
    """归类结果."""

    bands: List[RawBand] = field(default_factory=list)
    steps: List[RawStep] = field(default_factory=list)
    grades: List[Tuple[str, Award]] = field(default_factory=list)
    breaches: List[Phrase] = field(default_factory=list)
    proportions: List[Phrase] = field(default_factory=list)
    proportional_deduction: Optional[Phrase] = None
    each: List[Phrase] = field(default_factory=list)
    anchors: List[Phrase] = field(default_factory=list)
    caps: List[Phrase] = field(default_factory=list)
    minimum: Optional[Decimal] = None
    maximum: Optional[Decimal] = None
    no_project: bool = False
    subjects: List[str] = field(default_factory=list)
    remarks: List[str] = field(default_factory=list)


OTHERWISE = re.compile(r"(?:否则|反之|其他|其它|其余)(?:情况|情形|的)*,?")
#: after one band: whatever does not reach it, or goes beyond it
BEYOND = re.compile(r"(?:超出|超过|超过的|未达到?|达不到|未达标|不达标)(?:的|者|,)*")
_JOIN_AND = re.compile(r",?(?:且|并且?|但|而|同时)?,?")
_JOIN_OR = re.compile(r"的?,?(?:或者?|或是)(?:是|者)?,?")
_SUBJECT_START = re.compile(r"^(?:当|如果|如|若|其中|即|则|凡|对于?|本年度?|实际|的|[)\]])+")
_SUBJECT_END = re.compile(r"(?:为|在|的|是|控制|指标|,)+$")
_HUNDRED = Decimal(100)
#: 超过的加1分: points on top of the award, which no rule of a published form has
_EXTRA = re.compile(r"(?:加|减|奖|奖励|另加|再加)$")
_FROM_FULL = re.compile(r"(?:在此基础上|在此基础之上|以此为基础|在满分基础上|从满分中|的|则|,|另)*")
#: nouns that may carry 不, 未, 无, 或 in their name: 不合格率, 社会公众或服务对象满意度
_NOUN = ("率", "度", "数", "比例", "额", "比重", "占比")


class Collector:
    """逐个短语归类; raises Unread as soon as a phrase has no place."""

    def __init__(self) -> None:
        self.found = Collected()
        self._pending: List[Condition] = []
        self._intervals: List[Interval] = []
        self._words = ""
        self._last_step: Optional[RawStep] = None

    def walk(self, phrases: Sequence[Phrase]) -> Collected:
        """归类: gather all phrases.

        Raises:
            Unread: a phrase that has no place.
        """
        for phrase in phrases:
            getattr(self, "_on_" + phrase.kind)(phrase)
        self._end()
        return self.found

    # --- text and punctuation

    def _on_words(self, phrase: Phrase) -> None:
        self._words += phrase.text

    def _on_comma(self, phrase: Phrase) -> None:
        if self._words:
            self._words += phrase.text

    def _on_stop(self, phrase: Phrase) -> None:
        self._end()

    def _on_marker(self, phrase: Phrase) -> None:
        self._end()

    def _end(self) -> None:
        self._settled()
        self._remark()

    def _settled(self) -> None:
        if self._pending:
            raise Unread("".join(condition.text for condition in self._pending) + self._words, "没有说明这一档计几分")

    def _remark(self) -> None:
        if self._words:
            self.found.remarks.append(self._words)
            self._words = ""

    # --- conditions and what follows from them

    def _on_condition(self, phrase: Phrase) -> None:
        condition = phrase.condition
        assert condition is not None
        if self._pending:
            if _JOIN_AND.fullmatch(self._words):
                self._intervals[-1] = self._intervals[-1].intersect(condition.interval)
            elif _JOIN_OR.fullmatch(self._words):
                self._intervals.append(condition.interval)
            else:
                raise Unread(self._pending[-1].text + self._words + condition.text)
            self._pending.append(condition)
        else:
            self._subject(condition.text)
            self._pending, self._intervals = [condition], [condition.interval]
        self._words = ""

    def _subject(self, following: str) -> None:
        """What the condition speaks about must be a plain name, and the same name throughout."""
        before, comma, last = self._words.rpartition(",")
        if comma and before:
            self.found.remarks.append(before)
        subject = _SUBJECT_END.sub("", _SUBJECT_START.sub("", last.strip(":")))
        subject = subject.rpartition(":")[2]
        if re.fullmatch(r".{1,4}\(", subject):  # 优(90%≤X≤100%)得5分
            subject = ""
        if re.search(r"除|扣|且|同时|±", subject) or (
            re.search(r"不|未|无|没有|或|外", subject) and not subject.endswith(_NOUN)
        ):
            raise Unread(subject + following)
        if subject:
            self.found.subjects.append(subject)
        self._words = ""

    def _take_condition(self) -> Tuple[Tuple[Condition, ...], Tuple[Interval, ...]]:
        if self._pending and not GLUE.fullmatch(self._words):
            raise Unread(self._pending[-1].text + self._words)
        result = tuple(self._pending), tuple(self._intervals)
        if self._pending:
            self._words = ""
        self._pending, self._intervals = [], []
        return result

    def _on_points(self, phrase: Phrase) -> None:
        number = phrase.group("given", "bare", "chinese")
        award = Award(Decimal(0) if phrase.group("zero") else to_decimal(number) if number else None)
        if _EXTRA.search(self._words):
            raise Unread(self._words + phrase.text)
        if self._pending:
            text = "".join(condition.text for condition in self._pending) + self._words + phrase.text
            conditions, intervals = self._take_condition()
            self.found.bands.append(RawBand(conditions, intervals, award, text))
        elif OTHERWISE.fullmatch(self._words) or (
            self.found.bands and phrase.group("zero") and BEYOND.fullmatch(self._words)
        ):
            self.found.bands.append(RawBand((), (Interval(),), award, self._words + phrase.text, otherwise=True))
        elif self._words.strip(",:("):
            self.found.grades.append((self._words, award))
        elif (
            award.points
            and not (self.found.bands or self.found.grades or self.found.steps)
            and self.found.maximum is None
        ):
            self.found.maximum = award.points  # (5分) in front of everything
        else:
            raise Unread(phrase.text)
        self._words = ""

    def _on_step(self, phrase: Phrase) -> None:
        conditions, intervals = self._take_condition()
        if not conditions and self._words and not _FROM_FULL.fullmatch(self._words):
            self._subject(phrase.text)
        self._words = ""
        self._last_step = RawStep(phrase, conditions, intervals)
        self.found.steps.append(self._last_step)

    def _on_partial(self, phrase: Phrase) -> None:
        if self._last_step is not None and self._last_step.partial is None and not self._pending:
            self._last_step.partial = phrase
        elif not self.found.steps and phrase.group("proportion") and not phrase.group("size"):
            self._pending, self._intervals = [], []
            self.found.proportional_deduction = phrase
        else:
            raise Unread(phrase.text)
        self._remark()

    def _on_proportion(self, phrase: Phrase) -> None:
        conditions, intervals = self._take_condition()
        if conditions and any(one.high != _HUNDRED or one.low is not None for one in intervals):
            raise Unread(conditions[-1].text + phrase.text, f"没有说明按比例是对100%还是对{conditions[-1].text}")
        self.found.proportions.append(phrase)
        self._remark()

    # --- the rest

    def _on_breach(self, phrase: Phrase) -> None:
        self._settled()
        self._remark()
        self.found.breaches.append(phrase)

    def _on_each(self, phrase: Phrase) -> None:
        self._settled()
        self._remark()
        self.found.each.append(phrase)

    def _on_anchor(self, phrase: Phrase) -> None:
        self._settled()
        self._remark()
        self.found.anchors.append(phrase)

    def _on_cap(self, phrase: Phrase) -> None:
        self.found.caps.append(phrase)

    def _on_floor(self, phrase: Phrase) -> None:
        pass  # points never fall below 0 anyway

    def _on_minimum(self, phrase: Phrase) -> None:
        self.found.minimum = to_decimal(phrase.group("points") or "0")

    def _on_maximum(self, phrase: Phrase) -> None:
        number = phrase.group("points")
        if number is None:
            return
        points = to_decimal(number)
        if self.found.maximum not in (None, points):
            raise Unread(phrase.text, "与前面写的满分不一致")
        self.found.maximum = points

    def _on_no_project(self, phrase: Phrase) -> None:
        self._settled()
        self._remark()
        self.found.no_project = True
