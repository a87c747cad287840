"""共享公式 (shared formulas): the text of a member from the text of the first cell."""

from __future__ import annotations

import re

from ..grid import MAX_COLUMN, MAX_ROW, column_letters, column_number

#: what a formula is made of, as far as moving it needs: texts, quoted sheet names, brackets, then references
_PIECE = re.compile(
    r'"(?:[^"]|"")*"'
    r"|'(?:[^']|'')*'"
    r"|\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]"
    r"|(?<![\w.\\$])(?P<c1>\$?[A-Za-z]{1,3})(?P<r1>\$?[1-9]\d{0,6})(?![\w.\\(!])"
    r"|(?<![\w.\\$])(?P<ca>\$?[A-Za-z]{1,3}):(?P<cb>\$?[A-Za-z]{1,3})(?![\w.\\(!])"
    r"|(?<![\w.\\$])(?P<ra>\$?[1-9]\d{0,6}):(?P<rb>\$?[1-9]\d{0,6})(?![\w.\\(!])"
)


def moved(formula: str, rows: int, columns: int) -> str:
    """平移公式: as a copy of the cell so many rows down and columns to the right would read.

    Args:
        formula: without the leading ``=``.
        rows, columns: how far, negative for up and left; references wrap round the sheet's edge as in Excel.

    >>> moved("SUM($A1:B$2)*C3&\\"C3\\"&LOG10('表 C3'!D4)", 1, 2)
    'SUM($A2:D$2)*E4&"C3"&LOG10(\\'表 C3\\'!F5)'
    """
    if not rows and not columns:
        return formula

    def column(text: str) -> str:
        if text.startswith("$"):
            return text
        return column_letters((column_number(text) + columns - 1) % MAX_COLUMN + 1)

    def row(text: str) -> str:
        return text if text.startswith("$") else str((int(text) + rows - 1) % MAX_ROW + 1)

    def piece(match: re.Match[str]) -> str:
        if match.group("c1"):
            if column_number(match.group("c1").lstrip("$")) > MAX_COLUMN:
                return match.group(0)
            return column(match.group("c1")) + row(match.group("r1"))
        if match.group("ca"):
            return f"{column(match.group('ca'))}:{column(match.group('cb'))}"
        if match.group("ra"):
            return f"{row(match.group('ra'))}:{row(match.group('rb'))}"
        return match.group(0)

    return _PIECE.sub(piece, formula)
