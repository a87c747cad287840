"""Word 表格 (word tables): canvases as tables of a .docx, merged with gridSpan and vMerge."""

from __future__ import annotations

import io
from typing import Any, Dict, Sequence, Tuple

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from support.cases import Case
from support.layouts.book import Layout, Placed
from support.layouts.canvas import Canvas
from support.layouts.draw import draw
from support.layouts.look import Look


def build_word(cases: Sequence[Case], look: Look) -> Layout:
    """每张表一个 Word 表格, in one document.

    The addresses of the truth are ``T1R2C3``: table, row, grid column, all from 1.
    """
    document = docx.Document()
    forms = []
    for number, case in enumerate(cases, 1):
        canvas = draw(case, look)
        if look.title_outside:
            canvas = _lift_title(document, canvas)
        truth = _write_table(document, canvas, number)
        document.add_paragraph("")
        forms.append(Placed(case, look, f"T{number}", truth))
    buffer = io.BytesIO()
    document.save(buffer)
    return Layout(look.name, ".docx", buffer.getvalue(), forms)


def _lift_title(document: Any, canvas: Canvas) -> Canvas:
    titles = [slot for slot in canvas.slots if slot.style in ("title", "year")]
    for slot in sorted(titles, key=lambda slot: slot.row):
        paragraph = document.add_paragraph(slot.value)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    rest = Canvas([slot for slot in canvas.slots if slot not in titles])
    return rest.moved(-len({slot.row for slot in titles}), 0)


def _write_table(document: Any, canvas: Canvas, number: int) -> Dict[str, Tuple[str, str]]:
    rows, columns = canvas.size
    table = document.add_table(rows=rows, cols=columns)
    table.style = "Table Grid"
    grid = [list(row.cells) for row in table.rows]
    truth: Dict[str, Tuple[str, str]] = {}
    for slot in canvas.slots:
        cell = grid[slot.row - 1][slot.column - 1]
        if slot.rows * slot.columns > 1:
            cell = cell.merge(grid[slot.row + slot.rows - 2][slot.column + slot.columns - 2])
        cell.text = slot.value
        if slot.path:
            truth[slot.path] = (f"T{number}", f"T{number}R{slot.row}C{slot.column}")
    return truth
