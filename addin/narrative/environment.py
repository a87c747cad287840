"""报告的模板环境 (environment): the engine with the filters of the trade, made once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .engine import Environment, environment
from .engine.filters import absolute, default, lines, round_half_up
from .figure import Figure, Words, changed, natural, rounded
from .filters import FILTERS
from .filters.amounts import is_zero, places_of
from .filters.reading import figure_of


def _default(value: Any, other: Any = "", empty: bool = False) -> Any:
    """The engine's ``default``, which takes a blank cell for a value that is not there."""
    if isinstance(value, (Figure, Words)) and value.missing and not value.trouble:
        return other
    return default(value, other, empty)


_default.takes_undefined = True  # type: ignore[attr-defined]


def _abs(value: Any) -> Any:
    return abs(value) if isinstance(value, Figure) else absolute(value)


def _round(value: Any, places: int = 0) -> Any:
    """The engine's ``round``; a figure stays one."""
    if not isinstance(value, Figure) or value.value is None:
        return value if isinstance(value, Figure) else round_half_up(value, places)
    number = rounded(value.value, places_of(places))
    return changed(value, value=number, expression=value.expression if value.steps else natural(number))


def _is_zero(value: Any) -> Any:
    return not (isinstance(value, Figure) and value.missing) and is_zero(value)


def _own() -> dict[str, Any]:
    return {"段落": lines, "default": _default, "d": _default, "abs": _abs, "round": _round}


@lru_cache(maxsize=1)
def report_environment() -> Environment:
    """报告用的环境: Chinese filters beside the engine's own, those of which know figures too; ``段落`` is ``lines``."""
    return environment({**FILTERS, **_own()})


@lru_cache(maxsize=1)
def draft_environment() -> Environment:
    """报告初稿用的环境: a blank cell is still to be filled, so that it counts neither as 0 (``为零``) nor is it written as 0 (``空作零``)."""
    return environment({**FILTERS, **_own(), "为零": _is_zero, "空作零": figure_of})
