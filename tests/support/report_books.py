"""报告用的工作簿 (workbooks for reports): the 昌吉 workbook with some cells changed, formulas turned into their values."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any, Dict, Mapping

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
CHANGJI = ROOT / "workbooks" / "changji-2024-final-accounts.xlsx"
PACK = "cn/xinjiang/changji/2024"


@cache
def _values() -> bytes:
    book = load_workbook(CHANGJI, data_only=True)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def varied(target: Path, changes: Mapping[str, Any]) -> Path:
    """改几格: ``{"报告数据!D11": 30000}``; None blanks a cell.

    Args:
        target: the file to write. changes: sheet and address -> value.
    """
    book = load_workbook(io.BytesIO(_values()))
    for place, value in changes.items():
        sheet, _, cell = place.rpartition("!")
        book[sheet][cell].value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def blanked(sheet: str, cells: str) -> Dict[str, Any]:
    """空白: changes that blank ``C7 D7 …``."""
    return {f"{sheet}!{cell}": None for cell in cells.split()}


def place_of_item(title: str) -> int:
    """报告数据中某项所在的行."""
    book = load_workbook(io.BytesIO(_values()), read_only=True)
    for number, row in enumerate(book["报告数据"].iter_rows(min_col=1, max_col=1, values_only=True), 1):
        if row[0] == title:
            return number
    raise KeyError(title)
