"""打开的工作簿作为一本账 (open book): the commands' view of an open workbook, and why a button cannot work on it."""

from __future__ import annotations

from decimal import Decimal
from typing import Callable, FrozenSet, List, Optional, Sequence, Set, Tuple

from ..commands.check import check_recognised
from ..commands.context import CHANGED, FOREIGN, UNCHANGED
from ..commands.findings_sheet import is_findings_sheet
from ..edits import Edit, SetFormula, SetValue
from ..forms.model import Bound, Form, Recognised
from ..forms.recognise import recognise
from ..forms.renewal import renewed_all
from ..grid import Cell, Grid
from ..hosts.model import Reading, Workbook
from ..note import Note, Place
from ..number_format import shown
from ..problems import Problem
from .words import MOST_LINES, at_most

UNPROTECT = "请先撤销工作表保护（Excel、WPS：审阅—撤销工作表保护；LibreOffice：工具—保护工作表），办完再保护。"


class OpenBook:
    """打开的工作簿 as the commands see it (commands.fill.Book, commands.check_book.CheckedBook).

    Args:
        workbook: the open workbook. reading: as it was read. recognised: its forms.
        begin: called before anything is written, for instance to begin a transaction.
    """

    def __init__(
        self,
        workbook: Workbook,
        reading: Reading,
        recognised: Recognised,
        begin: Optional[Callable[[], None]] = None,
    ) -> None:
        self.workbook = workbook
        self.reading = reading
        #: every sheet, those of findings too
        self.every_grid = list(reading.grids)
        self.grids = [grid for grid in reading.grids if not is_findings_sheet(grid)]
        self.recognised = recognised
        self.note = reading.note.copy()
        self.begin = begin
        #: 全部重算: formulas that show another figure than the rule gives are replaced by it
        self.over_formulas = False
        #: cells that are left as they are, whatever is computed for them
        self.left_alone: FrozenSet[Place] = frozenset()
        #: the cells that were really changed: (sheet, position)
        self.changed: Set[Place] = set()

    @classmethod
    def read(cls, workbook: Workbook) -> OpenBook:
        """读取: everything as it stands now, saved or not; a sheet of findings is no form."""
        reading = workbook.read()
        return cls(workbook, reading, recognise(grid for grid in reading.grids if not is_findings_sheet(grid)))

    @property
    def name(self) -> str:
        """名称."""
        return self.workbook.name

    @property
    def profile_name(self) -> str:
        """PERF_PROFILE 的内容."""
        return self.reading.profile_name

    @property
    def forms(self) -> List[Form]:
        """识别出的表单."""
        return self.recognised.forms

    def grid(self, sheet: str) -> Optional[Grid]:
        """工作表 by its name."""
        return next((grid for grid in self.grids if grid.name == sheet), None)

    def ours(self, form: Form, bound: Bound) -> str:
        """某格是否为我们所填, as Context.ours."""
        if self.note.is_ours(form.sheet, bound.position, bound.cell.value, bound.cell.formula):
            return UNCHANGED
        return CHANGED if self.note.knows(form.sheet, bound.position) else FOREIGN

    def carried_out(self, edits: Sequence[Edit]) -> Tuple[OpenBook, List[str]]:
        """执行改动: what changes nothing is left out; nothing left, nothing is written."""
        needed = [edit for edit in edits if self.changes(edit)]
        if not needed:
            return self, []
        refuse_passwords(self, needed)
        if self.begin:
            self.begin()
        self.workbook.write(needed, self.note)
        after = self.workbook.read()
        following = OpenBook(self.workbook, after, renewed_all(self.recognised, after.grids), self.begin)
        following.over_formulas, following.left_alone = self.over_formulas, self.left_alone
        following.changed = self.changed | {
            (edit.sheet, (edit.row, edit.column)) for edit in needed if isinstance(edit, (SetValue, SetFormula))
        }
        return following, []

    def changes(self, edit: Edit) -> bool:
        """改动是否改变表格: False for a value that stands there already, and for what is left alone.

        A formula that shows a value follows by itself; it is replaced only by 全部重算 and only by another figure.
        """
        if not isinstance(edit, SetValue):
            return True
        grid, where = self.grid(edit.sheet), (edit.row, edit.column)
        if grid is None or (edit.sheet, where) in self.left_alone:
            return grid is None
        cell = grid[where]
        code = edit.number_format or cell.number_format
        if cell.formula is not None and cell.value not in (None, ""):
            return self.over_formulas and as_shown(edit, cell) != cell.text
        if cell.formula is not None:
            return True
        same = Note()
        same.record(edit.sheet, where, edit.value)
        return not same.is_ours(edit.sheet, where, cell.value) or code != cell.number_format


def as_shown(edit: SetValue, cell: Cell) -> str:
    """改动之后显示的文字 in the cell's own format, or in the one that the edit gives it."""
    value = float(edit.value) if isinstance(edit.value, Decimal) else edit.value
    return shown(value, edit.number_format or cell.number_format)


def require_forms(book: OpenBook) -> None:
    """没有表单: refuse, saying what was almost one and what it lacks, or which forms are known.

    Raises:
        Problem: ``form.none`` or ``form.almost``.
    """
    if book.forms:
        return
    found = check_recognised(book.recognised)
    code = "form.almost" if book.recognised.near else "form.none"
    lines = at_most([f"{one.message}。" for one in found], MOST_LINES, "另有 {} 条")
    raise Problem(code, "\n".join(lines))


def require_writable(workbook: Workbook) -> None:
    """只读的工作簿: refuse to write into it.

    Raises:
        Problem: ``host.read-only``.
    """
    if workbook.read_only:
        raise Problem(
            "host.read-only",
            f"“{workbook.name}”是以只读方式打开的，没有改动。请先另存为一个新文件，或关闭后以可编辑方式重新打开，再试。",
        )


def refuse_passwords(book: OpenBook, edits: Sequence[Edit]) -> None:
    """设有密码的工作表: refuse edits of cells on it; a protection without a password is no obstacle.

    Raises:
        Problem: ``sheet.password``.
    """
    touched = {getattr(edit, "sheet", "") for edit in edits}
    locked = [grid.name for grid in book.grids if grid.protection == "password" and grid.name in touched]
    if locked:
        raise Problem(
            "sheet.password", f"工作表“{'”“'.join(locked)}”设有保护密码，不能写入，工作簿没有改动。{UNPROTECT}"
        )
