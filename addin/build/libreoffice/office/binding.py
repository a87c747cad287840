"""绑定函数 (binding): formulas of a loaded file whose call of one of our functions the program did not understand.

Every program stores such a call in its own way (addin/commands/spellings.py). LibreOffice binds a few of these on loading; typed
into a cell, the plain name is understood by every version. So the formulas are set again in that spelling: only those with
an unknown name of ours, without a step in the undo list, and an unchanged file stays unchanged.
"""

from __future__ import annotations

import contextlib
from typing import Any, FrozenSet, Iterator, List, Tuple

from addin.commands.spellings import calls, plain
from udfs.registry import functions

#: com.sun.star.sheet.CellFlags
_FORMULA = 16
#: in every spelling of ours; most documents are done after looking for it
_MARK = "perf_"
#: the spelling of a call that is bound
_BOUND = "org.jixiao."

#: cells that are set in one call. LibreOffice joins equal formulas of a column to a group, and each cell that is set at the
#: end of a group costs as much as the group is long: 10,000 cells in one call took 16 s, from the bottom in pieces 2 s
_PIECE = 200

#: formulas below one another: sheet, column, first row (from 0), the formulas
Run = Tuple[Any, int, int, List[str]]


def bind(document: Any) -> int:
    """绑定一个文档: set the formulas with unbound calls again.

    Args:
        document: a spreadsheet that was just loaded; None and other kinds of document are left alone.

    Returns:
        How many cells were set (the cells of an array formula count as one).
    """
    if document is None or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        return 0
    names = frozenset(function.name for function in functions())
    runs: List[Run] = []
    for sheet in _each(document.getSheets()):
        for area in _each(sheet.queryContentCells(_FORMULA)):
            runs += _runs(sheet, area, names)
    if runs:
        with _unnoticed(document):
            for run in runs:
                _set(*run)
    return sum(len(formulas) for _, _, _, formulas in runs)


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


def _runs(sheet: Any, area: Any, names: FrozenSet[str]) -> Iterator[Run]:
    rows = area.getFormulaArray()  # one call for the whole area
    address = area.getRangeAddress()
    for column, formulas in enumerate(zip(*rows), address.StartColumn):
        below: List[str] = []  # the run that ends above ``row``
        for row, formula in enumerate((*formulas, ""), address.StartRow):
            found = wanted(formula, names)
            if found and not found.startswith("{"):
                below.append(found)
                continue
            if below:
                yield sheet, column, row - len(below), below
                below = []
            if found and _is_first(sheet, column, row):
                yield sheet, column, row, [found]


def _is_first(sheet: Any, column: int, row: int) -> bool:
    """Whether an array formula begins in this cell: it is shown in all of its cells."""
    address = _array(sheet, column, row).getRangeAddress()
    return bool((address.StartColumn, address.StartRow) == (column, row))


def _array(sheet: Any, column: int, row: int) -> Any:
    cursor = sheet.createCursorByRange(sheet.getCellByPosition(column, row))
    cursor.collapseToCurrentArray()
    return cursor


def _set(sheet: Any, column: int, first: int, formulas: List[str]) -> None:
    if formulas[0].startswith("{"):
        _array(sheet, column, first).setArrayFormula(formulas[0][1:-1])
    elif sheet.isProtected():
        # a single cell takes a formula on a protected sheet too; nothing but the spelling changes
        for row in reversed(range(len(formulas))):
            sheet.getCellByPosition(column, first + row).setFormula(formulas[row])
    else:
        for end in range(len(formulas), 0, -_PIECE):
            start = max(0, end - _PIECE)
            piece = sheet.getCellRangeByPosition(column, first + start, column, first + end - 1)
            piece.setFormulaArray(tuple((formula,) for formula in formulas[start:end]))


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
