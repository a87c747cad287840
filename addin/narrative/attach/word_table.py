"""工作表转 Word 表格 (word table): a sheet of the workbook as a real Word table in its form's layout."""

from __future__ import annotations

import re
from typing import Dict, List, Optional, Sequence, Set, Tuple

from lxml import etree

from ...grid import Cell, Grid, Range
from .sheet_look import EDGES, CellLook, SheetLook
from .wordml import attribute, element, paragraph

#: styles of the template that the table uses; the look itself lives there
TEXT, SMALL, TITLE, NOTE = "表格文字", "表格小字", "表格标题", "小注"
#: below this share of the sheet's own width the small text is taken
_SMALL_BELOW = 0.72
_TWIPS = 20
#: between a cell's line and its text, in twips
_MARGIN = 57
#: room for a table on one page in points, title and note left out, on an upright page and on one turned round
_UPRIGHT_WIDE, _UPRIGHT_HIGH, _ACROSS_HIGH = 9000, 520.0, 330.0
_CLOSEST = 0.7
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
    rows, columns = _shown(grid, look)
    if not rows or not columns:
        return []
    lined = [row for row in rows if any(_edges(grid, look, row, column) for column in columns)]
    if not lined:
        return [made for row in rows for made in _loose(grid, look, row, columns, width, TITLE)]
    above = [row for row in rows if row < lined[0]]
    inside = [row for row in rows if lined[0] <= row <= lined[-1]]
    below = [row for row in rows if row > lined[-1]]
    made = [one for row in above for one in _loose(grid, look, row, columns, width, TITLE)]
    made.append(_Table(grid, look, inside, columns, width).element())
    return made + [one for row in below for one in _loose(grid, look, row, columns, width, NOTE)]


def fitted(widths: Sequence[float], least: Sequence[float], total: int) -> List[int]:
    """分配列宽: columns that are too narrow for what they hold take from those with room to spare.

    Args:
        widths: the columns' widths in proportion. least: what each needs. total: what there is for all.

    >>> fitted([100, 100, 800], [50, 300, 200], 1000)
    [85, 300, 615]
    """
    wanted = [max(one, need) for one, need in zip(widths, least)]
    spare = [one - need for one, need in zip(wanted, least)]
    excess = sum(wanted) - total
    if excess > 0 and sum(spare) > 0:
        share = min(1.0, excess / sum(spare))
        wanted = [one - share * room for one, room in zip(wanted, spare)]
    scale = total / (sum(wanted) or 1.0)
    return [round(one * scale) for one in wanted]


def _shown(grid: Grid, look: SheetLook) -> Tuple[List[int], List[int]]:
    last_row, last_column = grid.size
    if look.area != (0, 0):
        last_row, last_column = min(last_row, look.area[0]), min(last_column, look.area[1])
    rows = [row for row in range(1, last_row + 1) if row not in grid.hidden_rows]
    columns = [column for column in range(1, last_column + 1) if column not in grid.hidden_columns]

    def used(row: int, column: int) -> bool:
        return bool(grid[row, column].text.strip()) or bool(_edges(grid, look, row, column))

    while rows and not any(used(rows[-1], column) for column in columns):
        rows.pop()
    while columns and not any(used(row, columns[-1]) for row in rows):
        columns.pop()
    return rows, columns


def _edges(grid: Grid, look: SheetLook, row: int, column: int) -> frozenset:
    return look.cells.get((row, column), CellLook()).edges


