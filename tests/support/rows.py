"""Rows in the accountant's words: what a rule profile gives, told as a table of cases."""

from __future__ import annotations

from typing import Optional, Union

from udfs.core.rules import load
from udfs.core.scoring import score_execution, score_indicator

UNDECIDED = "undecided"


def points(
    profile: str, weight: object, target: object, actual: object, method: str = "", year: Optional[int] = None
) -> Union[str, float]:
    """The points as a number, or ``undecided``."""
    outcome = score_indicator(weight, target, actual, method, load(profile), year)
    assert (outcome.points is None) == bool(outcome.undecided)
    return UNDECIDED if outcome.points is None else float(outcome.points)


def proposal(profile: str, weight: object, target: object, actual: object, method: str = "") -> Optional[float]:
    """The points a person may consider, or None."""
    outcome = score_indicator(weight, target, actual, method, load(profile))
    assert outcome.points is None
    return None if outcome.proposal is None else float(outcome.proposal)


def execution(profile: str, weight: object, budget: object, executed: object) -> Union[str, float]:
    """The points of the execution row as a number, or the cell error's text."""
    outcome = score_execution(weight, budget, executed, load(profile))
    return outcome.code if outcome.points is None else float(outcome.points)
