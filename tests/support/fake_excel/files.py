"""Workbooks of the stand-in for Excel from and to files, read and written by openpyxl: not by the code under test."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from functools import lru_cache

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment as FileComment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from support.fake_excel import books
from support.fake_excel.cells import NONE, SOLID, Comment
from support.fake_excel.typed import ERROR_TEXTS, ERRORS, FACILITY

from addin.grid import Range as Area
from addin.package.draft import Draft
from addin.package.format_builtin import BUILTIN
from addin.package.note import parse_note, write_note

#: what Excel's NumberFormat says for the system's short date, in any language
_SHORT_DATES = {14: "m/d/yyyy", 22: "m/d/yyyy h:mm"}
_SUFFIX_FORMATS = {".xlsx": 51, ".xlsm": 52, ".xls": 56}


def load(app, path):
    """A file as an open workbook."""
    with open(path, "rb") as stream:
        source = stream.read()
    book = books.Workbook(app, os.path.basename(path), path, source)
    book._format = _SUFFIX_FORMATS[os.path.splitext(path)[1].lower()]
    _fill(book, source)
    return book


def blank(app):
    """A new workbook."""
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    book = books.Workbook(app, "工作簿1", "", made.getvalue())
    _fill(book, made.getvalue())
    return book


@lru_cache(maxsize=16)
def _read(source):
    """The workbook twice, with its formulas and with their values; nobody changes them."""
    return openpyxl.load_workbook(io.BytesIO(source)), openpyxl.load_workbook(io.BytesIO(source), data_only=True)


def _fill(book, source):
    formulas, values = _read(source)
    book._date1904 = formulas.epoch == CALENDAR_MAC_1904
    book._structure = bool(formulas.security and formulas.security.lockStructure)
    for sheet in formulas.worksheets:
        book._sheets.append(_sheet(book, sheet, values[sheet.title], formulas.epoch))
    for chart in formulas.chartsheets:
        book._sheets.append(books.ChartSheet(book, chart.title))
    book._active = book.Worksheets.Item(min(formulas.index(formulas.active), len(formulas.worksheets) - 1) + 1)
    for name, defined in formulas.defined_names.items():
        book._names.append(books.Name(book._app, book._names, name, "=" + (defined.attr_text or "")))
    for sheet in formulas.worksheets:
        for name, defined in sheet.defined_names.items():
            quoted = f"'{sheet.title}'!{name}"
            book._names.append(books.Name(book._app, book._names, quoted, "=" + (defined.attr_text or "")))
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        for name in package.namelist():
            if name.startswith("customXml/item") and "Props" not in name:
                text = package.read(name).decode("utf-8")
                text = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
                book._parts.append(books.XmlPart(book._app, book._parts, text))


def _sheet(book, sheet, values, epoch):
    made, looks = books.Worksheet(book, sheet.title), {}
    made._visible = {"visible": -1, "hidden": 0}.get(sheet.sheet_state, 2)
    made._merges = [Area(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    for (row, column), cell in sheet._cells.items():
        target = made._cell((row, column))
        if not hasattr(cell, "_style"):
            continue
        # openpyxl is slow to say what a style is: cells share them
        key = tuple(cell._style)
        if key not in looks:
            looks[key] = _look(cell)
        vars(target).update(looks[key])
        if getattr(cell, "comment", None):
            target.comment = Comment(book._app, target, cell.comment.text, cell.comment.author or "")
        raw = getattr(cell, "value", None)
        if isinstance(raw, ArrayFormula):
            area = Area.parse(raw.ref)
            for where in [(r, c) for r in range(area.top, area.bottom + 1) for c in range(area.left, area.right + 1)]:
                made._cell(where).formula = raw.text if raw.text.startswith("=") else "=" + raw.text
                made._cell(where).array = area
        elif isinstance(raw, DataTableFormula):
            target.formula = "=TABLE()"
        elif cell.data_type == "f":
            target.formula = str(raw)
        cached = values._cells.get((row, column))
        target.value = _raw(getattr(cached, "value", None), getattr(cached, "data_type", "n"), epoch)
        if target.formula is not None and target.value is None:
            target.value = ""  # openpyxl drops an empty text; a formula of Excel's is never without a value
    for row, dimension in sheet.row_dimensions.items():
        if dimension.hidden:
            made._hidden_rows.add(row)
        if dimension.height:
            made._heights[row] = dimension.height
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or -1) + 1):
            made._widths[column] = dimension.width or 8.38
            if dimension.hidden:
                made._hidden_columns.add(column)
    protection = sheet.protection
    if protection.sheet:
        made._protected = True
        # openpyxl keeps the hash alone: whatever is tried, it is not the password
        made._password = "\0hashed" if protection.password or protection.hashValue else ""
        made._options = {
            "AllowFormattingCells": not protection.formatCells, "AllowFormattingRows": not protection.formatRows,
            "AllowFiltering": not protection.autoFilter, "AllowSorting": not protection.sort,
        }  # fmt: skip
    return made


def _look(cell):
    """What a style says of a cell."""
    look = {"number_format": _format(cell), "locked": cell.protection.locked}
    fill = cell.fill
    if fill.fill_type == "solid":
        look["pattern"] = SOLID
        if fill.fgColor.type == "rgb":
            rgb = fill.fgColor.rgb
            look["color"] = float(int(rgb[-2:] + rgb[-4:-2] + rgb[-6:-4], 16))
        elif fill.fgColor.type == "theme":
            look["theme"], look["tint"] = fill.fgColor.theme + 1, fill.fgColor.tint
    elif fill.fill_type:
        look["pattern"] = 17
    return look


def _format(cell):
    number = cell._style.numFmtId
    if number in _SHORT_DATES:
        return _SHORT_DATES[number]
    return BUILTIN.get(number, cell.number_format)


def _raw(value, kind, epoch):
    """What Value2 gives."""
    if value is None or isinstance(value, (str, bool)):
        if kind == "e":
            return FACILITY + ERRORS.get(value, 2015)
        return value
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta)):
        return float(to_excel(value, epoch))
    return float(value)


def to_bytes(book):
    """The workbook as it would be saved: the file it came from with everything that was changed since."""
    made = openpyxl.load_workbook(io.BytesIO(book._source), keep_vba=book._format == 52)
    loaded = books.Workbook(book._app, "", "", book._source)
    _fill(loaded, book._source)
    before = {sheet._name: sheet for sheet in loaded._sheets}
    present = [sheet for sheet in book._sheets if isinstance(sheet, books.Worksheet)]
    for name in set(made.sheetnames) - {sheet._name for sheet in book._sheets}:
        del made[name]
    for sheet in present:
        target = made[sheet._name] if sheet._name in made.sheetnames else made.create_sheet(sheet._name)
        old = before.get(sheet._name)
        for where, cell in sheet._cells.items():
            former = old._cells.get(where) if old is not None else None
            if former is None or _differs(cell, former):
                _write(target.cell(*where), cell)
    out = io.BytesIO()
    made.save(out)
    draft = Draft(out.getvalue(), "")
    for part in book._parts:
        write_note(draft, parse_note(part._text))
    return draft.to_bytes()


def _differs(cell, former):
    names = ("value", "formula", "number_format", "pattern", "color", "theme")
    return any(getattr(cell, name) != getattr(former, name) for name in names) or (
        (cell.comment and cell.comment._text) != (former.comment and former.comment._text)
    )


def _write(target, cell):
    value = cell.value
    if isinstance(target, MergedCell):
        return
    if cell.formula is not None:
        target.value = cell.formula
    elif type(value) is int:
        target.value = ERROR_TEXTS.get(value, "#VALUE!")
    else:
        target.value = value
        if isinstance(value, str):
            target.data_type = "s"
    target.number_format = {"m/d/yyyy": "mm-dd-yy"}.get(cell.number_format, cell.number_format)
    if cell.pattern == NONE:
        target.fill = PatternFill()
    elif cell.theme is None:
        number = int(cell.color)
        rgb = f"{number & 255:02X}{number >> 8 & 255:02X}{number >> 16 & 255:02X}"
        target.fill = PatternFill("solid", fgColor=rgb)
    target.comment = FileComment(cell.comment._text, cell.comment._author) if cell.comment else None
