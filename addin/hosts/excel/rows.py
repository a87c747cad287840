"""插入行 (rows): as Excel does it itself, and formatted like one row of the form."""

from __future__ import annotations

from collections.abc import Iterator

import xlwings

from ...grid import Range
from . import com
from .reading import content_area


def insert_rows(sheet: xlwings.Sheet, before: int, count: int) -> None:
    """插入行: ``count`` rows above ``before``.

    Formulas, merges, validations and print areas move along by Excel's own rules; a merge that runs through the place grows.
    """
    sheet.range(f"{before}:{before + count - 1}").api.Insert(Shift=com.XL_SHIFT_DOWN)


def format_like(sheet: xlwings.Sheet, before: int, count: int, like: int) -> None:
    """套用格式: inserted rows take formats, merges within the row and height of a row, no contents.

    Args:
        before, count: the rows that were inserted. like: the model, numbered before the insertion.
    """
    model = like + count if like >= before else like
    area = content_area(sheet)
    if area is None:
        return
    for row in range(before, before + count):
        sheet.range(f"{row}:{row}").api.RowHeight = sheet.range(f"{model}:{model}").api.RowHeight
    for left, right in _pieces(sheet, model, area.right):
        source = sheet.range(str(Range(model, left, model, right))).api
        target = sheet.range(str(Range(before, left, before + count - 1, right)))
        source.Copy(Destination=target.api)
        target.api.ClearContents()
        target.api.ClearComments()


def delete_rows(sheet: xlwings.Sheet, first: int, count: int) -> None:
    """删除行: takes back an insertion."""
    sheet.range(f"{first}:{first + count - 1}").api.Delete(Shift=com.XL_SHIFT_UP)


def _pieces(sheet: xlwings.Sheet, row: int, last: int) -> Iterator[tuple[int, int]]:
    """The row's columns from left to right, without merges that span several rows: those have grown by themselves."""
    column = start = 1
    while column <= last:
        whole = sheet.range((row, column)).api.MergeArea
        width = whole.Column + whole.Columns.Count - column
        if whole.Rows.Count > 1:
            if start < column:
                yield start, column - 1
            start = column + width
        column += width
    if start <= last:
        yield start, column - 1
