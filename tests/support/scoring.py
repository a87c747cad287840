"""读、算、校验一份版式 (score_all): every form of a layout recognised, computed and checked by its own rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Tuple

from support.layouts.book import Layout, Placed
from support.layouts.look import LEVELS

from addin.commands.check import check
from addin.commands.compute import Computed, compute
from addin.commands.context import Context
from addin.commands.profile import choose_profile
from addin.findings import Finding
from addin.forms.model import Bound, Form
from addin.hosts.files import Opened, read

#: 金额的名称: fields of Form.amounts
_AMOUNTS = ("income", "expenditure")


@dataclass
class Scored:
    """一张表的结果: what was placed, what was recognised and what came of it."""

    placed: Placed
    form: Form
    profile: str
    computed: Computed
    findings: List[Finding]

    @property
    def figures(self) -> Dict[str, Tuple[object, str]]:
        """应得数字 by path of the truth: (figure computed or None, its shape)."""
        where = {place: path for path, place in self.placed.truth.items()}
        by_label = {figure.bound.label: figure for figure in self.computed.figures.all()}
        return {
            where[place]: (by_label[place[1]].expected, by_label[place[1]].shape)
            for place in where
            if place[1] in by_label
        }

    def path_of(self, finding: Finding) -> str:
        """校验发现所在的字段; its address where no field stands there."""
        for path, (_, cell) in self.placed.truth.items():
            if cell == finding.cell:
                return path
        return finding.cell


def bindings(form: Form) -> Dict[str, Bound]:
    """表单的绑定, named as the truth of the layouts names them.

    An execution row stands apart from the indicators. Level cells are left out: rows share them, and the names that
    rows inherit say the same.
    """
    found: Dict[str, Bound] = {}
    for number, row in enumerate(form.budget):
        found.update({f"budget[{number}].{name}": bound for name, bound in row.fields.items()})
    number = 0
    for row in form.indicators:
        prefix = "execution" if row.role == "execution" else f"indicators[{number}]"
        number += row.role != "execution"
        found.update({f"{prefix}.{name}": bound for name, bound in row.fields.items() if name not in LEVELS[:2]})
    for number, row in enumerate(form.items):
        found.update({f"items[{number}].{name}": bound for name, bound in row.fields.items()})
    if form.total:
        found.update({f"total.{name}": bound for name, bound in form.total.fields.items()})
    if form.grade:
        found["grade"] = form.grade
    found.update({f"staff.{name}": bound for name, bound in form.staff.items()})
    found.update({f"buildings.{name}": bound for name, bound in form.buildings.items()})
    for amounts in form.amounts:
        if amounts.name in _AMOUNTS:
            found.update({f"{amounts.name}[{place}]": bound for place, (_, bound) in enumerate(amounts.items)})
    return found


def open_layout(layout: Layout) -> Opened:
    """打开一份版式, from its bytes."""
    return read(layout.data, f"{layout.name}{layout.suffix}")


def score_all(layout: Layout) -> List[Scored]:
    """识别、计算、校验一份版式里的每张表, in the order they stand.

    Raises:
        AssertionError: another number of forms than were placed.
    """
    opened = open_layout(layout)
    assert len(opened.forms) == len(layout.forms), (
        layout.name,
        [form.title for form in opened.forms],
        opened.recognised.near,
    )
    results = []
    for placed, form in zip(layout.forms, opened.forms):
        chosen = choose_profile(form, "", opened.profile_name, opened.name)
        context = Context(
            file=opened.name,
            fallback=chosen.fallback,
            ours=lambda bound, form=form: opened.ours(form, bound),  # type: ignore[misc]
        )
        computed = compute(form, chosen.profile, context)
        findings = chosen.findings + check(form, chosen.profile, context)
        results.append(Scored(placed, form, chosen.profile.id if chosen.profile else "", computed, findings))
    return results
