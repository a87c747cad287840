"""是否填写 (content): whether a unit filled in anything at all since the file was handed out."""

from __future__ import annotations

from collections.abc import Iterator

from ...commands.inputs import is_placeholder
from ...findings import Finding
from ...forms.model import Form
from ..spelling import spelled
from .case import Case

CODES = ("return.empty",)

#: what only the unit can know; without a template these alone tell that something was filled in
_OWN = frozenset({"executed", "actual", "current", "score", "completion", "value", "forecast"})


def judge(case: Case) -> Iterator[Finding]:
    """报告没有填写的文件."""
    if not case.forms:
        return
    same = case.entry is not None and any(one.sha256 == case.sha256 for one in case.entry.files)
    if same or (not any(_filled(case, form) for form in case.forms) and not _typed(case)):
        what = "文件与下发时完全相同" if same else "文件自下发以来没有填写任何数"
        yield case.finding("return.empty", f"{what}；请填写后再报送")


def _filled(case: Case, form: Form) -> bool:
    known = _handed_out(case, form.sheet)
    for path, bound in form.bound_cells():
        if known is None and path.rpartition(".")[2] not in _OWN and not path.startswith("cells["):
            continue
        cell = bound.cell
        if cell.formula is not None or cell.is_blank or is_placeholder(bound.text):
            continue
        if known is None or spelled(cell.value) not in known:
            return True
    return False


def _typed(case: Case) -> bool:
    """Whether an open cell of the template holds something else now: texts around the tables count, too."""
    if case.template is None:
        return False
    for own, (like, shift) in case.shifts.items():
        grid, template = case.sheets[own], case.template.grids[like]
        known = _handed_out(case, own) or frozenset()
        if not shift.exact or not template.protection:
            continue
        for where, cell in grid.cells.items():
            if (
                cell.formula is None
                and not cell.is_blank
                and not template[where].locked
                and spelled(cell.value) not in known
            ):
                return True
    return False


def _handed_out(case: Case, sheet: str) -> frozenset[str] | None:
    """Everything that stood on the sheet when it was handed out; None when that is not known."""
    if case.template is None:
        return None
    like = case.shifts[sheet][0] if sheet in case.shifts else sheet
    if like not in case.template.grids:
        return None
    filled = frozenset(spelled(value) for value in case.issued.values())
    return case.template.printed(like) | filled
