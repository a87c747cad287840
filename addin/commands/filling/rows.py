"""增加行 (growing rows): rows inserted as Excel does it, with the formulas of the row they are like."""

from __future__ import annotations

from ...edits import Edit, InsertRows, SetFormula
from ...grid import Grid
from ...package.formula_template import FormulaTemplate
from ...packs.model import BLOCK_NAMES, Block
from .model import Placed


class Growth:
    """要增加的行: insertions in the order in which they are to be carried out, addresses as they then are."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        #: (sheet, first new row, count, like row) as the sheet is after all insertions
        self.made: list[tuple[str, int, int, int]] = []
        #: (sheet, before, count) in the order carried out
        self.steps: list[tuple[str, int, int]] = []

    def grow(self, placed: Placed, before: int, count: int, like: int) -> None:
        """插入 ``count`` rows above ``before``, like row ``like``; everything known moves along."""
        if count <= 0:
            return
        self.edits.append(InsertRows(placed.sheet, before, count, like))
        self.steps.append((placed.sheet, before, count))

        def moved(row: int) -> int:
            return row + count if row >= before else row

        self.made = [
            (sheet, moved(first), rows, moved(model)) if sheet == placed.sheet else (sheet, first, rows, model)
            for sheet, first, rows, model in self._split(placed.sheet, before)
        ]
        self.made.append((placed.sheet, before, count, moved(like)))
        placed.insert(before, count)

    def _split(self, sheet: str, before: int) -> list[tuple[str, int, int, int]]:
        """New rows that the next insertion tears apart are two groups from then on."""
        found = []
        for one in self.made:
            name, first, count, like = one
            if name == sheet and first < before < first + count:
                found += [(name, first, before - first, like), (name, before, first + count - before, like)]
            else:
                found.append(one)
        return found

    def to_count(self, placed: Placed, wanted: dict[str, int]) -> list[str]:
        """增加到所要的行数: the blocks of one name together have so many rows; more are shared out evenly among them.

        Args:
            wanted: block name or group -> number of rows.

        Returns:
            what the user should know.
        """
        told = []
        for name, asked in wanted.items():
            numbers = [at for at, block in enumerate(placed.blocks) if name in (block.name, block.group)]
            if not numbers:
                continue
            have = sum(placed.blocks[at].count for at in numbers)
            title = BLOCK_NAMES.get(name, name)
            if asked < have:
                told.append(
                    f"{placed.sheet}：模板的{title}行有 {have} 行，多于所要的 {asked} 行；官方表式的行予以保留，用不着的可留空。"
                )
            each, more = divmod(max(0, asked - have), len(numbers))
            for order, at in enumerate(numbers):
                block = placed.blocks[at]
                self.grow(placed, place_for(block), each + (order < more), block.like)
        return told

    def original(self, sheet: str, row: int) -> int | None:
        """原来的行号: of a row as it now is; None for a new row."""
        for name, before, count in reversed(self.steps):
            if name != sheet or row < before:
                continue
            if row < before + count:
                return None
            row -= count
        return row

    def model_of(self, sheet: str, row: int) -> int | None:
        """样板行: of a new row, where it now is; None for a row that was there."""
        for name, first, count, like in self.made:
            if name == sheet and first <= row < first + count:
                return like
        return None


def place_for(block: Block) -> int:
    """插入位置: inside the block, so that sums and merges around it grow."""
    return block.like + 1 if block.like < block.last else block.like


def formulas(growth: Growth, grids: dict[str, Grid]) -> list[SetFormula]:
    """新行的公式: those of the row it is like, as seen from the new row.

    Args:
        grids: the sheets after the insertions.
    """
    edits = []
    for sheet, first, count, like in growth.made:
        grid = grids[sheet]
        templates = [
            (column, FormulaTemplate(cell.formula))
            for (row, column), cell in sorted(grid.cells.items())
            if row == like and cell.formula is not None
        ]
        for row in range(first, first + count):
            for column, template in templates:
                if grid.anchor(row, column) == (row, column):
                    edits.append(SetFormula(sheet, row, column, template.moved(row - like, 0)))
    return edits
