"""合计与等级公式 (total and grade)."""

from __future__ import annotations

from typing import Sequence

from udfs.core.rules_model import Profile

from .text import Native, finished, literal, number, reference

_DIGITS = "{0,1,2,3,4,5,6,7,8,9}"


def total(range_refs: Sequence[str], required_refs: Sequence[str] = ()) -> Native:
    """合计公式: the sum of points; blank while a row that must have points has none.

    Args:
        range_refs: the cells and one-column ranges to add. required_refs: cells that must not be blank (default: all).

    Returns:
        The formula. Text such as ``9.50`` or ``10分`` is read without the locale; other text gives "".
    """
    ranges = [reference(ref) for ref in range_refs]
    required = [reference(ref) for ref in required_refs] or ranges
    if not ranges:
        return Native(reason="没有可以合计的得分")
    blanks = "+".join(f"SUMPRODUCT((LEN({ref})=0)*1)" for ref in required)
    strange = "+".join(_strange(ref) for ref in ranges)
    parts = "+".join(f"SUM({ref})+{_texts(ref)}" for ref in ranges)
    return finished(f'IF({blanks}>0,"",IF({strange}>0,"",ROUND({parts},6)))')


def _plain(ref: str) -> str:
    return f'SUBSTITUTE(SUBSTITUTE({ref},".",""),"分","")'


def _strange(ref: str) -> str:
    """Texts that are no plain numbers: characters that are neither digits nor one dot nor 分 at the end."""
    bare = f'SUBSTITUTE({ref},"分","")'
    digits = f'SUMPRODUCT(ISTEXT({ref})*(LEN({ref})-LEN(SUBSTITUTE({ref},{_DIGITS},""))))'
    others = f"SUMPRODUCT(ISTEXT({ref})*LEN({_plain(ref)}))-{digits}"
    dots = f'SUMPRODUCT(ISTEXT({ref})*(LEN({ref})-LEN(SUBSTITUTE({ref},".",""))>1))'
    ends = f'SUMPRODUCT(ISTEXT({ref})*((LEFT({bare})=".")+(RIGHT({bare})=".")+(LEN({ref})-LEN({bare})>(RIGHT({ref})="分")*1)))'
    return f"ABS({others})+{dots}+{ends}"


def _texts(ref: str) -> str:
    bare = f'SUBSTITUTE({ref},"分","")'
    places = f'(LEN({bare}&".")-FIND(".",{bare}&".")-1+(LEN({bare})=LEN({_plain(ref)})))'
    return f"SUMPRODUCT(ISTEXT({ref})*VALUE(0&{_plain(ref)})/10^{places})"


def grade(score_ref: str, profile: Profile) -> Native:
    """等级公式: 优 良 中 差 by the profile's bands.

    Args:
        score_ref: the cell with the total. profile: the rules.

    Returns:
        The formula; a blank total, or one outside 0 to the full mark, gives "".
    """
    ref = reference(score_ref)
    score = f"ROUND({number(ref)},6)"
    bands = profile.grades.bands
    result = f'"{bands[-1].name}"'
    for band in reversed(bands[:-1]):
        result = f'IF({score}>={literal(band.start)},"{band.name}",{result})'
    return finished(f'IF(LEN({ref})=0,"",IF({score}<={literal(profile.grades.full)},{result},""))')
