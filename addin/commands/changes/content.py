"""内容比较 (content): how the contents of two cells differ: the value, the formula, or only what is shown."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from ...grid import Cell, Value
from ..spellings import plain
from . import model

_LINE_END = re.compile(r"_x000D_\n?|\r\n?")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_ENDING = re.compile(r"[ \t\u3000]*\n")
#: digits that a stored number has; programs write what lies behind differently
_DIGITS = ".15g"


def difference(old: Cell, new: Cell, same_formula: bool, *, formulas: bool = True, stored: bool = True) -> str:
    """比较两个单元格.

    Args:
        old, new: the cells. same_formula: whether both formulas say the same, where both are formulas.
        formulas: False where one of the files cannot say which cells are formulas. stored: False where one holds only
            what is shown (Word).

    Returns:
        the kind of the change, "" when there is none.

    >>> difference(Cell(9.5, "9.5"), Cell(9.5, "9.5", "H1*2"), False)
    'formula-added'
    >>> difference(Cell(0.984, "98%"), Cell(0.976, "98%"), False)
    'stored'
    """
    if formulas and (old.formula is None) != (new.formula is None):
        return model.FORMULA_REMOVED if new.formula is None else model.FORMULA_ADDED
    if formulas and old.formula is not None and not same_formula:
        return model.FORMULA
    if old.is_blank and new.is_blank:
        return ""
    if stored and same_value(old.value, new.value):
        return "" if _seen(old) == _seen(new) else model.FORMAT
    if _seen(old) == _seen(new):
        return model.STORED if stored and not _only_words(old, new) else ""
    if _BLANKS.sub("", _seen(old)) == _BLANKS.sub("", _seen(new)):
        return model.SPACING
    return model.VALUE if old.formula is None or not formulas else model.CONSEQUENCE


def _only_words(old: Cell, new: Cell) -> bool:
    """Texts that differ in white space at their ends alone say the same."""
    return isinstance(old.value, str) and isinstance(new.value, str)


def _seen(cell: Cell) -> str:
    """What is read in the cell: white space at the ends of lines is not."""
    return _ENDING.sub("\n", _LINE_END.sub("\n", cell.text)).strip()


def normal(formula: str) -> str:
    """公式的通用写法: our functions without a host's prefix, no white space outside of texts.

    >>> normal("sum( A1:A3 )&\\"a b\\"")
    'SUM(A1:A3)&"a b"'
    """
    pieces = re.split(r'("(?:[^"]|"")*"|\'(?:[^\']|\'\')*\')', plain(formula).removeprefix("="))
    return "".join(
        piece if number % 2 else _BLANKS.sub("", piece).replace("_xlfn.", "").upper()
        for number, piece in enumerate(pieces)
    )


def same_value(old: Value, new: Value) -> bool:
    """存的值是否相同: numbers to the digits that are stored, texts whatever the line ends.

    >>> same_value(0.1 + 0.2, 0.3), same_value(10, "10"), same_value(10, 10.0), same_value("", None)
    (True, False, True, True)
    """
    one, other = _plain(old), _plain(new)
    return type(one) is type(other) and one == other


def _plain(value: Value) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return format(float(value) or 0.0, _DIGITS)
    if isinstance(value, datetime):
        return value.isoformat(), "date"
    if isinstance(value, date):
        return datetime.combine(value, time()).isoformat(), "date"
    if isinstance(value, str):
        text = _LINE_END.sub("\n", value)
        return ("text", text) if text.strip() else None
    return value
