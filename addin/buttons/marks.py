"""批注和底色 (marks): what a check leaves on the cells, and how it is taken away again."""

from __future__ import annotations

from typing import Collection, Dict, List, Sequence, Tuple

from ..commands.findings_sheet import SEVERITY_WORDS, bare_message, is_cell
from ..edits import Edit, SetComment, SetFill
from ..findings import ERROR, HINT, WARNING, Finding
from ..grid import Position, position
from ..note import Place
from .book import OpenBook
from .words import for_buttons

#: light enough to be read on a black and white print
COLOURS = {ERROR: "FFC7CE", WARNING: "FFEB9C", HINT: "DDEBF7"}
_MOST_CHARACTERS = 1_000


def marks(book: OpenBook, findings: Sequence[Finding], without: Collection[str] = ()) -> List[Edit]:
    """给有问题的单元格加批注和底色: one comment for all findings of a cell, the colour of the worst.

    Args:
        book: the workbook. findings: what was found. without: sheets that cannot be marked.
    """
    edits: List[Edit] = []
    for (sheet, where), found in _by_cell(book, findings, without).items():
        severity = min((one.severity for one in found), key=list(SEVERITY_WORDS).index)
        edits.append(SetComment(sheet, *where, comment(found)))
        edits.append(SetFill(sheet, *where, COLOURS[severity]))
    return edits


def unmarks(book: OpenBook, findings: Sequence[Finding] = (), without: Collection[str] = ()) -> List[Edit]:
    """去掉以前的批注和底色, but those of cells that are marked again; sheets that are gone are left out."""
    sheets = {grid.name for grid in book.every_grid} - set(without)
    again = set(_by_cell(book, findings, without))
    edits: List[Edit] = []
    edits += [SetComment(sheet, *where, None) for sheet, where in _former(book.note.comments, sheets, again)]
    edits += [SetFill(sheet, *where, None) for sheet, where in _former(book.note.fills, sheets, again)]
    return edits


def comment(found: Sequence[Finding]) -> str:
    """批注文字: each finding with its severity, the worst first."""
    order = list(SEVERITY_WORDS)
    worst_first = sorted(found, key=lambda one: order.index(one.severity))
    text = "\n".join(f"【{SEVERITY_WORDS[one.severity]}】{for_buttons(bare_message(one))}" for one in worst_first)
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"


def _by_cell(
    book: OpenBook, findings: Sequence[Finding], without: Collection[str]
) -> Dict[Tuple[str, Position], List[Finding]]:
    found: Dict[Tuple[str, Position], List[Finding]] = {}
    for finding in findings:
        grid = book.grid(finding.sheet)
        if grid is None or finding.sheet in without or not is_cell(finding.cell):
            continue
        found.setdefault((finding.sheet, grid.anchor(*position(finding.cell))), []).append(finding)
    return found


def _former(places: Collection[Place], sheets: Collection[str], again: Collection[Place]) -> List[Place]:
    return sorted(place for place in places if place[0] in sheets and place not in again)
