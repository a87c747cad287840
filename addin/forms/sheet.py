"""表面 (sheet): a grid indexed for reading labels: its non-blank cells by row, merges looked up fast."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Dict, List, NamedTuple, Optional

from ..grid import MAX_COLUMN, Cell, Grid, Position, Range, address
from .lexicon import Lexicon
from .model import Bound
from .text import looks_numeric

#: index entries kept for merges; a file that needs more is not a form
_MOST_ENTRIES = 2_000_000


class Span(NamedTuple):
    """列区间: the columns that a head covers, both ends included."""

    left: int
    right: int


class Item(NamedTuple):
    """非空单元格: a non-blank cell with the rectangle it covers on the sheet.

    ``numeric``: it holds a figure (a formula without words counts as one). ``label``: its text means something in the
    lexicon; most cells of a long table are neither head nor label and are looked at no further.
    """

    row: int
    left: int
    bottom: int
    right: int
    text: str
    cell: Cell
    numeric: bool
    label: bool

    @property
    def span(self) -> Span:
        """所占的列."""
        return Span(self.left, self.right)


def cell_text(cell: Cell) -> str:
    """单元格文字: as shown; the stored text where a host gives no shown text."""
    if cell.text:
        return cell.text.strip()
    return cell.value.strip() if isinstance(cell.value, str) else ""


def is_numeric(cell: Cell, text: str) -> bool:
    """是否为数."""
    if isinstance(cell.value, bool):
        return False
    if isinstance(cell.value, (int, float)):
        return True
    return looks_numeric(text) if text else cell.formula is not None


class Sheet:
    """带索引的表格: the part of a grid between two columns.

    Args:
        grid: the grid.
        words: the lexicon, which says what may be a label.
        left, right: the columns to look at.
    """

    def __init__(self, grid: Grid, words: Lexicon, left: int = 1, right: int = MAX_COLUMN) -> None:
        self.grid, self.left, self.right = grid, left, right
        filled = [where for where, cell in grid.cells.items() if left <= where[1] <= right and not cell.is_blank]
        self.row_numbers = sorted({row for row, _ in filled})
        self._merges: Dict[int, List[Range]] = {}
        self._index_merges()
        self.rows: Dict[int, List[Item]] = {}
        for row, column in sorted(filled):
            cover = self.cover(row, column)
            if cover and (cover.top, cover.left) != (row, column):
                continue  # a value left behind under a merge is not seen on the sheet
            cell = grid.cells[row, column]
            bottom, last = (cover.bottom, cover.right) if cover else (row, column)
            text = cell_text(cell)
            numeric = is_numeric(cell, text)
            label = not numeric and words.knows(text)
            self.rows.setdefault(row, []).append(Item(row, column, bottom, last, text, cell, numeric, label))
        self.labels = {
            row: found for row, items in self.rows.items() for found in [[i for i in items if i.label]] if found
        }
        self.row_numbers = [row for row in self.row_numbers if row in self.rows]
        columns = [item.left for items in self.rows.values() for item in items]
        self.first_column = min(columns, default=left)
        self.last_column = max((item.right for items in self.rows.values() for item in items), default=left)

    def _index_merges(self) -> None:
        self._merges = {row: [] for row in self.row_numbers}
        entries = 0
        for merged in self.grid.merges:
            if merged.right < self.left or merged.left > self.right:
                continue
            first, last = bisect_left(self.row_numbers, merged.top), bisect_right(self.row_numbers, merged.bottom)
            entries += last - first
            if entries > _MOST_ENTRIES:
                break
            for row in self.row_numbers[first:last]:
                self._merges[row].append(merged)
        for found in self._merges.values():
            found.sort(key=lambda merged: merged.left)
        self._lefts = {row: [merged.left for merged in found] for row, found in self._merges.items()}

    def cover(self, row: int, column: int) -> Optional[Range]:
        """所在的合并区域: None when the cell is not merged."""
        found = self._merges.get(row)
        if found is None:
            found = [merged for merged in self.grid.merges if merged.top <= row <= merged.bottom]  # a blank row: rare
            found.sort(key=lambda merged: merged.left)
            self._merges[row], self._lefts[row] = found, [merged.left for merged in found]
        if not found:
            return None
        at = bisect_right(self._lefts[row], column) - 1
        if at >= 0 and found[at].right >= column:
            return found[at]
        return None

    def merges_at(self, row: int) -> List[Range]:
        """穿过某行的合并区域."""
        return self._merges.get(row, [])

    def anchor(self, row: int, column: int) -> Position:
        """显示值所在的单元格."""
        cover = self.cover(row, column)
        return (cover.top, cover.left) if cover else (row, column)

    def item_at(self, row: int, column: int) -> Optional[Item]:
        """所见的非空单元格: merges taken into account; None when nothing is shown."""
        top, left = self.anchor(row, column)
        for item in self.rows.get(top, ()):
            if item.left == left:
                return item
        return None

    def items_in(self, row: int, span: Span) -> List[Item]:
        """某行某列区间内的非空单元格: those whose left column lies inside."""
        return [item for item in self.rows.get(row, ()) if span.left <= item.left <= span.right]

    def between(self, top: int, bottom: int) -> List[int]:
        """两行之间的非空行号."""
        first, last = bisect_left(self.row_numbers, top), bisect_right(self.row_numbers, bottom)
        return self.row_numbers[first:last]

    def bound(self, row: int, column: int) -> Bound:
        """绑定单元格: the cell shown at a place, with its printed address."""
        where = self.anchor(row, column)
        return Bound(where[0], where[1], self.grid[where], self.grid.addresses.get(where) or address(*where))

    def value_at(
        self, row: int, span: Span, claimed: Optional[Dict[int, str]] = None, field: str = ""
    ) -> Optional[Bound]:
        """取值: the cell of a row under a head.

        Args:
            row: the row.
            span: the columns of the head.
            claimed: column -> field for the columns of all heads. A merged cell that starts under another
                field's head belongs to that field.
            field: the field that is asked for.

        Returns:
            The first non-blank cell under the head, otherwise its first cell; None when the place belongs to
            another field.
        """
        for item in self.rows.get(row, ()):
            if item.left >= span.left:
                if item.left <= span.right:
                    return self._own(item)
                break
        where = self.anchor(row, span.left)
        if where[1] < span.left and claimed and claimed.get(where[1], field) != field:
            return None
        return self.bound(row, span.left)

    def _own(self, item: Item) -> Bound:
        where = (item.row, item.left)
        return Bound(item.row, item.left, item.cell, self.grid.addresses.get(where) or address(*where))
