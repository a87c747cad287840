"""Parquet 表: typed columns, written in groups of rows; needs pyarrow (``pip install "jixiao[data]"``)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from .tables import NUMBER, TEXT, Table

#: digits in all, and behind the point: amounts in 万元 to a ten-thousandth of a cent, and the 15 digits of a double
DIGITS, PLACES = 38, 18
_GROUP = 20_000
_UNIT = Decimal(1).scaleb(-PLACES)
_FITS = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


def available() -> bool:
    """是否装有 pyarrow."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return False
    return True


class ParquetTable:
    """Parquet 表.

    Args:
        path: the file. table: its columns.
    """

    suffix = ".parquet"

    def __init__(self, path: Path, table: Table) -> None:
        import pyarrow
        from pyarrow import parquet

        types = {TEXT: pyarrow.string(), NUMBER: pyarrow.decimal128(DIGITS, PLACES)}
        self._numbers = [kind == NUMBER for kind in table.types]
        self._schema = pyarrow.schema(
            [(name, types.get(kind, pyarrow.int64())) for name, kind in zip(table.columns, table.types, strict=True)]
        )
        self._arrow, self._name = pyarrow, table.name
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._columns: list[list[Any]] = [[] for _ in table.columns]
        self._left_out = 0

    def write(self, row: Sequence[Any]) -> None:
        """写一行."""
        for column, value, number in zip(self._columns, row, self._numbers, strict=True):
            column.append(self._fitting(value) if number and value is not None else value)
        if len(self._columns[0]) == _GROUP:
            self._flush()

    def close(self) -> list[str]:
        """写完; what must be told."""
        self._flush()
        self._writer.close()
        if not self._left_out:
            return []
        return [
            f"{self._name}.parquet：{self._left_out} 个数超过 {DIGITS - PLACES} 位整数，放不下，留空；{self._name}.csv 里有。"
        ]

    def _fitting(self, value: Decimal) -> Decimal | None:
        try:
            return _FITS.quantize(value, _UNIT)
        except InvalidOperation:
            self._left_out += 1
            return None

    def _flush(self) -> None:
        if not self._columns[0]:
            return
        arrays = [
            self._arrow.array(values, field.type) for values, field in zip(self._columns, self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema), row_group_size=_GROUP)
        for column in self._columns:
            column.clear()
