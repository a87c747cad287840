"""命令的上下文 (context): what a command knows beside the form itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional, Tuple

from ..forms.model import Bound, Form

VALUES = "values"
FUNCTIONS = "functions"
NATIVE = "native"
STYLES = (VALUES, FUNCTIONS, NATIVE)

#: answers of Context.ours
FOREIGN = ""
UNCHANGED = "unchanged"
CHANGED = "changed"


def _nobody(bound: Bound) -> str:
    return FOREIGN


@dataclass(frozen=True)
class Context:
    """命令的上下文.

    Args:
        file: the file's name as printed in findings.
        style: ``values``, ``functions`` or ``native``.
        overwrite: True to replace figures and formulas that others typed.
        fallback: True when no profile fits and cn/national stands in: findings on the rule are at most warnings.
        profile_argument: what to write as the last argument of a cell function.
        related: the other forms of the same workbook or folder, for values that stand in another table.
        ours: whether a cell holds what we wrote: ``""`` not ours, ``unchanged``, or ``changed`` by hand since.
    """

    file: str = ""
    style: str = VALUES
    overwrite: bool = False
    fallback: bool = False
    profile_argument: str = ""
    related: Tuple[Form, ...] = ()
    ours: Callable[[Bound], str] = _nobody


DEFAULT = Context()


def unit_key(form: Form) -> str:
    """填报单位的比较键: the unit's name without white space and brackets' shape, for comparing forms."""
    return "".join(form.unit_name.split()).replace("(", "（").replace(")", "）")


def same_unit(first: Form, second: Form) -> bool:
    """是否同一单位: equal names, one the end of the other (新疆某学院 and 某学院), or one not stated."""
    a, b = unit_key(first), unit_key(second)
    return not a or not b or a == b or a.endswith(b) or b.endswith(a)


def related_form(form: Form, context: Context, kind: str) -> Optional[Form]:
    """同单位同年度的另一张表: the one form of the kind that belongs to the same unit and year, or None."""
    found = [
        other
        for other in context.related
        if other.kind == kind
        and other is not form
        and same_unit(form, other)
        and (form.year is None or other.year is None or form.year == other.year)
    ]
    return found[0] if len(found) == 1 else None
