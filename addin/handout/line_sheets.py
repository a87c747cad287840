"""其他工作表对应什么 (line sheets): which rows or project sheets of the pack a further sheet of the register fills."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..findings import ERROR, Finding
from ..forms import model as kinds
from ..forms.text import bare
from ..grid import Grid
from ..package.reading import WorkbookFile
from ..packs.model import BLOCK_NAMES, PackForm
from ..register.binding import Target, bind, targets_of
from ..register.model import Column, Lines, Register
from .heads import is_indicator, is_project, meaning, printed
from .rows import IDENTITY, INDICATORS, LEVELS, Slot, typed_over

#: indicators of a unit belong first of all to its overall form
_FIRST = (kinds.UNIT, kinds.FUND, kinds.SCORECARD, kinds.PROJECT)
_MOST = 6


@dataclass
class LineSheet:
    """对应: of one further sheet.

    Args:
        lines: the sheet. fields: head -> field of the rows. slots: numbers of the slots that its lines may go to.
        project: the head that names the project, "" for none. repeated: the rows are on the project's sheets.
        cells: head -> cells of the project's sheets, for a list of projects.
    """

    lines: Lines
    fields: dict[str, str] = field(default_factory=dict)
    slots: tuple[int, ...] = ()
    project: str = ""
    repeated: bool = False
    cells: dict[str, list[Target]] = field(default_factory=dict)

    def column(self, head: str) -> Column:
        """列: by its head."""
        return next(one for one in self.lines.columns if one.head == head)

    @property
    def is_list(self) -> bool:
        """是否项目清单: each line is a project with sheets of its own."""
        return self.repeated and not self.fields

    def head(self, name: str) -> str:
        """某字段的表头: "" for none."""
        return next((head for head, one in self.fields.items() if one == name), "")


class Told:
    """对名册的发现: findings about cells of one of its sheets."""

    def __init__(self, register: Register, findings: list[Finding]) -> None:
        self._file, self._findings = os.path.basename(register.path), findings

    def say(self, code: str, grid: Grid, where: tuple[int, int], message: str, printed_: str = "") -> None:
        """记一条."""
        label = grid.label(*where)
        text = f"{grid.name}!{label}：{message}"
        self._findings.append(Finding(code, ERROR, text, self._file, grid.name, label, printed_[:200]))

    def add(self, findings: Iterable[Finding]) -> None:
        """记别处的发现."""
        self._findings.extend(findings)


def understand(
    lines: Lines, page: Grid, once: Sequence[Slot], repeated: Sequence[Slot], repeating: Sequence[PackForm],
    book: WorkbookFile, told: Told,
) -> LineSheet | None:  # fmt: skip
    """认出一张表: what its lines are.

    Args:
        lines, page: the sheet. once, repeated: slots of the forms that stand once, and of those that repeat. repeating: these.
        book: the pack's workbook. told: takes what binds to nothing.

    Returns:
        None where nothing of the pack takes such lines; that is told.
    """
    if not lines.by_unit:
        return None
    project = next((one.head for one in lines.columns if is_project(one.words)), "")
    indicators = any(is_indicator(one.words) for one in lines.columns)
    if indicators:
        by_project = bool(project) and any(slot.block == INDICATORS for slot in repeated)
        slots = [at for at, slot in enumerate(repeated if by_project else once) if slot.block == INDICATORS]
        found = _choose(lines, page, repeated if by_project else once, slots, book, told, project if by_project else "")
        if found is not None:
            found.repeated = by_project
            found.project = project if by_project else ""
        return found
    if project and repeating:
        return _projects(lines, page, repeating, book, project, told)
    others = [at for at, slot in enumerate(once) if slot.block != INDICATORS]
    return _choose(lines, page, once, others, book, told, "")


def _choose(
    lines: Lines, page: Grid, every: Sequence[Slot], among: Sequence[int], book: WorkbookFile, told: Told, project: str
) -> LineSheet | None:
    """The form whose rows have most of the columns; where several have, the one that the sheet is named after."""
    best: list[LineSheet] = []
    for numbers in _by_form(every, among):
        first = every[numbers[0]]
        heads = printed(first, book.grid(first.placed.form.sheet))
        fields: dict[str, str] = {}
        for column in lines.columns:
            means = meaning(column.words, first, heads) if column.head != project else None
            if means is not None and means not in fields.values():
                fields[column.head] = means
        if any(name in fields.values() for name in IDENTITY[first.block]):
            best.append(LineSheet(lines, fields, tuple(numbers)))
    named = [one for one in best if _named(lines.sheet, every[one.slots[0]])] or best
    most = max((len(one.fields) for one in named), default=0)
    named = [one for one in named if len(one.fields) == most]
    first_kind = [one for kind in _FIRST for one in named if every[one.slots[0]].placed.form.kind == kind]
    if len(named) > 1 and first_kind and every[named[0].slots[0]].block == INDICATORS:
        named = first_kind[:1]
    if len(named) != 1:
        _tell_none(lines, page, [every[one.slots[0]] for one in named], told)
        return None
    _tell_unbound(named[0], page, every[named[0].slots[0]], book, told, project)
    return named[0]


def _by_form(every: Sequence[Slot], among: Sequence[int]) -> Iterator[list[int]]:
    groups: dict[tuple[int, str], list[int]] = {}
    for at in among:
        groups.setdefault((id(every[at].placed), every[at].block), []).append(at)
    yield from groups.values()


def _named(sheet: str, slot: Slot) -> bool:
    form = slot.placed.form
    own = bare(sheet)
    return any(name and (name == own or name in own) for name in map(bare, (form.sheet, form.title, form.table)))


def _tell_none(lines: Lines, page: Grid, several: Sequence[Slot], told: Told) -> None:
    where = lines.columns[0].where if lines.columns else (1, 1)
    heads = "、".join(one.head for one in lines.columns[:_MOST])
    if several:
        names = "、".join(f"“{slot.placed.form.sheet}”" for slot in several[:_MOST])
        message = f"“{lines.sheet}”可以填进几张表：{names}。请把这张工作表改名为其中一张的名称。"
        told.say("register.sheet-ambiguous", page, where, message, heads)
    else:
        message = (
            f"模板包里没有能填“{lines.sheet}”（{heads}）的行。请改表头（如三级指标、项目名称、科目编码），"
            "或换一个模板包；只供查看的表请删去“单位代码”一列。"
        )
        told.say("register.sheet-unbound", page, where, message, heads)


def _tell_unbound(found: LineSheet, page: Grid, slot: Slot, book: WorkbookFile, told: Told, project: str) -> None:
    grid, sheet = book.grid(slot.placed.form.sheet), slot.placed.form.sheet
    what = BLOCK_NAMES[slot.block]
    heads = "、".join(dict.fromkeys(_first_heads(slot, grid)))
    for column in found.lines.columns:
        means = found.fields.get(column.head)
        if column.head == project:
            continue
        if means is None:
            message = f"列“{column.head}”在“{sheet}”的{what}行里没有对应的列，可用：{heads}。请改表头；只供查看的列请写成“备注”。"
            told.say("register.column-unbound", page, column.where, message, column.head)
        elif means not in LEVELS:
            row = slot.rows[0]
            anchor = grid.anchor(row, slot.columns[means])
            if grid[anchor].formula is not None and not typed_over(slot, grid, means):
                message = (
                    f"列“{column.head}”填的是“{sheet}”里由公式计算的一列，不能填。请删去这一列，或把表头写成“备注”。"
                )
                told.say("register.column-formula", page, column.where, message, column.head)
                del found.fields[column.head]
            elif anchor[0] != row:
                message = f"列“{column.head}”填的是“{sheet}”里跨行合并的单元格，不能逐行填。请删去这一列，或把表头写成“备注”。"
                told.say("register.column-merged", page, column.where, message, column.head)
                del found.fields[column.head]


def _first_heads(slot: Slot, grid: Grid) -> list[str]:
    by_field: dict[str, str] = {}
    for text, name in printed(slot, grid).items():
        by_field.setdefault(name, text)
    return list(by_field.values())


def _projects(
    lines: Lines, page: Grid, repeating: Sequence[PackForm], book: WorkbookFile, project: str, told: Told
) -> LineSheet:
    """A list of projects: each becomes sheets of its own."""
    found = LineSheet(lines, {}, (), project, True)
    others = [one for one in lines.columns if one.head != project]
    unbound = {one.head: 0 for one in others}
    near: dict[str, tuple[str, ...]] = {}
    for form in repeating:
        known = targets_of([form], book)
        bound, rest = bind(others, known)
        for head, target in bound.items():
            found.cells.setdefault(head, []).append(target)
        for one in rest:
            unbound[one.column.head] += 1
            near[one.column.head] = one.nearest or tuple(target.name for target in one.between[:_MOST])
    for column in others:
        if unbound[column.head] == len(repeating):
            hint = f"最接近的是{'、'.join(f'“{name}”' for name in near[column.head])}。" if near[column.head] else ""
            sheets = "、".join(f"“{form.sheet}”" for form in repeating)
            message = f"列“{column.head}”在{sheets}里没有唯一对应的字段。{hint}请改表头；只供查看的列请写成“备注”。"
            told.say("register.column-unbound", page, column.where, message, column.head)
    return found
