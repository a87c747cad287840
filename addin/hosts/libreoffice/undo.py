"""撤销 (undo): one press of a button is one step in the program's own list of undo steps."""

from __future__ import annotations

import contextlib
from typing import Any, Callable, Iterator

from .office import Component, XUndoAction


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
        self._depth = 0

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[None]:
        """一个撤销步骤: everything inside is one step; an exception inside takes it all back and leaves no trace."""
        if self._depth:  # a write inside a transaction belongs to it
            yield
            return
        steps = len(self.manager.getAllUndoActionTitles())
        self._depth += 1
        self.manager.enterUndoContext(title)
        try:
            yield
        except BaseException:
            self._leave()
            # an empty context leaves no step
            if len(self.manager.getAllUndoActionTitles()) > steps:
                self.manager.undo()
                self.manager.clearRedo()
            raise
        self._leave()

    def _leave(self) -> None:
        self._depth -= 1
        self.manager.leaveUndoContext()

    def add(self, title: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        """登记撤销动作: for a change that was just made."""
        self.manager.addUndoAction(Restoring(title, undo, redo))


@contextlib.contextmanager
def unrecorded(manager: Any) -> Iterator[None]:
    """不登记一次改动: the business of an action of ours, or of nobody.

    For one call alone: LibreOffice 7.4 takes up recording again with the first change that it makes.
    """
    manager.lock()
    try:
        yield
    finally:
        manager.unlock()
