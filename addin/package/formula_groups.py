"""成组的公式 (formula groups): shared formulas, array formulas and data tables, given to each of their cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, Iterable, List, Optional, Tuple

from ..grid import Cell, Position, Range
from .formula_template import FormulaTemplate
from .shared_strings import unescape
from .sheet_problems import Place

#: cells that the array formulas of one sheet may cover
_MAX_ARRAY_CELLS = 2_000_000


class FormulaGroups:
    """公式组: collects the groups of one sheet while its cells are read."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._shared: Dict[str, Tuple[FormulaTemplate, int, int]] = {}
        self._waiting: List[Tuple[Position, str]] = []
        self._arrays: List[Tuple[Range, str]] = []

    def formula(self, element: Any, row: int, column: int) -> Optional[str]:
        """公式文本: of one ``f`` element, without ``=``; None when it says nothing."""
        kind = element.get("t", "normal")
        text = unescape(element.text or "").strip()
        text = text[1:] if text.startswith("=") else text
        if kind == "shared":
            return self._member(element.get("si", ""), text, row, column)
        if kind == "dataTable":
            inputs = [element.get(name, "") for name in ("r1", "r2") if element.get(name)]
            text = f"TABLE({','.join(inputs)})"
        if kind in ("array", "dataTable"):
            self._array(element.get("ref", ""), text, row, column)
            return text
        return text or None

    def _member(self, index: str, text: str, row: int, column: int) -> str:
        if text:
            self._shared.setdefault(index, (FormulaTemplate(text), row, column))
            return text
        found = self._moved(index, row, column)
        if found is None:
            self._waiting.append(((row, column), index))
            return ""
        return found

    def _moved(self, index: str, row: int, column: int) -> Optional[str]:
        master = self._shared.get(index)
        return None if master is None else master[0].moved(row - master[1], column - master[2])

    def _array(self, reference: str, text: str, row: int, column: int) -> None:
        if not reference:
            return
        try:
            area = Range.parse(reference)
        except ValueError as cause:
            raise self._place.broken_cell(row, column, f"数组公式区域 {reference[:40]!r} 无法识别") from cause
        if (area.top, area.left) != (area.bottom, area.right):
            self._arrays.append((area, text))

    def finish(self, cells: Dict[Position, Cell]) -> None:
        """补全: members read before their first cell, and the members of arrays, which show the array's formula."""
        for where, index in self._waiting:
            found = self._moved(index, *where)
            if found is not None and where in cells:
                cells[where] = replace(cells[where], formula=found)
        left = _MAX_ARRAY_CELLS
        for area, text in self._arrays:
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            left -= min(size, len(cells))
            if left < 0:
                raise self._place.broken("", "数组公式区域互相重叠")
            for where in _places(area, size, cells):
                cell = cells.get(where)
                if cell is not None and cell.formula is None:
                    cells[where] = replace(cell, formula=text)


def _places(area: Range, size: int, cells: Dict[Position, Cell]) -> Iterable[Position]:
    if size > len(cells):
        return [where for where in cells if where in area]
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    return [(row, column) for row in rows for column in columns]
