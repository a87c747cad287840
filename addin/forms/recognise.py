"""表单识别 (recognise): the mandated forms on the sheets of a workbook, every field bound to its cell."""

from __future__ import annotations

from typing import Iterable, List, Optional, Set

from ..grid import Grid, Range
from . import model
from .accounts import take_accounts
from .amounts import read_amounts
from .basic import read_items, read_values, settle_columns
from .budget import read_budget
from .facts import Facts, money_texts, money_unit, read_facts, year_of
from .goals import read_block_goals, read_goals
from .heads import Head
from .indicators import Table, read_indicators
from .kinds import LABELS, decide, missing_labels, resembles, unclear
from .lexicon import Lexicon, lexicon
from .model import Form, Near, Recognised
from .parts import Part, split
from .plans import take_plans
from .sheet import Sheet
from .text import bare, year_in
from .titles import is_other
from .totals import find_grade, read_total, total_label
from .zones import zones


def recognise(grids: Iterable[Grid]) -> Recognised:
    """识别表单: find the mandated forms on grids by their labels.

    Args:
        grids: sheets of a workbook or tables of a document. Hidden sheets are left out, with a note.

    Returns:
        The forms in order, what was almost a form and what it lacks, and notes.

    >>> recognise([]).forms
    []
    """
    words = lexicon()
    result = Recognised()
    for grid in grids:
        if grid.hidden:
            result.notes.append(f"工作表“{grid.name}”是隐藏的，没有识别。需要时请先取消隐藏。")
            continue
        for sheet in zones(grid, words):
            if take_accounts(sheet, result) or take_plans(sheet, result):
                continue
            above: Optional[Part] = None
            for part in split(sheet, words):
                before = len(result.forms)
                _take(sheet, part, words, result)
                above = part if part.title else above
                if above and above.title and len(result.forms) > before and result.forms[-1].year is None:
                    # a form without a title of its own, below others on the sheet, is of the year of the title above
                    result.forms[-1].year = year_in(above.title.text)
    return result


def _take(sheet: Sheet, part: Part, words: Lexicon, result: Recognised) -> None:
    facts = read_facts(sheet, part, words, _table_rows(part))
    kind = decide(sheet, part, facts, words)
    if _is_other_form(sheet, part, words):
        return
    if kind == model.BASIC:
        _basic(sheet, part, facts, words, result)
        return
    head = part.indicator[0] if part.indicator else (part.rejected[0] if part.rejected else None)
    if head is None:
        if part.title and part.title.kind and part.money:
            result.near.append(
                _near(sheet, part, part.title.kind, *missing_labels(sheet, part.title.kind, None, words))
            )
        return
    if kind is None:
        if not resembles(head, words):
            return
        found, missing = missing_labels(sheet, model.PROJECT, head, words)
        missing.append("标题（如“项目支出绩效自评表”），或“项目名称”“单位名称”")
        result.near.append(_near(sheet, part, model.PROJECT, found, missing))
        return
    found, missing = missing_labels(sheet, kind, head, words)
    if missing or not part.indicator:
        if resembles(head, words) or (part.title and part.title.kind):
            result.near.append(_near(sheet, part, kind, found, missing))
        return
    result.forms.append(_indicator_form(sheet, part, kind, facts, words))


def _table_rows(part: Part) -> Set[int]:
    """Rows of heads: their labels are no label and value pairs."""
    heads = part.money + part.indicator + part.basic + part.staff + part.buildings
    return {row for head in heads for row in range(head.top, head.bottom + 1)}


def _is_other_form(sheet: Sheet, part: Part, words: Lexicon) -> bool:
    """汇总表, 批复表 … look alike and are none of ours; so is a 申报表 or 监控表 without its money (see plans.py)."""
    if part.title and part.title.kind:
        return False
    first = min((head.top for head in part.indicator + part.money + part.rejected), default=part.bottom)
    texts = [item.text for row in sheet.between(part.top, first - 1)[:8] for item in sheet.rows[row] if item.text]
    return any(is_other(text, words) for text in [*texts, sheet.grid.name + "表"])


def _near(sheet: Sheet, part: Part, kind: str, found: List[str], missing: List[str]) -> Near:
    where = str(_area(sheet, part))
    return Near(kind, sheet.grid.name, where, tuple(found), tuple(missing))


def _area(sheet: Sheet, part: Part) -> Range:
    rows = sheet.between(part.top, part.bottom)
    items = [item for row in rows for item in sheet.rows[row]]
    if not items:
        return Range(part.top, sheet.first_column, max(part.top, part.bottom), sheet.last_column)
    return Range(
        rows[0], min(i.left for i in items), max(max(i.bottom for i in items), rows[-1]), max(i.right for i in items)
    )


