"""计分方法 (scoring methods): the arithmetic of a rule, one file each. The numbers come from the profile."""

from __future__ import annotations

from typing import Callable, Dict

from ..outcome import Outcome
from . import by_sign, by_standard, direct, floor, level, satisfaction
from .case import Case

#: the ``rule`` of a method in a rules file -> its arithmetic
RULES: Dict[str, Callable[[Case], Outcome]] = {
    "by_sign": by_sign.points,
    "by_standard": by_standard.points,
    "direct": direct.points,
    "floor": floor.points,
    "level": level.points,
    "satisfaction": satisfaction.points,
}
