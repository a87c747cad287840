"""表的合计 (totals of forms): funds added, execution rate of the sums, scores weighted by funds and plain, grades counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..forms import model as forms
from ..returned.record import FormRecord
from .exact import plus, plus_any, quotient, times
from .model import Totals

#: grades in the order of the summary; others follow as met, those without one last
GRADES = ("优", "良", "中", "差")
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Part:
    """参与合计的一项: a form, or a unit's own row.

    Args:
        as in FormRecord.
    """

    score: Decimal | None = None
    full: Decimal | None = None
    grade: str = ""
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None

    @property
    def is_filled(self) -> bool:
        """是否填了: any of its figures."""
        return any(value is not None for value in (self.score, self.budget, self.executed))


def part_of(form: FormRecord) -> Part:
    """由表得出."""
    return Part(form.score, form.full, form.grade, form.budget, form.executed, form.rate)


def headline(records: Sequence[FormRecord]) -> Part | None:
    """单位自己的一行: its unit form; else its projects together; else its score card.

    A pack may hold more than a unit has to fill in: a form left blank gives way to one that was filled in.

    Returns:
        None when there is none of them.
    """
    groups = [
        [part_of(form) for form in records if form.kind in kinds]
        for kinds in ((forms.UNIT,), (forms.PROJECT, forms.FUND), (forms.SCORECARD,))
    ]
    for parts in [[part for part in parts if part.is_filled] for parts in groups] + groups:
        if len(parts) == 1:
            return parts[0]
        if parts:
            tally = Tally()
            for part in parts:
                tally.add(part)
            totals = tally.totals()
            fulls = {part.full for part in parts if part.score is not None}
            full = fulls.pop() if len(fulls) == 1 else None
            score = totals.score if not totals.unweighed else None
            return Part(score, full, "", totals.budget, totals.executed, totals.rate)
    return None


@dataclass
class Tally:
    """合计中的数: exact, so that neither order nor grouping matters."""

    forms: int = 0
    budget: Decimal | None = None
    executed: Decimal | None = None
    funds: Decimal = _ZERO
    weighted: Decimal = _ZERO
    scores: Decimal = _ZERO
    scored: int = 0
    unweighed: int = 0
    rates: Decimal = _ZERO
    rated: int = 0
    grades: dict[str, int] = field(default_factory=dict)

    def add(self, part: Part, graded: bool = True) -> None:
        """加入一项; ``graded``: a form of this kind has a grade, if only a blank one."""
        self.forms += 1
        self.budget = plus_any(self.budget, part.budget)
        self.executed = plus_any(self.executed, part.executed)
        if part.score is not None:
            self.scored += 1
            self.scores = plus(self.scores, part.score)
            if part.budget is not None and part.budget > 0:
                self.funds = plus(self.funds, part.budget)
                self.weighted = plus(self.weighted, times(part.budget, part.score))
            else:
                self.unweighed += 1
        if part.rate is not None:
            self.rated += 1
            self.rates = plus(self.rates, part.rate)
        if graded:
            self.grades[part.grade] = self.grades.get(part.grade, 0) + 1

    def merge(self, other: Tally) -> None:
        """并入下级的合计."""
        self.forms += other.forms
        self.budget = plus_any(self.budget, other.budget)
        self.executed = plus_any(self.executed, other.executed)
        for name in ("funds", "weighted", "scores", "rates"):
            setattr(self, name, plus(getattr(self, name), getattr(other, name)))
        for name in ("scored", "unweighed", "rated"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for grade, count in other.grades.items():
            self.grades[grade] = self.grades.get(grade, 0) + count

    def totals(self) -> Totals:
        """写成合计."""
        others = sorted(grade for grade in self.grades if grade not in (*GRADES, ""))
        order = (*GRADES, *others, "")
        return Totals(
            self.forms, self.budget, self.executed, quotient(self.executed, self.budget),
            quotient(self.weighted, self.funds), quotient(self.scores, Decimal(self.scored)), self.scored, self.unweighed,
            quotient(self.rates, Decimal(self.rated)), self.rated,
            {grade: self.grades[grade] for grade in order if grade in self.grades},
        )  # fmt: skip
