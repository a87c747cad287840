"""CSV 表: UTF-8 with a mark at its start, so that Excel opens it rightly; nothing in it is a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from .tables import TEXT, Table

#: what a spreadsheet takes for the beginning of a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """不会成为公式的文字: an apostrophe before what a spreadsheet would compute.

    >>> harmless("=1+1"), harmless("-"), harmless("教育局")
    ("'=1+1", "'-", '教育局')
    """
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA) or text.startswith(_FORMULA) else text


class CsvTable:
    """CSV 表, written row by row.

    Args:
        path: the file. table: its columns.
    """

    suffix = ".csv"

    def __init__(self, path: Path, table: Table) -> None:
        self._stream = open(path, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115 - closed by close()
        self._writer = csv.writer(self._stream)
        self._writer.writerow(table.columns)
        self._texts = [kind == TEXT for kind in table.types]

    def write(self, row: Sequence[Any]) -> None:
        """写一行: numbers exactly and without exponent, blanks where there is none."""
        self._writer.writerow(
            [harmless(value) if text else _number(value) for value, text in zip(row, self._texts, strict=True)]
        )

    def close(self) -> list[str]:
        """写完; what must be told."""
        self._stream.close()
        return []


def _number(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
