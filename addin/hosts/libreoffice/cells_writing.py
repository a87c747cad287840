"""写入单元格 (writing cells): values and formulas of one sheet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, Union

from udfs.core.errors import ALL_CODES, CellError

from ...edits import EditValue, SetFormula, SetValue
from ...grid import MAX_COLUMN, MAX_ROW, Grid, Position, address
from ...note import Note
from ...problems import Problem
from ...stored_text import MAX_TEXT, number_text
from .formulas import Formulas
from .number_formats import NumberFormats
from .sheet_reading import FORMULAS, cells_of, merged_ranges

Content = Union[SetValue, SetFormula]


class CellsWriter:
    """单元格写入 of one document.

    Args:
        document: the open document. note: receives what was written.
    """

    def __init__(self, document: Any, note: Note) -> None:
        self._document, self._note = document, note
        self._formulas = Formulas(document)
        self._formats = NumberFormats(document)

    def check(self, sheet: Any, edits: Dict[Position, Content]) -> None:
        """检查: everything that can be refused is refused before anything is written.

        Raises:
            Problem: ``edit.outside``, ``edit.merged``, ``edit.array``, ``edit.text-too-long``, ``edit.number``, ``edit.value``.
        """
        if not edits:
            return
        name = str(sheet.getName())
        for (row, column), edit in edits.items():
            if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
                raise Problem("edit.outside", f"{name}：第 {row} 行第 {column} 列超出工作表范围。")
            if isinstance(edit, SetValue):
                plain_value(edit.value, f"{name}!{address(row, column)}")
        last = max(row for row, _ in edits), max(column for _, column in edits)
        area = sheet.getCellRangeByPosition(0, 0, last[1] - 1, last[0] - 1)
        _refuse_covered(sheet, area, name, edits)
        for where in set(edits).intersection(cells_of(area.queryFormulaCells(FORMULAS))):
            _refuse_array(sheet, name, where)

    def write(self, sheet: Any, edits: Dict[Position, Content]) -> None:
        """写入 and record in the note.

        One call for each cell: undoing ``setDataArray`` does not empty cells that were empty before (seen with 7.4).
        """
        name = str(sheet.getName())
        for where, edit in sorted(edits.items()):
            cell = sheet.getCellByPosition(where[1] - 1, where[0] - 1)
            if edit.number_format is not None:
                cell.setPropertyValue("NumberFormat", self._formats.key(edit.number_format))
            if isinstance(edit, SetFormula):
                cell.setFormula(self._formulas.own(edit.formula, cell.getCellAddress()))
                # as the program spells it from now on: a second run compares with this
                self._note.record(name, where, edit.cached, self._formulas.printed(cell))
            else:
                set_value(self._formats, cell, edit.value, f"{name}!{address(*where)}")
                self._note.record(name, where, edit.value)


def _refuse_covered(sheet: Any, area: Any, name: str, edits: Dict[Position, Content]) -> None:
    covers = Grid(name, merges=merged_ranges(sheet, area))
    for row, column in edits:
        first = covers.anchor(row, column)
        if first != (row, column):
            raise Problem(
                "edit.merged",
                f"{name}!{address(row, column)} 在合并单元格内，应写入其左上角 {address(*first)}，没有写入。",
            )


def _refuse_array(sheet: Any, name: str, where: Position) -> None:
    cell = sheet.getCellByPosition(where[1] - 1, where[0] - 1)
    cursor = sheet.createCursorByRange(cell)
    cursor.collapseToCurrentArray()
    area = cursor.getRangeAddress()
    if cell.getArrayFormula() and (area.StartRow, area.StartColumn) != (area.EndRow, area.EndColumn):
        raise Problem(
            "edit.array",
            f"{name}!{address(*where)} 属于数组公式，不能单独改写，没有写入。请先改为普通公式，或清除整个数组。",
        )


def set_plain(cell: Any, plain: Union[float, str]) -> None:
    """写入一格 of the format of texts."""
    if isinstance(plain, float):
        cell.setValue(plain)
    else:
        cell.setString(plain)


def set_value(formats: NumberFormats, cell: Any, value: EditValue, where: str = "") -> None:
    """写入一格: text stays text whatever it looks like, and the cell keeps its number format.

    Args:
        formats: the document's number formats. cell: an XCell. value: what it gets. where: its address for messages.
    """
    plain = plain_value(value, where)
    if isinstance(plain, float):
        cell.setValue(plain)
    elif isinstance(value, CellError):
        # the program holds an error as a formula that is nothing but this error
        cell.setFormula(f"={plain}")
    elif plain == "":
        cell.setFormula("")
    else:
        # What looks like a number, or after undo and redo even like a formula, stays text in a cell of texts alone; so
        # it becomes one for the moment of writing. Both changes are steps of their own: undo and redo pass through them.
        before = cell.getPropertyValue("NumberFormat")
        cell.setPropertyValue("NumberFormat", formats.key("@"))
        cell.setString(plain)
        cell.setPropertyValue("NumberFormat", before)


def plain_value(value: EditValue, where: str) -> Union[float, str]:
    """写入值: a number, a text, or "" for an empty cell; an error is its text.

    Raises:
        Problem: no cell can hold it.
    """
    if value is None:
        return ""
    if isinstance(value, CellError):
        if value.code not in ALL_CODES:
            raise Problem("edit.value", f"{where}：{value.code!r} 不是单元格错误值。")
        return value.code
    if isinstance(value, str):
        if len(value.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
            raise Problem(
                "edit.text-too-long",
                f"{where}：要写入的文字有 {len(value)} 个字符，单元格最多容纳 {MAX_TEXT} 个。请缩短后再写入。",
            )
        return value
    if not isinstance(value, (int, float, Decimal)):
        raise Problem("edit.value", f"{where}：无法写入 {type(value).__name__} 类型的值。")
    try:
        return float(number_text(value))
    except ValueError as cause:
        raise Problem("edit.number", f"{where}：{value} 不是单元格能存放的数字。请检查计算的输入。") from cause
