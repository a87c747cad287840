"""假想的表格程序 (fake host): an open workbook and its dialogs in memory, for tests of the buttons without any program.

It keeps the contract of addin/hosts/model.py to the letter and records everything; a test plants what goes wrong:
``editing``, ``fail_at`` (the how-manieth single edit breaks), ``password`` on a grid, ``read_only``, ``cancel_at``.
"""

from __future__ import annotations

import copy
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Set, Tuple

from addin.edits import AddSheet, Edit, InsertRows, RemoveSheet, SetComment, SetFill, SetFormula
from addin.grid import Cell, Grid, Position, Range, address, position
from addin.hosts.model import Reading
from addin.note import FormerFill, Note, parse_note
from addin.number_format import shown
from addin.problems import Cancelled, Problem

Place = Tuple[str, Position]


@dataclass
class State:
    """工作簿的全部内容: what a rollback brings back and a test compares."""

    grids: Dict[str, Grid] = field(default_factory=dict)
    comments: Dict[Place, str] = field(default_factory=dict)
    fills: Dict[Place, str] = field(default_factory=dict)
    note: bytes = b""
    profile_name: str = ""

    def snapshot(self) -> Any:
        """可比较的副本: everything a user can see, and the note."""
        return (
            [(name, dict(grid.cells), list(grid.merges)) for name, grid in self.grids.items()],
            dict(self.comments),
            dict(self.fills),
            self.note,
            self.profile_name,
        )


class FakeWorkbook:
    """打开的工作簿 in memory (addin/hosts/model.py Workbook).

    Args:
        grids: its worksheets. path: "" for one that was never saved.
        recalculate: called with the grids by name after each write, as a program recalculates its formulas.
    """

    def __init__(
        self,
        grids: Sequence[Grid],
        path: str = "",
        name: str = "未命名 1",
        recalculate: Optional[Callable[[Dict[str, Grid]], None]] = None,
    ) -> None:
        self.state = State({grid.name: copy.deepcopy(grid) for grid in grids})
        self.path = path
        self.name = path.replace("\\", "/").rsplit("/", 1)[-1] if path else name
        self.read_only = False
        self.editing = False
        self.active = next(iter(self.state.grids), "")
        self.selection: Optional[Range] = Range(1, 1, 1, 1)
        self.recalculate = recalculate
        self.structure_locked = False
        #: the single edit, counted from 1 over all writes, at which the program breaks; 0 for never
        self.fail_at = 0
        self.done: List[Edit] = []
        self.undo: List[str] = []
        self.selected: List[Tuple[str, str]] = []
        self.copies: Dict[str, State] = {}
        self.inside = False

    # --- the contract

    def ready(self) -> None:
        if self.editing:
            raise Problem("host.editing", "正在编辑单元格。请先按回车或 Esc 结束编辑，再点按钮。")

    def read(self) -> Reading:
        note = parse_note(self.state.note) if self.state.note else Note()
        grids = [copy.deepcopy(grid) for grid in self.state.grids.values()]
        return Reading(grids, note, self.state.profile_name, self.active, self.selection)

    def write(self, edits: Sequence[Edit], note: Note) -> None:
        assert self.inside, "written outside of a transaction"
        for edit in edits:
            self.done.append(edit)
            if self.fail_at and len(self.done) == self.fail_at:
                raise RuntimeError("程序内部错误：对象已失效")
            carry_out(self.state, edit, note)
            if isinstance(edit, (AddSheet, RemoveSheet)) and self.structure_locked:
                raise Problem("workbook.locked", "工作簿的结构受保护，不能增删工作表。请先撤销保护工作簿，再试。")
        self.state.note = note.to_xml() if note else b""
        if self.recalculate:
            self.recalculate(self.state.grids)

    @contextmanager
    def transaction(self, title: str) -> Iterator[None]:
        assert not self.inside, "transactions do not nest"
        before, self.inside = copy.deepcopy(self.state), True
        try:
            yield
        except BaseException:
            self.state = before
            raise
        else:
            self.undo.append(title)
        finally:
            self.inside = False

    def set_profile(self, name: str) -> None:
        assert self.inside, "written outside of a transaction"
        self.state.profile_name = name

    def select(self, sheet: str, cell: str) -> None:
        assert sheet in self.state.grids
        position(cell)
        self.selected.append((sheet, cell))

    def save_copy(self, path: str, edits: Sequence[Edit]) -> None:
        made = copy.deepcopy(self.state)
        note = parse_note(made.note) if made.note else Note()
        for edit in edits:
            carry_out(made, edit, note)
        made.note = b""
        self.copies[path] = made

    # --- for tests

    def cell(self, sheet: str, a1: str) -> Cell:
        return self.state.grids[sheet][position(a1)]

    def type_in(self, sheet: str, a1: str, value: Any, formula: Optional[str] = None) -> None:
        """A user types into a cell."""
        grid, where = self.state.grids[sheet], position(a1)
        grid.cells[where] = replace(
            grid[where], value=value, text=shown(value, grid[where].number_format), formula=formula
        )


