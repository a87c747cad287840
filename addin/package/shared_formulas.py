"""共享公式 (shared formulas): what happens to a group when the cell that holds its formula is overwritten."""

from __future__ import annotations

from collections.abc import Iterable

from ..grid import Position, Range
from . import markup
from .formula_shift import translate
from .sheet_index import CellSpan, SheetIndex


def keep_shared_groups(index: SheetIndex, lost: Iterable[CellSpan], written: set[Position]) -> list[markup.Patch]:
    """保住共享公式: hand the formula of each overwritten master to the group's other members.

    A group in one row or column gets a new master, its next member; in any other group each member gets its own
    formula, since programs differ on masters that are not the top-left cell.

    Args:
        index: the sheet before the change.
        lost: formula cells that are overwritten.
        written: all cells that get new content.
    """
    masters = [(cell, tag) for cell in lost if (tag := _master(index, cell)) is not None]
    if not masters:
        return []
    patches: list[markup.Patch] = []
    members = shared_members(index)
    for cell, tag in masters:
        group = markup.attribute(tag.attributes, b"si") or b""
        formula = index.text(tag) or ""
        left = [(one, f) for one, f in members.get(group, []) if one.where not in written]
        if not left:
            continue
        rows = {one.row for one, _ in left}
        columns = {one.column for one, _ in left}
        if len(rows) > 1 and len(columns) > 1:
            patches += [_own_formula(index, one, f, formula, cell.where) for one, f in left]
            continue
        first, f = left[0]
        area = Range(min(rows), min(columns), max(rows), max(columns))
        text = translate(formula, first.row - cell.row, first.column - cell.column)
        attributes = markup.with_attribute(f.attributes, b"ref", str(area).encode())
        new = b"<%b%b>%b</%b>" % (f.name, attributes.rstrip(), markup.escape(text), f.name)
        patches.append((f.start, markup.element_end(index.seen, f), new))
    return patches


def expand_all(index: SheetIndex) -> bytes:
    """展开共享公式: the sheet with every member holding its own formula."""
    patches = []
    members = shared_members(index)
    for group in members.values():
        master = next(((cell, f) for cell, f in group if not f.closed and index.text(f)), None)
        if master is None:
            continue
        formula = index.text(master[1]) or ""
        patches += [_own_formula(index, cell, f, formula, master[0].where) for cell, f in group]
    return markup.apply(index.data, patches)


def shared_members(index: SheetIndex) -> dict[bytes, list[tuple[CellSpan, markup.Tag]]]:
    """共享公式的成员: group number -> its cells with their formula elements, masters included."""
    found: dict[bytes, list[tuple[CellSpan, markup.Tag]]] = {}
    if b"shared" in index.seen:
        for cell, tag in index.formula_cells():
            if markup.attribute(tag.attributes, b"t") == b"shared":
                found.setdefault(markup.attribute(tag.attributes, b"si") or b"", []).append((cell, tag))
    return found


def _master(index: SheetIndex, cell: CellSpan) -> markup.Tag | None:
    tag = index.child(cell, b"f")
    if tag is None or tag.closed or markup.attribute(tag.attributes, b"t") != b"shared" or not index.text(tag):
        return None
    return tag


def _own_formula(index: SheetIndex, cell: CellSpan, f: markup.Tag, formula: str, base: Position) -> markup.Patch:
    own = index.text(f) or translate(formula, cell.row - base[0], cell.column - base[1])
    attributes = f.attributes
    for name in (b"t", b"si", b"ref"):
        attributes = markup.with_attribute(attributes, name, None)
    new = b"<%b%b>%b</%b>" % (f.name, attributes.rstrip(), markup.escape(own), f.name)
    return f.start, markup.element_end(index.seen, f), new
