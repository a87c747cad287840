"""工作表转 Word 表格 (word table): a sheet of the workbook as a real Word table in its form's layout.

A table that runs over one page repeats its head on each; where the sheet repeats a row from the middle (the heads of the
indicators), the table is divided there. Rows that nobody filled are left out, and rows are drawn closer where that saves a page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import Dict, List, Optional, Sequence, Set, Tuple

from lxml import etree

from ...grid import Cell, Grid, Range
from . import fitting
from .fitting import MARGIN, TWIPS, Heights, fitted, lines_of
from .sheet_look import EDGES, CellLook, SheetLook
from .sheet_rows import TITLE, edges, loose, loose_height, shown, shown_text
from .wordml import attribute, element, paragraph

#: styles of the template that the table uses; the look itself lives there
TEXT, SMALL, BREAK = "表格文字", "表格小字", "分节"
#: below this share of the sheet's own width the small text is taken
_SMALL_BELOW = 0.72
_FIGURE = re.compile(r"[0-9.,%\-—]*")
#: what must not be broken over two lines
_PIECE = re.compile(r"[0-9A-Za-z.,%+\-]+")


def word_table(grid: Grid, look: SheetLook, width: int) -> List[etree._Element]:
    """一张工作表的段落和表格.

    Args:
        grid: the sheet. look: its look. width: what the page offers, in twips.

    Returns:
        paragraphs for the rows above the first line (titles, unit of money), the table, paragraphs for the notes
        below; nothing for an empty sheet.
    """
    rows, columns = shown(grid, look)
    if not rows or not columns:
        return []
    lined = [row for row in rows if any(edges(grid, look, row, column) for column in columns)]
    if not lined:
        even = {column: width // len(columns) for column in columns}
        return [made for row in rows for made in loose(grid, look, row, columns, even, TITLE)]
    table = _Table(grid, look, [row for row in rows if lined[0] <= row <= lined[-1]], columns, width)
    above = [one for row in rows if row < lined[0] for one in loose(grid, look, row, columns, table.widths, TITLE)]
    below = [one for row in rows if row > lined[-1] for one in loose(grid, look, row, columns, table.widths, TEXT)]
    return above + table.elements(above, below) + below


class _Table:
    """One table: cells with their spans, lines and texts."""

    def __init__(self, grid: Grid, look: SheetLook, rows: List[int], columns: List[int], width: int) -> None:
        self.grid, self.look, self.rows, self.columns = grid, look, rows, columns
        natural = [look.width(column) for column in columns]
        total = sum(natural) or 1.0
        self.scale = width / TWIPS / total
        self.style = SMALL if self.scale < _SMALL_BELOW else TEXT
        self.width = width
        self.natural = [width * one / total for one in natural]
        self.widths = self._fitted(self.style, self.natural)
        self.high = min(1.0, self.scale)
        self.head = [row for row in rows if look.head[0] <= row <= look.head[1]]

    def elements(self, above: Sequence[etree._Element], below: Sequence[etree._Element]) -> List[etree._Element]:
        """The table between these paragraphs; two tables where its head stands in its middle and it has several pages."""
        heights = self._heights(above, below)
        for style, widths in (
            (self.style, self._tight(self.style)),
            (SMALL, self.natural),
            (SMALL, self._tight(SMALL)),
        ):
            if not heights.nearly:
                break
            # a few lines on a page of their own: other widths or smaller letters may save them that page
            kept = self.style, self.widths
            self.style, self.widths = style, self._fitted(style, widths)
            other = self._heights(above, below)
            if other.closest < heights.closest:
                heights = other
            else:
                self.style, self.widths = kept
        share = heights.share()
        self.high *= share
        if not self._divided(heights.pages(share)):
            return [self._element(self.rows)]
        at = self.rows.index(self.head[0])
        return [self._element(self.rows[:at]), paragraph("", BREAK), self._element(self.rows[at:])]

    def _heights(self, above: Sequence[etree._Element], below: Sequence[etree._Element]) -> Heights:
        needed = [self._needed(row) for row in self.rows]
        return Heights(
            sum(loose_height(above, self.width)),
            loose_height(below, self.width, fitting.TEXT),
            [self.look.heights.get(row, 0.0) * self.high for row in self.rows],
            needed,
            sum(needed[self.rows.index(row)] for row in self.head),
            fitting.ACROSS_HIGH if self.width > fitting.UPRIGHT_WIDE else fitting.UPRIGHT_HIGH,
        )

    def _fitted(self, style: str, widths: Sequence[float]) -> Dict[int, int]:
        least = [self._least(column, style) for column in self.columns]
        return dict(zip(self.columns, fitted(widths, least, self.width)))

    def _tight(self, style: str) -> List[float]:
        """Widths where columns of figures have what they need, and the others the rest."""
        head = 3 * (fitting.SMALL if style == SMALL else fitting.TEXT).size * TWIPS + 2 * MARGIN + TWIPS
        kept = [max(self._least(column, style), head) if self._figures(column) else 0.0 for column in self.columns]
        others = sum(one for one, need in zip(self.natural, kept) if not need)
        rest = max(self.width - sum(kept), 0.0)
        return [need or rest * one / others for one, need in zip(self.natural, kept)]

    def _figures(self, column: int) -> bool:
        cells = (self.grid[row, column] for row in self.rows if row not in self.head)
        return all(_FIGURE.fullmatch(cell.text.strip()) for cell in cells)

    def _divided(self, pages: int) -> bool:
        if pages < 2 or not self.head or self.head[0] == self.rows[0] or self.head[-1] == self.rows[-1]:
            return False
        merged = (self.grid.merge_at(self.head[0], column) for column in self.columns)
        return not any(area is not None and area.top < self.head[0] for area in merged)

    def _needed(self, row: int) -> float:
        """Height in points that the row's texts need."""
        letters = fitting.SMALL if self.style == SMALL else fitting.TEXT
        most = letters.line
        for column in self.columns:
            area = self.grid.merge_at(row, column) or Range(row, column, row, column)
            if (area.top, area.left) != (row, column):
                continue
            width = sum(self.widths[one] for one in self.columns if area.left <= one <= area.right)
            lines = lines_of(shown_text(self.grid[row, column]), width - 2 * MARGIN, letters)
            most = max(most, lines * letters.line / max(len(self._rows_of(area)), 1))
        return most + 0.5

    def _element(self, rows: Sequence[int]) -> etree._Element:
        table = element("tbl")
        properties = element("tblPr", parent=table)
        attribute(element("tblW", parent=properties), w=str(sum(self.widths.values())), type="dxa")
        attribute(element("jc", parent=properties), val="center")
        attribute(element("tblLayout", parent=properties), type="fixed")
        margins = element("tblCellMar", parent=properties)
        for side in ("left", "right"):
            attribute(element(side, parent=margins), w=str(MARGIN), type="dxa")
        grid = element("tblGrid", parent=table)
        for column in self.columns:
            attribute(element("gridCol", parent=grid), w=str(self.widths[column]))
        head = self.head if rows[0] in self.head else []
        for row in rows:
            table.append(self._row(row, head))
        return table

    def _row(self, row: int, head: Sequence[int]) -> etree._Element:
        made = element("tr")
        properties = element("trPr", parent=made)
        element("cantSplit", parent=properties)
        height = self.look.heights.get(row, 0.0) * self.high * TWIPS
        if height >= 1:
            attribute(element("trHeight", parent=properties), val=str(round(height)), hRule="atLeast")
        if row in head:
            element("tblHeader", parent=properties)
        done: Set[int] = set()
        for column in self.columns:
            if column not in done:
                cell, covered = self._cell(row, column, head)
                made.append(cell)
                done |= covered
        return made

    def _cell(self, row: int, column: int, head: Sequence[int]) -> Tuple[etree._Element, Set[int]]:
        merged = self.grid.merge_at(row, column)
        area = whole = merged or Range(row, column, row, column)
        cut = bool(head) and area.top <= head[-1] < area.bottom
        if cut:
            # a head is repeated only when nothing in it reaches down into the rows that follow
            parts = (Range(area.top, area.left, head[-1], area.right), replace(area, top=head[-1] + 1))
            area = parts[row > head[-1]]
        covered = {one for one in self.columns if area.left <= one <= area.right}
        rows = self._rows_of(area)
        made = element("tc")
        properties = element("tcPr", parent=made)
        attribute(element("tcW", parent=properties), w=str(sum(self.widths[one] for one in covered)), type="dxa")
        if len(covered) > 1:
            attribute(element("gridSpan", parent=properties), val=str(len(covered)))
        if len(rows) > 1:
            attribute(element("vMerge", parent=properties), val="restart" if row == rows[0] else "continue")
        self._borders(properties, area)
        anchor = self.look.cells.get((whole.top, whole.left), CellLook())
        attribute(
            element("vAlign", parent=properties), val={"top": "top", "center": "center"}.get(anchor.vertical, "center")
        )
        filled = row == rows[0] and not (cut and row <= head[-1])
        cell = self.grid[whole.top, whole.left] if filled else None
        for text in _lines(cell):
            made.append(
                paragraph(
                    text, self.style, align=self._align(cell, anchor), indent=False, bold=anchor.bold and bool(text)
                )
            )
        return made, covered

    def _rows_of(self, area: Range) -> List[int]:
        return self.rows[bisect_left(self.rows, area.top) : bisect_right(self.rows, area.bottom)]

    def _least(self, column: int, style: str) -> float:
        """Width in twips that a column needs so that no figure, code or English word breaks, in a wide font too."""
        letter = TWIPS * (4.9 if style == SMALL else 5.9)
        longest = 0
        for row in self.rows:
            if self.grid.merge_at(row, column) is None:
                pieces = _PIECE.findall(self.grid[row, column].text)
                longest = max(longest, *(len(piece) for piece in pieces), 0)
        return longest * letter + 2 * MARGIN + TWIPS

    def _borders(self, properties: etree._Element, area: Range) -> None:
        borders = element("tcBorders", parent=properties)
        for edge in EDGES:
            lined = self._lined(area, edge)
            line = attribute(element(edge, parent=borders), val="single" if lined else "nil")
            if lined:
                attribute(line, sz="4", space="0", color="000000")

    def _lined(self, area: Range, edge: str) -> bool:
        """A line is drawn when the cell, or its neighbour on that side, has one."""
        row = {"top": area.top, "bottom": area.bottom}.get(edge, area.top)
        column = {"left": area.left, "right": area.right}.get(edge, area.left)
        step = {"top": (-1, 0), "bottom": (1, 0), "left": (0, -1), "right": (0, 1)}[edge]
        other = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}[edge]
        return (
            edge in edges(self.grid, self.look, row, column)
            or other in edges(self.grid, self.look, row + step[0], column + step[1])
        )  # fmt: skip

    def _align(self, cell: Optional[Cell], look: CellLook) -> str:
        if look.horizontal or cell is None:
            return look.horizontal or "left"
        number = isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
        return "right" if number else "left"


def _lines(cell: Optional[Cell]) -> List[str]:
    return shown_text(cell).replace("\r\n", "\n").replace("\r", "\n").split("\n") if cell is not None else [""]
