"""带入基础数据表 (basic data): last year's final figures into 上年决算数; items of its own get rows of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ...forms import model as kinds
from ...forms.model import Form, Row
from ...forms.text import bare
from ...grid import Grid, Position
from ...hosts.files import Opened
from .last_year import counterpart
from .model import Filling, Placed
from .rows import Growth
from .sections import Section, Sections
from .values import carried, converted, is_stale


@dataclass
class BasicRows:
    """一张基础数据表的带入计划: ``sections`` are the blocks of items that each unit names for itself."""

    placed: Placed
    form: Form
    sections: Sections
    known: list[Row] = field(default_factory=list)


def plan(
    placed: list[Placed], opened: Opened, grids: dict[str, Grid], forms: dict[str, Form], growth: Growth, into: Filling
) -> list[BasicRows]:
    """计划: which items the table prints, and rows for those that it leaves open."""
    plans = []
    for one in placed:
        form, now = counterpart(one, opened.forms), forms.get(one.sheet)
        if form is None or form.kind != kinds.BASIC or now is None:
            continue
        made = BasicRows(one, form, _sections(one, grids[one.sheet]))
        printed = {row.key for row in now.items if row.key}
        for item in form.items:
            current = item["current"]
            if current is None or not current.text:
                continue
            if is_stale(current.cell):
                into.left.append(
                    f"{form.sheet}!{current.label}：{item.name}的公式没有可信的值，没有带入。请用表格程序打开保存后再试。"
                )
            elif item.key in printed:
                made.known.append(item)
            elif (section := _section_for(item, form, made.sections)) is not None:
                section.taken.append(item)
            else:
                into.left.append(
                    f"{form.sheet}!{current.label}：{item.name} {current.text} 没有带入，模板的“{one.sheet}”没有这一行。"
                )
        made.sections.make_room(growth)
        into.messages.append(f"{one.sheet}：编制数、在职人数是年末数，没有带入，请按本年末填写。")
        plans.append(made)
    return plans


def _sections(one: Placed, grid: Grid) -> Sections:
    every = Sections(one, grid, {})
    for number, block in enumerate(one.blocks):
        column = block.columns.get("name")
        if block.name != "items" or column is None:
            continue
        rows = list(range(block.first, block.last + 1))
        above = bare(grid.shown(block.first - 1, column).text) if block.first > 1 else ""
        free = [row for row in rows if not grid.shown(row, column).text.strip()]
        every.sections.append(Section("", above, number, rows, {}, free))
    return every


def _section_for(item: Row, form: Form, sections: Sections) -> Section | None:
    """The open rows under the item's own heading; where there is one place for open rows, that one."""
    at = form.items.index(item)
    for other in reversed(form.items[:at]):
        for section in sections.sections:
            if section.level2 and section.level2 == bare(other.name):
                return section
        if other.depth < item.depth:
            break
    return sections.sections[0] if len(sections.sections) == 1 else None


def write(plans: list[BasicRows], forms: dict[str, Form], grids: dict[str, Grid], into: Filling) -> None:
    """写入: into the rows that are there now."""
    for one in plans:
        now = forms.get(one.placed.sheet)
        unit = now.money_unit if now is not None else ""
        rows = {row.key: row for row in (now.items if now is not None else [])}
        for item in one.known:
            row = rows.get(item.key)
            place = row["previous"] if row is not None else None
            if place is not None and place.cell.formula is None:
                _previous(one, item, place.position, unit, into)
        for section in one.sections.sections:
            columns = one.placed.blocks[section.block].columns
            for number, item in zip(section.free, section.taken, strict=False):
                grid = grids[one.placed.sheet]
                into.put(one.placed, grid.anchor(number, columns["name"]), "name", item.name)
                if "previous" in columns:
                    _previous(one, item, grid.anchor(number, columns["previous"]), unit, into)


def _previous(one: BasicRows, item: Row, where: Position, unit: str, into: Filling) -> None:
    current = item["current"]
    value = carried(current.cell) if current is not None else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = converted(Decimal(repr(value)), one.form.money_unit, unit)
    into.put(one.placed, where, "previous", value)
