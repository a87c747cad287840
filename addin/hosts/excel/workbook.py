"""打开的 Excel 工作簿 (the open workbook) as addin.hosts.model.Workbook, over xlwings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Optional

import xlwings

from ...edits import Edit
from ...grid import Grid, Position, Range, position
from ...note import Note
from ...problems import Problem
from ..model import Reading
from . import com, copies, journal, protection, undo
from .journal import Journal
from .note_part import read_note
from .quiet import quiet, setting
from .reading import Budget, read_sheet
from .writing import carry_out

#: the workbook's defined name that settles the profile
PROFILE_NAME = "PERF_PROFILE"
#: names beyond this many are not gone through: copied sheets leave thousands of broken ones
MOST_NAMES = 2_000

_ONE_CELL = re.compile(r"^='?((?:[^'\[\]]|'')+?)'?!(\$[A-Z]{1,3}\$[0-9]{1,7})$")
_TEXT = re.compile(r'^="((?:[^"]|"")*)"$')
#: names that Excel makes by itself
_BUILT_IN = ("print_area", "print_titles", "_filterdatabase", "criteria", "extract", "database", "consolidate_area")


class ExcelWorkbook:
    """打开的工作簿.

    Args:
        book: the workbook, of the Excel that the button was pressed in.
    """

    def __init__(self, book: xlwings.Book) -> None:
        self._book = book
        self._app = book.app
        self._journal: Optional[Journal] = None

    @property
    def name(self) -> str:
        with com.refusals("读取工作簿的名称"):
            return str(self._book.api.Name)

    @property
    def path(self) -> str:
        """文件路径; "" for a workbook that was never saved, or that lies on a server and has an address instead."""
        with com.refusals("读取工作簿的位置"):
            api = self._book.api
            return "" if not api.Path or "://" in api.FullName else str(api.FullName)

    @property
    def read_only(self) -> bool:
        with com.refusals("读取工作簿的状态"):
            return bool(self._book.api.ReadOnly)

    def ready(self) -> None:
        """可以操作: no cell is being edited, no dialog open, no calculation running.

        Raises:
            Problem: ``host.editing``, ``host.busy`` or ``host.gone``.
        """
        try:
            api = self._app.api
            waiting = not api.Interactive or api.CalculationState == com.XL_CALCULATING
            self._book.api.Name  # noqa: B018 - a closed workbook refuses this
        except AttributeError as cause:
            # pywin32 takes a rejected call for a property that does not exist
            raise Problem("host.editing", com.EDITING) from cause
        except Exception as cause:
            if com.is_rejected(cause):
                raise Problem("host.editing", com.EDITING) from cause
            found = com.problem_of(cause, "与 Excel 连接")
            if found is None:
                raise
            raise found from cause
        if waiting:
            raise Problem("host.busy", "Excel 正忙（正在计算或执行别的操作）。请等它完成后再点一次按钮。")

    def read(self) -> Reading:
        with com.refusals("读取工作簿"):
            date1904, budget = bool(self._book.api.Date1904), Budget()
            with quiet_reading(self._app):
                grids = [self._grid(sheet, date1904, budget) for sheet in self._book.sheets]
            profile = self._take_names({grid.name: grid for grid in grids})
            active = str(self._book.api.ActiveSheet.Name)
            is_worksheet = active in {grid.name for grid in grids}
            return Reading(
                grids, read_note(self._book), profile, active if is_worksheet else "",
                self._selection() if is_worksheet else None,
            )  # fmt: skip

    def _grid(self, sheet: xlwings.Sheet, date1904: bool, budget: Budget) -> Grid:
        grid = read_sheet(sheet, date1904, budget)
        grid.protection = protection.kind(sheet)
        return grid

    def _take_names(self, grids: dict[str, Grid]) -> str:
        """Names of one cell, onto their sheets; gives the profile's name."""
        every = self._book.api.Names
        own = journal.find_name(self._book, PROFILE_NAME)
        found = [every.Item(at) for at in range(1, every.Count + 1)] if every.Count <= MOST_NAMES else []
        folded = {name.casefold(): grid for name, grid in grids.items()}
        # a name of one sheet comes after the workbook's name of the same spelling: it hides it there
        pairs = sorted(((str(one.Name), str(one.RefersTo)) for one in found), key=lambda pair: "!" in pair[0])
        for name, refers_to in pairs:
            scope, _, bare = name.rpartition("!")
            target = _one_cell(refers_to)
            if target is None or bare.lower() in _BUILT_IN or bare.lower().startswith("_xl"):
                continue
            grid = folded.get(target[0].casefold())
            if grid is not None and (not scope or scope.strip("'").replace("''", "'") == grid.name):
                grid.names[bare] = target[1]
        return _name_value(str(own.RefersTo), folded) if own is not None else ""

    def _selection(self) -> Optional[Range]:
        """The selected cells; None for a picture, or when another workbook is in front."""
        api = self._app.api
        if api.ActiveWorkbook is None or api.ActiveWorkbook.FullName != self._book.api.FullName:
            return None
        try:
            area = api.Selection.Areas.Item(1)
            top, left = int(area.Row), int(area.Column)
            return Range(top, left, top + area.Rows.Count - 1, left + area.Columns.Count - 1)
        except AttributeError:  # a picture has no areas
            return None
        except Exception as cause:
            if not com.is_com_error(cause) or com.is_rejected(cause):
                raise
            return None

    def write(self, edits: Sequence[Edit], note: Note) -> None:
        if not edits:
            return
        with self.transaction("") if self._journal is None else _nothing():
            log = self._journal
            assert log is not None
            before, mark = note.copy(), len(log.entries)
            with com.refusals("写入工作簿"), quiet(self._app):
                try:
                    carry_out(self._book, edits, note, log)
                except BaseException:
                    note.cells, note.fills, note.comments, note.sheets = (
                        before.cells, before.fills, before.comments, before.sheets,
                    )  # fmt: skip
                    self._take_back(log, mark)
                    raise

    @contextmanager
    def transaction(self, title: str) -> Iterator[None]:
        if self._journal is not None:  # inside another one: that one is the step
            yield
            return
        log = self._journal = Journal(self._book)
        try:
            yield
        except BaseException:
            if log.entries:
                with com.refusals("撤回改动"), quiet(self._app):
                    self._take_back(log, 0)
            raise
        finally:
            self._journal = None
        if log.entries:
            if title:
                with com.refusals("登记撤销"):
                    undo.offer(self._app, title, log)
            else:
                undo.forget()

    def _take_back(self, log: Journal, mark: int) -> None:
        """Back to how it was; where Excel refuses even that, the user is told not to save.

        Raises:
            Problem: ``host.half-done``.
        """
        try:
            with protection.lifted(log.sheets):
                log.undo(mark)
        except Exception as cause:
            raise Problem(
                "host.half-done",
                f"写入中断，已写的部分没能全部撤回（{cause}）。请不要保存，关闭工作簿后重新打开。",
            ) from cause

    def set_profile(self, name: str) -> None:
        """设置规则方案: writes the defined name PERF_PROFILE; "" removes it."""
        with self.transaction("") if self._journal is None else _nothing():
            log = self._journal
            assert log is not None
            with com.refusals("写入规则方案"):
                present = journal.find_name(self._book, PROFILE_NAME)
                former = str(present.RefersTo) if present is not None else ""
                log.add(journal.ProfileName(name=PROFILE_NAME, former=former))
                quoted = name.replace('"', '""')
                journal.write_name(self._book, PROFILE_NAME, f'="{quoted}"' if name else "")

    def select(self, sheet: str, cell: str) -> None:
        """选中单元格; a hidden sheet is left hidden, and nothing is selected then."""
        position(cell)
        with com.refusals(f"选中 {sheet}!{cell}"):
            found = self._book.sheets[sheet]
            if found.api.Visible != com.XL_SHEET_VISIBLE:
                return
            with setting(self._app, "EnableEvents", False):
                self._book.api.Activate()  # the window that is in front stays so: no focus is stolen
                self._app.api.Goto(found.range(cell).api)

    def save_copy(self, path: str, edits: Sequence[Edit]) -> None:
        copies.save_copy(self._book, path, edits)


@contextmanager
def quiet_reading(app: xlwings.App) -> Iterator[None]:
    """安静地读: trying whether a protection has a password must not flicker or set off anybody's macros."""
    with setting(app, "ScreenUpdating", False), setting(app, "EnableEvents", False):
        yield


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _one_cell(refers_to: str) -> Optional[tuple[str, Position]]:
    found = _ONE_CELL.match(refers_to)
    return (found.group(1).replace("''", "'"), position(found.group(2))) if found else None


def _name_value(refers_to: str, grids: dict[str, Grid]) -> str:
    """What a name says: its constant, or the text of the one cell it points at."""
    constant = _TEXT.match(refers_to)
    if constant:
        return constant.group(1).replace('""', '"')
    target = _one_cell(refers_to)
    grid: Any = grids.get(target[0].casefold()) if target else None
    return grid.shown(*target[1]).text.strip() if grid is not None and target else ""
