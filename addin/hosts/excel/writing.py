"""执行改动 (writing): edits carried out in an open workbook, in bulk, each noted in the journal before it is made."""

from __future__ import annotations

from collections.abc import Sequence

import xlwings

from ...commands.spellings import plain
from ...edits import AddSheet, Edit, InsertRows, RemoveSheet, SetComment, SetFill, SetFormula, SetValue
from ...grid import MAX_COLUMN, MAX_ROW, Position, address
from ...note import Note
from ...problems import Problem
from . import com, comments, fills, journal, note_part, rows, sheets
from .contents import Content, put
from .journal import Journal
from .protection import lifted
from .reading import formula_of


def carry_out(book: xlwings.Book, edits: Sequence[Edit], note: Note, log: Journal) -> None:
    """执行改动 in order, and store the note.

    Args:
        book: the open workbook. edits: as addin/edits.py. note: what we wrote before; it is brought up to date.
        log: takes what stood there before.

    Raises:
        Problem: why one of them cannot be done; the ones before it are in the log.
    """
    Writing(book, note, log).run(edits)


class Writing:
    """一次写入: collects contents, fills and comments, so that neighbours are written together."""

    def __init__(self, book: xlwings.Book, note: Note, log: Journal) -> None:
        self.book, self.note, self.log = book, note, log
        self.sheets = {sheet.name: sheet for sheet in book.sheets}
        self.contents: dict[str, dict[Position, Content]] = {}
        self.cached: dict[tuple[str, Position], SetFormula] = {}
        self.marks: list[SetFill | SetComment] = []

    def run(self, edits: Sequence[Edit]) -> None:
        self._check(edits)
        touched = dict.fromkeys(edit.sheet for edit in edits if not isinstance(edit, (AddSheet, RemoveSheet)))
        # sheets of ours that are made on the way are not protected
        with lifted(self.sheets[name] for name in touched if name in self.sheets):
            for edit in edits:
                self._take(edit)
            self._flush()
            self.log.add(journal.NoteText(former=note_part.read_text(self.book)))
            note_part.write_note(self.book, self.note)

    def _check(self, edits: Sequence[Edit]) -> None:
        """What can be seen beforehand is refused before anything is written."""
        made = {edit.name for edit in edits if isinstance(edit, AddSheet)}
        for edit in edits:
            if isinstance(edit, AddSheet):
                sheets.check_name(edit.name)
                self._check_replaced(edit.name)
                if self._named(edit.name) is None:
                    sheets.check_unlocked(self.book)
            elif isinstance(edit, RemoveSheet):
                if self._named(edit.name) is not None:
                    sheets.check_ours(self.note, edit.name)
                    sheets.check_unlocked(self.book)
            elif edit.sheet not in made:
                self._sheet(edit.sheet)
            if isinstance(edit, (SetValue, SetFormula, SetFill, SetComment)) and not (
                1 <= edit.row <= MAX_ROW and 1 <= edit.column <= MAX_COLUMN
            ):
                raise Problem("edit.outside", f"{edit.sheet}：第 {edit.row} 行第 {edit.column} 列超出工作表范围。")
            if isinstance(edit, InsertRows) and not (
                1 <= edit.before <= MAX_ROW and 1 <= edit.count <= MAX_ROW and 1 <= edit.like <= MAX_ROW
            ):
                raise Problem("edit.outside", f"{edit.sheet}：不能在第 {edit.before} 行前插入 {edit.count} 行。")

    def _check_replaced(self, name: str) -> None:
        present = self._named(name)
        if present is not None:
            sheets.check_ours(self.note, present.name)
        elif any(one.Name.casefold() == name.casefold() for one in _every_sheet(self.book)):
            raise Problem("edit.sheet-not-ours", f"“{name}”是一张图表或宏表，没有改动。请把它改名，再试。")

    def _named(self, name: str) -> xlwings.Sheet | None:
        """A worksheet by its name, in any case, as Excel takes it."""
        return next((one for key, one in self.sheets.items() if key.casefold() == name.casefold()), None)

    def _sheet(self, name: str) -> xlwings.Sheet:
        found = self.sheets.get(name)
        if found is None:
            listed = "、".join(list(self.sheets)[:20]) or "（无）"
            raise Problem("sheet.missing", f"没有名为“{name}”的工作表；现有：{listed}。")
        return found

    def _take(self, edit: Edit) -> None:
        if isinstance(edit, SetValue):
            self._content(edit, Content(edit.value, number_format=edit.number_format))
            self.cached.pop((edit.sheet, (edit.row, edit.column)), None)
        elif isinstance(edit, SetFormula):
            self._content(edit, Content(formula=edit.formula, number_format=edit.number_format))
            self.cached[edit.sheet, (edit.row, edit.column)] = edit
        elif isinstance(edit, (SetFill, SetComment)):
            self.marks.append(edit)
        else:
            self._flush()
            self._change_structure(edit)

    def _content(self, edit: SetValue | SetFormula, content: Content) -> None:
        self.contents.setdefault(edit.sheet, {})[edit.row, edit.column] = content

    def _flush(self) -> None:
        contents, self.contents = self.contents, {}
        for name, cells in contents.items():
            sheet = self._sheet(name)
            with com.refusals(f"写入工作表“{name}”"):
                self.log.add(journal.Contents.of(sheet, cells))
                put(sheet, cells)
                self._record(sheet, cells)
        marks, self.marks = self.marks, []
        for mark in marks:
            self._mark(mark)

    def _record(self, sheet: xlwings.Sheet, cells: dict[Position, Content]) -> None:
        for where, content in cells.items():
            if content.formula is None:
                self.note.record(sheet.name, where, content.value)
                continue
            # Excel spells a formula its own way: the next run must know it again
            api = sheet.range(address(*where)).api
            spelled = formula_of(api.Formula, None) or plain(content.formula)
            self.note.record(sheet.name, where, self.cached.pop((sheet.name, where)).cached, spelled)

    def _mark(self, mark: SetFill | SetComment) -> None:
        sheet, where = self._sheet(mark.sheet), (mark.row, mark.column)
        with com.refusals(f"标注 {mark.sheet}!{address(*where)}"):
            if isinstance(mark, SetFill):
                self.log.add(journal.Fill.of(sheet, where))
                fills.set_fill(sheet, where, mark.rgb, self.note)
            else:
                self.log.add(journal.Comment.of(sheet, where))
                comments.set_comment(sheet, where, mark.text, self.note)

    def _change_structure(self, edit: InsertRows | AddSheet | RemoveSheet) -> None:
        if isinstance(edit, InsertRows):
            with com.refusals(f"在工作表“{edit.sheet}”插入行"):
                sheet = self._sheet(edit.sheet)
                rows.insert_rows(sheet, edit.before, edit.count)
                # not before: what was not inserted must not be deleted
                self.log.add(journal.RowsInserted(edit.sheet, edit.before, edit.count))
                rows.format_like(sheet, edit.before, edit.count, edit.like)
            self.note.insert_rows(edit.sheet, edit.before, edit.count)
        elif isinstance(edit, AddSheet):
            self._add(edit)
        else:
            self._remove(edit.name)

    def _add(self, edit: AddSheet) -> None:
        with com.refusals(f"生成工作表“{edit.name}”"):
            present = self._named(edit.name)
            if present is not None:
                self.log.add(journal.SheetMade(present.name, sheets.snapshot(present)))
                sheets.fill(present, edit)
                return
            self.log.add(journal.SheetMade(edit.name))
            self.sheets[edit.name] = sheets.add(self.book, edit)
        self.note.sheets.add(edit.name)

    def _remove(self, name: str) -> None:
        present = self._named(name)
        if present is not None:
            with com.refusals(f"删除工作表“{name}”"):
                sheets.check_removable(present)
                self.log.add(journal.SheetMade(present.name, sheets.snapshot(present)))
                sheets.remove(present)
            del self.sheets[name]
        self.note.forget_sheet(name)


def _every_sheet(book: xlwings.Book) -> list:
    every = book.api.Sheets
    return [every.Item(at) for at in range(1, every.Count + 1)]
