"""可增加的行 (rows): the sections of rows of a pack's forms that take lines of the register, always in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..commands.filling.model import Placed
from ..commands.filling.rows import Growth
from ..commands.filling.sections import Section, Sections, name_key, read_sections
from ..forms.model import Form
from ..forms.text import bare
from ..grid import Grid
from ..package.formula_shift import references

INDICATORS, SUBJECTS = "indicators", "subjects"
#: columns that say what a line is about, by the block's name; the first one that a block has
IDENTITY = {INDICATORS: ("level3",), "items": ("name",), "projects": ("name",), "budget": ("name",), SUBJECTS: ("code", "name")}  # fmt: skip
LEVELS = ("level1", "level2")


class Slot(NamedTuple):
    """一段行: a section with its sheet, and all sections of that sheet's kind of rows, which make room together."""

    placed: Placed
    sections: Sections
    section: Section

    @property
    def block(self) -> str:
        """行的种类: one of BLOCK_NAMES."""
        return self.placed.blocks[self.section.block].name

    @property
    def columns(self) -> dict[str, int]:
        """可填的列: field -> column; level names only where the form prints none."""
        own = self.placed.blocks[self.section.block].columns
        if self.block != INDICATORS:
            return dict(own)
        every = {**self.sections.columns, **own}
        return {field: at for field, at in every.items() if field not in LEVELS or not self.sections.labelled}

    @property
    def rows(self) -> list[int]:
        """行号: the free rows, then those that print what they are about."""
        return [*self.section.free, *self.section.named.values()]

    @property
    def title(self) -> str:
        """称呼, for messages."""
        return self.section.level2 or self.section.level1


def typed_over(slot: Slot, grid: Grid, field: str) -> bool:
    """公式可否改填: a formula that sums the subjects below gives way on a line without any; one that sums its own row stays."""
    cell = grid[grid.anchor(slot.rows[0], slot.columns[field])]
    if slot.block != SUBJECTS or cell.locked or cell.formula is None:
        return False
    own = set(slot.columns.values())
    return not any(
        one.kind == "area" and one.top == one.bottom == slot.rows[0] and any(one.left <= at <= one.right for at in own)
        for one in references(cell.formula)
        if (one.left, one.right) != (slot.columns.get("code"),) * 2
    )


def slots(placed: Sequence[Placed], grids: Mapping[str, Grid], forms: Mapping[str, Form]) -> list[Slot]:
    """各段行: by form, then as they stand in pack.toml and on the sheet.

    Args:
        placed: the forms on their sheets. grids, forms: the workbook's sheets and recognised forms, by sheet.
    """
    found = []
    for one in placed:
        grid = grids[one.sheet]
        for sections in (read_sections(one, grid, forms.get(one.sheet)), _others(one, grid)):
            found += [Slot(one, sections, section) for section in sections.sections]
    return found


def make_room(found: Sequence[Slot], missing: Mapping[int, int], growth: Growth) -> None:
    """腾出行: rows inserted in some of the slots, from the bottom of each sheet up.

    Args:
        found: all slots of the workbook. missing: number of a slot -> rows that it needs beyond its own.
        growth: takes the insertions.
    """
    for number in sorted(missing, key=lambda at: found[at].section.rows[0], reverse=True):
        slot, count = found[number], missing[number]
        before, like = slot.sections.room(slot.section)
        growth.grow(slot.placed, before, count, like)
        beside = [one for one in found if one.placed.sheet == slot.placed.sheet]
        for placed in {id(one.placed): one.placed for one in beside}.values():
            if placed is not slot.placed:
                placed.insert(before, count)
        for one in beside:
            one.section.move(before, count)
        slot.section.add(before, count)


def _others(one: Placed, grid: Grid) -> Sections:
    """Blocks of items, projects, subjects: a section for each."""
    every = Sections(one, grid, {})
    for number, block in enumerate(one.blocks):
        if block.name == INDICATORS:
            continue
        identity = [block.columns[name] for name in IDENTITY[block.name] if name in block.columns]
        if not identity:
            continue
        above = bare(grid.shown(block.first - 1, identity[0]).text) if block.first > 1 else ""
        section = Section("", above or block.group, number, list(range(block.first, block.last + 1)))
        for row in section.rows:
            said = next((text for at in identity if (text := grid.shown(row, at).text.strip())), "")
            if said:
                section.named.setdefault(name_key(said), row)
            else:
                section.free.append(row)
        every.sections.append(section)
    return every
