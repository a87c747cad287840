"""公式引用移动 (reference shifting): the references in a formula after rows were inserted, or seen from another cell.

A formula is cut into pieces; text in quotes, function names, defined names, structured references and references
into other workbooks stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..grid import MAX_COLUMN, MAX_ROW, column_letters, column_number

_NAME = r"[^\W\d][\w.\\?]*|\\[\w.\\?]*"
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
#: the pieces of a formula; order matters: what could be mistaken for something later comes first
_PIECES = re.compile(
    r"(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<error>#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|[A-Z_]+[!?]?))"
    r"|(?P<sheet>(?:'(?:[^']|'')+'|(?:\[[^\[\]]*\])?[\w.\\?]+(?::[\w.\\?]+)?|\[[^\[\]]*\])!)?"
    r"(?:"
    rf"(?P<area>{_CELL}(?::{_CELL})?)(?![\w.(\\?!\[])"
    r"|(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w.(!])"
    r"|(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(\\?!\[])"
    rf"|(?P<name>{_NAME})"
    r")"
    r"|(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"
)
#: operators and brackets: no piece begins with one of these, so that a run of them is one step
_BETWEEN = re.compile(r"[-+*/^&=<>%(),{};\s]+")
_ONE = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")


class Reference(NamedTuple):
    """引用: one reference as it stands in a formula.

    Args:
        book: the other workbook (``[1]``), "" for this one.
        first_sheet, last_sheet: sheet names as users read them; "" when none is given; they differ in a 3-D reference.
        prefix: the sheet part as it stands, with its ``!``.
        kind: ``area``, ``rows`` or ``columns``.
        text: the rest, such as ``$B$2:C9``.
        top, left, bottom, right: the rectangle; corners in order.
    """

    book: str
    first_sheet: str
    last_sheet: str
    prefix: str
    kind: str
    text: str
    top: int
    left: int
    bottom: int
    right: int


def pieces(formula: str) -> Iterator[tuple[str, str, str]]:
    """公式分段: (kind, sheet prefix, text); kind "" is everything between (operators, brackets, white space).

    >>> [kind for kind, _, _ in pieces('LOG10(A1)&"B2"')]
    ['name', '', 'area', '', 'text']
    """
    at = 0
    while at < len(formula):
        between = _BETWEEN.match(formula, at)
        if between:
            yield "", "", between.group()
            at = between.end()
            continue
        found = _PIECES.match(formula, at)
        if found is None:
            # a structured reference's bracket holds column names, not references
            end = _bracket_end(formula, at) if formula[at] == "[" else at + 1
            yield "", "", formula[at:end]
            at = end
            continue
        sheet = found.group("sheet") or ""
        yield found.lastgroup or "", sheet, found.group()[len(sheet) :]
        at = found.end()


def _bracket_end(formula: str, at: int) -> int:
    depth = 0
    while at < len(formula):
        if formula[at] == "'":
            at += 1
        elif formula[at] == "[":
            depth += 1
        elif formula[at] == "]":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return at


def references(formula: str) -> Iterator[Reference]:
    """公式中的引用: every cell, range, row and column reference, in order.

    >>> [(r.first_sheet, r.text) for r in references("SUM('自评 表'!A1:B2,C$3)")]
    [('自评 表', 'A1:B2'), ('', 'C$3')]
    """
    for kind, sheet, text in pieces(formula):
        reference = reference_of(kind, sheet, text)
        if reference is not None:
            yield reference


def names(formula: str) -> Iterator[str]:
    """公式中的名称: identifiers that are no references: functions, defined names, tables, TRUE and FALSE."""
    yield from names_among(pieces(formula))


def names_among(found: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """各段中的名称."""
    for kind, _, text in found:
        if kind == "name" or (kind in ("area", "columns") and reference_of(kind, "", text) is None):
            yield text


def reference_of(kind: str, prefix: str, text: str) -> Reference | None:
    """一段是否引用: the reference that a piece is, None for any other piece."""
    if kind not in ("area", "rows", "columns"):
        return None
    corners = _corners(kind, text)
    if corners is None:
        return None
    return Reference(*_sheet_names(prefix), prefix, kind, text, *corners)


def _corners(kind: str, text: str) -> tuple[int, int, int, int] | None:
    first, _, last = text.replace("$", "").partition(":")
    last = last or first
    if kind == "rows":
        rows, columns = (int(first), int(last)), (1, MAX_COLUMN)
    elif kind == "columns":
        rows, columns = (1, MAX_ROW), (column_number(first), column_number(last))
    else:
        one, other = _ONE.fullmatch(first), _ONE.fullmatch(last)
        if one is None or other is None:
            return None
        rows = int(one.group(4)), int(other.group(4))
        columns = column_number(one.group(2)), column_number(other.group(2))
    if not (min(rows) >= 1 and max(rows) <= MAX_ROW and min(columns) >= 1 and max(columns) <= MAX_COLUMN):
        return None  # not a cell of any sheet: a name that looks like one
    return min(rows), min(columns), max(rows), max(columns)


def _sheet_names(prefix: str) -> tuple[str, str, str]:
    """(book, first sheet, last sheet) of a prefix such as ``'[1]甲:乙'!``."""
    if not prefix:
        return "", "", ""
    inner = prefix[:-1]
    if inner.startswith("'"):
        inner = inner[1:-1].replace("''", "'")
    book = ""
    if "]" in inner:
        book, _, inner = inner.rpartition("]")
        book += "]"
    first, _, last = inner.partition(":")
    return book, first, last or first


def _mapped(formula: str, change: Callable[[Reference], str | None]) -> str:
    made = []
    for kind, sheet, text in pieces(formula):
        reference = reference_of(kind, sheet, text)
        new = change(reference) if reference is not None else None
        made.append(sheet + text if new is None else new)
    return "".join(made)


def same_sheet(one: str, other: str) -> bool:
    """同一工作表: names are compared as the programs do, without regard to case."""
    return one.casefold() == other.casefold()


def insert_rows(formula: str, own_sheet: str, sheet: str, before: int, count: int) -> str:
    """插入行后的公式: references to ``sheet`` move and grow as Excel makes them.

    Args:
        formula: a formula of ``own_sheet`` ("" where references without a sheet belong to no sheet).
        sheet: where ``count`` rows are inserted above row ``before``.

    A 3-D reference over several sheets stays, as in Excel.

    >>> insert_rows("SUM(H5:H9)+LOG10(H12)", "自评表", "自评表", 7, 2)
    'SUM(H5:H11)+LOG10(H14)'
    """

    def change(reference: Reference) -> str | None:
        own = not reference.prefix and same_sheet(own_sheet, sheet)
        named = (
            not reference.book and same_sheet(reference.first_sheet, sheet) and same_sheet(reference.last_sheet, sheet)
        )
        if not (own or named) or reference.bottom < before or reference.kind == "columns":
            return None
        if reference.top >= before and reference.top + count > MAX_ROW:
            return reference.prefix + "#REF!"
        return reference.prefix + _with_rows(reference.text, lambda row: row if row < before else row + count)

    return _mapped(formula, change)


def _with_rows(text: str, move: Callable[[int], int]) -> str:
    def moved(match: re.Match[str]) -> str:
        return match.group(1) + str(min(move(int(match.group(2))), MAX_ROW))

    return re.sub(r"((?:^|:)\$?(?:[A-Za-z]{1,3}\$?)?)([0-9]{1,7})", moved, text)


def translate(formula: str, rows: int, columns: int) -> str:
    """平移公式: as seen from a cell so many rows and columns away; relative parts move, ``$`` parts stay.

    >>> translate("A2*$B$1+Sheet2!C3", 2, 1)
    'B4*$B$1+Sheet2!D5'
    """

    def corner(part: str) -> str | None:
        cell = re.fullmatch(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]{0,7})", part)
        if cell is None:
            return None
        dollar, letters, row_dollar, digits = cell.groups()
        if not letters:  # a whole row: its only $ was taken by the first group
            dollar, row_dollar = "", dollar or row_dollar
        if letters and not dollar:
            letters = column_letters((column_number(letters) + columns - 1) % MAX_COLUMN + 1)
        if digits and not row_dollar:
            digits = str((int(digits) + rows - 1) % MAX_ROW + 1)
        return dollar + letters + row_dollar + digits

    def change(reference: Reference) -> str | None:
        corners = [corner(part) for part in reference.text.split(":")]
        return None if None in corners else reference.prefix + ":".join(one for one in corners if one is not None)

    return _mapped(formula, change)
