"""公式中的表名 (sheet names in formulas): what a formula reads after a sheet was given another name."""

from __future__ import annotations

from collections.abc import Callable

from .formula_shift import pieces, same_sheet


def quoted(sheet: str) -> str:
    """带引号的表名: as a formula writes it before ``!``.

    >>> quoted("张三's 项目")
    "'张三''s 项目'"
    """
    return "'" + sheet.replace("'", "''") + "'"


def renaming(old: str, new: str) -> Callable[[str], str]:
    """改表名: the change for formulas that name the sheet ``old``; other sheets, texts and names stay.

    >>> renaming("自评表", "甲 项目")('SUM(自评表!A1:A3)&"自评表!"&其他!B2')
    'SUM(\\'甲 项目\\'!A1:A3)&"自评表!"&其他!B2'
    """

    def change(formula: str) -> str:
        if old.casefold() not in formula.casefold().replace("''", "'"):
            return formula
        return "".join(_prefix(prefix, old, new) + text for _, prefix, text in pieces(formula))

    return change


def _prefix(prefix: str, old: str, new: str) -> str:
    if not prefix or "[" in prefix:
        return prefix
    inner = prefix[:-1]
    if inner.startswith("'"):
        inner = inner[1:-1].replace("''", "'")
    first, colon, last = inner.partition(":")
    if not (same_sheet(first, old) or same_sheet(last, old)):
        return prefix
    renamed = [new if same_sheet(one, old) else one for one in (first, last) if one]
    return quoted(colon.join(renamed)) + "!"
