"""A small form in the stand-in for Excel, and what tests ask of its cells."""

from __future__ import annotations

import io

import openpyxl

from addin.edits import AddSheet

FORM = "自评表"
FINDINGS = "绩效校验结果"
LIST = AddSheet(
    FINDINGS, [["位置", "问题"], ["自评表!H9", "=得分不对"], ["自评表!H10", 9.5]], (12, 60), ((2, 1, "'自评表'!H9"),)
)


def form_file():
    """A sheet with texts in its first three columns, figures in the next three, and another sheet."""
    made = openpyxl.Workbook()
    made.active.title = FORM
    for row in range(1, 13):
        for column in range(1, 7):
            made.active.cell(row, column, f"{row}.{column}" if column < 4 else row * column)
    made.create_sheet("底稿")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def cell(book, row, column, sheet=FORM):
    return book.Worksheets.Item(sheet)._cell((row, column))


def held(book, row, column):
    one = cell(book, row, column)
    return one.value, one.formula, one.number_format


def write(desktop, *edits, note=None):
    """Writes into the active workbook; gives the note."""
    note = desktop.workbook.read().note if note is None else note
    desktop.workbook.write(edits, note)
    return note
