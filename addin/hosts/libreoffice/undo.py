"""撤销 (undo): one press of a button is one step in the program's own list of undo steps."""

from __future__ import annotations

from typing import Any, Callable, Optional, Type

from .office import Component, During, XUndoAction


class Restoring(Component, XUndoAction):
    """我们自己的撤销动作, for what the program does not record itself (the note)."""

    def __init__(self, title: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        self.Title = title
        self._undo, self._redo = undo, redo

    def undo(self) -> None:
        """撤销: called by the program."""
        self._undo()

    def redo(self) -> None:
        """恢复: called by the program."""
        self._redo()


class Transactions:
    """一次操作 of one document.

    Args:
        document: the open document.
    """

    def __init__(self, document: Any) -> None:
        self.manager = document.getUndoManager()
        self.depth = 0

    def step(self, title: str) -> Step:
        """一个撤销步骤: everything inside is one step; an exception inside takes it all back and leaves no trace."""
        return Step(self, title)

    def add(self, title: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        """登记撤销动作: for a change that was just made."""
        self.manager.addUndoAction(Restoring(title, undo, redo))


class Step:
    """一个撤销步骤; a step inside another belongs to it."""

    def __init__(self, transactions: Transactions, title: str) -> None:
        self._of, self._title = transactions, title
        self._steps = 0

    def __enter__(self) -> None:
        manager = self._of.manager
        self._of.depth += 1
        if self._of.depth == 1:
            self._steps = len(manager.getAllUndoActionTitles())
            manager.enterUndoContext(self._title)

    def __exit__(self, kind: Optional[Type[BaseException]], *_: object) -> None:
        manager = self._of.manager
        self._of.depth -= 1
        if self._of.depth:
            return
        manager.leaveUndoContext()
        # an empty context leaves no step
        if kind is not None and len(manager.getAllUndoActionTitles()) > self._steps:
            manager.undo()
            manager.clearRedo()


def unrecorded(manager: Any) -> During:
    """不登记一次改动: the business of an action of ours, or of nobody.

    For one call alone: LibreOffice 7.4 takes up recording again with the first change that it makes.
    """
    return During(manager.lock, manager.unlock)
