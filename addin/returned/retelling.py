"""转述识别结果 (retelling): a recognised form with other figures and texts in its cells, labels where they were."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..forms.accounts_model import Accounts
from ..forms.model import Form, Row
from ..forms.plans_model import Plan
from ..forms.renewal import renewed
from ..forms.sheet import cell_text
from ..forms.text import fold, without_number
from ..grid import Grid, Position

#: fields of an indicator row that say how rows hang together: their texts must be the same
_STRUCTURE = frozenset({"level1", "level2"})
_LEVELS = _STRUCTURE | {"level3"}
#: facts that are names and nothing else; the others (year, grade …) say more
_NAMES = {"unit": "unit_name", "department": "department", "project": "project"}


@dataclass(frozen=True)
class Retold:
    """可转述的表单.

    Args:
        form: as recognised. free: cells that may hold something else. inside: those of them in rows of its tables.
        named: rows of the indicator table (by number) whose name is the text of their level3 cell.
        facts: facts whose text is that of their cell: fact -> attribute. goals: where the goals' texts stand.
    """

    form: Form
    free: frozenset[Position]
    inside: frozenset[Position]
    named: frozenset[int]
    facts: tuple[tuple[str, str], ...]
    goals: tuple[tuple[Position | None, Position | None], ...]

    def of(self, grid: Grid) -> Form:
        """另一份同样的表: the same form on another sheet of this layout."""
        return retold(self, grid)


def retellable(form: Form) -> Retold:
    """哪些格可以不同: of a recognised form."""
    free: set[Position] = set()
    inside: set[Position] = set()
    weights: set[Position] = set()
    named = set()
    for number, row in enumerate(form.indicators):
        for name, bound in row.fields.items():
            if name not in _STRUCTURE and name != "level3":
                inside.add(bound.position)
            if name == "weight":
                weights.add(bound.position)
        own = row["level3"]
        if own is not None and row.name and row.name == _name(own.text):
            named.add(number)
            inside.add(own.position)
    inside -= {
        row.fields[name].position
        for number, row in enumerate(form.indicators)
        for name in (_STRUCTURE if number in named else _LEVELS)
        if name in row.fields
    }
    for row in [*form.budget, *(form.medium if isinstance(form, Plan) else ()), *([form.total] if form.total else [])]:
        inside |= {bound.position for bound in row.fields.values()}
        weights |= {bound.position for name, bound in row.fields.items() if name == "weight"}
    if _has_bare_row(form):
        inside -= weights  # a row of points alone is a total when they are the sum of the weights above
    free |= inside
    for row in form.items:
        free |= {bound.position for bound in row.fields.values()}
    for group in (form.staff, form.buildings):
        free |= {bound.position for bound in group.values()}
    for amounts in form.amounts:
        free |= {bound.position for name, bound in amounts.items if name not in bound.text}
    if isinstance(form, Accounts):
        free |= {bound.position for bound in form.cells.values()}
    facts = tuple(
        (name, attribute)
        for name, attribute in _NAMES.items()
        if name in form.facts and fold(cell_text(form.facts[name].cell)) == getattr(form, attribute)
    )
    free |= {form.facts[name].position for name, _ in facts}
    goals = tuple((_goal(form, expected), _goal(form, actual)) for expected, actual in form.goals)
    free |= {where for pair in goals for where in pair if where is not None}
    return Retold(form, frozenset(free), frozenset(inside), frozenset(named), facts, goals)


def _name(text: str) -> str:
    return fold(without_number(text)) or fold(text)


def _has_bare_row(form: Form) -> bool:
    """Whether a row of the indicator table holds nothing but weight and points."""
    rows: dict[int, set[Position]] = {}
    points: dict[int, set[Position]] = {}
    for row in [*form.indicators, *([form.total] if form.total else [])]:
        points.setdefault(row.row, set()).update(
            row.fields[name].position for name in ("weight", "score") if name in row.fields
        )
    for (line, column), cell in form.grid.cells.items():
        if line in points and not cell.is_blank:
            rows.setdefault(line, set()).add((line, column))
    return any(found <= points[line] for line, found in rows.items())


def _goal(form: Form, text: str) -> Position | None:
    """Where a goal's text stands; None for none, and where the same text stands twice."""
    if not text:
        return None
    found = [
        where for where, cell in form.grid.cells.items() if isinstance(cell.value, str) and cell_text(cell) == text
    ]
    return found[0] if len(found) == 1 else None


def retold(told: Retold, grid: Grid) -> Form:
    """转述.

    Args:
        told: what was recognised. grid: another sheet of the same layout.
    """
    form = renewed(told.form, grid)
    for number in told.named:
        row = form.indicators[number]
        own = row["level3"]
        if own is not None:
            form.indicators[number] = _renamed(row, _name(own.text))
    if told.facts:
        for name, attribute in told.facts:
            setattr(form, attribute, fold(cell_text(form.facts[name].cell)))
        texts = (form.title, form.unit_name, form.department, form.project, form.sheet)
        form.region_text = " ".join(text for text in texts if text)
    form.goals = [
        (_text(grid, first, expected), _text(grid, second, actual))
        for (first, second), (expected, actual) in zip(told.goals, form.goals)
    ]
    form.notes = list(form.notes)
    return form


def _renamed(row: Row, name: str) -> Row:
    return row if row.name == name else replace(row, name=name)


def _text(grid: Grid, where: Position | None, text: str) -> str:
    return cell_text(grid[where]) if where is not None else text
