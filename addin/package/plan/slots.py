"""裁开的单元格 (slots): the cells of a sheet part that differ from unit to unit, and the bytes they become."""

from __future__ import annotations

from .. import markup
from ..formula_values import Scalar
from ..recalc import is_stored, replaced, stored_form, without_value
from ..sheet_edit import without_content
from ..sheet_index import CellSpan, SheetIndex
from .encode import KEEP, Encoder, Given

_MARK = b"\x00"
_KINDS = (b"", b"str", b"b", b"e")


class ValueSlot:
    """填写的单元格.

    Args:
        index, cell: where it lies in the prepared sheet.
        original: its bytes in the template; None where new content always is a change (absent, or a formula there).
        encoder: for the sheet's prefix.
        style: the number of the style that the cell takes with a value; None for its own.
    """

    def __init__(
        self, index: SheetIndex, cell: CellSpan, original: bytes | None, encoder: Encoder, style: int | None = None
    ) -> None:
        self.cell = cell
        self.original = original
        self._label = index.label(cell.where)
        self._present = index.data[cell.start : cell.end]
        attributes, kept = without_content(index, cell, cell.attributes)
        head = b"<%bc%b" % (index.prefix, attributes)
        own = markup.number(markup.attribute(attributes, b"s"))
        if style is not None and style != own:
            attributes = _styled(attributes, style)
            if original is not None:
                # a value that is there already is no change, only the look is
                tag = markup.root(original)[1]
                self.original = original[: tag.end].replace(tag.attributes, _styled(tag.attributes, style))
                self.original += original[tag.end :]
        self._head = b"<%bc%b" % (index.prefix, attributes)
        self._close = kept + b"</%bc>" % index.prefix
        self._empty = head + (b">" + self._close if kept else b"/>")
        self._encoder = encoder

    def render(self, value: Given) -> bytes:
        """单元格的字节.

        Raises:
            PackageProblem: a value that no cell can hold.
        """
        if value is KEEP:
            return self._present
        rest = self._encoder.rest(value, self._label)
        return self._head + rest + self._close if rest else self._empty


def _styled(attributes: bytes, style: int) -> bytes:
    return markup.with_attribute(attributes, b"s", str(style).encode())


class FormulaSlot:
    """随之变动的公式单元格: its formula stays, its stored value follows or is taken away.

    Args:
        index, cell: where it lies in the prepared sheet.
    """

    def __init__(self, index: SheetIndex, cell: CellSpan) -> None:
        self.cell = cell
        self._label = index.label(cell.where)
        self.stored = index.data[cell.start : cell.end]
        self.removed = self._patched(without_value(index, cell))
        self._old = index.text(index.child(cell, b"v"))
        element = b"<%bv>%b</%bv>" % (index.prefix, _MARK, index.prefix)
        self._around = {kind: self._patched(replaced(index, cell, kind, element)).partition(_MARK) for kind in _KINDS}

    def _patched(self, patches: list[markup.Patch]) -> bytes:
        begin = self.cell.start
        return markup.apply(self.stored, [(start - begin, end - begin, new) for start, end, new in patches])

    def render(self, value: Scalar) -> bytes:
        """单元格的字节: with this value beside the formula.

        Raises:
            PackageProblem: a text that no cell can hold.
        """
        kind, text = stored_form(value, self._label)
        if is_stored(self.cell, self._old, kind, text):
            return self.stored
        before, _, after = self._around[kind]
        return before + text + after
