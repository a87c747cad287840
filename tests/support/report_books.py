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
SOURCE = ROOT / "addin" / "build" / "reports" / "sources" / "changji-2024.txt"
_KEYS = ("file", "pack", "subject", "contents")


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


def text_template(target: Path) -> Path:
    """模板的文字: the pack's template as a .txt without the attached tables and charts, which is rendered much faster."""
    lines = []
    for line in SOURCE.read_text("utf-8").split("\n"):
        if (
            line.startswith("@")
            or ("附表" in line and "{{" in line)
            or "图." in line
            or line.partition(":")[0] in _KEYS
        ):
            continue
        lines.append(line.lstrip("=#>^! ") if not line.startswith("{%") else line)
    balanced = "\n".join(lines)
    cut = balanced.index("附图") if "附图" in balanced else len(balanced)
    target.write_text(balanced[:cut], "utf-8")
    return target
