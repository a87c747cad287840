"""后果 (consequences): what the changes did to scores, totals, grades and rates, and where the form did not follow."""

from __future__ import annotations

from collections.abc import Iterator

from ...forms.model import Form
from ...grid import Position
from ..context import Context
from ..figures import figures
from ..figures.model import RATE, Figure
from ..printed import compare, percent_of, read_printed, rounded
from ..profile import choose_profile
from .following import is_headline
from .model import Consequence
from .pairing import Pairing, SheetPair
from .source import Source
from .words import place_of, shown


def consequences(pairing: Pairing, old: Source, new: Source) -> list[Consequence]:
    """全部后果, by form: total, grade and execution rate that changed, and computed figures that should have."""
    found: list[Consequence] = []
    for pair in pairing.pairs:
        for one, other in pair.forms:
            if one is not None and other is not None:
                found += _of_form(pair, one, other, old, new)
    return found


def _of_form(pair: SheetPair, one: Form, other: Form, old: Source, new: Source) -> Iterator[Consequence]:
    before, after = _figures(one, old), _figures(other, new)
    for here, there in pair.fields:
        if there.form is not other:
            continue
        printed = shown(here.bound.cell, here), shown(there.bound.cell, there)
        changed = here.bound.text != there.bound.text
        figure, former = after.get(there.bound.position), before.get(here.bound.position)
        # a figure that was wrong before and still is is no consequence: check tells it
        expected = _expected(figure) if figure and former and figure.expected != former.expected else ""
        if not expected and not (changed and is_headline(there)):
            continue
        place = place_of(pair.new.name, here, there)
        words = f"由 {printed[0]} 变为 {printed[1]}" if changed else f"仍为 {printed[1]}"
        rule = f"，按规则应为 {expected}，请重新计算" if expected else ""
        yield Consequence(
            pair.new.name, there.bound.label, other.title, there.words, here.bound.text, there.bound.text,
            expected, f"{place}{words}{rule}",
        )  # fmt: skip


def _figures(form: Form, source: Source) -> dict[Position, Figure]:
    """Computed cell -> what it should hold."""
    related = tuple(other for other in source.forms if other is not form)
    try:
        profile = choose_profile(form, "", source.profile).profile
    except ValueError:
        profile = None  # the workbook names a rule that there is not: check tells it, here the rule has no say
    found = figures(form, profile, Context(related=related))
    return {figure.bound.position: figure for figure in found.all()}


def _expected(figure: Figure) -> str:
    """What the rule gives where the form prints something else or nothing; "" where they agree or the rule cannot say."""
    expected = figure.expected
    if expected is None or figure.is_placeholder:
        return ""
    if isinstance(expected, str):
        return "" if figure.printed.removeprefix(figure.label).strip() in ("", expected) else expected
    printed = read_printed(figure.bound.cell)
    if printed is None:
        return ""
    ratio = figure.shape == RATE
    value, target = (percent_of(printed, expected), expected * 100) if ratio else (printed.value, expected)
    if compare(value, printed.places, target) != "error":
        return ""
    text = f"{rounded(target, 2):f}".rstrip("0").rstrip(".") if rounded(target, 2) % 1 else str(int(rounded(target, 2)))
    return text + ("%" if ratio else "")