def carry_out(state: State, edit: Edit, note: Note) -> None:
    """One edit as addin/edits.py describes it, recorded in the note."""
    if isinstance(edit, AddSheet):
        if edit.name in state.grids and edit.name not in note.sheets:
            raise Problem("edit.sheet-not-ours", f"工作表“{edit.name}”不是我们生成的，没有改动。")
        state.grids[edit.name] = _sheet(edit)
        note.sheets.add(edit.name)
    elif isinstance(edit, RemoveSheet):
        if edit.name not in note.sheets:
            raise Problem("edit.sheet-not-ours", f"工作表“{edit.name}”不是我们生成的，没有改动。")
        state.grids.pop(edit.name, None)
        note.forget_sheet(edit.name)
    elif isinstance(edit, InsertRows):
        raise AssertionError("no button inserts rows")
    else:
        _cell_edit(state, edit, note)


def _cell_edit(state: State, edit: Any, note: Note) -> None:
    grid, where = state.grids[edit.sheet], (edit.row, edit.column)
    place = (edit.sheet, where)
    if grid.protection == "password":
        raise Problem("sheet.password", f"工作表“{edit.sheet}”设有保护密码，不能写入。")
    if isinstance(edit, SetComment):
        if edit.text is not None and place in state.comments and place not in note.comments:
            return  # the user's own stays
        _put(state.comments, note.comments, place, edit.text)
    elif isinstance(edit, SetFill):
        _fill(state, note, place, edit.rgb)
    else:
        formula = edit.formula if isinstance(edit, SetFormula) else None
        value = edit.cached if isinstance(edit, SetFormula) else edit.value
        code = edit.number_format or grid[where].number_format
        stored = float(value) if isinstance(value, Decimal) else value
        grid.cells[where] = replace(
            grid[where], value=stored, text=shown(stored, code), formula=formula, number_format=code
        )
        note.record(edit.sheet, where, value, formula)


def _put(comments: Dict[Place, str], ours: Set[Place], place: Place, text: Optional[str]) -> None:
    if text is not None:
        comments[place] = text
        ours.add(place)
    elif place in ours:
        comments.pop(place, None)
        ours.discard(place)


def _fill(state: State, note: Note, place: Place, rgb: Optional[str]) -> None:
    former = note.fills.get(place)
    if former is not None and state.fills.get(place, "") != former.colour:
        del note.fills[place]  # somebody gave it another colour since
        former = None
    if rgb is not None:
        note.fills[place] = FormerFill.of_colour((former.plain or "") if former else state.fills.get(place, ""), rgb)
        state.fills[place] = rgb
    elif former is not None:
        del note.fills[place]
        if former.plain:
            state.fills[place] = former.plain
        else:
            state.fills.pop(place, None)


def _sheet(edit: AddSheet) -> Grid:
    cells = {
        (row, column): Cell(value, shown(value, "General"))
        for row, values in enumerate(edit.rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    for row, column, target in edit.links:
        assert (row, column) in cells, f"a link on an empty cell: {target}"
    return Grid(edit.name, cells)


@dataclass
class FakeDesk:
    """对话框 that answers by itself and remembers what was said (addin/hosts/model.py Desk).

    Args:
        answers: to questions, in order; True when they run out. choice: what is chosen from a list.
        target, chosen_folder: what the file dialogs give. cancel_at: the step at which the user cancels, from 1.
    """

    answers: List[bool] = field(default_factory=list)
    choice: Optional[int] = None
    target: Optional[str] = None
    chosen_folder: Optional[str] = None
    cancel_at: int = 0
    told: List[str] = field(default_factory=list)
    warnings: int = 0
    asked: List[str] = field(default_factory=list)
    offered: List[str] = field(default_factory=list)
    offered_current: int = -1
    offered_text: str = ""
    suggested: List[str] = field(default_factory=list)
    steps: List[Tuple[str, int, int]] = field(default_factory=list)
    opened: List[str] = field(default_factory=list)
    started: List[str] = field(default_factory=list)

    def tell(self, title: str, text: str, warning: bool = False) -> None:
        assert title.startswith("绩效自评")
        assert text.strip()
        self.told.append(text)
        self.warnings += warning

    def ask(self, title: str, text: str) -> bool:
        self.asked.append(text)
        return self.answers.pop(0) if self.answers else True

    def choose(self, title: str, text: str, options: Sequence[str], current: int = -1) -> Optional[int]:
        assert -1 <= current < len(options)
        self.offered, self.offered_current, self.offered_text = list(options), current, text
        return self.choice

    def save_target(self, title: str, suggested: str, kinds: Sequence[Tuple[str, str]]) -> Optional[str]:
        assert all(suffix.startswith(".") for _, suffix in kinds)
        self.suggested.append(suggested)
        return self.target

    def folder(self, title: str, start: str = "") -> Optional[str]:
        self.started.append(start)
        return self.chosen_folder

    def open_workbook(self, path: str) -> None:
        self.opened.append(path)

    @contextmanager
    def progress(self, title: str) -> Iterator[FakeDesk]:
        yield self

    def step(self, text: str, done: int, total: int) -> None:
        self.steps.append((text, done, total))
        if self.cancel_at and len(self.steps) >= self.cancel_at:
            raise Cancelled

    @property
    def said(self) -> str:
        """Everything that was told."""
        return "\n".join(self.told)


def labels(places: Sequence[Place]) -> List[str]:
    """Places as A1 addresses, for messages of a test."""
    return [f"{sheet}!{address(*where)}" for sheet, where in sorted(places)]
