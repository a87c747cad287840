"""撤销 (undo): one step in Excel's own undo list for the whole of a button.

Excel forgets its undo list when a program writes; ``Application.OnUndo`` puts one entry in its place, which runs the macro
``JixiaoUndo`` of the add-in, which calls ``entry.undo``. What was there before is kept in this process until the next button.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import xlwings

from ...problems import Problem
from . import com
from .journal import Journal
from .protection import lifted
from .quiet import quiet

#: the macro of the add-in that calls ``entry.undo``
MACRO = "'jixiao.xlam'!JixiaoUndo"


@dataclass
class Step:
    """可撤销的一步: of one workbook in one Excel."""

    title: str
    journal: Journal
    process: int
    is_new: bool = True


_last: Optional[Step] = None


def offer(app: xlwings.App, title: str, journal: Journal) -> None:
    """提供撤销: as the entry of Excel's undo list; it takes the place of the one before."""
    global _last
    journal.settle()
    # not the window: each workbook has one of its own
    _last = Step(title, journal, app.pid)
    _announce(app, _last)


def announce_again(app: xlwings.App) -> None:
    """再次登记 a step of this button at its end: Excel wants ``OnUndo`` last, and the button may have selected a cell since."""
    if _last is not None and _last.is_new and _last.process == app.pid:
        _announce(app, _last)
        _last.is_new = False


def _announce(app: xlwings.App, step: Step) -> None:
    app.api.OnUndo(f"撤销 {step.title}", MACRO)


def forget() -> None:
    """不再能撤销."""
    global _last
    _last = None


def undo(app: xlwings.App) -> str:
    """撤销 the last step, once; cells that were changed since are the user's, so that nothing is undone then.

    Returns:
        the title of what was undone.

    Raises:
        Problem: ``undo.none``, ``undo.changed`` or ``host.gone``.
    """
    step = _last
    if step is None or step.process != app.pid:
        raise Problem("undo.none", "没有可以撤销的操作：Excel 或加载项重新启动过，或已经撤销过了。工作簿没有改动。")
    with com.refusals(f"撤销“{step.title}”"):
        touched = step.journal.touched()
        if touched:
            raise Problem(
                "undo.changed",
                f"“{step.title}”之后 {touched} 又改过，为免冲掉后来的改动，没有撤销。请手工改回，或关闭工作簿不保存。",
            )
        with quiet(app), lifted(step.journal.sheets):
            step.journal.undo()
    forget()
    return step.title
