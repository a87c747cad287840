"""生成 workbooks/changji-2024-final-accounts.xlsx: the 昌吉 2024 pack filled with the figures of the published text.

Run ``python tests/support/make_changji.py`` (with LibreOffice, which computes the formulas); the bytes are the same on every run.
"""

from __future__ import annotations

import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, List, Mapping

import tomllib

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.libreoffice import convert

from addin.build.templates.book import Book
from addin.build.templates.changji_2024 import PACK
from addin.build.templates.sheet import Computed, GrowingRows, Sheet
from addin.grid import address, position
from addin.package.reading import open_workbook
from udfs.core.errors import CellError

FIGURES = Path(__file__).with_name("changji_2024.toml")
TARGET = Path(__file__).resolve().parents[2] / "workbooks" / "changji-2024-final-accounts.xlsx"


def figures() -> Dict[str, Any]:
    """文中的数."""
    return tomllib.loads(FIGURES.read_text("utf-8"), parse_float=Decimal)


def filled() -> Book:
    """填好的工作簿, formulas not yet computed."""
    stated = figures()
    book = PACK.book({"数量指标": 4, "质量指标": 2, "时效指标": 2})
    sheets = {sheet.prefix: sheet for sheet in book.sheets}
    for name, values in stated.items():
        if isinstance(values, Mapping):
            for path, value in values.items():
                write(sheets[name], sheets[name].names[sheets[name].fields[path]].replace("$", ""), value)
    blocks(sheets["t05"], sheets["t05"].blocks[0], stated["t05_rows"], {"sum": "total"})
    for block, name in zip(sheets["data"].blocks, ("general_changes", "fund_changes"), strict=True):
        blocks(sheets["data"], block, stated[name])
    for form in ("unit", "project"):
        for block in sheets[form].blocks:
            rows = [row for row in stated[f"{form}_rows"] if row["level2"] == block.group]
            blocks(sheets[form], block, rows, {"level2": ""})
    return book


def blocks(sheet: Sheet, block: GrowingRows, rows: List[Mapping[str, Any]], renamed: Mapping[str, str] = {}) -> None:
    """填可增加的行, from the first on."""
    assert len(rows) <= block.last - block.first + 1, (sheet.title, block.group, len(rows))
    for at, row in enumerate(rows, block.first):
        for name, value in row.items():
            column = renamed.get(name, name)
            if column:
                write(sheet, address(at, block.columns[column]), value)


def write(sheet: Sheet, where: str, value: Any) -> None:
    """填一格: it must be open for typing; a formula there is typed over."""
    cell = sheet.page[where]
    assert not cell.protection.locked, f"{sheet.title}!{where} 是锁定的，却要填写 {value}"
    row, column = position(where)
    sheet.computed[:] = [one for one in sheet.computed if (one.row, one.column) != (row, column)]
    cell.value = float(value) if isinstance(value, Decimal) else value
    if isinstance(value, str):
        cell.data_type = "s"
        sheet.fit(row, column, value)


def computed() -> bytes:
    """算出公式的值 by LibreOffice, and the workbook with them."""
    book = filled()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "昌吉.xlsx"
        source.write_bytes(filled().to_bytes())
        calculated = open_workbook(convert(source, Path(folder)).read_bytes())
    for sheet in book.sheets:
        grid = calculated.grid(sheet.title)
        for at, one in enumerate(sheet.computed):
            value = grid[one.row, one.column].value
            assert not isinstance(value, CellError), f"{sheet.title}!{address(one.row, one.column)} {value}"
            sheet.computed[at] = Computed(one.sheet, one.row, one.column, one.formula, "" if value is None else value)
    return book.to_bytes()


if __name__ == "__main__":
    TARGET.write_bytes(computed())
    print(TARGET)
