"""汇总簿 (summary workbook): the result of a roll-up as an .xlsx that can be read, filtered, printed and passed on."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ..rollup.model import FileState, Result
from . import chart_data, lists
from .accounts import account_sheets
from .book import write_book
from .facts import Facts, facts_of
from .figures import figure_sheets
from .overview import Overview, title
from .problems import problem_sheets
from .projects import project_sheets
from .sheet import Sheet
from .tree import tree_sheet

__all__ = ["write_summary"]


def write_summary(result: Result, target: Path | BinaryIO, *, made: str = "") -> list[str]:
    """写汇总簿: constant memory, and the same bytes for the same result.

    Args:
        result: what was rolled up; its iterables are gone through several times.
        target: a path, replaced at once when the whole is written, or a stream open for writing.
        made: the day to print as 汇总日期, such as 2026-03-05; "" leaves it out, so that two runs give the same file.

    Returns:
        what a reader must know of the workbook: lists that go on on a further sheet, links that had no room.

    Raises:
        OSError: it cannot be written; an existing file is as it was.
    """
    known = facts_of(result)
    listed = _lists(result, known)
    figures, messages = figure_sheets(result)
    listed += [*figures, *account_sheets(result), *project_sheets(result, known)]
    messages += [
        f"“{one.name.rstrip('0123456789')}”超过一张工作表的行数，接在“{one.name}”。" for one in listed if one.continues
    ]
    charted = chart_data.blocks(result, known)
    listed += [chart_data.chart_sheet(charted)] if charted else []
    overview = Overview(result, known, [one.name for one in listed], charted, messages, made)
    return messages + write_book([overview.sheet(), *listed], target, title(result))


def _lists(result: Result, known: Facts) -> list[Sheet]:
    """Those of which there is something to list: an empty list is told on the overview."""
    counts = result.whole.counts
    tree = tree_sheet(result, known)
    sheets = [tree] if tree else []
    if known.units.rows:
        sheets.append(lists.units_sheet(result, known))
    if counts.missing:
        sheets.append(lists.missing_sheet(result, known))
    if counts.twice:
        sheets.append(lists.twice_sheet(result))
    if any(number for state, number in known.files.items() if state is not FileState.ADDED):
        sheets.append(lists.excluded_sheet(result))
    return sheets + problem_sheets(result)
