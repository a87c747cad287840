"""识别部门决算公开表 (final accounts): the tables 公开01–09表 of a sheet, by name or number."""

from __future__ import annotations

from typing import List, Optional, Tuple

from ..grid import Range
from .accounts_heads import find_head
from .accounts_model import ACCOUNTS, Accounts
from .accounts_rows import find_note, read_basic, read_coded, read_public, read_summary
from .accounts_titles import Heading, find_headings, read_around
from .accounts_words import Words, words
from .model import Near, Recognised
from .sheet import Sheet

_READERS = {1: read_summary, 4: read_summary, 6: read_basic, 9: read_public}


def take_accounts(sheet: Sheet, result: Recognised) -> bool:
    """收下一张工作表上的决算公开表: False when it holds none, so that other forms are looked for."""
    forms, near = read_accounts(sheet)
    result.forms += forms
    result.near += near
    return bool(forms or near)


def read_accounts(sheet: Sheet) -> Tuple[List[Accounts], List[Near]]:
    """识别一张工作表上的决算公开表.

    Args:
        sheet: the sheet. One table after the other, each under its title; several sheets are read one by one.

    Returns:
        the tables, and those whose head lacks something. Titles without a table below (a list of contents) count as nothing.
    """
    if not sheet.row_numbers:
        return [], []
    lexicon = words()
    headings = find_headings(sheet, lexicon)
    forms: List[Accounts] = []
    near: List[Near] = []
    for at, heading in enumerate(headings):
        top = headings[at - 1].row + 1 if at else 1
        bottom = headings[at + 1].row - 1 if at + 1 < len(headings) else (sheet.row_numbers[-1])
        form, missing = _read(sheet, heading, top, bottom, lexicon)
        if form is None:
            continue
        if missing:
            area = str(Range(max(1, heading.row), sheet.first_column, bottom, sheet.last_column))
            near.append(Near(ACCOUNTS, sheet.grid.name, area, (heading.title,), tuple(missing)))
        else:
            forms.append(form)
    return forms, near


def _read(
    sheet: Sheet, heading: Heading, top: int, bottom: int, lexicon: Words
) -> Tuple[Optional[Accounts], List[str]]:
    head = find_head(sheet, lexicon, heading.row + 1, bottom)
    if head is None:
        return None, []
    read_around(sheet, heading, top, head.top)
    form = Accounts(
        kind=ACCOUNTS,
        title=heading.title,
        sheet=sheet.grid.name,
        area=Range(max(1, heading.row), sheet.first_column, bottom, sheet.last_column),
        grid=sheet.grid,
        year=heading.year,
        unit_name=heading.unit,
        money_unit=heading.money,
        scored=False,
        table=heading.table,
        number=heading.number,
    )
    form.region_text = " ".join(text for text in (form.title, form.unit_name, form.sheet) if text)
    reader = _READERS.get(heading.table, read_coded)
    missing = reader(sheet, form, head, bottom, lexicon)
    notes = find_note(sheet, head.bottom + 1, bottom, lexicon)
    form.note = notes[0] if notes else None
    if not missing and not form.cells:
        missing = ["合计行" if heading.table != 9 else "决算数"]
    return form, missing
