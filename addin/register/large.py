"""很大的名册 (large registers): tens of thousands of units, more cells than any form has; read row by row with openpyxl."""

from __future__ import annotations

import io
import os

import openpyxl

from udfs.core.errors import CellError

from ..grid import Cell, Grid, Position
from ..number_format.shown import shown
from ..package.problems import PackageProblem
from ..package.reading import WorkbookFile, open_workbook

#: how the reader of forms says that a sheet has more than a form can have
_TOO_LARGE = frozenset(("sheet.too-large", "xml.too-large"))
#: cells of a sheet; some hundred bytes of memory each
MOST_CELLS = 4_000_000
#: as the program counts a sheet's rows and columns, blank ones at the end included
_MOST_COLUMNS = 200


def open_register(path: str | os.PathLike[str]) -> WorkbookFile:
    """打开名册: as any workbook; sheets that are too large for a form are read as lists.

    Raises:
        PackageProblem: it cannot be read; for a sheet, when its grid is asked for.
    """
    book = open_workbook(path)
    forms = book.load

    def load(name: str) -> Grid:
        try:
            return forms(name)
        except PackageProblem as problem:
            if problem.code not in _TOO_LARGE or book.kind == "xls":
                raise
            return _large(book, name)

    book.load = load
    return book


def _large(book: WorkbookFile, name: str) -> Grid:
    _refuse_formulas(book, name)
    grid = Grid(name, date1904=book.date1904)
    known: dict[tuple[object, str, str], Cell] = {}
    source = openpyxl.load_workbook(io.BytesIO(book.data), read_only=True, data_only=True)
    try:
        for row in source[name].iter_rows(max_col=_MOST_COLUMNS):
            for cell in row:
                if cell.value is None:
                    continue
                where: Position = cell.row, cell.column
                key = cell.value, cell.number_format, cell.data_type
                found = known.get(key)
                if found is None:
                    value = CellError(cell.value) if cell.data_type == "e" else cell.value
                    found = Cell(value, shown(value, cell.number_format), None, cell.number_format)
                    if len(known) < 1 << 16:
                        known[key] = found
                grid.cells[where] = found
                if len(grid.cells) > MOST_CELLS:
                    raise PackageProblem(
                        "sheet.too-large",
                        f"工作表“{name}”有内容的单元格超过 {MOST_CELLS:,} 个。请把名册分成几个。",
                        book.path,
                    )
    finally:
        source.close()
    return grid


def _refuse_formulas(book: WorkbookFile, name: str) -> None:
    """A formula without a value would read as a blank here."""
    if book.parts is None or book.workbook is None:
        return
    part = next(one.part for one in book.workbook.sheets if one.name == name)
    with book.parts.container.open(book.parts.member(part)) as stream:
        before = b""
        while chunk := stream.read(1 << 20):
            text = before + chunk
            if b"<f>" in text or b"<f " in text:
                raise PackageProblem(
                    "sheet.too-large",
                    f"工作表“{name}”很大，里面有公式。请全选后复制、选择性粘贴为数值，另存后再试。",
                    book.path,
                )
            before = text[-2:]
