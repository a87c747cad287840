"""各单位的表名 (titles): workbook.xml cut at the names of the sheets that are called otherwise in every unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .. import markup


class Titles:
    """裁开的 workbook.xml.

    Sheets are named there in two ways: as an attribute, and before ``!`` in the formulas of defined names, where an
    apostrophe is doubled. Whatever else names them (formulas of other sheets) is found by comparing the first unit.

    Args:
        content: the part. names: the sheets' names in the template.
    """

    def __init__(self, content: bytes, names: Sequence[str]) -> None:
        spellings: dict[bytes, tuple[int, bool]] = {}
        for number, name in enumerate(names):
            spellings[b'"' + markup.escape_attribute(name) + b'"'] = number, True
            spellings[b"'" + markup.escape(name.replace("'", "''")) + b"'!"] = number, False
        pattern = b"|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True))
        pieces = re.split(b"(" + pattern + b")", content) if spellings else [content]
        self._pieces = pieces
        self._places = [(at, *spellings[pieces[at]]) for at in range(1, len(pieces), 2)]

    def content(self, names: Sequence[str]) -> bytes:
        """部件: with these names."""
        pieces = list(self._pieces)
        attributes = [b'"' + markup.escape_attribute(name) + b'"' for name in names]
        formulas = [b"'" + markup.escape(name.replace("'", "''")) + b"'!" for name in names]
        for at, number, is_attribute in self._places:
            pieces[at] = attributes[number] if is_attribute else formulas[number]
        return b"".join(pieces)
