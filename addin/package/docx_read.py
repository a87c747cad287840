"""读取 Word 表格 (reading Word tables): each table of a .docx becomes a Grid named 表1, 表2 …

Columns are those of the table's own grid, so a cell that spans three of them takes three; ``T2R3C5`` is table 2,
row 3, column 5 of that grid. Up to three paragraphs right above a table stand on top of it as rows of their own,
for that is where Word forms have their title; their address is the table's (``T2``).
"""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

from ..grid import MAX_COLUMN, Cell, Grid, Range
from . import xml
from .docx_text import inside, paragraph_text, value_of
from .parts import Parts
from .problems import PackageProblem
from .reading import WorkbookFile

TITLE_ROWS = 3
MAX_CELLS = 400_000
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


def open_docx(parts: Parts, data: bytes, path: str) -> WorkbookFile:
    """打开 Word 文档: its tables as grids, for reading only.

    Raises:
        PackageProblem: ``docx.broken``, ``docx.no-table``, ``sheet.too-large``, ``xml.*`` or ``zip.*``.
    """
    root = parts.root(parts.main)
    if xml.namespace(root.tag) not in _NAMESPACES:
        raise PackageProblem(
            "docx.broken",
            f"文档的命名空间 {xml.namespace(root.tag)!r} 不是 Word 2007 以后的格式。请用 Word、WPS 打开后另存为 .docx。",
            path,
        )
    tables = [
        table
        for table in root.iter(*(f"{{{space}}}tbl" for space in _NAMESPACES))
        if not any(xml.local(one.tag) in ("Fallback", "del", "moveFrom") for one in table.iterancestors())
    ]
    if not tables:
        raise PackageProblem("docx.no-table", "Word 文档里没有表格。请核对是否选对了文件。", path)
    grids = {f"表{number}": (number, table) for number, table in enumerate(tables, 1)}

    def load(name: str) -> Grid:
        number, table = grids[name]
        return _TableReader(name, number, path).read(table)

    return WorkbookFile(
        kind="docx",
        path=path,
        data=data,
        sheets=tuple(grids),
        load=load,
        writable=False,
        why_not_writable="Word 文档只能读取和校验，不能写入。请按发现逐项修改，或改用 Excel 表格。",
        parts=parts,
    )


class _TableReader:
    """Collects the cells of one table."""

    def __init__(self, name: str, number: int, path: str) -> None:
        self.grid = Grid(name, writable=False)
        self.number, self.path = number, path
        self.spans: Dict[Tuple[int, int], Tuple[int, int]] = {}  # top-left -> (rows, columns)
        self.open: Dict[int, Tuple[int, int]] = {}  # column -> top-left of the vertical merge that is open there

    def read(self, table: Any) -> Grid:
        titles = _titles(table)
        top = len(titles)
        rows = [row for row in inside(table) if xml.local(row.tag) == "tr" and not _deleted(row)]
        width = 1
        for number, row in enumerate(rows, 1):
            width = max(width, self._row(row, number, top))
        for at, title in enumerate(titles, 1):
            self.grid.cells[at, 1] = Cell(title, title)
            self.grid.addresses[at, 1] = f"T{self.number}"
            if width > 1:
                self.grid.merges.append(Range(at, 1, at, width))
        for (row_at, column), (height, span) in self.spans.items():
            if height > 1 or span > 1:
                self.grid.merges.append(Range(row_at, column, row_at + height - 1, column + span - 1))
        return self.grid

    def _row(self, row: Any, number: int, top: int) -> int:
        """Read one row; returns its last grid column."""
        at, column, still_open = top + number, 1, {}
        for properties in row:
            if xml.local(properties.tag) == "trPr":
                column += sum(self._count(one) for one in properties if xml.local(one.tag) == "gridBefore")
        joined = None
        for cell in inside(row):
            if xml.local(cell.tag) != "tc":
                continue
            span, vertical, horizontal = self._properties(cell)
            if column + span - 1 > MAX_COLUMN or len(self.grid.cells) >= MAX_CELLS:
                raise PackageProblem(
                    "sheet.too-large",
                    f"Word 文档的表{self.number}第 {number} 行：表格过大，不像绩效表。请核对文件。",
                    self.path,
                )
            if horizontal == "continue" and joined is not None:
                height, wide = self.spans[joined]
                self.spans[joined] = (height, wide + span)
                column += span
                continue
            above = self.open.get(column)
            if vertical == "continue" and above is not None and self.spans[above][1] == span:
                height, wide = self.spans[above]
                self.spans[above] = (height + 1, wide)
                still_open[column] = above
                joined = None
            else:
                where = (at, column)
                joined = where
                self.spans[where] = (1, span)
                if vertical:
                    still_open[column] = where
                text = _cell_text(cell)
                self.grid.cells[where] = Cell(text or None, text)
                self.grid.addresses[where] = f"T{self.number}R{number}C{column}"
            column += span
        self.open = still_open
        return column - 1

    def _properties(self, cell: Any) -> Tuple[int, str, str]:
        """Columns spanned, then vertical and horizontal merge: "", restart or continue."""
        span, vertical, horizontal = 1, "", ""
        for properties in cell:
            if xml.local(properties.tag) != "tcPr":
                continue
            for one in properties:
                kind = xml.local(one.tag)
                if kind == "gridSpan":
                    span = max(self._count(one), 1)
                elif kind == "vMerge":
                    vertical = value_of(one) or "continue"
                elif kind == "hMerge":
                    horizontal = value_of(one) or "continue"
        return span, vertical, horizontal

    def _count(self, element: Any) -> int:
        text = value_of(element)
        if not (text.isascii() and text.isdigit() and int(text[:9]) <= MAX_COLUMN):
            raise PackageProblem(
                "docx.broken",
                f"Word 文档的表{self.number}：{xml.local(element.tag)} 的值 {text[:20]!r} 无效，文档已损坏。请用 Word、WPS 打开修复后另存。",
                self.path,
            )
        return int(text)


def _cell_text(cell: Any) -> str:
    """The paragraphs of a cell, joined by newlines; a nested table has a grid of its own."""
    lines = [paragraph_text(one) for one in inside(cell) if xml.local(one.tag) == "p"]
    return "\n".join(lines).strip()


def _deleted(row: Any) -> bool:
    return any(
        xml.local(one.tag) == "del" for properties in row if xml.local(properties.tag) == "trPr" for one in properties
    )


def _titles(table: Any) -> List[str]:
    """The paragraphs right above a table, in reading order; those above an earlier table do not count."""
    found: List[str] = []
    node = table
    while len(found) < TITLE_ROWS:
        before = node.getprevious()
        if before is None:
            node = node.getparent()
            if node is None or xml.local(node.tag) not in ("sdt", "sdtContent", "ins", "customXml"):
                break
            continue
        node = before
        kind = xml.local(node.tag)
        if kind == "tbl" or (kind == "sdt" and any(xml.local(one.tag) == "tbl" for one in node.iter())):
            break
        if kind in ("p", "sdt"):
            paragraphs = [node] if kind == "p" else [one for one in node.iter() if xml.local(one.tag) == "p"]
            found.extend(text for text in (paragraph_text(one).strip() for one in reversed(paragraphs)) if text)
    return found[:TITLE_ROWS][::-1]
