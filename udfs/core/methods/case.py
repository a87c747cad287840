"""一行的计分 (case): what a method is given, and the ways it may answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional, Tuple

from ..comparison import Comparison
from ..errors import NA
from ..outcome import Outcome
from ..rounding import half_up
from ..rules_model import Method, Profile


def shown(value: Decimal) -> str:
    """数的写法: without trailing zeros and exponents.

    >>> shown(Decimal("10.00")), shown(Decimal("1E+4"))
    ('10', '10000')
    """
    return f"{value.normalize():f}"


def percent(ratio: Decimal) -> str:
    """百分数的写法, two places.

    >>> percent(Decimal("0.992714"))
    '99.27%'
    """
    return f"{half_up(ratio * 100, 2)}%"


@dataclass(frozen=True)
class Case:
    """一行: weight, what was compared, the method and the profile it belongs to."""

    weight: Decimal
    compared: Comparison
    method: Method
    profile: Profile

    @property
    def ratio(self) -> Optional[Decimal]:
        """完成率, unrounded."""
        return self.compared.ratio

    def full(self, step: str = "") -> Outcome:
        """满分."""
        return self.scored(self.weight, step or "计满分")

    def scored(self, exact: Decimal, step: str, printed: Optional[Decimal] = None) -> Outcome:
        """得分: between 0 and the weight, rounded as the profile says.

        Args:
            exact: the points as the arithmetic gives them. step: the arithmetic in words.
            printed: the completion as it was rounded before use, a ratio.
        """
        exact = min(max(exact, Decimal(0)), self.weight)
        points = half_up(exact, self.profile.places)
        return self._outcome(points=points, exact=exact, steps=self._steps(step), completion_printed=printed)

    def undecided(
        self,
        why: str = "",
        *,
        proposal: Optional[Decimal] = None,
        code: str = "",
        unverified: bool = False,
    ) -> Outcome:
        """不定: why, and what a person may consider."""
        if proposal is not None:
            proposal = half_up(min(max(proposal, Decimal(0)), self.weight), self.profile.places)
        return self._outcome(
            undecided=why or self.compared.why,
            code=code or self.compared.code or NA,
            proposal=proposal,
            steps=self._steps(),
            unverified=unverified,
        )

    def _steps(self, *more: str) -> Tuple[str, ...]:
        return tuple(step for step in (self.compared.how, *more) if step)

    def _outcome(self, *, unverified: bool = False, **values: Any) -> Outcome:
        return Outcome(
            completion=self.ratio,
            rule=self.method.text,
            source=self.method.source.text,
            unverified=unverified or self.method.unverified or self.profile.unverified,
            **values,
        )
