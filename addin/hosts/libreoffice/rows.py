"""插入行 (inserting rows): formatted like another row, without its contents."""

from __future__ import annotations

from typing import Any

from ...edits import InsertRows

_CONTENTS = (
    1 | 2 | 4 | 8 | 16 | 128
)  # com.sun.star.sheet.CellFlags: values, dates, texts, annotations, formulas, objects


def insert_rows(sheet: Any, edit: InsertRows) -> None:
    """插入行: ``count`` rows above ``before``."""
    rows = sheet.getRows()
    rows.insertByIndex(edit.before - 1, edit.count)
    like = edit.like if edit.like < edit.before else edit.like + edit.count
    source = rows.getByIndex(like - 1)
    for row in range(edit.before, edit.before + edit.count):
        target = rows.getByIndex(row - 1)
        sheet.copyRange(target.getCellByPosition(0, 0).getCellAddress(), source.getRangeAddress())
        target.clearContents(_CONTENTS)
        if not source.getPropertyValue("OptimalHeight"):
            target.setPropertyValue("Height", source.getPropertyValue("Height"))
