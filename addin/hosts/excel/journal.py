"""操作日志 (journal): what stood there before each of our changes, so that all of them can be taken back.

It serves two ends: an error in the middle of a write leaves the workbook as it was, and Excel's own 撤销, which forgets
everything when a program writes, gets one step that takes back the whole of a button (``undo``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Optional, Protocol

import xlwings

from ...edits import AddSheet
from ...grid import Position, address
from . import com, comments, fills, note_part, rows, sheets
from .areas import blocks
from .contents import Content, formats_of, put
from .errors import error_of


class Entry(Protocol):
    """一项改动."""

    def undo(self, book: xlwings.Book) -> None:
        """撤回."""

    def settle(self, book: xlwings.Book) -> None:
        """记住改动后的样子, for ``touched``."""

    def touched(self, book: xlwings.Book) -> str:
        """之后又被改动的位置; "" when everything is as we left it."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """涉及的工作表."""


@dataclass
class _Plain:
    sheet: str = ""

    def settle(self, book: xlwings.Book) -> None:
        return

    def touched(self, book: xlwings.Book) -> str:
        return ""

    @property
    def sheets(self) -> tuple[str, ...]:
        return (self.sheet,) if self.sheet else ()


@dataclass
class Contents(_Plain):
    """单元格内容."""

    former: dict[Position, Content] = field(default_factory=dict)
    stood: dict[Position, Any] = field(default_factory=dict)
    left: dict[Position, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: xlwings.Sheet, cells: Iterable[Position]) -> Contents:
        """改动前的内容: formulas and values as they are stored, with their formats."""
        former: dict[Position, Content] = {}
        stood: dict[Position, Any] = {}
        for area in blocks(list(cells)):
            api = sheet.range(str(area)).api
            formulas, values = com.block(api.Formula), com.block(api.Value2)
            for where, code in formats_of(sheet, area).items():
                formula = formulas[where[0] - area.top][where[1] - area.left]
                value = values[where[0] - area.top][where[1] - area.left]
                former[where] = _content(formula, value, code)
                stood[where] = (formula, value, code)
        return cls(sheet.name, former, stood)

    def undo(self, book: xlwings.Book) -> None:
        """Only what differs by now: cells that Excel refused to write would refuse again."""
        sheet = sheet_of(book, self.sheet)
        now = Contents.of(sheet, self.former).stood
        put(sheet, {where: one for where, one in self.former.items() if now[where] != self.stood[where]})

    def settle(self, book: xlwings.Book) -> None:
        self.left = _formulas(sheet_of(book, self.sheet), self.former)

    def touched(self, book: xlwings.Book) -> str:
        if self.sheet not in [sheet.name for sheet in book.sheets]:
            return f"工作表“{self.sheet}”"
        now = _formulas(sheet_of(book, self.sheet), self.former)
        other = [where for where in self.left if now.get(where) != self.left[where]]
        return f"{self.sheet}!{address(*min(other))}" if other else ""


def _content(formula: Any, value: Any, code: str) -> Content:
    if isinstance(formula, str) and formula[:1] == "=" and formula != value:
        return Content(formula=formula[1:], number_format=code)
    error = error_of(value)
    return Content(value if error is None else error, number_format=code)


def _formulas(sheet: xlwings.Sheet, cells: Iterable[Position]) -> dict[Position, Any]:
    found: dict[Position, Any] = {}
    for area in blocks(list(cells)):
        for i, row in enumerate(com.block(sheet.range(str(area)).api.Formula)):
            found.update({(area.top + i, area.left + j): raw for j, raw in enumerate(row)})
    return found


@dataclass
class Fill(_Plain):
    """填充."""

    where: Position = (1, 1)
    former: Optional[str] = None

    @classmethod
    def of(cls, sheet: xlwings.Sheet, where: Position) -> Fill:
        """改动前的填充; None for one that we leave alone."""
        return cls(sheet.name, where, fills.describe(fills.interior_of(sheet, where)))

    def undo(self, book: xlwings.Book) -> None:
        if self.former is not None:
            fills.restore(fills.interior_of(sheet_of(book, self.sheet), self.where), self.former)


@dataclass
class Comment(_Plain):
    """批注."""

    where: Position = (1, 1)
    former: Optional[str] = None

    @classmethod
    def of(cls, sheet: xlwings.Sheet, where: Position) -> Comment:
        """改动前的批注."""
        return cls(sheet.name, where, comments.text_of(sheet.range(address(*where)).api))

    def undo(self, book: xlwings.Book) -> None:
        cell = sheet_of(book, self.sheet).range(address(*self.where)).api
        present = comments.text_of(cell)
        if present == self.former:
            return
        if present is not None:
            cell.Comment.Delete()
        if self.former is not None:
            comments.show(cell, self.former)


@dataclass
class SheetMade(_Plain):
    """新增、替换或删除的我们的工作表: ``former`` None when there was none of that name."""

    former: Optional[AddSheet] = None

    @property
    def sheets(self) -> tuple[str, ...]:
        return ()

    def undo(self, book: xlwings.Book) -> None:
        present = next((one for one in book.sheets if one.name == self.sheet), None)
        if self.former is None:
            if present is not None:
                sheets.remove(present)
        elif present is None:
            sheets.add(book, self.former)
        else:
            sheets.fill(present, self.former)


@dataclass
class RowsInserted(_Plain):
    """插入的行."""

    before: int = 1
    count: int = 1

    def undo(self, book: xlwings.Book) -> None:
        rows.delete_rows(sheet_of(book, self.sheet), self.before, self.count)


@dataclass
class NoteText(_Plain):
    """写入记录."""

    former: str = ""

    def undo(self, book: xlwings.Book) -> None:
        note_part.write_text(book, self.former)


@dataclass
class ProfileName(_Plain):
    """规则方案的定义名称: what it refers to; "" when there was none."""

    name: str = ""
    former: str = ""

    def undo(self, book: xlwings.Book) -> None:
        write_name(book, self.name, self.former)


def write_name(book: xlwings.Book, name: str, refers_to: str) -> None:
    """写定义名称; "" removes it."""
    if refers_to:
        book.api.Names.Add(Name=name, RefersTo=refers_to)
        return
    present = find_name(book, name)
    if present is not None:
        present.Delete()


def find_name(book: xlwings.Book, name: str) -> Any:
    """工作簿的定义名称 as Excel's object, not one of a single sheet; None when there is none."""
    every = book.api.Names
    try:
        found = every.Item(name)
    except Exception as cause:
        if not com.is_com_error(cause) or com.is_rejected(cause) or com.is_gone(cause):
            raise
        return None
    return found if "!" not in found.Name else None


def sheet_of(book: xlwings.Book, name: str) -> xlwings.Sheet:
    """工作表 by its name."""
    return book.sheets[name]


@dataclass
class Journal:
    """操作日志 of one transaction."""

    book: xlwings.Book
    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """记下, before the change is made."""
        self.entries.append(entry)

    def undo(self, down_to: int = 0) -> None:
        """撤回 the last entries first; each is forgotten once it is taken back."""
        while len(self.entries) > down_to:
            self.entries[-1].undo(self.book)
            self.entries.pop()

    def settle(self) -> None:
        """定型: how everything looks when the transaction is done."""
        for entry in self.entries:
            entry.settle(self.book)

    def touched(self) -> str:
        """之后又被改动的位置; "" when there is none."""
        return next((place for place in (entry.touched(self.book) for entry in self.entries) if place), "")

    @property
    def sheets(self) -> list[xlwings.Sheet]:
        """涉及的工作表 that are still there."""
        names = {name for entry in self.entries for name in entry.sheets}
        return [sheet for sheet in self.book.sheets if sheet.name in names]
