"""校验对象 (subject): a form with its computed figures, and how a check reports what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Iterator, Optional, Tuple

from udfs.core.outcome import Outcome

from ...findings import ERROR, HINT, WARNING, Finding
from ...forms.model import Bound, Form
from ..context import Context
from ..figures.model import POINTS, RATE, Figure, Figures
from ..figures.totals import plain
from ..inputs import is_stale
from ..printed import compare, percent_of, places_of, read_printed, rounded


@dataclass
class Subject:
    """校验对象.

    Args:
        form: the recognised form. profile: its rule, None when none could be chosen.
        figures: what every printed figure should be. context: the file and the forms beside it.
    """

    form: Form
    profile: Any
    figures: Figures
    context: Context
    _places: Optional[int] = field(default=None, repr=False)

    def finding(
        self,
        code: str,
        severity: str,
        bound: Optional[Bound],
        message: str,
        *,
        printed: str = "",
        expected: str = "",
        outcome: Optional[Outcome] = None,
        rests_on_rule: bool = False,
    ) -> Finding:
        """一条发现 at a cell; one that rests on a stand-in rule is at most a warning."""
        if rests_on_rule and severity == ERROR and self.context.fallback:
            severity = WARNING
        place = f"{self.form.sheet}!{bound.label}" if bound else self.form.sheet
        return Finding(
            code, severity, f"{place} {message}", self.context.file, self.form.sheet, bound.label if bound else "",
            printed, expected, outcome.rule if outcome else "", outcome.source if outcome else "",
        )  # fmt: skip

    def compare(self, figure: Figure, code: str) -> Iterator[Finding]:
        """所印与应得的比较: nothing when they agree, a hint within the tolerance, else an error.

        Blank cells, placeholders and undecided figures are left to other checks.
        """
        expected = figure.expected
        if figure.is_empty or figure.is_placeholder or not isinstance(expected, Decimal):
            return
        if is_stale(figure.bound):
            return
        if figure.bound.cell.is_error:
            yield self.finding(
                "value.unreadable", ERROR, figure.bound,
                f"{figure.name}是错误值 {figure.bound.cell.value}，应为 {shown(figure)}；请改正公式或重新填写",
                printed=figure.printed, expected=shown(figure), outcome=figure.outcome,
            )  # fmt: skip
            return
        severity, _ = self.verdict(figure, expected)
        if severity == "":
            return
        unverified = "（该规则未经核实，仅供参考）" if figure.outcome.unverified else ""
        ending = "，相差在取舍范围内，请核对取舍位数" if severity == HINT else "；请核对后改正"
        how = "，".join(figure.outcome.steps)
        yield self.finding(
            code, severity, figure.bound,
            f"{figure.name}印为“{figure.printed}”，按{how or figure.outcome.rule or '表内数字'}计算，应为 {shown(figure)}"
            f"{unverified}{ending}",
            printed=figure.printed, expected=shown(figure), outcome=figure.outcome,
            rests_on_rule=figure.rests_on_rule,
        )  # fmt: skip

    def verdict(self, figure: Figure, expected: Decimal) -> Tuple[str, Optional[Decimal]]:
        """(severity, printed value): severity "" when the printed figure agrees with the computed one."""
        printed = read_printed(figure.bound.cell)
        if printed is None:
            return ERROR, None
        if figure.shape == RATE:
            value = percent_of(printed, expected)
            places = printed.places if printed.percent or value == printed.value else max(0, printed.places - 2)
            return compare(value, places, expected * 100), value
        places = printed.places
        if printed.general and figure.shape == POINTS:
            # a number in a General cell never shows its trailing zeros: the form's other points tell its places
            places = max(places, self._habitual_places)
        return compare(printed.value, places, expected, exact_value=figure.outcome.exact), printed.value

    @cached_property
    def _habitual_places(self) -> int:
        if self._places is None:
            self._places = self._count_places()
        return self._places

    def _count_places(self) -> int:
        places = 0
        for figure in self.figures.all():
            if figure.shape == POINTS and not figure.is_empty:
                printed = read_printed(figure.bound.cell)
                places = max(places, printed.places if printed else 0)
        return min(places, 2)


def shown(figure: Figure) -> str:
    """应得数字的写法, as a form prints it."""
    expected = figure.expected
    if not isinstance(expected, Decimal):
        return expected or ""
    if figure.shape == RATE:
        return f"{rounded(expected * 100, 2):.2f}%"
    return plain(rounded(expected, 2)) if places_of(expected) > 2 else plain(expected)
