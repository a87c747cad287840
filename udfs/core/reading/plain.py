"""最常见的写法 (plain figures): ``≥450人``, ``=95.5%``, ``120``, read at once; all other texts are left to the full reading.

The result is the one that the full reading gives: tests/udfs/core/reading/test_plain.py compares the two.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Optional, Tuple

from ..unreadable import Unreadable
from . import units
from .figures import Figure, whole
from .model import Quantity
from .text import normalise

#: a sign, up to 15 digits before the point, and what stands behind the number; fullmatch
_PLAIN = re.compile(r"(>=|<=|[≥≤<>=])?([0-9]{1,15})(\.[0-9]{1,9})?([^0-9\s]{0,12})")
_SIGNS = {None: "", "≥": ">=", "≤": "<=", ">=": ">=", "<=": "<=", ">": ">", "<": "<", "=": "="}
#: a text with one of these may be a date, and whether it is one depends on its digits
_DATED = frozenset("年月季日号周天旬-/.")
_HUNDREDTH = Decimal("0.01")

#: the kind of the quantity and its unit in one spelling
_Measure = Tuple[str, str]


def read_plain(text: str, wanted: str = "") -> Optional[Quantity]:
    """读最常见的写法: a sign or none, a number, and a known unit, ``%`` or nothing; None for any other text.

    Args:
        text: as typed. wanted: the target's unit when the text is an actual.

    >>> read_plain("≥95.5%").described(), read_plain("450名").unit, read_plain("3月底前")
    ('不低于95.5%', '人', None)
    """
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    sign, whole_part, fraction, behind = match.groups()
    if fraction and not behind:
        return None  # 2024.12 may be a month
    measure = _measure(behind)
    if measure is None:
        return None
    kind, unit = measure
    if wanted and wanted != unit and behind.startswith(wanted):
        return None  # the target's unit may be one that nobody listed
    value = Decimal(whole_part + fraction) if fraction else Decimal(whole_part)
    if kind == "percent":
        value *= _HUNDREDTH
    return Quantity(kind, text, text, _SIGNS[sign], value, unit)


@lru_cache(maxsize=2048)
def _measure(behind: str) -> Optional[_Measure]:
    """What a text behind a number means where this does not depend on the number; None where it may."""
    if not behind:
        return "number", ""
    if behind == "%":
        return "percent", ""
    if not _DATED.isdisjoint(behind) or normalise(behind) != behind or units.split_unit(behind) != (behind, ""):
        return None
    unit = units.canonical(behind)
    try:
        read = whole("7" + behind)
    except Unreadable:
        return None
    return ("number", unit) if read == Figure(Decimal(7), unit=unit, named=True, end=1 + len(behind)) else None
