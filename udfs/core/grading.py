"""评价等级 (grading): the band that a total falls into."""

from __future__ import annotations

from typing import Any

from .amounts import read_amount
from .errors import NUM, CellFault
from .rounding import half_up
from .rules_model import Profile


def grade(score: Any, profile: Profile) -> str:
    """等级: 优 良 中 差, by the profile's bands.

    Args:
        score: the total, 0 to the full mark. profile: the rules.

    Raises:
        CellFault: blanks ``#N/A``, text ``#VALUE!``, below 0 or above the full mark ``#NUM!``.

    依据: 90（含）—100 优，80（含）—90 良，60（含）—80 中，60 以下差（株洲 2021 自评表填表说明）.
    """
    # a total that the spreadsheet added in doubles may lack its last bit: 89.99999999999999 is 90
    total = half_up(read_amount(score, "总分"), 6)
    bands = profile.grades
    if total > bands.full:
        raise CellFault(NUM, f"总分 {total.normalize():f} 超过满分 {bands.full}。")
    return next(band.name for band in bands.bands if total >= band.start)
