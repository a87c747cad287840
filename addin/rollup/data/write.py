"""写明细数据 (writing the data): every table as CSV and, where pyarrow is installed, as Parquet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from ...places import Place, PlaceExists
from ..model import Result
from ..spool import Spool
from ..tree import Tree
from .csv_table import CsvTable
from .parquet_table import ParquetTable, available
from .rows import form_rows, result_rows
from .tables import TABLES, Table

_NO_PARQUET = '没有安装 pyarrow，明细数据只写了 CSV。要 Parquet 请运行 pip install "jixiao[data]" 后再汇总一次。'


class Writer(Protocol):
    """写表的工具."""

    def write(self, row: Sequence[Any]) -> None: ...

    def close(self) -> list[str]: ...


def names(parquet: bool) -> list[str]:
    """将写的文件."""
    return [f"{table.name}{suffix}" for suffix in (".csv", *([".parquet"] if parquet else [])) for table in TABLES]


def refuse_existing(folder: Place) -> None:
    """不覆盖: before hours of work, not after them.

    Raises:
        PlaceExists: one of the files is there.
    """
    for name in names(True):
        if folder.child(name).exists():
            raise PlaceExists(17, "已经存在，没有覆盖。加 --force 覆盖，或换一个位置", str(folder.child(name)))


def write_data(
    result: Result, spool: Spool, tree: Tree, folder: Place, scratch: Path, force: bool
) -> tuple[list[str], list[str]]:
    """写明细数据.

    Args:
        result: the roll-up; spool and tree that it was made from. folder: where the tables go. scratch: a folder for the
            unfinished ones. force: replace files that are there.

    Returns:
        the files, and what must be told.

    Raises:
        PlaceError: it cannot be written.
    """
    parquet = available()
    messages = [] if parquet else [_NO_PARQUET]
    kinds: list[type[CsvTable] | type[ParquetTable]] = [CsvTable, *([ParquetTable] if parquet else [])]
    scratch.mkdir(exist_ok=True)
    writers: dict[str, list[Writer]] = {
        table.name: [kind(scratch / f"{table.name}{kind.suffix}", table) for kind in kinds] for table in TABLES
    }
    try:
        for rows in (result_rows(result), form_rows(spool, tree)):
            _fill(writers, rows)
    finally:
        messages += [told for table in TABLES for writer in writers[table.name] for told in writer.close()]
    written = names(parquet)
    for name in written:
        _move(scratch / name, folder.child(name), force)
    return written, messages


def _fill(writers: dict[str, list[Writer]], rows: Iterable[tuple[Table, Sequence[Any]]]) -> None:
    for table, row in rows:
        for writer in writers[table.name]:
            writer.write(row)


def _move(source: Path, target: Place, force: bool) -> None:
    """A large table on the same disk is moved, not read into memory."""
    if target.local is not None and (force or not target.exists()):
        with open(source, "rb+") as stream:
            os.fsync(stream.fileno())
        try:
            os.makedirs(target.local.parent, exist_ok=True)
            os.replace(source, target.local)
            return
        except OSError:
            pass  # another disk, or a file that a program holds open: written the ordinary way, which says why
    target.write(source.read_bytes(), force=force)
