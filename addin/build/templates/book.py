"""模板工作簿 (book): sheets put together, formulas with their cached values, the same bytes on every build."""

from __future__ import annotations

import io
import re
from typing import Callable, Dict, List, Mapping, Sequence, Set, Tuple

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from ...edits import Edit, SetFormula
from ...package.same_bytes import same_bytes
from ...package.writing import apply_edits
from . import names
from .sheet import Sheet


class Book:
    """模板工作簿.

    Args:
        title: for the document properties. profile: the rule profile that ``PERF_PROFILE`` names, "" for none.
    """

    def __init__(self, title: str, profile: str = "") -> None:
        self.title, self.profile = title, profile
        self.sheets: List[Sheet] = []
        self._book = Workbook()
        self._book.remove(self._book.active)

    def sheet(
        self,
        name: str,
        widths: Sequence[float],
        *,
        landscape: bool = False,
        kind: str = "",
        heading: str = "",
        prefix: str = "",
        repeats: str = "",
    ) -> Sheet:
        """添加一张表.

        Args:
            name: the sheet's name. widths: of its columns, in characters. landscape: A4 lying.
            kind, heading, repeats: the form on it, as pack.toml names it. prefix: of its defined names.
        """
        page = self._book.create_sheet(name)
        made = Sheet(page, tuple(widths), landscape, kind, heading, prefix or kind, repeats)
        self.sheets.append(made)
        return made

    def move(self, name: str, place: int) -> None:
        """把一张表移到第 ``place`` 位 (from 0)."""
        sheet = next(one for one in self.sheets if one.title == name)
        self.sheets.remove(sheet)
        self.sheets.insert(place, sheet)
        self._book._sheets.remove(sheet.page)
        self._book._sheets.insert(place, sheet.page)

    def to_bytes(self) -> bytes:
        """工作簿的字节: the same on every build.

        Raises:
            ValueError: two sheets define the same name.
        """
        defined: Dict[str, Tuple[str, str]] = {}
        for sheet in self.sheets:
            sheet.finish()
            for name, reference in sheet.names.items():
                if name in defined:
                    raise ValueError(f"名称 {name} 在 {defined[name][0]} 和 {sheet.title} 都有")
                defined[name] = (sheet.title, reference)
        self._book.active = 0
        names.define(self._book, defined, self.profile)
        properties = self._book.properties
        properties.creator, properties.title = "jixiao", self.title
        # cached values are right: nothing to compute, so nothing to save on closing
        self._book.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
        buffer = io.BytesIO()
        self._book.save(buffer)
        edits: List[Edit] = [
            SetFormula(one.sheet, one.row, one.column, one.formula, one.cached)
            for sheet in self.sheets
            for one in sheet.computed
        ]
        # openpyxl cannot store a formula's value beside it; our own writer does
        data = apply_edits(buffer.getvalue(), edits, record=False) if edits else buffer.getvalue()
        growing = {f"xl/worksheets/sheet{n}.xml": sheet.growing_rows() for n, sheet in enumerate(self.sheets, 1)}
        return same_bytes(data, _growing(growing))


def _growing(rows: Mapping[str, Set[int]]) -> Callable[[str, bytes], bytes]:
    """Rows whose height is not fixed, so that the program fits them to what is typed."""

    def change(name: str, content: bytes) -> bytes:
        for row in rows.get(name, ()):
            content = re.sub(rb'(<row r="%d"[^>]*?) customHeight="1"' % row, rb"\g<1>", content, count=1)
        return content

    return change
