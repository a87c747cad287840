"""评价标准公式 (standard rows): a readable 评价标准 as a formula over the value cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Callable, Dict, List, Optional, Tuple

from udfs.core.standard import counting_of, parse_standard
from udfs.core.standards.bands import choose
from udfs.core.standards.model import Award, Standard, Step
from udfs.core.standards.scoring import applies, beyond_reach

from .text import Native, finished, given, literal, number, reference


def standard(weight_ref: str, value_ref: str, text: str, profile: object = None) -> Native:
    """评价标准得分公式: the wording is read now, the value cell by the spreadsheet.

    Args:
        weight_ref: the cell with 分值. value_ref: the cell with the rate, the count or the word.
        text: the wording. profile: says how a part of a step counts where the wording is silent.

    Returns:
        The formula, or the reason why there is none. A changed wording needs the formula written again.
    """
    weight, value = reference(weight_ref), reference(value_ref)
    read = parse_standard(text)
    if not read.readable:
        return Native(reason=read.problem)
    core = _KINDS[read.kind](read, number(weight), value, counting_of(profile))
    if not core:
        return Native(reason="这条评价标准不能写成自带公式")
    points = f"ROUND(MIN({number(weight)},MAX({literal(max(read.minimum, Decimal(0)))},{core})),2)"
    return finished(f'IF({given(weight, value)},{points},"")')


def _award(given_award: Award, weight: str) -> str:
    return weight if given_award.points is None else literal(given_award.points)


def _base(read: Standard, weight: str) -> str:
    return weight if read.full is None else f"MIN({weight},{literal(read.full)})"


def _regions(read: Standard, value: str, express: Callable[[Decimal], str]) -> str:
    """One expression for each stretch between edges, chosen by comparing with the edges."""
    edges = sorted(
        {edge for band in read.bands for one in band.intervals for edge in (one.low, one.high) if edge is not None}
        | {
            edge
            for step in read.steps
            for one in step.condition or ()
            for edge in (one.low, one.high)
            if edge is not None
        }
        | {step.anchor for step in read.steps}
    )
    if not edges:
        return express(Decimal(1))
    pieces: List[Tuple[str, str]] = []
    for position, edge in enumerate(edges):
        before = edge - 1 if position == 0 else (edges[position - 1] + edge) / 2
        pieces.append((f"{value}<{literal(edge)}", express(before)))
        pieces.append((f"{value}={literal(edge)}", express(edge)))
    result = express(edges[-1] + 1)
    for test, expression in reversed(pieces):
        result = f"IF({test},{expression},{result})" if expression != result or "=" in test else result
    return result


def _rate(read: Standard, weight: str, ref: str, counting: str) -> str:
    typed = f'IF(RIGHT({ref})="%",{number(f"LEFT({ref},LEN({ref})-1)")}/100,NA())'
    edges = [edge for band in read.bands for one in band.intervals for edge in (one.low, one.high) if edge is not None]
    edges += [step.anchor for step in read.steps]
    largest = max([abs(edge) for edge in edges] or [Decimal(1)])
    bare = ref
    if largest:
        bare = f"IF(ABS({ref})<={literal(10 * max(largest, Decimal(1)))},{ref},NA())"
    value = f"ROUND(IF(ISNUMBER({ref}),{bare},{typed}),4)"
    return _regions(read, value, lambda sample: _express(read, weight, value, sample, counting))


def _express(read: Standard, weight: str, value: str, sample: Decimal, counting: str) -> str:
    band, _ = choose(read.bands, sample)
    if band is not None and (not read.steps or band.award.points == 0):
        return _award(band.award, weight)
    if read.proportion is not None:
        base = weight if read.proportion.points is None else literal(read.proportion.points)
        return f"IF({value}<0,NA(),{base}*MIN(1,{value}))"
    if not read.steps:
        return "NA()"
    active = [step for step in read.steps if applies(step, sample)]
    if not active:
        return _base(read, weight) if band is not None or beyond_reach(read, sample) else "NA()"
    if band is not None:
        return "NA()"
    return _base(read, weight) + "".join(f"-{_lost(step, weight, value, counting)}" for step in active)


def _lost(step: Step, weight: str, value: str, counting: str) -> str:
    # the quotient of two decimals may miss a whole number by the last bit of a double
    steps = f"ROUND(ABS({value}-{literal(step.anchor)})/{literal(step.size)},8)"
    how = step.counting or counting
    counted = {"full": f"INT({steps})", "started": f"-INT(-{steps})", "proportional": steps}[how]
    return _capped(f"({counted})*{_each(step.points, step.share, weight)}", step.cap)


def _each(points: Decimal, share: bool, weight: str) -> str:
    return f"{literal(points)}*{weight}" if share else literal(points)


def _capped(lost: str, cap: Optional[Decimal]) -> str:
    return lost if cap is None else f"MIN({literal(cap)},{lost})"


def _counts(read: Standard, weight: str, ref: str, counting: str) -> str:
    value = number(ref)
    return _regions(read, value, lambda sample: _express(read, weight, value, sample, counting))


def _whole(ref: str) -> str:
    value = number(ref)
    return f"IF({value}=INT({value}),{value},NA())"


def _checklist(read: Standard, weight: str, ref: str, counting: str) -> str:
    count = _whole(ref)
    items = read.items
    each = read.each if read.each is not None else items[0] if len(set(items)) == 1 else None
    if each is not None:
        counted = f"IF({count}<={len(items)},{count},NA())" if items else count
        return f"{counted}*{literal(each)}"
    return f"IF({count}=0,0,IF({count}={len(items)},{literal(sum(items, Decimal(0)))},NA()))"


def _breaches(read: Standard, weight: str, ref: str, counting: str) -> str:
    breach = read.breach
    if breach is None:
        return ""
    lost = _capped(f"INT({_whole(ref)}/{literal(breach.per)})*{_each(breach.points, breach.share, weight)}", breach.cap)
    return f"{_base(read, weight)}-{lost}"


def _grades(read: Standard, weight: str, ref: str, counting: str) -> str:
    words = [word for grade in read.grades for word in grade.words]
    if len(set(words)) != len(words) or any('"' in word or len(word) > 100 for word in words):
        return ""
    result = "NA()"
    for grade in reversed(read.grades):
        listed = ",".join(f'{ref}="{word}"' for word in grade.words)
        result = f"IF(OR({listed}),{_award(grade.award, weight)},{result})"
    return result


_KINDS: Dict[str, Callable[[Standard, str, str, str], str]] = {
    "rate": _rate,
    "count": _counts,
    "checklist": _checklist,
    "breaches": _breaches,
    "grades": _grades,
}
