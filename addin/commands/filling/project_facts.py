"""填项目清单 (facts of the projects): name, code, department, unit and money of each project on its sheet."""

from __future__ import annotations

from ...forms.model import Form, Row
from ...forms.text import bare
from ...grid import Grid
from .model import Filling, Placed


def write(placed: list[Placed], grids: dict[str, Grid], forms: dict[str, Form], into: Filling) -> None:
    """填写: what has no cell is listed once.

    Args:
        grids, forms: the new workbook's sheets and recognised forms, by sheet.
    """
    lost: set[str] = set()
    for one in placed:
        project = one.project
        if project is None:
            continue
        facts = {
            "project": (project.name, "项目名称"), "code": (project.code, "项目编码"), "unit_name": (project.unit, "实施单位"),
            "department": (project.department, "主管部门"),
        }  # fmt: skip
        for name, (text, title) in facts.items():
            where = one.cells.get(name)
            if text and where is not None:
                into.put(one, where, name, text)
            elif text:
                lost.add(title)
        _money(one, forms.get(one.sheet), lost, into)
    into.left += [f"项目清单的{title}没有填：模板的项目表没有这一格。" for title in sorted(lost)]


def _money(one: Placed, form: Form | None, lost: set[str], into: Filling) -> None:
    project = one.project
    if project is None:
        return
    rows = {bare(row.name).removeprefix("其中").lstrip(":"): row for row in (form.budget if form else [])}
    filled = False
    for head, amount in project.parts.items():
        row = rows.get(bare(head))
        bound = (row["full_year"] or row["initial"]) if row is not None else None
        if bound is not None and bound.cell.formula is None:
            into.put(one, bound.position, "budget", amount)
            filled = True
    if project.budget is None:
        return
    total = _total(list(rows.values()))
    bound = (total["full_year"] or total["initial"]) if total is not None else None
    if bound is None:
        lost.add("预算")
    elif bound.cell.formula is None:
        into.put(one, bound.position, "budget", project.budget)
    elif not filled:
        parts = "、".join(name for name, row in rows.items() if row is not total)
        into.left.append(
            f"{one.sheet}!{bound.label}：预算 {project.budget} 没有填，年度资金总额由分项相加。请填在分项里，"
            f"或在清单里按分项分列（{parts}）。"
        )


def _total(rows: list[Row]) -> Row | None:
    return next((row for row in rows if row.role == "total"), rows[0] if rows else None)
