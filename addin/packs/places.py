"""字段的位置 (places): the cells that a pack's defined names and addresses stand for in a workbook."""

from __future__ import annotations

import re

from ..grid import Position, position
from ..package.reading import WorkbookFile
from .schema import as_address

_TARGET = re.compile(
    r"=?(?:'((?:[^']|'')+)'|([^'!\[\]:,]+))!(\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?"
)


def target(formula: str) -> tuple[str, Position] | None:
    """名称所指: (sheet, top-left cell) of a name that points at a cell or a range, None for any other name.

    >>> target("'附件 1'!$C$3:$E$3"), target('"cn/national"')
    (('附件 1', (3, 3)), None)
    """
    found = _TARGET.fullmatch(formula)
    if found is None:
        return None
    try:
        return (found.group(1) or found.group(2)).replace("''", "'"), position(found.group(3))
    except ValueError:
        return None


def place_of(book: WorkbookFile, sheet: str, cell: str) -> Position | None:
    """单元格位置: of a defined name or an address on a sheet, its merge's top-left cell.

    A name of the sheet itself goes before one of the workbook. None when there is no such name, or it points elsewhere.
    """
    where = as_address(cell)
    if where is None:
        names = {name.casefold(): formula for name, formula in book.defined_names.items()}
        own = {name.casefold(): text for (of, name), text in book.local_names.items() if of == sheet}
        found = target({**names, **own}.get(cell.casefold(), ""))
        if found is None or found[0].casefold() != sheet.casefold():
            return None
        where = found[1]
    return book.grid(sheet).anchor(*where)
