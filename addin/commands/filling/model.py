"""填充用的模型 (filling model): one sheet of the new workbook, and what was put where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...edits import EditValue
from ...grid import Position
from ...package.reading import WorkbookFile
from ...packs.model import Block, Pack, PackForm
from ...packs.places import place_of


class NewError(ValueError):
    """新建工作簿的错误: what was given, what is expected and the next step, in Chinese."""


@dataclass(frozen=True)
class Project:
    """项目: one line of a list of projects; "" or None where the list says nothing.

    ``parts`` are amounts under heads that may name a part of the money (当年财政拨款, 上年结转资金).
    """

    name: str
    code: str = ""
    department: str = ""
    unit: str = ""
    budget: Decimal | None = None
    parts: dict[str, Decimal] = field(default_factory=dict)


@dataclass
class Placed:
    """新工作簿中的一张表: a form of the pack on its sheet, with the cells as they now are.

    Args:
        form: the pack's form. sheet: its sheet (a project's sheet has a name of its own). project: whose sheet it is.
        cells: field -> cell. blocks: the rows that can grow.
    """

    form: PackForm
    sheet: str
    project: Project | None = None
    cells: dict[str, Position] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def block(self, name: str) -> Block | None:
        """一段行: the first one of that name."""
        return next((block for block in self.blocks if block.name == name), None)

    def insert(self, before: int, count: int) -> None:
        """行已插入: cells and rows below move along, blocks around grow."""

        def moved(row: int) -> int:
            return row + count if row >= before else row

        self.cells = {name: (moved(row), column) for name, (row, column) in self.cells.items()}
        self.blocks = [
            replace(block, first=moved(block.first), last=moved(block.last), like=moved(block.like))
            for block in self.blocks
        ]


def place(pack: Pack, book: WorkbookFile, sheets: dict[str, list[tuple[str, Project | None]]]) -> list[Placed]:
    """定位: every form of the pack with its cells.

    Args:
        book: the workbook, as it came from the pack. sheets: sheet of the pack -> its sheets in the new workbook.
    """
    placed = []
    for form in pack.forms:
        if form.sheet not in book.sheets:
            continue
        cells = {}
        for name, cell in (form.fields or {}).items():
            where = place_of(book, form.sheet, cell)
            if where is not None:
                cells[name] = where
        for sheet, project in sheets.get(form.sheet, [(form.sheet, None)]):
            placed.append(Placed(form, sheet, project, dict(cells), list(form.blocks)))
    return placed


@dataclass(frozen=True)
class Put:
    """填入的一格: sheet, cell, what it is and the value; ``over`` replaces a formula that is there to be typed over."""

    sheet: str
    where: Position
    field: str
    value: EditValue
    over: bool = False


@dataclass
class Filling:
    """填充结果.

    Args:
        puts: cells to write. left: what was not carried or did not match, one sentence each. messages: other news.
    """

    puts: list[Put] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def put(self, placed: Placed, where: Position, name: str, value: EditValue, over: bool = False) -> None:
        """填一格."""
        self.puts.append(Put(placed.sheet, where, name, value, over))
