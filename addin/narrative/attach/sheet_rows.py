"""工作表的行 (rows of a sheet): which of them a Word table shows, and those without lines as paragraphs around it."""

from __future__ import annotations

import re
from typing import Dict, FrozenSet, List, Sequence, Tuple

from lxml import etree

from ...grid import Cell, Grid
from .fitting import NOTE as NOTE_LETTERS
from .fitting import TITLE as TITLE_LETTERS
from .fitting import TWIPS, Letters, lines_of
from .sheet_look import CellLook, SheetLook
from .wordml import element, paragraph

#: styles of the template; the look itself lives there
TITLE, NOTE, LABEL = "表格标题", "小注", "附件标记"
_LABEL = re.compile(r"附\s*[件表]\s*[0-9０-９一二三四五六七八九十]*(?:[-－—][0-9０-９]+)?\s*[:：]?")
#: a row is left out as unused only if it has so many cells of its own
_CELLS = 3


def edges(grid: Grid, look: SheetLook, row: int, column: int) -> FrozenSet[str]:
    """一格有线的边."""
    return look.cells.get((row, column), CellLook()).edges


def shown(grid: Grid, look: SheetLook) -> Tuple[List[int], List[int]]:
    """要显示的行和列: what is printed and not hidden, without what is empty at the end and without rows nobody filled."""
    last_row, last_column = grid.size
    if look.area != (0, 0):
        last_row, last_column = min(last_row, look.area[0]), min(last_column, look.area[1])
    rows = [row for row in range(1, last_row + 1) if row not in grid.hidden_rows]
    columns = [column for column in range(1, last_column + 1) if column not in grid.hidden_columns]

    def used(row: int, column: int) -> bool:
        return bool(grid[row, column].text.strip()) or bool(edges(grid, look, row, column))

    while rows and not any(used(rows[-1], column) for column in columns):
        rows.pop()
    while columns and not any(used(row, columns[-1]) for row in rows):
        columns.pop()
    return [row for row in rows if not _unused(grid, look, row, columns)], columns


def _unused(grid: Grid, look: SheetLook, row: int, columns: Sequence[int]) -> bool:
    """A row for one more indicator or subject that nobody filled: lined cells of its own, all of them blank."""
    own = 0
    for column in columns:
        merged = grid.merge_at(row, column)
        if grid[row, column].text.strip() or (merged is not None and (merged.top == row < merged.bottom)):
            return False
        if (merged is None or (merged.left == column and merged.top == row)) and edges(grid, look, row, column):
            own += 1
    return own >= _CELLS


def shown_text(cell: Cell) -> str:
    """一格的文字: as the sheet shows it; ``10.``, which the format ``0.##`` gives, is written ``10``.

    >>> shown_text(Cell(10, "10."))
    '10'
    """
    text = cell.text
    number = isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
    return text[:-1] if number and text.endswith(".") else text


def loose(
    grid: Grid, look: SheetLook, row: int, columns: Sequence[int], widths: Dict[int, int], style: str
) -> List[etree._Element]:
    """没有线的行: a title in the middle, or texts at the left, in the middle and at the right.

    Args:
        widths: of the columns, in twips. style: of a single text in the middle, and of notes.
    """
    texts = [(column, grid[row, column]) for column in columns if grid[row, column].text.strip()]
    if not texts:
        return []
    if len(texts) == 1:
        column, cell = texts[0]
        align = _where(grid, look, row, column, columns)
        if align == "left" and _LABEL.fullmatch(cell.text.strip()):
            return [paragraph(cell.text.strip(), LABEL)]
        chosen = NOTE if align != "center" and style == TITLE else style
        return [paragraph(line, chosen, align=align, indent=False) for line in shown_text(cell).split("\n")]
    places: Dict[str, str] = {}
    crowded = False
    for column, cell in texts:
        place = _where(grid, look, row, column, columns)
        crowded = crowded or place in places
        places[place] = shown_text(cell)
    chosen = NOTE if style == TITLE else style
    if crowded:
        return [_columns(texts, columns, widths, chosen)]
    width = sum(widths.values())
    made = paragraph("", chosen, align="left", indent=False, stops=((width // 2, "center"), (width, "right")))
    run = element("r", parent=made)
    for place in ("left", "center", "right"):
        if place != "left":
            element("tab", parent=run)
        element("t", places.get(place, ""), parent=run, preserve=True)
    return [made]


def loose_height(made: Sequence[etree._Element], width: int, style: Letters | None = None) -> List[float]:
    """这些段落的高 in points."""
    heights = []
    for one in made:
        text = "".join(one.itertext())
        letters = style or (TITLE_LETTERS if TITLE in etree.tostring(one, encoding="unicode") else NOTE_LETTERS)
        heights.append(lines_of(text, width, letters) * letters.line)
    return heights


def _columns(
    texts: Sequence[Tuple[int, Cell]], columns: Sequence[int], widths: Dict[int, int], style: str
) -> etree._Element:
    """Signatures and the like: each where its column begins, or so far to the left that the last one has room."""
    total = sum(widths.values())
    needs = [(len(shown_text(cell)) + 2) * NOTE_LETTERS.size * TWIPS for _, cell in texts]
    places = [float(sum(widths[one] for one in columns if one < column)) for column, _ in texts]
    limit = float(total)
    for at in range(len(texts) - 1, -1, -1):
        limit -= needs[at]
        places[at] = min(places[at], limit)
        limit = min(limit, places[at])
    if places[0] < 0:
        places = [at * total / len(texts) for at in range(len(texts))]
    made = paragraph("", style, align="left", indent=False, stops=[(round(at), "left") for at in places if at > 0])
    run = element("r", parent=made)
    for at, (_, cell) in enumerate(texts):
        if at or places[at] > 0:
            element("tab", parent=run)
        element("t", shown_text(cell).replace("\n", " "), parent=run, preserve=True)
    return made


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
