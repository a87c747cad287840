"""Word 表格 (word tables): canvases as tables of a .docx, merged with gridSpan and vMerge."""

from __future__ import annotations

import io
from typing import Any, Dict, Sequence, Tuple
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from support.cases import Case
from support.layouts.book import Layout, Placed
from support.layouts.canvas import Canvas, Slot
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
    starts = {(slot.row, slot.column): slot for slot in canvas.slots}
    # python-docx merges cells one by one and searches the table each time; the XML itself is simple
    lines = "".join(f"<w:tr>{_row(starts, canvas, row, columns)}</w:tr>" for row in range(1, rows + 1))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = '<w:gridCol w:w="900"/>' * columns
    document.element.body.insert(
        len(document.element.body) - 1,
        parse_xml(
            f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
        ),
    )
    table = f"T{number}"
    return {slot.path: (table, f"{table}R{slot.row}C{slot.column}") for slot in canvas.slots if slot.path}


def _row(starts: Dict[Tuple[int, int], Slot], canvas: Canvas, row: int, columns: int) -> str:
    above = {slot.column: slot for slot in canvas.slots if slot.rows > 1 and slot.row < row < slot.row + slot.rows}
    cells, column = [], 1
    while column <= columns:
        slot = starts.get((row, column)) or above.get(column)
        if slot is None:
            cells.append(_cell("", 1, ""))
            column += 1
            continue
        merge = "" if slot.rows == 1 else '<w:vMerge w:val="restart"/>' if slot.row == row else "<w:vMerge/>"
        cells.append(_cell(slot.value if slot.row == row else "", slot.columns, merge))
        column += slot.columns
    return "".join(cells)


def _cell(text: str, span: int, merge: str) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:tc><w:tcPr>{wide}{merge}</w:tcPr><w:p><w:r>{runs}</w:r></w:p></w:tc>"
