"""指标的分段 (sections): the indicator rows of a form by their levels, and which of them are free."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...forms.model import Form, Row
from ...forms.text import bare, key, without_number
from ...grid import Grid, Range
from .model import Placed
from .rows import Growth


def level_key(text: str) -> str:
    """层级名: compared without numbering, brackets and the word 指标.

    >>> level_key("一、产出指标（50分）"), level_key("经济效益")
    ('产出', '经济效益')
    """
    word = bare(text)
    return word.removesuffix("指标") or word


def name_key(text: str) -> str:
    """指标名: compared without its number and spaces."""
    return key(without_number(text))


@dataclass
class Section:
    """一段指标行: consecutive rows of the same levels.

    Args:
        level1, level2: the labels' keys. rows: sheet rows. named: name's key -> row, for rows that hold an indicator.
        free: rows without one. block: number of the block. taken: what goes into the free rows, in order.
    """

    level1: str
    level2: str
    block: int
    rows: list[int] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)
    free: list[int] = field(default_factory=list)
    taken: list[Row] = field(default_factory=list)

    def move(self, before: int, count: int) -> None:
        """行已插入: ``count`` rows above ``before``; what lies below moves along."""
        self.rows = [_moved(row, before, count) for row in self.rows]
        self.free = [_moved(row, before, count) for row in self.free]
        self.named = {name: _moved(row, before, count) for name, row in self.named.items()}

    def add(self, first: int, count: int) -> None:
        """新的空行: after ``move``."""
        new = list(range(first, first + count))
        self.free, self.rows = sorted([*self.free, *new]), sorted([*self.rows, *new])


@dataclass
class Sections:
    """一张表的各段: ``columns`` are field -> column; ``labelled`` says whether the form prints its levels."""

    placed: Placed
    grid: Grid
    columns: dict[str, int]
    sections: list[Section] = field(default_factory=list)

    @property
    def labelled(self) -> bool:
        """是否印有层级."""
        return any(section.level1 or section.level2 for section in self.sections)

    def find(self, row: Row) -> tuple[Section | None, int | None]:
        """找位置: (section, row that prints this very indicator or None); (None, None) when there is none."""
        wanted = name_key(row.name)
        for section in self.sections:
            if wanted and wanted in section.named:
                return section, section.named[wanted]
        return self._by_levels(level_key(row.level1), level_key(row.level2)), None

    def _by_levels(self, level1: str, level2: str) -> Section | None:
        if not self.labelled:
            return self.sections[0] if self.sections else None
        own = [one for one in self.sections if not level1 or not one.level1 or one.level1 == level1]
        exact = [one for one in own if one.level2 == level2] or [one for one in self.sections if one.level2 == level2]
        if exact and (level2 or len(exact) == 1):
            return exact[0]
        alike = [one for one in own if one.level2 and level2 and (one.level2 in level2 or level2 in one.level2)]
        if len(alike) == 1:
            return alike[0]
        bare_ones = [one for one in own if not one.level2]
        return bare_ones[0] if len(bare_ones) == 1 else None

    def make_room(self, growth: Growth) -> None:
        """腾出行: insert what the free rows cannot hold, from the bottom up, inside each section."""
        for section in reversed(self.sections):
            missing = len(section.taken) - len(section.free)
            if missing <= 0:
                continue
            before, like = self.room(section)
            growth.grow(self.placed, before, missing, like)
            for one in self.sections:
                one.move(before, missing)
            section.add(before, missing)

    def room(self, section: Section) -> tuple[int, int]:
        """插入之处: (insert above, like): inside the section, else inside the merge of its first level, else inside the block."""
        first, last = section.rows[0], section.rows[-1]
        if last > first:
            return last, section.free[-1] if section.free else last
        merge = self._merge(first)
        block = self.placed.blocks[section.block]
        below = merge.bottom > first if merge else first < block.last
        return (first + 1, first) if below or first == block.first else (first, first)

    def _merge(self, row: int) -> Range | None:
        column = self.columns.get("level1")
        merge = self.grid.merge_at(row, column) if column else None
        return merge if merge and merge.bottom > merge.top else None


def _moved(row: int, before: int, count: int) -> int:
    return row + count if row >= before else row


def read_sections(placed: Placed, grid: Grid, form: Form | None) -> Sections:
    """读分段: from the blocks of pack.toml and the labels on the sheet.

    Args:
        form: the form recognised on the sheet, for columns that pack.toml does not name.
    """
    known = dict(form.columns) if form is not None else {}
    every = Sections(placed, grid, known)
    for number, block in enumerate(placed.blocks):
        if block.name != "indicators":
            continue
        every.columns = {**every.columns, **block.columns}
        level1 = level2 = ""
        for row in range(block.first, block.last + 1):
            one, two = _label(grid, row, every.columns.get("level1")), _label(grid, row, every.columns.get("level2"))
            if one and one != level1:
                level1, level2 = one, ""
            level2 = two or level_key(block.group) or level2
            last = every.sections[-1] if every.sections else None
            if last is None or (last.level1, last.level2, last.block) != (level1, level2, number):
                last = Section(level1, level2, number)
                every.sections.append(last)
            last.rows.append(row)
            name = _text(grid, row, every.columns.get("level3"))
            if name:
                last.named.setdefault(name_key(name), row)
            else:
                last.free.append(row)
    return every


def _text(grid: Grid, row: int, column: int | None) -> str:
    return grid.shown(row, column).text.strip() if column else ""


def _label(grid: Grid, row: int, column: int | None) -> str:
    text = _text(grid, row, column)
    return level_key(text) if text else ""
