"""数值的判断 (values): words where numbers belong, and formulas whose values nobody computed."""

from __future__ import annotations

from collections.abc import Iterator

from ...commands.inputs import is_placeholder, is_stale
from ...findings import Finding
from ...forms.model import Bound, Form
from ..figures.numbers import money, number, points
from .case import Case
from .fields import MONEY, POINTS, Field, number_fields

CODES = ("return.text-in-number", "value.stale")

_LISTED = 8


def judge(case: Case) -> Iterator[Finding]:
    """报告不是数的格和没有计算结果的公式."""
    for form in case.forms:
        yield from _words(case, form)
    stale: dict[str, dict[str, Bound]] = {}
    for form in case.forms:
        for _, bound in form.bound_cells():
            if is_stale(bound):
                stale.setdefault(form.sheet, {})[bound.label] = bound
    for sheet, found in stale.items():
        listed = "、".join(list(found)[:_LISTED]) + ("等" if len(found) > _LISTED else "")
        yield case.finding(
            "value.stale",
            f"{len(found)} 个公式单元格（{listed}）在文件里没有计算结果，不能汇总；请在 Excel、WPS 中打开，重新计算并保存后再报送",
            sheet=sheet, cell=next(iter(found)),
        )  # fmt: skip


def _words(case: Case, form: Form) -> Iterator[Finding]:
    seen: set[str] = set()
    for field in number_fields(form):
        bound = field.bound
        if bound.label in seen or not is_text_in_number(field, form.money_unit):
            continue
        seen.add(bound.label)
        wanted = "数字" if field.shape != MONEY else f"以{form.money_unit or '万元'}为单位的数字"
        yield case.at(
            form, bound, "return.text-in-number", f"{field.name}填的是“{bound.text[:40]}”，不是数；请只填{wanted}"
        )


def is_text_in_number(field: Field, unit: str) -> bool:
    """数字格里是否写了文字: blanks, placeholders and numbers stored as text are none."""
    value = field.bound.cell.value
    if not isinstance(value, str) or not value.strip() or is_placeholder(value):
        return False
    if field.shape == MONEY:
        return money(field.bound, unit) is None and number(field.bound) is None
    if field.shape == POINTS:
        return points(field.bound) is None
    return number(field.bound) is None
