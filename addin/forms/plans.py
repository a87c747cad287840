"""识别申报表、监控表 (plans): forms of goals, told by their titles, money and indicators."""

from __future__ import annotations

import re
from typing import List, Optional, Tuple

from ..grid import Range
from .facts import money_texts, money_unit, read_facts, year_of
from .heads import Head, find_heads
from .indicators import Table, read_indicators
from .lexicon import Lexicon, lexicon
from .model import Recognised
from .parts import Part
from .plans_model import DECLARATION, MONITORING, Plan
from .plans_money import read_asked, read_watched
from .plans_words import Words, words
from .sheet import Sheet
from .text import bare, fold, key, year_in
from .titles import find_titles, row_text

_MONTH = re.compile(r"(?:[-—~至到]|截至|截止)(\d{1,2})月")
_ALONE = re.compile(r"^(?:\d{1,2}[-—~至到])?(\d{1,2})(?:\.0)?月?(?:份|底|末)?$")
#: what only a self-evaluation has
_EVALUATED = {"score", "completion", "deduction"}
#: Row, title as printed, kind
_Heading = Tuple[int, str, str]


def take_plans(sheet: Sheet, result: Recognised) -> bool:
    """收下一张工作表上的申报表、监控表: False when it holds none, so that other forms are looked for.

    A sheet with a self-evaluation form under a title of its own is left to the others.
    """
    if not sheet.row_numbers:
        return False
    plan = words()
    headings = _headings(sheet, plan)
    if not headings or find_titles(sheet, lexicon()):
        return False
    ends = [row - 1 for row, _, _ in headings[1:]] + [sheet.row_numbers[-1]]
    found = [_read(sheet, heading, end, lexicon(), plan) for heading, end in zip(headings, ends)]
    result.forms += [form for form in found if form is not None]
    return any(found)


def _headings(sheet: Sheet, plan: Words) -> List[_Heading]:
    found = []
    for row in sheet.row_numbers:
        text = row_text(sheet, row)
        pieces = [item.text for item in sheet.rows[row] if not item.numeric and len(item.text) <= 120] if text else []
        for piece in [*pieces, text]:
            kind = plan.kind_of(piece) if piece else ""
            if kind:
                found.append((row, fold(piece), kind))
                break
    if not found:
        name = sheet.grid.name
        kind = plan.kind_of(name) or plan.kind_of(name + "表")
        return [(sheet.row_numbers[0] - 1, "", kind)] if kind else []
    return found


def _read(sheet: Sheet, heading: _Heading, end: int, shared: Lexicon, plan: Words) -> Optional[Plan]:
    row, title, kind = heading
    indicator = [head for head in _indicator_heads(sheet, plan) if row < head.top <= end]
    money = [head for head in _money_heads(sheet, plan) if row < head.top <= end] if kind == MONITORING else []
    if not indicator or any(_EVALUATED & set(head.spans) for head in indicator):
        return None
    part = Part(max(row, 1), end)
    part.indicator, part.money = indicator, money
    taken = {at for head in indicator + money for at in range(head.top, head.bottom + 1)}
    facts = read_facts(sheet, part, shared, taken)
    form = Plan(
        kind=kind,
        title=title,
        sheet=sheet.grid.name,
        area=Range(max(row, 1), sheet.first_column, end, sheet.last_column),
        grid=sheet.grid,
        year=year_in(title) or year_of(sheet, part, facts),
        unit_name=facts.texts.get("unit", ""),
        department=facts.texts.get("department", ""),
        project=facts.texts.get("project", ""),
        money_unit=money_unit(money_texts(sheet, part)),
        scored=False,
    )
    form.facts = dict(facts.cells)
    _take_money(sheet, form, row, indicator, money, shared, plan)
    if not form.budget or (kind == MONITORING and "actual" not in indicator[0].spans):
        return None
    table = Table()
    for number, head in enumerate(indicator):
        last = indicator[number + 1].top - 1 if number + 1 < len(indicator) else end
        read_indicators(sheet, head, last, shared, block=1, scorecard=False, table=table)
    form.indicators, form.total = table.rows, table.total
    form.columns = indicator[0].columns
    form.region_text = " ".join(
        one for one in (title, form.unit_name, form.department, form.project, form.sheet) if one
    )
    if kind == MONITORING:
        form.month = _month(sheet, form, money, row, indicator[0].top - 1, plan)
    return form


def _take_money(
    sheet: Sheet, form: Plan, top: int, indicator: List[Head], money: List[Head], shared: Lexicon, plan: Words
) -> None:
    end = indicator[0].top - 1
    if form.kind == DECLARATION:
        form.budget = read_asked(sheet, top + 1, end, shared, plan, medium=False)
        form.medium = read_asked(sheet, top + 1, end, shared, plan, medium=True)
        return
    for head in money:
        below = [other.top - 1 for other in indicator + money if other.top > head.bottom]
        form.budget += read_watched(sheet, head, min(below, default=sheet.row_numbers[-1]), shared)
        form.budget_columns.update(head.columns)


def _indicator_heads(sheet: Sheet, plan: Words) -> List[Head]:
    def seed(fields: List[str]) -> bool:
        return "target" in fields and bool({"level1", "level2", "level3"} & set(fields))

    def accept(head: Head) -> bool:
        _settle_years(head)
        return {"level3", "target"} <= set(head.spans)

    return find_heads(sheet, plan.indicator, seed, accept)


def _settle_years(head: Head) -> None:
    """中期 | 年度 side by side over one 一级指标: the columns of the year stand on the right."""
    if not all(len(head.ambiguous.get(name, ())) == 2 for name in ("level3", "target")):
        return
    for name, items in list(head.ambiguous.items()):
        if len(items) == 2:
            last = max(items, key=lambda item: item.left)
            head.spans[name], head.labels[name] = last.span, last
            del head.ambiguous[name]


def _money_heads(sheet: Sheet, plan: Words) -> List[Head]:
    def seed(fields: List[str]) -> bool:
        return bool({"initial", "full_year"} & set(fields))

    def accept(head: Head) -> bool:
        return "executed" in head.spans and bool({"initial", "full_year"} & set(head.spans))

    return find_heads(sheet, plan.money, seed, accept)


def _month(sheet: Sheet, form: Plan, money: List[Head], top: int, end: int, plan: Words) -> Optional[int]:
    """The month beside its label, else the one in the title or in 1-7月执行数."""
    for row in sheet.between(top + 1, end):
        for item in sheet.rows[row]:
            beside = sheet.item_at(row, item.right + 1)
            if bare(item.text) in plan.month and beside is not None:
                return _as_month(_ALONE.match(key(beside.text)))
    labels = [head.labels["executed"].text for head in money]
    found = (_as_month(_MONTH.search(key(text))) for text in [form.title, *labels])
    return next((month for month in found if month is not None), None)


def _as_month(match: Optional[re.Match[str]]) -> Optional[int]:
    month = int(match.group(1)) if match else 0
    return month if 1 <= month <= 12 else None
