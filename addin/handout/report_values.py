"""随填写而变的公式 (formulas that follow): which formula cells depend on the filled ones, and how values are read back."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.core.errors import CellError

from ..grid import Position, Value
from ..package.formula_book import Book, members
from ..package.formula_values import Scalar
from ..package.note import Note
from ..package.plan import Keep, Place
from ..package.plan.encode import Given, stored_scalar
from ..package.session import Session
from ..stored_text import number_text

#: whole numbers of more digits are read as doubles
_DIGITS = 15


class Unstored(Exception):
    """存法特别: how this value is read back depends on how it was written."""


def dependents(workbook: bytes, cells: Sequence[Place]) -> list[tuple[str, Position]]:
    """随之变动的公式单元格: those whose values may follow from the filled cells.

    Raises:
        PackageProblem: the workbook cannot be read.
    """
    book = Book(Session(workbook, Note()))
    changed: dict[str, set[Position]] = {}
    for sheet, row, column in cells:
        changed.setdefault(sheet, set()).add((row, column))
    found = book.dependencies().dependents(book.formulas.values(), changed)
    return [(one.sheet, cell.where) for one in found for cell in members(book, one)]


def read_back(value: Given | Scalar) -> Value:
    """读回的值: what ``sheet_read`` finds where this value was written.

    >>> read_back(120.0), read_back(-3), read_back(0.5), read_back("良")
    (120, -3.0, 0.5, '良')

    Raises:
        Unstored: times, and texts with signs that are written in another way.
    """
    if value is None or isinstance(value, (bool, CellError)):
        return value
    if isinstance(value, str):
        if "_x" in value or not value.replace("\n", "").isprintable():
            raise Unstored(value)
        return value
    if isinstance(value, Keep):
        raise Unstored(value)
    scalar = stored_scalar(value)
    if not isinstance(scalar, float):
        raise Unstored(value)
    text = number_text(scalar if not isinstance(value, int) else value)
    return int(text) if text.isdigit() and len(text) <= _DIGITS else float(text)
