"""报告的模板环境 (environment): the engine with the filters of the trade, made once."""

from __future__ import annotations

from functools import lru_cache

from .engine import Environment, environment
from .engine.filters import lines
from .filters import FILTERS


@lru_cache(maxsize=1)
def report_environment() -> Environment:
    """报告用的环境: Chinese filters beside the engine's own; ``段落`` is the engine's ``lines``."""
    return environment({**FILTERS, "段落": lines})