def _form(sheet: Sheet, part: Part, kind: str, facts: Facts) -> Form:
    title = part.title.text if part.title else ""
    texts = facts.texts
    form = Form(
        kind=kind,
        title=title,
        sheet=sheet.grid.name,
        area=_area(sheet, part),
        grid=sheet.grid,
        year=year_of(sheet, part, facts),
        unit_name=texts.get("unit", ""),
        department=texts.get("department", ""),
        project=texts.get("project", ""),
        money_unit=money_unit(money_texts(sheet, part)),
    )
    form.facts = dict(facts.cells)
    form.region_text = " ".join(
        text for text in (title, form.unit_name, form.department, form.project, form.sheet) if text
    )
    return form


def _indicator_form(sheet: Sheet, part: Part, kind: str, facts: Facts, words: Lexicon) -> Form:
    form = _form(sheet, part, kind, facts)
    for head in part.money:
        rows = read_budget(sheet, head, part.end_of(head.bottom), words)
        if "executed" not in head.spans or not ({"full_year", "initial"} & set(head.spans)):
            form.notes.append("资金表没有绑定：" + "；".join(unclear(sheet, name, head) for name in head.ambiguous))
            continue
        form.budget += rows
        form.budget_columns.update(head.columns)
    first = part.indicator[0]
    form.amounts = read_amounts(sheet, part.top, first.top - 1, words)
    form.goals = read_goals(sheet, part.goals, words) or read_block_goals(sheet, part.blocks)
    scorecard = kind == model.SCORECARD
    table = Table()
    block = 1
    for number, head in enumerate(part.indicator):
        end = _table_end(part, head, number)
        if number and any(part.indicator[number - 1].bottom < goal < head.top for goal in part.goals + part.blocks):
            block += 1
        read_indicators(sheet, head, end, words, block=block, scorecard=scorecard, table=table)
        block = max([block, *(row.block for row in table.rows)])
        for name in head.ambiguous:
            form.notes.append("没有绑定：" + unclear(sheet, name, head))
    _late_total(sheet, part, form, table, words)
    form.indicators, form.total, form.grade = table.rows, table.total, table.grade
    form.columns = first.columns
    if scorecard and "actual" in form.columns:
        form.columns["value"] = form.columns.pop("actual")
    form.scored = "score" in first.spans
    _executions(form, words)
    _outside(sheet, part, facts, form, words)
    return form


def _table_end(part: Part, head: Head, number: int) -> int:
    following = part.indicator[number + 1].top - 1 if number + 1 < len(part.indicator) else part.bottom
    others = [row - 1 for row in part.goals + [money.top for money in part.money] if row > head.bottom]
    return min([following, *others])


def _late_total(sheet: Sheet, part: Part, form: Form, table: Table, words: Lexicon) -> None:
    """The total row where the money table stands between it and the indicators."""
    last = max((row.row for row in form.budget), default=0)
    if table.total is not None or last <= part.indicator[-1].bottom:
        return
    head = part.indicator[-1]
    for row in sheet.between(last + 1, part.bottom):
        label = total_label(sheet.rows[row], head.claimed, words)
        if label is not None:
            table.total = read_total(sheet, head, row, label)
            table.grade = find_grade(sheet, row, words)
            return


def _executions(form: Form, words: Lexicon) -> None:
    """预算执行率 as an indicator: only where the money table has no points of its own."""
    if {"weight", "score"} & set(form.budget_columns) or form.kind == model.SCORECARD:
        return
    for row in form.indicators:
        if bare(row.name) in words.execution:
            row.role = "execution"


def _outside(sheet: Sheet, part: Part, facts: Facts, form: Form, words: Lexicon) -> None:
    """Total and grade printed outside the indicator table: 自评总分 98, 自评等级 优."""
    if form.total is None and "total_score" in facts.cells:
        bound = facts.cells["total_score"]
        form.total = model.Row(bound.row, "自评得分", {"score": bound}, "total")
    if form.grade is None and "grade" in facts.cells:
        form.grade = facts.cells["grade"]


def _basic(sheet: Sheet, part: Part, facts: Facts, words: Lexicon, result: Recognised) -> None:
    form = _form(sheet, part, model.BASIC, facts)
    missing: List[str] = []
    found: List[str] = []
    for head in part.staff:
        form.staff.update(read_values(sheet, head, part.bottom))
        found += [item.text for item in head.labels.values()]
    for head in part.basic:
        found += [
            item.text for item in [*head.labels.values(), *(one for many in head.ambiguous.values() for one in many)]
        ]
        problem = settle_columns(head)
        if problem:
            missing.append(problem)
            continue
        if head.ambiguous:
            missing += [unclear(sheet, name, head) for name in head.ambiguous]
            continue
        end = part.end_of(head.bottom)
        form.items += read_items(sheet, head, end, words)
        form.columns.update(head.columns)
        if form.year is None:
            form.year = year_in(head.labels["budget"].text) if "budget" in head.labels else None
    if not part.staff:
        missing += [LABELS["approved"], "实际在职人数"] if not (part.title and form.items) else []
    if not part.basic:
        missing += [LABELS["budget"], LABELS["current"]] if not part.title else []
    for head in part.buildings:
        form.buildings.update(read_values(sheet, head, part.bottom))
    if missing or not (form.staff or form.items):
        result.near.append(_near(sheet, part, model.BASIC, found, missing))
        return
    result.forms.append(form)