def _loose(
    grid: Grid, look: SheetLook, row: int, columns: Sequence[int], width: int, style: str
) -> List[etree._Element]:
    """A row without lines: a title in the middle, or texts at the left, in the middle and at the right."""
    texts = [(column, grid[row, column]) for column in columns if grid[row, column].text.strip()]
    if not texts:
        return []
    if len(texts) == 1:
        column, cell = texts[0]
        align = _where(grid, look, row, column, columns)
        chosen = style if align == "center" else NOTE
        return [paragraph(cell.text, chosen, align=align, indent=False)]
    places: Dict[str, str] = {}
    for column, cell in texts:
        place = _where(grid, look, row, column, columns)
        places[place] = f"{places[place]}　{cell.text}" if place in places else cell.text
    made = paragraph("", NOTE, align="left", indent=False, stops=((width // 2, "center"), (width, "right")))
    run = element("r", parent=made)
    for place in ("left", "center", "right"):
        if place != "left":
            element("tab", parent=run)
        element("t", places.get(place, ""), parent=run, preserve=True)
    return [made]


def _where(grid: Grid, look: SheetLook, row: int, column: int, columns: Sequence[int]) -> str:
    given = look.cells.get((row, column), CellLook()).horizontal
    merged = grid.merge_at(row, column)
    if given in ("center", "right") and (merged is None or merged.right - merged.left + 1 < len(columns)):
        # an own place on the line: where its column lies
        last = merged.right if merged else column
        return "right" if last >= columns[-1] else given
    if given:
        return given
    return "right" if column >= columns[-1] and len(columns) > 1 else "left"


class _Table:
    """One table: cells with their spans, lines and texts."""

    def __init__(self, grid: Grid, look: SheetLook, rows: List[int], columns: List[int], width: int) -> None:
        self.grid, self.look, self.rows, self.columns = grid, look, rows, columns
        natural = [look.width(column) for column in columns]
        total = sum(natural) or 1.0
        self.scale = width / _TWIPS / total
        self.style = SMALL if self.scale < _SMALL_BELOW else TEXT
        least = [self._least(column) for column in columns]
        self.widths = dict(zip(columns, fitted([width * one / total for one in natural], least, width)))
        self.high = min(1.0, self.scale) * self._squeeze(width)

    def element(self) -> etree._Element:
        table = element("tbl")
        properties = element("tblPr", parent=table)
        attribute(element("tblW", parent=properties), w=str(sum(self.widths.values())), type="dxa")
        attribute(element("jc", parent=properties), val="center")
        attribute(element("tblLayout", parent=properties), type="fixed")
        margins = element("tblCellMar", parent=properties)
        for side in ("left", "right"):
            attribute(element(side, parent=margins), w=str(_MARGIN), type="dxa")
        grid = element("tblGrid", parent=table)
        for column in self.columns:
            attribute(element("gridCol", parent=grid), w=str(self.widths[column]))
        for row in self.rows:
            table.append(self._row(row))
        return table

    def _row(self, row: int) -> etree._Element:
        made = element("tr")
        properties = element("trPr", parent=made)
        element("cantSplit", parent=properties)
        height = self.look.heights.get(row)
        if height:
            attribute(
                element("trHeight", parent=properties), val=str(round(height * self.high * _TWIPS)), hRule="atLeast"
            )
        if self._is_head(row):
            element("tblHeader", parent=properties)
        done: Set[int] = set()
        for column in self.columns:
            if column not in done:
                cell, covered = self._cell(row, column)
                made.append(cell)
                done |= covered
        return made

    def _is_head(self, row: int) -> bool:
        """Rows are repeated from the table's first row on, and only as far as the sheet repeats them."""
        first, last = self.look.head
        return bool(last) and first <= row <= last and (first <= self.rows[0] or row - self.rows[0] < 0)

    def _cell(self, row: int, column: int) -> Tuple[etree._Element, Set[int]]:
        merged = self.grid.merge_at(row, column)
        area = merged or Range(row, column, row, column)
        covered = {one for one in self.columns if area.left <= one <= area.right}
        rows = [one for one in self.rows if area.top <= one <= area.bottom]
        made = element("tc")
        properties = element("tcPr", parent=made)
        attribute(element("tcW", parent=properties), w=str(sum(self.widths[one] for one in covered)), type="dxa")
        if len(covered) > 1:
            attribute(element("gridSpan", parent=properties), val=str(len(covered)))
        if len(rows) > 1:
            attribute(element("vMerge", parent=properties), val="restart" if row == rows[0] else "continue")
        self._borders(properties, area)
        anchor = self.look.cells.get((area.top, area.left), CellLook())
        attribute(
            element("vAlign", parent=properties), val={"top": "top", "center": "center"}.get(anchor.vertical, "center")
        )
        cell = self.grid[area.top, area.left] if row == rows[0] else None
        for text in _lines(cell):
            made.append(
                paragraph(
                    text, self.style, align=self._align(cell, anchor), indent=False, bold=anchor.bold and bool(text)
                )
            )
        return made, covered

    def _squeeze(self, width: int) -> float:
        """Rows are drawn closer where that keeps a table of nearly one page on one page."""
        page = _ACROSS_HIGH if width > _UPRIGHT_WIDE else _UPRIGHT_HIGH
        total = sum(self.look.heights.get(row, 0.0) for row in self.rows) * min(1.0, self.scale)
        return max(_CLOSEST, page / total) if page < total < page / _CLOSEST else 1.0

    def _least(self, column: int) -> float:
        """Width in twips that a column needs so that no figure, code or English word breaks, in a wide font too."""
        letter = _TWIPS * (4.9 if self.style == SMALL else 5.9)
        longest = 0
        for row in self.rows:
            if self.grid.merge_at(row, column) is None:
                pieces = _PIECE.findall(self.grid[row, column].text)
                longest = max(longest, *(len(piece) for piece in pieces), 0)
        return longest * letter + 2 * _MARGIN + _TWIPS

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
            edge in _edges(self.grid, self.look, row, column)
            or other in _edges(self.grid, self.look, row + step[0], column + step[1])
        )  # fmt: skip

    def _align(self, cell: Optional[Cell], look: CellLook) -> str:
        if look.horizontal or cell is None:
            return look.horizontal or "left"
        number = isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
        return "right" if number else "left"


def _lines(cell: Optional[Cell]) -> List[str]:
    return cell.text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if cell is not None else [""]
