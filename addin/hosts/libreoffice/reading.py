"""读取打开的工作簿 (reading the open workbook): everything as it stands now, saved or not."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Tuple

from ...grid import Grid, Position, Range
from ..model import Reading
from .note_store import load_note
from .sheet_reading import Facts, read_sheet

#: the workbook's defined name that settles the profile
PROFILE_NAME = "PERF_PROFILE"
#: a workbook has so many names at most that somebody gave; beyond it they are leftovers of copying
MAX_NAMES = 5_000

_TEXT = re.compile(r'^=?"((?:[^"]|"")*)"$')


def read_document(context: Any, document: Any) -> Reading:
    """整体读取.

    Args:
        context: the program's component context. document: a com.sun.star.sheet.SpreadsheetDocument.

    Raises:
        Problem: ``sheet.too-large``.
    """
    grids = read_grids(document)
    active, selection = active_cells(document)
    return Reading(grids, load_note(context, document), profile_name(document, grids), active, selection)


def read_grids(document: Any) -> List[Grid]:
    """全部工作表 in their order."""
    facts = Facts(document)
    sheets = document.getSheets()
    every = [sheets.getByIndex(index) for index in range(sheets.getCount())]
    grids = [read_sheet(facts, sheet) for sheet in every]
    _take_names(document, every, grids)
    return grids


def _take_names(document: Any, sheets: List[Any], grids: List[Grid]) -> None:
    for name, (sheet, where) in _one_cell_names(document.getPropertyValue("NamedRanges")).items():
        if sheet < len(grids):
            grids[sheet].names[name] = where
    for index, one in enumerate(sheets):
        for name, (sheet, where) in _one_cell_names(one.getPropertyValue("NamedRanges")).items():
            if sheet == index:
                grids[index].names[name] = where


def _one_cell_names(names: Any) -> Dict[str, Tuple[int, Position]]:
    found: Dict[str, Tuple[int, Position]] = {}
    for name in list(names.getElementNames())[:MAX_NAMES]:
        if name.startswith("_xlnm."):
            continue
        cells = names.getByName(name).getReferredCells()
        if cells is None:
            continue
        area = cells.getRangeAddress()
        if (area.StartRow, area.StartColumn) == (area.EndRow, area.EndColumn):
            found[str(name)] = (area.Sheet, (area.StartRow + 1, area.StartColumn + 1))
    return found


def profile_name(document: Any, grids: List[Grid]) -> str:
    """规则方案的名称: the text behind PERF_PROFILE, a constant or one cell; "" when there is none."""
    names = document.getPropertyValue("NamedRanges")
    own = next((name for name in names.getElementNames() if name.upper() == PROFILE_NAME), None)
    if own is None:
        return ""
    one = names.getByName(own)
    constant = _TEXT.match(one.getContent())
    if constant:
        return constant.group(1).replace('""', '"')
    for grid in grids:
        if own in grid.names:
            return grid.shown(*grid.names[own]).text.strip()
    return ""


def active_cells(document: Any) -> Tuple[str, Optional[Range]]:
    """活动工作表和选定区域: the first range of several; None when a picture or a chart is selected."""
    controller = document.getCurrentController()
    if controller is None:
        return "", None
    active = str(controller.getActiveSheet().getName())
    selected = controller.getSelection()
    area = None
    if hasattr(selected, "getRangeAddress"):
        area = selected.getRangeAddress()
    elif hasattr(selected, "getRangeAddresses"):
        every = selected.getRangeAddresses()
        area = every[0] if every else None
    if area is None:
        return active, None
    return active, Range(area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1)
