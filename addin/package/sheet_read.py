"""读取工作表 (reading a sheet): the XML of one worksheet becomes a Grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, FrozenSet, Iterable, Iterator, List, Optional, Sequence, Tuple

from .. import grid as grids
from ..grid import Cell, Grid, Position, Range, Value
from ..number_format import shown
from . import xml
from .cell_read import CellReader
from .formula_groups import FormulaGroups
from .parts import MAIN, STRICT_MAIN, Parts, SheetPart
from .shared_strings import rich_text
from .sheet_problems import Place
from .styled_cells import StyledCellFilter
from .styles_read import DEFAULT, Style

#: cells with content in one workbook; beyond it the memory of a small office machine is at risk
MAX_CELLS = 250_000
#: cells without content that are kept for their style, on one sheet
MAX_STYLED = 200_000
#: different contents remembered while one sheet is read
MAX_KNOWN = 1 << 14
#: merged ranges of one sheet
MAX_MERGES = 100_000

_SPACES = (MAIN, STRICT_MAIN)
#: the elements of a sheet that are looked at
TAGS = [f"{{{space}}}{name}" for space in _SPACES for name in ("row", "col", "mergeCell", "sheetProtection")]
_CELLS = frozenset(f"{{{space}}}c" for space in _SPACES)
_VALUES, _FORMULAS, _INLINE = (frozenset(f"{{{space}}}{name}" for space in _SPACES) for name in ("v", "f", "is"))

#: a cell as stored: its type, the texts of v, is and f, its style number; and whether it is hidden
_Stored = Tuple[str, Optional[str], Optional[str], Optional[str], Optional[str], bool]


@dataclass
class Context:
    """读取环境: what the sheets of one workbook share.

    ``cells`` counts down what may still be read; ``known`` are cells that were met before, by their spelling.
    """

    parts: Parts
    strings: Sequence[str]
    styles: Sequence[Style]
    date1904: bool
    cells: int = MAX_CELLS
    known: Dict[Any, Cell] = field(default_factory=dict, init=False)


def read_sheet(context: Context, sheet: SheetPart) -> Grid:
    """读取工作表: one worksheet as a Grid.

    Args:
        context: the workbook's texts, styles and date system.
        sheet: which one.

    Raises:
        PackageProblem: ``sheet.broken``, ``sheet.too-large``, ``cell.outside``, ``part.missing``, ``xml.*``, ``zip.*``.
    """
    parts = context.parts
    part = parts.member(sheet.part)
    left = context.cells
    stream = StyledCellFilter(parts.container.open(part))
    reader = SheetReader(context, sheet)
    for element in xml.ends(stream, TAGS, part, parts.path):
        reader.take(element)
        if reader.implied and stream.removed:
            break
    else:
        return reader.finish()
    # cells without an address count from those before them: read again with every one of them there
    context.cells = left
    reader = SheetReader(context, sheet)
    for element in xml.ends(parts.container.open(part), TAGS, part, parts.path):
        reader.take(element)
    return reader.finish()


class SheetReader:
    """工作表读取器: collects one sheet's cells while its XML streams past."""

    def __init__(self, context: Context, sheet: SheetPart) -> None:
        self.context = context
        self.place = Place(sheet.name, context.parts.path)
        self.grid = Grid(sheet.name, hidden=sheet.state != "visible", date1904=context.date1904)
        self.formulas = FormulaGroups(self.place)
        self.values = CellReader(self.place, context.strings, context.date1904)
        self.row = self.rows = self.styled = 0
        self.implied = False
        self.hidden_rows: List[int] = []
        self.hidden_columns: FrozenSet[int] = frozenset()
        self.columns: Dict[str, int] = {}
        self.blank: Dict[Tuple[Style, bool], Cell] = {}
        self.known: Dict[_Stored, Cell] = {}

    def take(self, element: Any) -> None:
        """收下一个元素: one of TAGS, in the order of the document."""
        kind = xml.local(element.tag)
        if kind == "row":
            if not _in_choice(element):
                self._row(element)
        elif kind == "col":
            self._column(element)
        elif kind == "mergeCell":
            self._merge(element)
        elif xml.flag(element.get("sheet")):
            hashed = element.get("hashValue") or (element.get("password") or "").strip("0")
            self.grid.protection = "password" if hashed else "open"

    def finish(self) -> Grid:
        """读完: the grid."""
        self.formulas.finish(self.grid.cells)
        self.grid.hidden_rows = frozenset(self.hidden_rows)
        self.grid.hidden_columns = self.hidden_columns
        return self.grid

    def _style(self, index: Optional[str]) -> Style:
        styles = self.context.styles
        if not index:
            return styles[0]
        return styles[int(index)] if index.isascii() and index.isdigit() and int(index[:9]) < len(styles) else DEFAULT

    def _column(self, element: Any) -> None:
        first, last = self._integer(element, "min"), self._integer(element, "max")
        if not 1 <= first <= last <= grids.MAX_COLUMN or len(self.grid.column_defaults) >= grids.MAX_COLUMN:
            raise self.place.broken("", f"列定义 {first}–{last} 不在 1–{grids.MAX_COLUMN} 内，或重复")
        hidden = xml.flag(element.get("hidden"))
        if hidden:
            self.hidden_columns |= frozenset(range(first, last + 1))
        if element.get("style") or hidden:
            self.grid.column_defaults.append((first, last, self._blank(self._style(element.get("style")), hidden)))

    def _integer(self, element: Any, name: str) -> int:
        text = element.get(name, "")
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise self.place.broken("", f"{xml.local(element.tag)} 的 {name} 应为整数，实际为 {text[:20]!r}")
        return int(text)

    def _merge(self, element: Any) -> None:
        reference = element.get("ref", "")
        try:
            merged = Range.parse(reference)
        except ValueError as cause:
            raise self.place.broken("", f"合并区域 {reference[:40]!r} 无法识别") from cause
        if len(self.grid.merges) >= MAX_MERGES:
            raise self.place.too_large(f"合并区域超过 {MAX_MERGES:,} 个")
        if (merged.top, merged.left) != (merged.bottom, merged.right):
            self.grid.merges.append(merged)

    def _blank(self, style: Style, hidden: bool) -> Cell:
        """Cells without content share one object for each style: there can be very many."""
        cell = self.blank.get((style, hidden))
        if cell is None:
            cell = Cell(number_format=style.number_format, locked=style.locked, hidden=hidden)
            self.blank[style, hidden] = cell
        return cell

    def _row(self, element: Any) -> None:
        number = element.get("r")
        self.row = self._integer(element, "r") if number else self.row + 1
        self.implied = self.implied or not number
        self.rows += 1
        if not 1 <= self.row <= grids.MAX_ROW or self.rows > grids.MAX_ROW:
            raise self.place.outside(f"第 {self.row} 行")
        hidden = xml.flag(element.get("hidden"))
        if hidden:
            self.hidden_rows.append(self.row)
        if element.get("s") and xml.flag(element.get("customFormat")):
            self.grid.row_defaults[self.row] = self._blank(self._style(element.get("s")), hidden)
        self.row_cells(element, hidden)

    def row_cells(self, element: Any, hidden: bool) -> None:
        """一行的单元格: of row ``self.row``; ``hidden`` when the row is."""
        column = 0
        for child in _cells(element):
            reference = child.get("r")
            if reference:
                row, column = self._position(reference)
            else:
                row, column, self.implied = self.row, column + 1, True
                if column > grids.MAX_COLUMN:
                    raise self.place.outside(f"第 {row} 行")
            self._cell(child, row, column, hidden or column in self.hidden_columns)

    def _position(self, reference: str) -> Position:
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            if not (letters.isascii() and letters.isalpha() and len(letters) <= 3) or letters == reference:
                raise self.place.broken("", f"单元格地址 {reference[:20]!r} 无法识别")
            column = self.columns[letters] = grids.column_number(letters)
        digits = reference[len(letters) :]
        row = int(digits) if 0 < len(digits) < 9 else 0
        if not 1 <= row <= grids.MAX_ROW or column > grids.MAX_COLUMN:
            raise self.place.outside(reference[:20])
        return row, column

    def _cell(self, element: Any, row: int, column: int, hidden: bool) -> None:
        raw: Optional[str] = None
        formula: Optional[str] = None
        inline: Optional[str] = None
        for child in element:
            tag = child.tag
            if tag in _VALUES:
                raw = child.text or ""
            elif tag in _FORMULAS:
                formula = self.formulas.formula(child, row, column)
            elif tag in _INLINE:
                inline = rich_text(child)
        cells, where, index = self.grid.cells, (row, column), element.get("s")
        # cells that hold and show the same share one object: columns repeat themselves
        key = (element.get("t", "n"), raw, inline, formula, index, hidden)
        cell = self.known.get(key)
        if cell is None:
            cell = self._content(key, row, column)
            if cell.value is None and formula is None:
                if index and self.styled < MAX_STYLED and where not in cells:
                    self.styled += 1
                    cells[where] = self._blank(self._style(index), hidden)
                return
            if len(self.known) < MAX_KNOWN:
                self.known[key] = cell
        before = cells.get(where)
        if before is not None and not before.is_blank:
            raise self.place.broken_cell(row, column, "同一单元格出现两次")
        self.context.cells -= 1
        if self.context.cells < 0:
            raise self.place.too_large(f"工作簿有内容的单元格超过 {MAX_CELLS:,} 个")
        cells[where] = cell

    def _content(self, key: _Stored, row: int, column: int) -> Cell:
        kind, raw, inline, formula, index, hidden = key
        style = self._style(index)
        code = style.number_format
        value: Value = inline if kind == "inlineStr" else None
        if value is None and raw is not None:
            value = self.values.value(kind, raw, row, column, code)
        text = value if type(value) is str and code in ("General", "@") else shown(value, code, self.context.date1904)
        return Cell(value, text, formula, code, style.locked, hidden)


def _cells(row: Any) -> Iterable[Any]:
    """The cells of a row, those inside an mc:Fallback too."""
    return row if all(child.tag in _CELLS for child in row) else _chosen_cells(row)


def _chosen_cells(row: Any) -> Iterator[Any]:
    return (child for child in xml.children(row) if child.tag in _CELLS)


def _in_choice(element: Any) -> bool:
    return any(one.tag == f"{{{xml.MC}}}Choice" for one in element.iterancestors())
