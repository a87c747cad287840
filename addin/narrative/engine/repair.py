"""渲染后的修补 (repair): what loops leave behind and no program opens: cells without a paragraph, tables without rows, tables that run together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from .lines import undeclared
from .source import CELL_SIGN, COLUMNS_SIGN, TABLE_END_SIGN, TABLE_SIGN


def repair(text: str, x: str, namespaces: Mapping[Any, str], meeting: bool) -> str:
    """修补一个部件.

    Args:
        text: the rendered part.
        x: the prefix of Word's namespace with its colon.
        namespaces: those that the root declares.
        meeting: True when two tables may have come to stand side by side.
    """
    if TABLE_END_SIGN in text:
        text = _tables(text, x, namespaces)
    if meeting:  # without a paragraph between them they would become one
        text = text.replace(f"</{x}tbl><{x}tbl>", f"</{x}tbl><{x}p/><{x}tbl>")
    if CELL_SIGN not in text:
        return text
    pieces = text.split(CELL_SIGN)
    for at, piece in enumerate(pieces[:-1]):
        if not piece.rstrip().endswith((f"</{x}p>", f"<{x}p/>")):
            pieces[at] = piece + f"<{x}p/>"
    return "".join(pieces)


def _tables(text: str, x: str, namespaces: Mapping[Any, str]) -> str:
    """Every guarded table, inner ones before those around them."""
    *pieces, rest = text.split(TABLE_END_SIGN)
    done: list[str] = []
    pending = ""  # of a table that is not at its end yet
    for piece in pieces:
        chunk = pending + piece
        start = max(chunk.rfind(TABLE_SIGN), chunk.rfind(COLUMNS_SIGN))
        head = chunk[:start]
        table = _table(chunk[start + 1 :], chunk[start], x, namespaces)
        if TABLE_SIGN in head or COLUMNS_SIGN in head:
            pending = head + table
        else:
            done += (head, table)
            pending = ""
    return "".join((*done, pending, rest))


def _table(text: str, sign: str, x: str, namespaces: Mapping[Any, str]) -> str:
    if sign == COLUMNS_SIGN:
        text = _columns(text, x, namespaces)
    return text if f"<{x}tr>" in text or f"<{x}tr " in text else ""


def _columns(text: str, x: str, namespaces: Mapping[Any, str]) -> str:
    """A table whose number of columns depends on the data: its grid and widths follow its rows."""
    declared = "".join(f' xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in namespaces.items())
    # guards of cells inside are no XML; they are put back as instructions
    safe = text.replace(CELL_SIGN, "<?jixiao cell?>")
    table = etree.fromstring(f"<root{declared}>{safe}</root>")[0]
    w = f"{{{etree.QName(table).namespace}}}"
    rows = [row for row in table.iter(f"{w}tr") if next(row.iterancestors(f"{w}tbl")) is table]
    widest = 0
    for row in rows:
        cells = [cell for cell in row.iter(f"{w}tc") if next(cell.iterancestors(f"{w}tr")) is row]
        if not cells:
            row.getparent().remove(row)
        widest = max(widest, sum(_span(cell, w) for cell in cells))
    grid = table.find(f"{w}tblGrid")
    if grid is not None and widest and len(grid) != widest:
        _share(table, grid, widest, w)
    written = undeclared(etree.tostring(table, encoding="unicode", with_tail=False), dict(namespaces))
    return written.replace("<?jixiao cell?>", CELL_SIGN)


def _span(cell: Any, w: str) -> int:
    found = cell.find(f"{w}tcPr/{w}gridSpan")
    value = "1" if found is None else found.get(f"{w}val", "1")
    return int(value) if value.isdigit() else 1


def _share(table: Any, grid: Any, count: int, w: str) -> None:
    widths = [int(one.get(f"{w}w", "0")) if one.get(f"{w}w", "0").isdigit() else 0 for one in grid]
    each = sum(widths) // count
    for one in list(grid):
        grid.remove(one)
    for _ in range(count):
        etree.SubElement(grid, f"{w}gridCol").set(f"{w}w", str(each))
    for cell in table.iter(f"{w}tc"):
        if next(cell.iterancestors(f"{w}tbl")) is table:
            width = cell.find(f"{w}tcPr/{w}tcW")
            if width is not None and width.get(f"{w}type", "dxa") == "dxa":
                width.set(f"{w}w", str(each * _span(cell, w)))
