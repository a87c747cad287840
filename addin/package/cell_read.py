"""读取单元格的值 (reading cell values): the stored text of a cell becomes a value by its type and format."""

from __future__ import annotations

import math
from datetime import datetime, time
from typing import Dict, Sequence

from udfs.core.errors import CellError

from ..grid import Value
from ..number_format import date_value, is_date_format, is_elapsed_format
from .shared_strings import unescape
from .sheet_problems import Place


class CellReader:
    """单元格取值: for the cells of one sheet.

    Args:
        place: the sheet, for messages.
        strings: the workbook's shared strings.
        date1904: True when days are counted from 1904.
    """

    def __init__(self, place: Place, strings: Sequence[str], date1904: bool) -> None:
        self._place, self._strings, self._date1904 = place, strings, date1904
        self._dates: Dict[str, bool] = {}

    def value(self, kind: str, raw: str, row: int, column: int, code: str) -> Value:
        """单元格的值: None for an empty text where a number or an error belongs.

        Args:
            kind: the cell's type: n, s, str, inlineStr, b, e or d.
            raw: the stored text.
            row, column: where, for messages.
            code: the number format, which makes a number a date.

        Raises:
            PackageProblem: ``sheet.broken``.
        """
        if kind == "n":
            return self._number(raw, row, column, code)
        if kind in ("str", "inlineStr"):
            return unescape(raw)
        text = raw.strip()
        if not text:
            return None
        if kind == "s":
            if not (text.isascii() and text.isdigit() and len(text) < 10) or int(text) >= len(self._strings):
                what = f"共享字符串序号 {text[:20]!r} 不存在（共 {len(self._strings)} 条）"
                raise self._place.broken_cell(row, column, what)
            return self._strings[int(text)]
        if kind == "b":
            return text.lower() in ("1", "true")
        if kind == "e":
            return CellError(text)
        if kind == "d":
            return self._iso_date(text, row, column)
        raise self._place.broken_cell(row, column, f"单元格类型 {kind[:20]!r} 不存在")

    def _number(self, raw: str, row: int, column: int, code: str) -> Value:
        number: float
        try:
            number = int(raw) if raw.isdigit() and len(raw) < 16 else float(raw)
        except ValueError:
            if not raw.strip():
                return None
            number = math.nan
        if not math.isfinite(number) or "_" in raw or not raw.isascii():
            raise self._place.broken_cell(row, column, f"数值 {raw[:40]!r} 无法识别")
        if code == "General":
            return number
        is_date = self._dates.get(code)
        if is_date is None:
            is_date = self._dates[code] = is_date_format(code) and not is_elapsed_format(code)
        return date_value(number, self._date1904) if is_date else number

    def _iso_date(self, text: str, row: int, column: int) -> Value:
        text = text.rstrip("Zz")
        try:
            if "T" not in text and ":" in text:
                return time.fromisoformat(text)
            return datetime.fromisoformat(text)
        except ValueError as cause:
            raise self._place.broken_cell(row, column, f"日期 {text[:40]!r} 无法识别") from cause
