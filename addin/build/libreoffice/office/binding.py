"""绑定函数 (binding): formulas of a loaded file whose call of one of our functions the program did not understand.

Every program stores such a call in its own way (addin/commands/spellings.py). LibreOffice binds a few of these on loading; typed
into a cell, the plain name is understood by every version. So the formulas are set again in that spelling: only those with
an unknown name of ours, without a step in the undo list, and an unchanged file stays unchanged.
"""

from __future__ import annotations

import contextlib
from typing import Any, FrozenSet, Iterator, Tuple

from addin.commands.spellings import calls, plain
from udfs.registry import functions

#: com.sun.star.sheet.CellFlags
_FORMULA = 16
#: in every spelling of ours; most documents are done after looking for it
_MARK = "perf_"
#: the spelling of a call that is bound
_BOUND = "org.jixiao."

#: where a formula stands: sheet, column, row (from 0); the formula; whether it fills a range as one
Place = Tuple[Any, int, int, str, bool]


def bind(document: Any) -> int:
    """绑定一个文档: set the formulas with unbound calls again.

    Args:
        document: a spreadsheet that was just loaded; None and other kinds of document are left alone.

    Returns:
        How many cells were set (the cells of an array formula count as one).
    """
    if document is None or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        return 0
    places = list(_unbound(document))
    if places:
        with _unnoticed(document):
            for sheet, column, row, formula, array in places:
                _set(sheet, column, row, formula, array)
    return len(places)


def wanted(formula: str, names: FrozenSet[str]) -> str:
    """应有的公式: with our unbound calls in plain spelling; "" where there is nothing to do.

    Args:
        formula: as the program shows it. names: of our functions.

    >>> wanted('=IF(B1="";"";[1]!PERF_SCORE(B1;C1;D1))', frozenset(["PERF_SCORE"]))
    '=IF(B1="";"";PERF_SCORE(B1;C1;D1))'
    >>> wanted("=ORG.JIXIAO.SHEET.PERFADDIN.PERF_SCORE(B1;C1;D1)", frozenset(["PERF_SCORE"]))
    ''
    """
    if _MARK not in formula.lower():
        return ""
    unbound = [name for prefix, name in calls(formula) if not prefix.lower().startswith(_BOUND)]
    return plain(formula) if any(name in names for name in unbound) else ""


def _unbound(document: Any) -> Iterator[Place]:
    names = frozenset(function.name for function in functions())
    for sheet in _each(document.getSheets()):
        for area in _each(sheet.queryContentCells(_FORMULA)):
            yield from _in_area(sheet, area, names)


def _in_area(sheet: Any, area: Any, names: FrozenSet[str]) -> Iterator[Place]:
    # one call for the whole area
    rows = area.getFormulaArray()
    address = area.getRangeAddress()
    for row, formulas in enumerate(rows, address.StartRow):
        for column, formula in enumerate(formulas, address.StartColumn):
            found = wanted(formula, names)
            if found and not found.startswith("{"):
                yield sheet, column, row, found, False
            elif found and _is_first(sheet, column, row):
                yield sheet, column, row, found[1:-1], True


def _is_first(sheet: Any, column: int, row: int) -> bool:
    """Whether an array formula begins in this cell: it is shown in all of its cells."""
    address = _array(sheet, column, row).getRangeAddress()
    return (address.StartColumn, address.StartRow) == (column, row)


def _array(sheet: Any, column: int, row: int) -> Any:
    cursor = sheet.createCursorByRange(sheet.getCellByPosition(column, row))
    cursor.collapseToCurrentArray()
    return cursor


def _set(sheet: Any, column: int, row: int, formula: str, array: bool) -> None:
    if array:
        _array(sheet, column, row).setArrayFormula(formula)
    else:
        # a single cell takes a formula on a protected sheet too, and it changes nothing but the spelling
        sheet.getCellByPosition(column, row).setFormula(formula)


@contextlib.contextmanager
def _unnoticed(document: Any) -> Iterator[None]:
    """No step to undo, no "modified", one update of the screen."""
    modified, undo = document.isModified(), document.getUndoManager()
    document.addActionLock()
    undo.lock()
    try:
        yield
    finally:
        undo.unlock()
        document.removeActionLock()
        if document.isModified() != modified:
            document.setModified(modified)


def _each(holder: Any) -> Iterator[Any]:
    for index in range(holder.getCount()):
        yield holder.getByIndex(index)
