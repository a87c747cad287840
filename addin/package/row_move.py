"""行号移动 (row movement): where rows, ranges and anchors go when rows are inserted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..grid import MAX_ROW, Range
from . import markup
from .formula_shift import insert_rows, same_sheet

_CELL = re.compile(r"(\$?[A-Za-z]{1,3}\$?)([0-9]{1,7})")
_ROWS = re.compile(r"(\$?)([0-9]{1,7})")
_CORNER = re.compile(rb"<((?:[\w.-]+:)?)(from|to)>(.*?)</\1\2>", re.DOTALL)
_ROW = re.compile(rb"(<(?:[\w.-]+:)?row>\s*)(\d{1,7})(\s*</)")
_OFFSET = re.compile(rb"<(?:[\w.-]+:)?rowOff>\s*(-?\d+)\s*</")


@dataclass(frozen=True)
class Move:
    """插入行: ``count`` rows above row ``before`` of ``sheet``; new rows are formatted like row ``like``."""

    sheet: str
    before: int
    count: int
    like: int

    def row(self, row: int) -> int:
        """新行号: of a row that was there before, at most the last row of a sheet."""
        return row if row < self.before else min(row + self.count, MAX_ROW)

    def area(self, area: Range) -> Range:
        """新区域: ranges below move, ranges around the insertion grow."""
        return Range(self.row(area.top), area.left, self.row(area.bottom), area.right)

    def reference(self, text: str) -> str:
        """新引用: of a ``ref`` attribute on this sheet: ``B5``, ``B5:C9``, ``5:9``; columns stay.

        >>> Move("自评表", 7, 2, 6).reference("B5:C9")
        'B5:C11'
        """
        pattern = _ROWS if re.fullmatch(r"[$0-9:]+", text) else _CELL
        return pattern.sub(lambda found: found.group(1) + str(self.row(int(found.group(2)))), text)

    def references(self, text: str) -> str:
        """新引用列表: an ``sqref``."""
        return " ".join(self.reference(one) for one in text.split(" "))

    def formatted(self, text: str) -> str:
        """新的适用范围: an ``sqref`` of a rule; where it ended at the row the new ones are like, it takes them in."""
        moved = []
        for one in text.split():
            new = self.reference(one)
            first, _, last = one.replace("$", "").partition(":")
            top, bottom = _row_of(first), _row_of(last or first)
            if top <= self.like <= bottom == self.before - 1:
                letters = (last or first).rstrip("0123456789")
                new = f"{first}:{letters}{self.before + self.count - 1}"
            moved.append(new)
        return " ".join(moved)

    def formula(self, own_sheet: str) -> Callable[[str], str]:
        """公式的改法: for formulas of ``own_sheet``."""
        own = same_sheet(own_sheet, self.sheet)
        named = self.sheet.casefold().replace("'", "''")

        def change(text: str) -> str:
            # a formula of another sheet that does not name this one stays, whatever it is made of
            if not own and named not in text.casefold():
                return text
            return insert_rows(text, own_sheet, self.sheet, self.before, self.count)

        return change


def _row_of(corner: str) -> int:
    digits = corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdigit() else 0


def move_anchors(data: bytes, move: Move, elements: tuple[bytes, ...]) -> bytes:
    """移动图形锚点: pictures, charts and controls move with their cells; those that size with cells stretch too.

    Args:
        data: a drawing, or a piece of a sheet.
        elements: local names of the anchors (``twoCellAnchor``, ``oneCellAnchor``, ``anchor``).
    """
    seen = markup.view(data)
    patches: list[markup.Patch] = []
    pattern = re.compile(rb"<((?:[\w.-]+:)?(" + b"|".join(elements) + rb"))(?=[\s>])([^>]*)>")
    for found in pattern.finditer(seen):
        end = seen.find(b"</" + found.group(1), found.end())
        moves, grows = _behaviour(found.group(2), data[found.start(3) : found.end(3)])
        if moves:
            patches += _moved_corners(data, found.end(), end, move, grows)
    return markup.apply(data, patches)


def _behaviour(kind: bytes, attributes: bytes) -> tuple[bool, bool]:
    """(moves with cells, sizes with cells)."""
    if kind == b"anchor":  # of a control: both default to no
        sizes = markup.attribute(attributes, b"sizeWithCells") in (b"1", b"true")
        return sizes or markup.attribute(attributes, b"moveWithCells") in (b"1", b"true"), sizes
    how = markup.attribute(attributes, b"editAs") or b"twoCell"
    return how != b"absolute", how == b"twoCell"


def _moved_corners(data: bytes, start: int, end: int, move: Move, grows: bool) -> list[markup.Patch]:
    limit = move.before - 1  # anchors count rows from 0
    patches: list[markup.Patch] = []
    shifted = False
    for corner in _CORNER.finditer(data, start, end):
        found = _ROW.search(data, corner.start(3), corner.end(3))
        if found is None:
            continue
        row = int(found.group(2))
        if corner.group(2) == b"from":
            shifted = row >= limit
            new = row + move.count if shifted else row
        else:
            offset = _OFFSET.search(data, corner.start(3), corner.end(3))
            inside = row > limit or (row == limit and offset is not None and int(offset.group(1)) > 0)
            new = row + move.count if shifted or (grows and inside) else row
        if new != row:
            patches.append((found.start(2), found.end(2), b"%d" % new))
        if corner.group(2) == b"to":
            break
    return patches
