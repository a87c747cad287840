"""打开的工作簿与对话框 (host contracts): what a button needs of a spreadsheet program, whichever it is.

A button (addin/buttons) reads grids, lets the commands work, and hands edits back. It never touches a program's objects:
those live behind the two protocols here, one implementation for each program (addin/hosts/libreoffice, addin/hosts/excel).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ContextManager, List, Optional, Protocol, Sequence, Tuple

from ..edits import Edit
from ..grid import Grid, Range
from ..note import Note


@dataclass
class Reading:
    """读到的工作簿: everything of the open workbook as it stands now, saved or not.

    Args:
        grids: the worksheets in order (charts and macro sheets are left out). note: what we wrote before.
        profile_name: the text behind the defined name PERF_PROFILE, "" when there is none.
        active: name of the active worksheet, "" when a chart or another kind of sheet is active.
        selection: the selected cells on the active sheet; None when something else (a picture) is selected.
    """

    grids: List[Grid] = field(default_factory=list)
    note: Note = field(default_factory=Note)
    profile_name: str = ""
    active: str = ""
    selection: Optional[Range] = None


class Workbook(Protocol):
    """打开的工作簿 in a program. Every method raises Problem (addin/problems.py) with a Chinese message."""

    @property
    def name(self) -> str:
        """名称 as the program shows it (自评表.xlsx, 未命名 1)."""

    @property
    def path(self) -> str:
        """文件路径, "" for a workbook that was never saved."""

    @property
    def read_only(self) -> bool:
        """是否以只读方式打开."""

    def ready(self) -> None:
        """可以操作: raises Problem ``host.editing`` while a cell is being edited, ``host.busy`` when the program is."""

    def read(self) -> Reading:
        """整体读取, in bulk."""

    def write(self, edits: Sequence[Edit], note: Note) -> None:
        """写入: carries out all edits in order, in bulk, records them in ``note`` and stores the note in the workbook.

        SetValue/SetFormula/SetFill/SetComment/AddSheet/RemoveSheet mean what addin/edits.py says; after a write the
        program's own formulas are recalculated. An open protection (no password) is lifted and put back.
        """

    def transaction(self, title: str) -> ContextManager[None]:
        """一次操作: all writes inside are one undo step called ``title``; an exception inside takes them all back."""

    def set_profile(self, name: str) -> None:
        """设置规则方案: writes the defined name PERF_PROFILE; "" removes it."""

    def select(self, sheet: str, cell: str) -> None:
        """选中单元格."""

    def save_copy(self, path: str, edits: Sequence[Edit]) -> None:
        """另存副本: the workbook with ``edits`` carried out and our note removed, to ``path``; the open one stays as it is."""


class Progress(Protocol):
    """进度."""

    def step(self, text: str, done: int, total: int) -> None:
        """前进; raises Cancelled (addin/problems.py) when the user has cancelled."""


class Desk(Protocol):
    """对话框: the program's own dialogs, in Chinese."""

    def tell(self, title: str, text: str, warning: bool = False) -> None:
        """告知."""

    def ask(self, title: str, text: str) -> bool:
        """询问 是/否."""

    def choose(self, title: str, text: str, options: Sequence[str], current: int = -1) -> Optional[int]:
        """选择一项: its index, None when cancelled."""

    def save_target(self, title: str, suggested: str, kinds: Sequence[Tuple[str, str]]) -> Optional[str]:
        """另存为: the chosen path; the program's dialog has asked before an existing file is replaced.

        ``suggested`` is a full path or a bare name; ``kinds`` are (Chinese name, suffix such as ``.xlsx``).
        """

    def folder(self, title: str, start: str = "") -> Optional[str]:
        """选择文件夹: its path, None when cancelled. ``start``: the folder that is shown first, "" for the program's own."""

    def open_workbook(self, path: str) -> None:
        """打开另一个工作簿 in a window of its own; raises Problem ``file.open`` when the program cannot."""

    def progress(self, title: str) -> ContextManager[Progress]:
        """进度显示; it appears only when the work takes longer than about a second."""
