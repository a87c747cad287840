"""评价等级 (PERF_GRADE): 优 良 中 差."""

from __future__ import annotations

from typing import Any

from .core.cells import PROFILE_HELP, profile_of
from .core.scoring import grade
from .registry import Argument, cell_function


@cell_function(
    name="PERF_GRADE",
    title="评价等级",
    description="按总分评定等级：90（含）以上优，80（含）—90 良，60（含）—80 中，60 以下差；档次以规则方案为准",
    arguments=[
        Argument("score", "总分", "自评总分，0—100", kind="number"),
        Argument("profile", "规则方案", PROFILE_HELP, optional=True, kind="text"),
    ],
)
def PERF_GRADE(score: Any, profile: Any = None) -> str:
    """评价等级: the band a total falls into.

    Args:
        score: 总分. profile: the rules; blank is ``cn/national``.

    Returns:
        优, 良, 中 or 差. ``#NUM!`` below 0 or above the full mark, ``#N/A`` for a blank, ``#VALUE!`` for text.

    依据: 规则方案的 [grades]（株洲 2021 自评表填表说明）.

    >>> PERF_GRADE(89.62), PERF_GRADE(90)
    ('良', '优')
    """
    return grade(score, profile_of(profile))
