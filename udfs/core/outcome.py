"""计算结果 (outcome): what a rule says about one row, with how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Optional, Tuple


@dataclass(frozen=True)
class Outcome:
    """一行的计算结果: points and completion of one row, or why they are undecided.

    Args:
        points: the points, rounded as the profile says; None when undecided.
        completion: the completion as a ratio (1 is 100 %), unrounded; None when it has no number.
        undecided: why no figure can be justified, in Chinese; "" when the row is computed.
        proposal: points a person may consider (for rows judged by hand); never written as the score.
        steps: how the figure came about, one Chinese clause each, in order.
        rule: the rule in Chinese, one sentence.
        source: the document the rule stands in.
        unverified: True when nobody could confirm the rule; users are told.
        code: the cell error a cell function returns when undecided (``#N/A`` or ``#VALUE!`` …).
        completion_printed: the completion as the rule rounds it before scoring, as a ratio; None if not rounded.
        exact: the points before rounding, for comparing with units that cut (9.996 printed 9.9); None when undecided.
    """

    points: Optional[Decimal] = None
    completion: Optional[Decimal] = None
    undecided: str = ""
    proposal: Optional[Decimal] = None
    steps: Tuple[str, ...] = ()
    rule: str = ""
    source: str = ""
    unverified: bool = False
    code: str = ""
    completion_printed: Optional[Decimal] = None
    exact: Optional[Decimal] = None

    @property
    def decided(self) -> bool:
        """已定: True when the points are computed."""
        return self.points is not None
