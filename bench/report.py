"""生成报告 (rendering reports) against docxtpl, on the same template with the same data."""

from __future__ import annotations

import io
from typing import Any, Callable, Dict, List

import docx
import docxtpl
import openpyxl
from openpyxl.styles import Border, Side

from addin.narrative.attach.blocks import table_blocks
from addin.narrative.attach.sheet_look import looks_of
from addin.narrative.engine import Template
from addin.package.reading import open_workbook

from .measure import Timing, alone, interleaved
from .report_template import report_data, report_template

REPORTS = 50
ROWS = 2_000


def _docxtpl(template: bytes, data: Dict[str, Any]) -> bytes:
    """What its manual says: a template is read for each document that is made of it."""
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render(data, autoescape=True)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _row(name: str, time: Timing, against: Timing) -> List[str]:
    return [name, time.text, f"{against.median / time.median:,.1f}"]


def against_docxtpl(rows: int = 20, rounds: int = 15) -> List[List[str]]:
    """一份报告: rendered from a template that is loaded; and with loading it."""
    template, data = report_template(), report_data(rows)
    loaded = Template.load(template, "报告.docx")
    work: Dict[str, Callable[[], Any]] = {
        "jixiao，模板已读入": lambda: loaded.render(data),
        "jixiao，含读入、检查、编译模板": lambda: Template.load(template, "报告.docx").render(data),
        "docxtpl": lambda: _docxtpl(template, data),
    }
    times = interleaved(work, rounds)
    return [_row(name, time, times["docxtpl"]) for name, time in times.items()]


def _many_ours(template: bytes, data: Dict[str, Any], count: int) -> None:
    loaded = Template.load(template, "报告.docx")
    for _ in range(count):
        loaded.render(data)


def _many_docxtpl(template: bytes, data: Dict[str, Any], count: int) -> None:
    for _ in range(count):
        _docxtpl(template, data)


def many(reports: int = REPORTS, rows: int = ROWS) -> List[List[str]]:
    """多份报告、长表: each in a process of its own, with its peak memory."""
    found = []
    for name, count, length in ((f"{reports} 份报告", reports, 20), (f"1 份，两个 {rows:,} 行的表", 1, rows)):
        template, data = report_template(), report_data(length)
        ours = alone(_many_ours, template, data, count)
        theirs = alone(_many_docxtpl, template, data, count)
        found.append([
            name, f"{ours.seconds:.2f} s", ours.memory, f"{theirs.seconds:.2f} s", theirs.memory,
            f"{theirs.seconds / ours.seconds:.1f}",
        ])  # fmt: skip
    return found


def _sheet(rows: int) -> bytes:
    """A table of subjects with lines around its cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    for at in range(rows):
        sheet.append([f"20{at:05d}", f"科目{at}", at * 7.5, at * 7.1, 0, "人员经费 & 公用经费"])
    line = Border(*(Side("thin") for _ in range(4)))
    for row in sheet.iter_rows():
        for cell in row:
            cell.border = line
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _attached(workbook: bytes) -> None:
    grid = open_workbook(workbook).grids()[0]
    table_blocks(grid, looks_of(workbook)[grid.name], 8844)


def _by_python_docx(workbook: bytes) -> None:
    """The texts alone: no spans, lines, widths or heights."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    table = docx.Document().add_table(sheet.max_row, sheet.max_column)
    for row, values in zip(table.rows, sheet.iter_rows(values_only=True)):
        for cell, value in zip(row.cells, values):
            cell.text = "" if value is None else str(value)


def attached(rows: int = ROWS) -> List[List[str]]:
    """附表: a sheet of many rows as a Word table, from the workbook's bytes on."""
    workbook = _sheet(rows)
    ours, theirs = alone(_attached, workbook), alone(_by_python_docx, workbook)
    return [[
        f"{rows:,} 行 × 6 列", f"{ours.seconds:.2f} s", ours.memory, f"{theirs.seconds:.2f} s", theirs.memory,
        f"{theirs.seconds / ours.seconds:.1f}",
    ]]  # fmt: skip
