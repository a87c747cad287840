"""填科目表 (account tables): lines of the export by code or name; lines that the table does not print get rows of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...forms import model as kinds
from ...forms.facts import money_unit
from ...forms.text import bare
from ...grid import Cell, Grid
from ...package.formula_shift import references
from ...packs.model import Block
from .amounts import figure
from .export import Export, Line, code_of
from .model import Filling, Placed
from .rows import Growth, place_for
from .values import converted

_KEYS = ("code", "name")


@dataclass
class Subjects:
    """一张表的科目行: where each line of the export goes.

    Args:
        columns: column -> head of the export. known: rows of the block that print their line. free: rows for the others.
    """

    placed: Placed
    block: Block
    export: Export
    columns: dict[int, str]
    unit: str
    known: list[tuple[int, Line]] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    new: list[Line] = field(default_factory=list)


def plan(
    placed: list[Placed], exports: list[Export], grids: dict[str, Grid], growth: Growth, into: Filling
) -> list[Subjects]:
    """计划: which table an export fills, and the rows it needs."""
    plans = []
    for export in exports:
        chosen = _choose(export, placed, grids, into)
        if chosen is None:
            continue
        _share(chosen, grids[chosen.placed.sheet])
        missing = len(chosen.new) - len(chosen.free)
        if missing > 0:
            number = chosen.placed.blocks.index(chosen.block)
            before = place_for(chosen.block)
            growth.grow(chosen.placed, before, missing, chosen.block.like)
            chosen.block = chosen.placed.blocks[number]
            chosen.known = [(row + missing if row >= before else row, line) for row, line in chosen.known]
            chosen.free = sorted(
                [row + missing if row >= before else row for row in chosen.free] + list(range(before, before + missing))
            )
        plans.append(chosen)
    return plans


def _choose(export: Export, placed: list[Placed], grids: dict[str, Grid], into: Filling) -> Subjects | None:
    found = []
    for one in placed:
        if one.form.kind == kinds.BASIC or one.project is not None:
            continue
        for block in one.blocks:
            if block.name == "indicators" or not any(name in block.columns for name in _KEYS):
                continue
            columns = _columns(export, block, grids[one.sheet])
            if columns:
                unit = money_unit(_texts(grids[one.sheet], block.first))
                found.append(Subjects(one, block, export, columns, unit))
    named = [one for one in found if _named(one)]
    best = max((len(one.columns) for one in named or found), default=0)
    chosen = [one for one in named or found if len(one.columns) == best]
    if len(chosen) > 1:
        listed = "、".join(f"“{one.placed.sheet}”" for one in chosen)
        into.left.append(
            f"导出表“{export.name}”分不清填哪张表：{listed}的表头都对得上。请把导出表的标题或表名写成那张表的名称。"
        )
        return None
    return chosen[0] if chosen else None


def _named(one: Subjects) -> bool:
    names = {bare(text) for text in (one.placed.form.title, one.placed.form.table, one.placed.sheet) if text}
    return any(name and name in bare(text) for text in one.export.titles for name in names)


def _texts(grid: Grid, below: int) -> list[str]:
    return [cell.text for (row, _), cell in grid if row < below and cell.text.strip()]


def _columns(export: Export, block: Block, grid: Grid) -> dict[int, str]:
    """The figure columns of the block whose printed head is a head of the export."""
    heads = {bare(head): head for head in reversed(export.heads)}
    columns = {}
    for name, column in block.columns.items():
        if name in _KEYS:
            continue
        texts = [bare(grid.shown(row, column).text) for row in range(block.first - 1, max(0, block.first - 6), -1)]
        hit = next((heads[text] for text in texts if text in heads), None)
        if hit is not None:
            columns[column] = hit
    return columns


def _share(one: Subjects, grid: Grid) -> None:
    codes: dict[str, int] = {}
    names: dict[str, int] = {}
    for row in range(one.block.first, one.block.last + 1):
        code, name = (_text(grid, row, one.block.columns.get(key)) for key in _KEYS)
        if code:
            codes.setdefault(code_of(code), row)
        if name:
            names.setdefault(bare(name), row)
        if not code and not name:
            one.free.append(row)
    for line in one.export.lines:
        row_of = codes.get(line.code) if line.code else None
        row_of = row_of if row_of is not None else names.get(bare(line.name)) if line.name else None
        if row_of is not None:
            one.known.append((row_of, line))
        elif not line.is_sum:
            one.new.append(line)


def _text(grid: Grid, row: int, column: int | None) -> str:
    return grid.shown(row, column).text.strip() if column else ""


def write(plans: list[Subjects], grids: dict[str, Grid], into: Filling) -> None:
    """写入: codes and names of new lines, and the figures."""
    for one in plans:
        grid = grids[one.placed.sheet]
        for row, line in one.known:
            _figures(one, grid, row, line, into)
        for row, line in zip(one.free, one.new, strict=False):
            for key, text in (("code", line.code), ("name", line.name)):
                column = one.block.columns.get(key)
                if column is not None and text:
                    into.put(one.placed, grid.anchor(row, column), key, text)
            _figures(one, grid, row, line, into)


def _figures(one: Subjects, grid: Grid, row: int, line: Line, into: Filling) -> None:
    line.used = True
    for column, head in one.columns.items():
        one.export.used.add(head)
        where = grid.anchor(row, column)
        cell = grid[where]
        if head not in line.values or (cell.formula is not None and not _typed_over(one, cell, row, line)):
            continue
        amount = figure(line, head, into, one.export)
        if amount is not None:
            into.put(one.placed, where, head, converted(amount, one.export.unit_of(head), one.unit), over=True)


def _typed_over(one: Subjects, cell: Cell, row: int, line: Line) -> bool:
    """A formula that sums the levels below gives way on a line without any; one that sums its own row stays."""
    if cell.locked or cell.formula is None:
        return False
    if line.code and any(other.code != line.code and other.code.startswith(line.code) for other in one.export.lines):
        return False
    return not any(
        reference.kind == "area"
        and reference.top <= row <= reference.bottom
        and reference.top == reference.bottom
        and any(reference.left <= column <= reference.right for column in one.columns)
        for reference in references(cell.formula)
    )
