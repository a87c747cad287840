"""共享公式模板 (shared formula template): a formula cut once, then moved to many cells quickly."""

from __future__ import annotations

import re
from typing import List, Tuple, Union

from ..grid import MAX_COLUMN, MAX_ROW, column_letters, column_number
from .formula_shift import pieces

_PART = re.compile(r"\$[A-Za-z]+|\$[0-9]+|[A-Za-z]+|[0-9]+|:")


class FormulaTemplate:
    """公式模板: the text of the first cell of a shared formula.

    Args:
        formula: without the leading ``=``.

    >>> FormulaTemplate("SUM($A1:B$2)*C3&\\"C3\\"&LOG10('表 C3'!D4)").moved(1, 2)
    'SUM($A2:D$2)*E4&"C3"&LOG10(\\'表 C3\\'!F5)'
    """

    def __init__(self, formula: str) -> None:
        self.formula = formula
        #: text, or a part that moves: (True for a row, its number)
        self._parts: List[Union[str, Tuple[bool, int]]] = []
        for kind, prefix, text in pieces(formula):
            moving = _moving(text) if kind in ("area", "rows", "columns") else None
            for part in [prefix, *(moving or [text])]:
                if isinstance(part, str) and self._parts and isinstance(self._parts[-1], str):
                    self._parts[-1] += part
                elif part != "":
                    self._parts.append(part)

    def moved(self, rows: int, columns: int) -> str:
        """平移后的公式: as the cell so many rows down and columns to the right reads; it wraps round the sheet's edge."""
        if not rows and not columns:
            return self.formula
        out = []
        for part in self._parts:
            if isinstance(part, str):
                out.append(part)
            elif part[0]:
                out.append(str((part[1] + rows - 1) % MAX_ROW + 1))
            else:
                out.append(column_letters((part[1] + columns - 1) % MAX_COLUMN + 1))
        return "".join(out)


def _moving(text: str) -> Union[List[Union[str, Tuple[bool, int]]], None]:
    """The parts of a reference; None when a row or column lies outside the sheet, so that it is a name."""
    parts: List[Union[str, Tuple[bool, int]]] = []
    for part in _PART.findall(text):
        letters = part.lstrip("$")
        row = letters.isdigit()
        if part != ":" and not 1 <= (int(letters) if row else column_number(letters)) <= (
            MAX_ROW if row else MAX_COLUMN
        ):
            return None
        if part == ":" or part.startswith("$"):
            parts.append(part)
        else:
            parts.append((row, int(letters) if row else column_number(letters)))
    return parts
