"""基础数据表的数字 (basic data table): control rates and the sums that the table itself states."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, List, Optional, Tuple

from udfs.core.errors import DIV0, NA, VALUE
from udfs.core.outcome import Outcome

from ...forms.model import Bound, Form, Row
from ..inputs import Trouble, quote
from .items import COLUMNS, Items, find_items
from .model import MONEY, RATE, Figure, fault
from .money import read_number

#: (field, base, actual, rate cell, Chinese name, rule)
_RATIOS = (
    ("control_rate", "approved", "actual", "rate", "在职人员控制率", "在职人员控制率＝在职人员数÷编制数"),
    ("area_rate", "area_approved", "area_actual", "area_rate", "规模控制率", "规模控制率＝实际规模÷批复规模"),
    ("cost_rate", "cost_approved", "cost_actual", "cost_rate", "投资概算控制率", "投资概算控制率＝实际投资÷预算投资"),
)
THREE_PUBLIC_RULE = "三公经费＝公务用车购置和维护＋出国（境）＋公务接待"
VEHICLES_RULE = "公务用车经费＝公车购置＋公车运行维护"
PROJECTS_RULE = "项目支出＝所列各项之和"
SOURCE = "部门整体支出绩效评价基础数据表的栏次关系"


def basic_figures(form: Form) -> List[Figure]:
    """基础数据表的应得数字: rates of staff and buildings, and stated sums per column."""
    found = []
    cells: Dict[str, Bound] = dict(form.buildings)
    cells.update(form.staff)
    for name, base, actual, rate, title, rule in _RATIOS:
        group = form.staff if name == "control_rate" else form.buildings
        if rate in group:
            found.append(_ratio(name, group.get(base), group.get(actual), group[rate], title, rule))
    items = find_items(form)
    for column, column_title in COLUMNS:
        found += _sums(items, column, column_title)
    return found


def _ratio(name: str, base: Optional[Bound], actual: Optional[Bound], cell: Bound, title: str, rule: str) -> Figure:
    whole, first = read_number(base, f"{title}的分母")
    part, second = read_number(actual, f"{title}的分子")
    troubles = tuple(trouble for trouble in (first, second) if trouble)
    inputs = tuple(bound for bound in (base, actual) if bound)
    if troubles:
        outcome = fault(VALUE, troubles[0].message, rule, SOURCE)
    elif whole is None or part is None:
        outcome = fault(NA, f"{title}的分子或分母为空", rule, SOURCE)
    elif whole == 0:
        outcome = fault(DIV0, f"{title}的分母为 0", rule, SOURCE)
    else:
        step = f"{part}÷{whole}＝{part / whole * 100:.2f}%"
        outcome = Outcome(completion=part / whole, steps=(step,), rule=rule, source=SOURCE)
    optional = whole is None or part is None or whole == 0
    return Figure(name, RATE, cell, title, outcome.completion, outcome, None, inputs, troubles, optional=optional)


def column_number(row: Optional[Row], column: str) -> Tuple[Optional[Decimal], Optional[Trouble]]:
    """某行某栏的数: (number or None, trouble)."""
    if row is None:
        return None, None
    return read_number(row[column], f"{quote(row.name)}")


def _sums(items: Items, column: str, title: str) -> List[Figure]:
    known = items.known
    found = []
    vehicles = known.get("vehicles")
    parts = [known[key] for key in ("purchase", "running") if key in known]
    if vehicles is not None and len(parts) == 2:
        found += _sum(vehicles, parts, column, title, VEHICLES_RULE)
    whole = known.get("three_public")
    if whole is not None:
        parts = [known[key] for key in ("vehicles", "abroad", "reception") if key in known]
        if len(parts) == 3:
            # where the vehicles' row is blank, purchase and running together stand for it
            blank = column_number(parts[0], column)[0] is None
            if blank and "purchase" in known and "running" in known:
                parts = [known["purchase"], known["running"], *parts[1:]]
            found += _sum(whole, parts, column, title, THREE_PUBLIC_RULE)
    projects = known.get("projects")
    if projects is not None and items.project_parts:
        found += _sum(projects, [row for row, _ in items.project_parts], column, title, PROJECTS_RULE)
    for row, details in items.project_parts:
        if details:
            found += _sum(row, details, column, title, PROJECTS_RULE, only_check=True)
    return found


def _sum(whole: Row, parts: List[Row], column: str, title: str, rule: str, only_check: bool = False) -> List[Figure]:
    cell = whole[column]
    if cell is None:
        return []
    total, troubles, inputs, blanks = Decimal(0), [], [], 0
    for row in parts:
        value, trouble = column_number(row, column)
        bound = row[column]
        if bound is not None:
            inputs.append(bound)
        if trouble:
            troubles.append(trouble)
        elif value is None:
            blanks += 1
        else:
            total += value
    name = f"{quote(whole.name)}的{title}"
    if troubles:
        outcome = fault(VALUE, troubles[0].message, rule, SOURCE)
    elif blanks == len(parts):
        outcome = fault(NA, f"{name}的各组成项都为空", rule, SOURCE)
    elif blanks:
        # a blank is no zero: the sum of what is there is only a lower limit, kept as the proposal
        outcome = Outcome(
            undecided=f"{name}有 {blanks} 个组成项为空", proposal=total, rule=rule, source=SOURCE, code=NA
        )
    else:
        steps = (f"{len(parts)} 项相加＝{total}",)
        outcome = Outcome(points=total, steps=steps, rule=rule, source=SOURCE)
    optional = outcome.points is None or only_check
    return [
        Figure(
            "sum", MONEY, cell, name, outcome.points, outcome, whole, tuple(inputs), tuple(troubles), optional=optional
        )
    ]
