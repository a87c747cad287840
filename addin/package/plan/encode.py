"""单元格内容的快速写法 (quick encoding): as ``cell_values`` writes a value; texts that repeat are written once."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Union

from udfs.core.errors import CellError

from ...edits import EditValue
from ...stored_text import number_text
from ..cell_values import value_content


class Keep(Enum):
    """保持原样: the cell is not written at all (a value None empties it)."""

    KEEP = "keep"


KEEP = Keep.KEEP
Given = Union[EditValue, Keep]
#: texts that are remembered; the names of units differ, targets and units of measure repeat
_KNOWN = 20_000
#: whole numbers up to here are doubles, too
_WHOLE = 2**53


class Encoder:
    """编码器: for the cells of parts with one namespace prefix (``x:``, mostly none).

    Args:
        prefix: with its colon.
    """

    def __init__(self, prefix: bytes) -> None:
        self.prefix = prefix
        self._known: dict[str, bytes] = {}
        self._number = b"><%bv>" % prefix, b"</%bv>" % prefix
        self._whole = b"%b%%d%b" % self._number

    def rest(self, value: EditValue, label: str) -> bytes:
        """单元格的其余部分: the type, ``>`` and the children; b"" for an empty cell.

        Args:
            value: what the cell is to hold. label: its place, for messages.

        Raises:
            PackageProblem: as ``value_content``.

        >>> Encoder(b"").rest(9.5, "H9"), Encoder(b"").rest("良", "H9").decode()
        (b'><v>9.5</v>', ' t="inlineStr"><is><t>良</t></is>')
        """
        if type(value) is str:
            found = self._known.get(value)
            return found if found is not None else self._text(value, label)
        if type(value) is int and -_WHOLE < value < _WHOLE:
            return self._whole % value
        if type(value) is float:
            text = repr(value)
            if text[-1] not in "fn":  # inf, nan
                return self._number[0] + text.removesuffix(".0").encode() + self._number[1]
        content = value_content(value, self.prefix, label)
        if not content.type:
            return b">" + content.children if content.children else b""
        return b' t="%b">' % content.type + content.children

    def _text(self, value: str, label: str) -> bytes:
        content = value_content(value, self.prefix, label)
        if len(self._known) >= _KNOWN:
            self._known.clear()
        found = self._known[value] = b' t="%b">' % content.type + content.children
        return found


def stored_scalar(value: EditValue) -> bool | float | str | CellError | None:
    """公式读到的值: what a formula reads from a cell that was given this value."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return float(number_text(value))
    return value
