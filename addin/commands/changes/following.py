"""随之变化 (following): whether a computed figure changed because what it is computed from did, or by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ...forms.model import SCORECARD
from . import model
from .cells import CellPair
from .fields import Field
from .pairing import RowPair

#: part -> the fields that follow from others of the same row
_COMPUTED = {"budget": ("rate", "score"), "indicators": ("completion", "score"), "items": (), "medium": ()}
#: single figures -> what they follow from, by part and field; "" for any field
_SINGLE = {
    ("total", "score"): (("indicators", "score"), ("budget", "score"), ("indicators", "weight"), ("total", "weight")),
    ("grade", "grade"): (("total", "score"), ("facts", "total_score")),
    ("facts", "total_score"): (("indicators", "score"), ("budget", "score")),
    ("staff", "rate"): (("staff", "approved"), ("staff", "actual")),
    ("buildings", "area_rate"): (("buildings", "area_approved"), ("buildings", "area_actual")),
    ("buildings", "cost_rate"): (("buildings", "cost_approved"), ("buildings", "cost_actual")),
}  # fmt: skip
_OWN_WORDS = ("basis", "evidence", "deviation", "last_year", "description", "level1", "level2", "level3")


class Following:
    """随之变化: made from all cells that differ on one sheet.

    Args:
        differing: (kind, cells), among them every field that changed. rows: pairs of rows; those that only one file has
            change the total.
    """

    def __init__(self, differing: Iterable[tuple[str, CellPair]], rows: Iterable[RowPair]) -> None:
        self._in_rows: dict[int, set[str]] = defaultdict(set)
        self._in_forms: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for row in rows:
            if row.old is None or row.new is None:
                self._in_forms[id(row.forms[1])].add((row.part, "score"))
        for kind, cells in differing:
            if cells.fields is None or kind in (model.FORMAT, model.SPACING):
                continue
            field = cells.fields[1]
            self._in_forms[id(field.form)].add((field.part, field.name))
            if field.row is not None:
                self._in_rows[id(field.row)].add(field.name)

    def judged(self, kind: str, cells: CellPair) -> tuple[str, str]:
        """随之变化，还是单独改的.

        Returns:
            the kind (``consequence`` for a computed figure whose inputs changed), and why a change is doubtful.
        """
        if cells.fields is None or kind not in (model.VALUE, model.CONSEQUENCE):
            return kind, ""
        field = cells.fields[1]
        inputs = self._inputs(field)
        if inputs is None or kind == model.CONSEQUENCE:
            return kind, ""
        if inputs:
            return model.CONSEQUENCE, ""
        if not cells.old_cell.text.strip() or not cells.new_cell.text.strip() or field.form.kind == SCORECARD:
            return kind, ""
        return kind, f"据以计算的各格都没有改，{field.words}却改了"

    def _inputs(self, field: Field) -> bool | None:
        """Whether anything changed that the figure follows from; None for a figure that is not computed."""
        changed = self._in_forms[id(field.form)]
        if field.row is None:
            sources = _SINGLE.get((field.part, field.name))
            return None if sources is None else any(source in changed for source in sources)
        if field.name not in _COMPUTED.get(field.part, ()):
            return None
        own = self._in_rows[id(field.row)] - {field.name, *_OWN_WORDS}
        if field.row.role == "execution":
            return bool(own) or any(part == "budget" for part, _ in changed)
        return bool(own)


def is_headline(field: Field) -> bool:
    """是否要闻: the total, the grade, the execution rate of the whole and its points."""
    if field.row is None:
        return (field.part, field.name) in (("total", "score"), ("grade", "grade"), ("facts", "total_score"))
    whole = field.row.role == "total" if field.part == "budget" else field.row.role == "execution"
    return whole and field.name in ("rate", "completion", "score")
