"""读清单和导出表 (tables): .xlsx, .xls, .csv, .txt as rows of text and figures, heads still among them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from udfs.core.errors import CellError

from ...grid import Grid
from ...package.detect import container_kind
from ...package.reading import open_workbook, read_file
from .model import NewError

CellValue = object
_ENCODINGS = ("utf-8-sig", "gb18030")
_LONGEST = 200_000


@dataclass
class Table:
    """一张表: ``rows`` of values (numbers as numbers, the rest as text, "" for nothing), with the place for messages.

    Args:
        name: the sheet's name or the file's. titles: texts that may say what the table is about.
    """

    name: str
    rows: list[list[CellValue]]
    first_row: int = 1
    titles: list[str] = field(default_factory=list)


def read_tables(path: str | os.PathLike[str], option: str) -> list[Table]:
    """读取表格: every visible sheet with content of a workbook, or the one table of a text file.

    Args:
        option: the option that named the file, for messages.

    Raises:
        NewError: the file holds no table, or its encoding is unknown.
        PackageProblem: it cannot be read.
    """
    data = read_file(path)
    name = Path(path).name
    if Path(path).suffix.lower() in (".csv", ".txt", ".tsv"):
        tables = [_from_text(data, name, option)]
    else:
        container_kind(data, os.fspath(path))  # says plainly what is wrong with a file that is no workbook
        tables = [_from_grid(grid) for grid in open_workbook(path).grids() if not grid.hidden]
    tables = [table for table in tables if table.rows]
    if not tables:
        raise NewError(f"{option}：{name} 里没有内容。请核对文件，或换一个。")
    return tables


def _from_text(data: bytes, name: str, option: str) -> Table:
    text = ""
    for encoding in _ENCODINGS:
        try:
            text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise NewError(f"{option}：{name} 的文字编码认不出（应为 UTF-8 或 GB18030）。请另存为 UTF-8 的 CSV 后再试。")
    if "\x00" in text:
        raise NewError(f"{option}：{name} 不是文字文件。请用 .xlsx、.csv 或 .txt。")
    sample = text[:20_000]
    delimiter = max((",", "\t", ";", "，"), key=sample.count)
    if name.lower().endswith(".txt") and not sample.count("\t"):
        # a list of names, one a line: a comma may be part of a name
        rows: list[list[CellValue]] = [[line.strip()] for line in text.splitlines()]
    else:
        csv.field_size_limit(_LONGEST)
        try:
            rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
        except csv.Error as cause:
            raise NewError(f"{option}：{name} 不是完整的 CSV（{cause}）。请重新导出后再试。") from cause
    return Table(Path(name).stem, _trimmed(rows), titles=[Path(name).stem])


def _from_grid(grid: Grid) -> Table:
    bottom, right = grid.size
    rows = [
        [_value(grid, row, column) for column in range(1, min(right, 300) + 1)]
        for row in range(1, bottom + 1)
        if row not in grid.hidden_rows
    ]
    return Table(grid.name, _trimmed(rows), titles=[grid.name])


def _value(grid: Grid, row: int, column: int) -> CellValue:
    cell = grid[row, column]
    if isinstance(cell.value, bool) or cell.value is None or isinstance(cell.value, CellError):
        return ""
    if isinstance(cell.value, (int, float)):
        # a code stored as a number is told by its text, a figure by its value
        return cell.value
    return cell.text.strip()


def _trimmed(rows: list[list[CellValue]]) -> list[list[CellValue]]:
    while rows and not any(value != "" for value in rows[-1]):
        rows.pop()
    return rows


def texts_above(table: Table, head: int) -> Iterator[str]:
    """表头以上的文字: title and unit of money."""
    yield from table.titles
    for row in table.rows[:head]:
        yield from (value for value in row if isinstance(value, str) and value)
