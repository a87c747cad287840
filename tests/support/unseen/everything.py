"""全部没有见过的表."""

from __future__ import annotations

from typing import List

from support.unseen import central, habits, layouts, other_kinds, units, xinjiang
from support.unseen.sheet import Table


def everything() -> List[Table]:
    """每张表各一."""
    return [
        *central.everything(),
        *units.everything(),
        *xinjiang.everything(),
        *layouts.everything(),
        *habits.everything(),
        *other_kinds.everything(),
    ]
