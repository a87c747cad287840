"""公式引用的对照 (references): a formula of the old file as it would read in the new one, after rows and columns moved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from ...grid import MAX_COLUMN, MAX_ROW, address
from ...package.formula_shift import Reference, pieces, reference_of
from .content import normal
from .lines import Lines
from .pairing import SheetPair


class References:
    """引用对照: for the sheets of two files.

    Args:
        pairs: the pairs of sheets.
    """

    def __init__(self, pairs: Iterable[SheetPair]) -> None:
        pairs = list(pairs)
        self._forward = _Direction(pairs)
        self._back = _Direction([pair.turned() for pair in pairs])

    def same(self, pair: SheetPair, old: str, new: str) -> bool:
        """两个公式是否同一公式: each read at its own place."""
        before, after = normal(old), normal(new)
        if self._forward.still:
            return before.replace("$", "") == after.replace("$", "")
        if normal(self._forward.translated(before, pair.old.name)) == normal(self._forward.unlocked(after)):
            return True
        return normal(self._back.translated(after, pair.new.name)) == normal(self._back.unlocked(before))


class _Direction:
    """From one file to the other."""

    def __init__(self, pairs: list[SheetPair]) -> None:
        self._sheets = {
            pair.old.name.casefold(): (pair.new.name, _Moves(pair.lines), _Moves(pair.columns)) for pair in pairs
        }
        self._names = {name.casefold() for name, _, _ in self._sheets.values()}
        #: nothing moved and no sheet was renamed: a formula is the same where it reads the same
        self.still = all(
            old == name.casefold() and rows.still and columns.still
            for old, (name, rows, columns) in self._sheets.items()
        )

    def translated(self, formula: str, own: str) -> str:
        """换成另一文件的引用; ``$`` are left out: they say nothing about which cell is meant."""

        def place(reference: Reference) -> str:
            name = reference.first_sheet or own
            known = self._sheets.get(name.casefold())
            if reference.book or known is None or reference.first_sheet != reference.last_sheet:
                return reference.prefix + reference.text.replace("$", "")
            sheet, rows, columns = known
            prefix = f"{sheet}!" if reference.prefix else ""
            top, bottom = rows.span(reference.top, reference.bottom, MAX_ROW)
            left, right = columns.span(reference.left, reference.right, MAX_COLUMN)
            return f"{prefix}{address(top, left)}:{address(bottom, right)}"

        return _replaced(formula, place)

    def unlocked(self, formula: str) -> str:
        """同样写法的本文件公式: as ``translated`` writes it."""

        def place(reference: Reference) -> str:
            if reference.book or reference.first_sheet != reference.last_sheet:
                return reference.prefix + reference.text.replace("$", "")
            if reference.first_sheet and reference.first_sheet.casefold() not in self._names:
                return reference.prefix + reference.text.replace("$", "")
            prefix = f"{reference.first_sheet}!" if reference.prefix else ""
            corners = address(reference.top, reference.left), address(reference.bottom, reference.right)
            return f"{prefix}{':'.join(corners)}"

        return _replaced(formula, place)


class _Moves:
    """Where the lines of a sheet went."""

    def __init__(self, lines: Lines) -> None:
        self._forward, self._gone = lines.forward, lines.gone
        self._kept = sorted(lines.forward)
        self.still = all(old == new for old, new in lines.forward.items()) and not lines.gone and not lines.fresh

    def span(self, first: int, last: int, most: int) -> tuple[int, int]:
        """一段行（列）的新位置: shrunk by lines that are gone at its ends."""
        if (first, last) == (1, most):
            return first, last
        while first in self._gone and first < last:
            first += 1
        while last in self._gone and first < last:
            last -= 1
        return self._one(first), self._one(last)

    def _one(self, number: int) -> int:
        if number in self._forward:
            return self._forward[number]
        at = bisect_right(self._kept, number) - 1
        if at < 0:
            return number
        return self._forward[self._kept[at]] + number - self._kept[at]


def _replaced(formula: str, place: Callable[[Reference], str]) -> str:
    made = []
    for kind, sheet, text in pieces(formula):
        reference = reference_of(kind, sheet, text)
        made.append(sheet + text if reference is None else place(reference))
    return "".join(made)
