"""读取工作表 (reading a sheet): the XML of one worksheet becomes a Grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from udfs.core.errors import CellError

from .. import grid as grids
from ..grid import Cell, Grid, Position, Range, Value
from . import xml
from .formula_shift import translate
from .number_format import is_date_format, is_elapsed_format, shown
from .parts import MAIN, STRICT_MAIN, Parts, SheetPart
from .problems import PackageProblem
from .serial_dates import from_serial
from .shared_strings import rich_text, unescape
from .styles_read import DEFAULT, Style

#: cells with content in one workbook; beyond it the memory of a small office machine is at risk
MAX_CELLS = 400_000
#: cells without content that are kept for their style, on one sheet
MAX_STYLED = 200_000
#: cells that the array formulas of one sheet may cover
_MAX_ARRAY_CELLS = 2_000_000

_TAGS = [
    f"{{{space}}}{name}" for space in (MAIN, STRICT_MAIN) for name in ("row", "col", "mergeCell", "sheetProtection")
]


@dataclass
class Context:
    """读取环境: what the sheets of one workbook share. ``cells`` counts down what may still be read."""

    parts: Parts
    strings: Sequence[str]
    styles: Sequence[Style]
    date1904: bool
    cells: int = MAX_CELLS


def read_sheet(context: Context, sheet: SheetPart) -> Grid:
    """读取工作表: one worksheet as a Grid.

    Args:
        context: the workbook's texts, styles and date system.
        sheet: which one.

    Raises:
        PackageProblem: ``sheet.broken``, ``sheet.too-large``, ``cell.outside``, ``part.missing``, ``xml.*``, ``zip.*``.
    """
    reader = _SheetReader(context, sheet)
    parts = context.parts
    part = parts.member(sheet.part)
    for element in xml.ends(parts.container.open(part), _TAGS, part, parts.path):
        reader.take(element)
    return reader.finish()


class _SheetReader:
    """Collects one sheet's cells while its XML streams past."""

    def __init__(self, context: Context, sheet: SheetPart) -> None:
        self.context, self.sheet = context, sheet
        self.grid = Grid(sheet.name, hidden=sheet.state != "visible")
        self.row = 0
        self.hidden_rows: List[int] = []
        self.hidden_columns: List[int] = []
        self.shared: Dict[str, Tuple[str, int, int]] = {}
        self.waiting: List[Tuple[Position, str]] = []
        self.arrays: List[Tuple[Range, str]] = []
        self.columns: Dict[str, int] = {}
        self.blank: Dict[Tuple[Style, bool], Cell] = {}
        self.styled = 0
        self.formats: Dict[str, bool] = {}
        self.hidden_column_set: frozenset[int] = frozenset()

    def take(self, element: Any) -> None:
        kind = xml.local(element.tag)
        if kind == "row":
            if not _in_choice(element):
                self._row(element)
            xml.release(element)
        elif kind == "col":
            self._column(element)
        elif kind == "mergeCell":
            self._merge(element)
            xml.release(element)
        elif xml.flag(element.get("sheet")):
            hashed = element.get("hashValue") or (element.get("password") or "").strip("0")
            self.grid.protection = "password" if hashed else "open"

    def finish(self) -> Grid:
        for where, index in self.waiting:
            formula = self._shared(index, *where)
            self.grid.cells[where] = _with_formula(self.grid.cells[where], formula or "")
        self._spread_arrays()
        self.grid.hidden_rows = frozenset(self.hidden_rows)
        self.grid.hidden_columns = frozenset(self.hidden_columns)
        return self.grid

    def _problem(self, code: str, place: str, message: str) -> PackageProblem:
        where = f"“{self.sheet.name}”!{place}" if place else f"工作表“{self.sheet.name}”"
        return PackageProblem(code, f"{where}：{message}", self.context.parts.path)

    def _broken(self, place: str, what: str) -> PackageProblem:
        return self._problem("sheet.broken", place, f"{what}，工作表已损坏。请用 Excel、WPS 打开修复后另存。")

    def _style(self, index: Optional[str]) -> Style:
        styles = self.context.styles
        if not index:
            return styles[0]
        return styles[int(index)] if index.isdigit() and int(index) < len(styles) else DEFAULT

    def _column(self, element: Any) -> None:
        first, last = self._integer(element, "min"), self._integer(element, "max")
        if not 1 <= first <= last <= grids.MAX_COLUMN:
            raise self._broken("", f"列定义 {first}–{last} 不在 1–{grids.MAX_COLUMN} 内")
        hidden = xml.flag(element.get("hidden"))
        if hidden:
            self.hidden_columns.extend(range(first, last + 1))
            self.hidden_column_set = frozenset(self.hidden_columns)
        if element.get("style"):
            self.grid.column_defaults.append((first, last, self._blank(self._style(element.get("style")), hidden)))

    def _integer(self, element: Any, name: str) -> int:
        text = element.get(name, "")
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise self._broken("", f"{xml.local(element.tag)} 的 {name} 应为整数，实际为 {text!r}")
        return int(text)

    def _merge(self, element: Any) -> None:
        reference = element.get("ref", "")
        try:
            merged = Range.parse(reference)
        except ValueError as cause:
            raise self._broken("", f"合并区域 {reference!r} 无法识别") from cause
        if (merged.top, merged.left) != (merged.bottom, merged.right):
            self.grid.merges.append(merged)

    def _blank(self, style: Style, hidden: bool) -> Cell:
        cell = self.blank.get((style, hidden))
        if cell is None:
            cell = Cell(number_format=style.number_format, locked=style.locked, hidden=hidden)
            self.blank[style, hidden] = cell
        return cell

    def _row(self, element: Any) -> None:
        self.row = self._integer(element, "r") if element.get("r") else self.row + 1
        if not 1 <= self.row <= grids.MAX_ROW:
            raise self._problem(
                "cell.outside", f"第 {self.row} 行", f"行号超出工作表范围（1–{grids.MAX_ROW}）。请核对文件来源。"
            )
        hidden = xml.flag(element.get("hidden"))
        if hidden:
            self.hidden_rows.append(self.row)
        if element.get("s") and xml.flag(element.get("customFormat")):
            self.grid.row_defaults[self.row] = self._blank(self._style(element.get("s")), hidden)
        column = 0
        cells = self.grid.cells
        for child in _cells(element):
            reference = child.get("r")
            row, column = self._position(reference) if reference else (self.row, column + 1)
            if column > grids.MAX_COLUMN:
                raise self._problem("cell.outside", f"第 {row} 行", "单元格超出最后一列 XFD。请核对文件来源。")
            where = (row, column)
            style = self._style(child.get("s"))
            cell = self._cell(child, where, style, hidden or column in self.hidden_column_set)
            if cell is None:
                if child.get("s") and self.styled < MAX_STYLED and where not in cells:
                    self.styled += 1
                    cells[where] = self._blank(style, hidden or column in self.hidden_column_set)
                continue
            if where in cells and not cells[where].is_blank:
                raise self._broken(grids.address(*where), "同一单元格出现两次")
            self.context.cells -= 1
            if self.context.cells < 0:
                raise self._problem(
                    "sheet.too-large",
                    "",
                    f"工作簿有内容的单元格超过 {MAX_CELLS:,} 个，不像绩效表。请只保留需要的工作表后再试。",
                )
            cells[where] = cell

    def _position(self, reference: str) -> Position:
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            if not (letters.isascii() and letters.isalpha() and len(letters) <= 3) or letters == reference:
                raise self._broken("", f"单元格地址 {reference!r} 无法识别")
            column = self.columns[letters] = grids.column_number(letters)
        digits = reference[len(letters) :]
        row = int(digits) if 0 < len(digits) < 9 else 0
        if not 1 <= row <= grids.MAX_ROW or column > grids.MAX_COLUMN:
            raise self._problem(
                "cell.outside", reference, "单元格地址超出工作表范围（A1–XFD1048576）。请用 Excel、WPS 打开修复后另存。"
            )
        return row, column

    def _cell(self, element: Any, where: Position, style: Style, hidden: bool) -> Optional[Cell]:
        """One cell; None when it holds nothing."""
        raw: Optional[str] = None
        formula: Optional[str] = None
        inline: Optional[str] = None
        pending = ""
        for child in element:
            name = xml.local(child.tag)
            if name == "v":
                raw = child.text or ""
            elif name == "f":
                formula, pending = self._formula(child, where)
            elif name == "is":
                inline = rich_text(child)
        kind = element.get("t", "n")
        if raw is None and inline is None and formula is None:
            return None
        value: Value
        if kind == "inlineStr" and inline is not None:
            value = inline
        else:
            value = self._value(kind, raw, where, style.number_format)
        if value is None and formula is None:
            return None
        if pending:
            self.waiting.append((where, pending))
        text = shown(value, style.number_format, self.context.date1904)
        return Cell(value, text, formula, style.number_format, style.locked, hidden)

    def _value(self, kind: str, raw: Optional[str], where: Position, code: str) -> Value:
        if raw is None:
            return None
        if kind == "s":
            text = raw.strip()
            if not text:
                return None
            if not (text.isascii() and text.isdigit() and len(text) < 10) or int(text) >= len(self.context.strings):
                raise self._broken(
                    grids.address(*where), f"共享字符串序号 {text!r} 不存在（共 {len(self.context.strings)} 条）"
                )
            return self.context.strings[int(text)]
        if kind in ("str", "inlineStr"):
            return unescape(raw)
        text = raw.strip()
        if not text:
            return None
        if kind == "n":
            return self._number(text, where, code)
        if kind == "b":
            return text.lower() in ("1", "true")
        if kind == "e":
            return CellError(text)
        if kind == "d":
            return self._iso_date(text, where)
        raise self._broken(grids.address(*where), f"单元格类型 {kind!r} 不存在")

    def _number(self, text: str, where: Position, code: str) -> Value:
        number: float
        try:
            if text.isdigit() and text.isascii() and len(text) < 16:
                number = int(text)
            else:
                number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or "_" in text:
            raise self._broken(grids.address(*where), f"数值 {text!r} 无法识别")
        is_date = self.formats.get(code)
        if is_date is None:
            is_date = self.formats[code] = is_date_format(code) and not is_elapsed_format(code)
        if not is_date:
            return number
        moment = from_serial(number, self.context.date1904)
        if moment is None:
            return number
        return moment.time() if 0 <= number < 1 else moment

    def _iso_date(self, text: str, where: Position) -> Value:
        text = text.rstrip("Zz")
        try:
            if "T" not in text and ":" in text:
                return time.fromisoformat(text)
            return datetime.fromisoformat(text)
        except ValueError as cause:
            raise self._broken(grids.address(*where), f"日期 {text!r} 无法识别") from cause

    def _formula(self, element: Any, where: Position) -> Tuple[Optional[str], str]:
        """The formula's text, and the number of a shared formula whose first cell was not seen yet."""
        kind = element.get("t", "normal")
        text = unescape(element.text or "").strip()
        text = text[1:] if text.startswith("=") else text
        if kind == "shared":
            index = element.get("si", "")
            if text:
                self.shared.setdefault(index, (text, *where))
                return text, ""
            known = self._shared(index, *where)
            return (known, "") if known is not None else ("", index or "?")
        if kind == "dataTable":
            inputs = [element.get(name, "") for name in ("r1", "r2") if element.get(name)]
            text = f"TABLE({','.join(inputs)})"
        if kind in ("array", "dataTable"):
            self._array(element.get("ref", ""), text, where)
            return text, ""
        return text or None, ""

    def _shared(self, index: str, row: int, column: int) -> Optional[str]:
        master = self.shared.get(index)
        return None if master is None else translate(master[0], row - master[1], column - master[2])

    def _array(self, reference: str, text: str, where: Position) -> None:
        if not reference:
            return
        try:
            area = Range.parse(reference)
        except ValueError as cause:
            raise self._broken(grids.address(*where), f"数组公式区域 {reference!r} 无法识别") from cause
        if (area.top, area.left) != (area.bottom, area.right):
            self.arrays.append((area, text))

    def _spread_arrays(self) -> None:
        """Members of an array formula or data table show its formula, as in the formula bar."""
        left = _MAX_ARRAY_CELLS
        cells = self.grid.cells
        for area, text in self.arrays:
            size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
            left -= min(size, len(cells))
            if left < 0:
                raise self._broken("", "数组公式区域互相重叠")
            if size <= len(cells):
                places: Any = (
                    (r, c) for r in range(area.top, area.bottom + 1) for c in range(area.left, area.right + 1)
                )
            else:
                places = [where for where in cells if where in area]
            for where in places:
                cell = cells.get(where)
                if cell is not None and cell.formula is None:
                    cells[where] = _with_formula(cell, text)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag.endswith("}c"):
            yield child
        elif child.tag == f"{{{xml.MC}}}AlternateContent":
            for one in xml.children(row):
                if xml.local(one.tag) == "c" and one.getparent() is not row:
                    yield one


def _in_choice(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and any(one.tag == f"{{{xml.MC}}}Choice" for one in element.iterancestors())


def _with_formula(cell: Cell, formula: str) -> Cell:
    return Cell(cell.value, cell.text, formula, cell.number_format, cell.locked, cell.hidden)
