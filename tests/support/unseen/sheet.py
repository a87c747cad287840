"""手写的表 (hand-written tables): rows of cells with marks for merges, as a workbook or a Word document."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.utils import get_column_letter

LEFT, UP = "<", "^"  # a cell merged with the one at its left, with the one above
SAME = object()
Rows = Sequence[Sequence[Any]]
#: findings about the choice of the rule, told once for each form
ABOUT_RULES = ("profile.fallback", "profile.outdated")


@dataclass(frozen=True)
class Cell:
    """一格: what is typed, and what the rules of RULES.md say about it.

    Args:
        value: what the published form prints.
        figure: whether it is a computed figure: blank in the empty form.
        fill: what must be filled in; SAME the printed value, None nothing.
        finding: the code of the error or warning that the printed value deserves.
        undecided: whether the points are left to a person.
        percent: whether the cell is a percent cell.
    """

    value: Any
    figure: bool = False
    fill: Any = SAME
    finding: str = ""
    undecided: bool = False
    percent: bool = False


def fig(value: Any, fill: Any = SAME, finding: str = "") -> Cell:
    """算出的数: printed, what the rules give (None: nothing), the finding it deserves."""
    return Cell(value, True, fill, finding, percent=False)


def rate(value: float, fill: Any = SAME, finding: str = "") -> Cell:
    """算出的率, in a percent cell."""
    return Cell(value, True, fill, finding, percent=True)


def percent(value: float) -> Cell:
    """填报的百分数单元格."""
    return Cell(value, percent=True)


def open_(value: Any) -> Cell:
    """人工评定的分数: stays blank, with a hint where it is printed."""
    return Cell(value, True, None, undecided=True)


def odd(value: Any, finding: str) -> Cell:
    """不由系统填写、但应当提出问题的一格."""
    return Cell(value, finding=finding)


@dataclass
class Table:
    """一张手写的表.

    Args:
        name: what is special about it.
        sheets: sheet name -> rows. hidden: sheet name -> hidden columns.
        kinds: the kinds of the forms, in order. profile: the rule asked for; rule: the rule it must be computed by.
        year: the year of the forms. unit: the money unit. word: built as a .docx (checked only).
        near: how many tables are almost a form. facts: attributes of the first form.
    """

    name: str
    sheets: Dict[str, Rows]
    kinds: Tuple[str, ...] = ("project",)
    profile: str = ""
    rule: str = "cn/national"
    year: Optional[int] = None
    unit: str = "万元"
    hidden: Dict[str, Sequence[int]] = field(default_factory=dict)
    word: bool = False
    facts: Dict[str, Any] = field(default_factory=dict)
    file: str = "自评表"

    def cells(self) -> Iterator[Tuple[str, str, Cell]]:
        """有说明的各格: (sheet, address, cell)."""
        for number, (name, rows) in enumerate(self.sheets.items(), 1):
            for y, row in enumerate(rows, 1):
                for x, value in enumerate(row, 1):
                    if isinstance(value, Cell):
                        where = f"T{number}R{y}C{x}" if self.word else f"{get_column_letter(x)}{y}"
                        yield (f"表{number}" if self.word else name), where, value

    @property
    def filled(self) -> Dict[Tuple[str, str], Any]:
        """应填的各格."""
        found = {}
        for sheet, where, cell in self.cells():
            if cell.figure and cell.fill is not None:
                found[sheet, where] = cell.value if cell.fill is SAME else cell.fill
        return found

    @property
    def findings(self) -> set:
        """应提出的问题: (sheet, address, code)."""
        return {(sheet, where, cell.finding) for sheet, where, cell in self.cells() if cell.finding}

    @property
    def undecided(self) -> set:
        """人工评定的各格."""
        return {(sheet, where) for sheet, where, cell in self.cells() if cell.undecided}

    @property
    def suffix(self) -> str:
        """文件的种类."""
        return ".docx" if self.word else ".xlsx"

    def data(self, printed: bool) -> bytes:
        """文件内容: as published, or with the computed cells empty."""
        return _document(self, printed) if self.word else _workbook(self, printed)


def _value(cell: Any, printed: bool) -> Any:
    if isinstance(cell, Cell):
        return None if cell.figure and not printed else cell.value
    return cell


def blocks(rows: Rows) -> List[Tuple[int, int, int, int]]:
    """合并区域: (top, left, bottom, right), from 1."""
    anchors: Dict[Tuple[int, int], Tuple[int, int]] = {}
    for y, row in enumerate(rows, 1):
        for x, value in enumerate(row, 1):
            if value == LEFT and isinstance(value, str):
                anchors[y, x] = anchors[y, x - 1]
            elif value == UP and isinstance(value, str):
                anchors[y, x] = anchors[y - 1, x]
            else:
                anchors[y, x] = (y, x)
    found: Dict[Tuple[int, int], Tuple[int, int]] = {}
    for (y, x), anchor in anchors.items():
        bottom, right = found.get(anchor, anchor)
        found[anchor] = (max(bottom, y), max(right, x))
    return [(*start, *end) for start, end in found.items() if start != end]


def _workbook(table: Table, printed: bool) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in table.sheets.items():
        sheet = book.create_sheet(name)
        for y, row in enumerate(rows, 1):
            for x, given in enumerate(row, 1):
                value = _value(given, printed)
                if isinstance(value, str) and value in (LEFT, UP):
                    continue
                cell = sheet.cell(y, x)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # "=13套" is text, no formula
                if isinstance(value, (datetime.date, datetime.datetime)):
                    cell.number_format = "yyyy/m/d"
                if isinstance(given, Cell) and given.percent:
                    cell.number_format = "0.00%"
        for top, left, bottom, right in blocks(rows):
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for column in table.hidden.get(name, ()):
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text(given: Any, printed: bool) -> str:
    value = _value(given, printed)
    if value is None:
        return ""
    if isinstance(given, Cell) and given.percent:
        return f"{value:.2%}"
    return str(value)


def _document(table: Table, printed: bool) -> bytes:
    document = docx.Document()
    for name, rows in table.sheets.items():
        document.add_paragraph(name)
        wide = max(len(row) for row in rows)
        merged = {(top, left): (bottom, right) for top, left, bottom, right in blocks(rows)}
        lines = []
        for y, row in enumerate(rows, 1):
            cells, x = [], 1
            while x <= wide:
                given = row[x - 1] if x <= len(row) else None
                start = next(((t, le) for (t, le), (b, r) in merged.items() if t <= y <= b and le <= x <= r), None)
                bottom, right = merged[start] if start is not None else (y, x)
                span = right - x + 1
                top = start[0] if start is not None else y
                mark = "" if top == bottom else '<w:vMerge w:val="restart"/>' if top == y else "<w:vMerge/>"
                text = "" if top != y else _text(given, printed)
                paragraphs = "".join(
                    f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
                )
                cells.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{mark}</w:tcPr>{paragraphs}</w:tc>')
                x = right + 1
            lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
        grid = '<w:gridCol w:w="900"/>' * wide
        xml = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
        document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
