"""带入报告文字 (texts and data of the report): last year's words, and its figures as this year's 上年数."""

from __future__ import annotations

from ...forms.text import bare
from ...grid import Cell, Grid, Position
from ...package.reading import WorkbookFile
from ...packs.model import Pack
from ...packs.places import place_of
from .model import Filling, Put
from .values import carried, is_stale


def write_texts(pack: Pack, book: WorkbookFile, last: WorkbookFile, into: Filling) -> None:
    """带入: paragraphs of 报告文字; this year's column of 报告数据 becomes last year's.

    Args:
        book: the new workbook. last: last year's.
    """
    missing = []
    for text in pack.texts:
        cell = _cell(last, text.sheet, text.cell, text.title)
        value = carried(cell) if cell is not None else None
        if value is None:
            missing.append(text.title)
        else:
            _put(book, text.sheet, text.cell, f"texts.{text.name}", value, into)
    if missing:
        into.left.append(f"报告文字没有带入：{'、'.join(missing)}，上年工作簿里没有，或是空的。")
    missing = []
    for datum in pack.data:
        if "current" not in datum.cells or "previous" not in datum.cells:
            continue
        cell = _cell(last, datum.sheet, datum.cells["current"], datum.title)
        if cell is None or cell.value is None or is_stale(cell):
            missing.append(datum.title)
        else:
            _put(book, datum.sheet, datum.cells["previous"], f"data.{datum.name}.previous", carried(cell), into)
    if missing:
        into.left.append(f"报告数据的上年数没有带入：{'、'.join(missing)}，上年工作簿里没有可信的数。")


def _put(book: WorkbookFile, sheet: str, name: str, field: str, value: object, into: Filling) -> None:
    where = place_of(book, sheet, name)
    if where is not None and book.grid(sheet)[where].is_blank:
        into.puts.append(Put(sheet, where, field, value))  # type: ignore[arg-type]


def _cell(book: WorkbookFile, sheet: str, name: str, title: str) -> Cell | None:
    """The cell of last year's workbook: by the defined name, else on the sheet of that name beside the label."""
    actual = next((one for one in book.sheets if one.casefold() == sheet.casefold()), None)
    if actual is None:
        return None
    grid = book.grid(actual)
    where = place_of(book, actual, name)
    if where is not None and _labelled(grid, where, title):
        return grid[where]
    beside = _beside(grid, title)
    return grid[beside] if beside else None


def _labelled(grid: Grid, where: Position, title: str) -> bool:
    """A label to the left or above says that the cell is about this title."""
    row, column = where
    around = [grid.shown(row, at).text for at in range(1, column)] + [
        grid.shown(at, column).text for at in range(1, row)
    ]
    return any(bare(text) == bare(title) for text in around if text.strip())


def _beside(grid: Grid, title: str) -> Position | None:
    found = [(row, column) for (row, column), cell in grid if cell.text.strip() and bare(cell.text) == bare(title)]
    if len(found) != 1:
        return None
    row, column = found[0]
    merge = grid.merge_at(row, column)
    return grid.anchor(row, (merge.right if merge else column) + 1)
