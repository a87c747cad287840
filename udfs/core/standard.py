"""评价标准计分 (PERF_STANDARD's arithmetic): the official wording in the form's own cell, turned into points."""

from __future__ import annotations

from decimal import Decimal
from typing import Tuple

from .errors import NA, NUM, VALUE, CellError
from .outcome import Outcome
from .standards.model import Standard
from .standards.parser import parse
from .standards.scoring import Undecided, score
from .standards.tokens import plain
from .standards.value import read_value

__all__ = ["Standard", "counting_of", "parse_standard", "score_standard"]

#: the profile's word -> how steps are counted
_COUNTING = {
    "whole": "full",
    "full": "full",
    "started": "started",
    "partial": "proportional",
    "proportional": "proportional",
}
_SOURCE = "表内“评价标准”"


def parse_standard(text: str) -> Standard:
    """读评价标准: what the wording of a cell says.

    Args:
        text: the wording, such as ``100%计满分，每低于5%扣2分，扣完为止``.

    Returns:
        A Standard; where the wording is not understood ``readable`` is False and ``problem`` names the phrase.
        ``full`` is the full points that the wording prints: a form whose 分值 differs contradicts itself.

    依据: 表内“评价标准”一栏的文字.

    >>> parse_standard("“三公经费”变动率≦0,计8分；“三公经费”＞0，每超过一个百分点扣0.8分，扣完为止。").full
    Decimal('8')
    """
    return parse(text)


def score_standard(
    weight: object, value: object, standard: object, *, profile: object = None, no_project: bool = False
) -> Outcome:
    """按评价标准计分: points of one row by the wording in its cell.

    Args:
        weight: the row's 分值.
        value: the rate (0.9627 or ``96.27%``), the number of items met (or which: ``①③``), the number of breaches, or the
            word of a grade (较好). A rate is rounded to 0.01 % before steps are counted.
        standard: the wording, or a Standard that was parsed before.
        profile: a rule profile; its ``standard.steps`` says how a part of a step counts where the wording is silent:
            ``whole`` (whole steps only, the default), ``started`` or ``partial`` (in proportion).
        no_project: True when there is no such project (没有楼堂馆所项目).

    Returns:
        An Outcome with the points (0 to weight, rounded to 0.01), or undecided: ``#N/A`` wording not understood or not
        decisive, ``#VALUE!`` a value of another kind, ``#NUM!`` out of range.

    依据: 表内“评价标准”一栏的文字; "每低于5%" as full steps is the common reading, a profile may say otherwise.

    >>> score_standard(5, "92%", "100%计满分，每低于5%扣2分，扣完为止").points
    Decimal('3.00')
    """
    for argument in (weight, value, standard):
        if isinstance(argument, CellError):
            return Outcome(undecided=argument.message or f"参数是错误值{argument.code}", code=argument.code)
    points_possible = read_value(weight)
    if points_possible is None:
        return _undecided(NA, "分值是空白的")
    if points_possible.number is None or points_possible.percent:
        return _undecided(VALUE, f"分值应是数字，实际是“{weight}”")
    if points_possible.number < 0:
        return _undecided(NUM, f"分值不能是负数（{plain(points_possible.number)}）")
    parsed = standard if isinstance(standard, Standard) else parse_standard("" if standard is None else str(standard))
    if not parsed.readable:
        return _undecided(NA, f"{parsed.problem}；请人工评定，或改写评价标准")
    return _score(parsed, points_possible.number, value, profile, no_project)


def _score(standard: Standard, weight: Decimal, value: object, profile: object, no_project: bool) -> Outcome:
    rule = f"按表内评价标准：{''.join(standard.text.split())}"
    if no_project:
        if standard.no_project_full:
            return Outcome(
                points=weight.quantize(Decimal("0.01")),
                steps=(f"没有该类项目，评价标准写明按满分计算：计{plain(weight)}分",),
                rule=rule,
                source=_SOURCE,
            )
        return _undecided(NA, "没有该类项目，而评价标准没有写明这种情况如何计分", rule)
    given = read_value(value)
    if given is None:
        return _undecided(NA, "没有填写比率、项数或例数", rule)
    notes = _contradiction(standard, weight)
    try:
        result = score(standard, weight, given, counting_of(profile))
    except Undecided as stop:
        return _undecided(stop.code, stop.message, rule)
    return Outcome(
        points=result.points,
        completion=given.number if result.rate is not None else None,
        completion_printed=result.rate,
        steps=notes + tuple(result.steps),
        rule=rule,
        source=_SOURCE,
    )


def counting_of(profile: object) -> str:
    """余数的算法: how a part of a step counts by the profile; without one, whole steps only."""
    said = str(getattr(getattr(profile, "standard", profile), "steps", "") or "whole")
    return _COUNTING.get(said, "full")


def _contradiction(standard: Standard, weight: Decimal) -> Tuple[str, ...]:
    """A form may contradict itself: 计8分 in a row of 5 points. Points are then held to the row's weight."""
    if standard.full is None or standard.full == weight:
        return ()
    return (
        f"评价标准写的满分是{plain(standard.full)}分，本行分值是{plain(weight)}分，二者不一致：得分不超过本行分值，扣分按文字计算",
    )


def _undecided(code: str, message: str, rule: str = "") -> Outcome:
    return Outcome(undecided=message, code=code, rule=rule, source=_SOURCE)
